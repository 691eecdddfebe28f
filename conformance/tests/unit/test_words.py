"""A word has one meaning: in the table of the architecture, in the glossary, and as a class."""

from __future__ import annotations

import ast
import collections
import importlib
import re
from pathlib import Path

import emitter_spec
import pytest

ROOT = Path(__file__).parents[3]
PACKAGE = ROOT / "conformance" / "emitter_conformance"
TABLE = (ROOT / "ARCHITECTURE.md").read_text(encoding="utf-8").partition("## Words of the code")[2]
WORDS = re.findall(r"(?m)^\| ([a-z ]+) \| [^|]+ \| `([\w.]+):(\w+)` \|$", TABLE)
GLOSSARY = [term.word for term in emitter_spec.load().glossary]


@pytest.mark.parametrize(("word", "module", "name"), WORDS)
def test_word_is_defined_where_the_table_says(word: str, module: str, name: str) -> None:
    """Each word leads to a class, a function or a type of the package."""
    assert hasattr(importlib.import_module(f"emitter_conformance.{module}"), name)


def test_words_are_listed_once() -> None:
    """The words of the table are in order, and none is a word of the glossary."""
    words = [word for word, _, _ in WORDS]
    assert words == sorted({*words})
    assert len(words) > 30
    assert len(GLOSSARY) > 20
    assert not {*words} & {*GLOSSARY}


def test_name_of_a_class_is_that_of_no_other() -> None:
    """No two modules of the package define a public class of the same name."""
    modules = collections.defaultdict(list)
    for path in sorted(PACKAGE.rglob("*.py")):
        for node in ast.parse(path.read_text(encoding="utf-8")).body:
            if isinstance(node, ast.ClassDef) and not node.name.startswith("_"):
                modules[node.name].append(path.relative_to(PACKAGE).as_posix())
    assert {name: paths for name, paths in modules.items() if len(paths) > 1} == {}
