"""Refuses words that the prose of the project does not use, in docstrings, comments and pages.

    python conformance/tests/proofs/prose.py [PATH ...]

Docstrings follow the Python library reference: "Return ...", "Raise ...", "Whether ...".
"""

from __future__ import annotations

import ast
import io
import re
import sys
import tokenize
from collections.abc import Iterator
from pathlib import Path

ROOT = Path(__file__).parents[3]
FIRST_WORDS = re.compile(r"\A(Give|Say|Tell|Hear|Let go|Let no|Go on)\b")
REFUSED = re.compile(
    r"\b((is|are|was|were) (told|said)(?! apart)|came to|comes to (it|that|nothing)"
    r"|anew|save for|[Ll]et go of|behind (it|that|them)|he|him|his|[Ww]ho (is judged|judges))\b"
)
WRITTEN_BY_PROGRAMS = ("kill_matrix.md", "mutants.md", "real_world.md")


def complaints(path: Path) -> Iterator[str]:
    """Yield a line for each refused word of a file, with its place."""
    text = path.read_text(encoding="utf-8")
    for line, prose in _python(text) if path.suffix == ".py" else _markdown(text):
        for pattern in (FIRST_WORDS, REFUSED) if path.suffix == ".py" else (REFUSED,):
            found = pattern.search(prose)
            if found:
                yield f"{path.relative_to(ROOT)}:{line}: {found.group(0)!r} in {prose[:60]!r}"


def _python(text: str) -> Iterator[tuple[int, str]]:
    """Yield the docstrings and comments of a module, each with its line."""
    documented = (ast.Module, ast.ClassDef, ast.FunctionDef, ast.AsyncFunctionDef)
    for node in ast.walk(ast.parse(text)):
        if isinstance(node, documented):
            yield getattr(node, "lineno", 1), ast.get_docstring(node) or ""
    for token in tokenize.generate_tokens(io.StringIO(text).readline):
        if token.type == tokenize.COMMENT:
            yield token.start[0], token.string.lstrip("# ")


def _markdown(text: str) -> Iterator[tuple[int, str]]:
    """Yield the lines of a page, without its blocks of code."""
    is_code = False
    for number, line in enumerate(text.splitlines(), 1):
        is_code ^= line.startswith("```")
        if not is_code:
            yield number, line


def main(paths: list[str]) -> int:
    """Print the complaints about files or folders, by default about all of the project."""
    found = 0
    for given in [Path(path).resolve() for path in paths] or [ROOT]:
        files = [given] if given.is_file() else [*sorted(given.rglob("*.py")), *given.rglob("*.md")]
        for path in files:
            hidden = any(part.startswith(".") for part in path.relative_to(ROOT).parts)
            if not hidden and path.name not in (*WRITTEN_BY_PROGRAMS, Path(__file__).name):
                for complaint in complaints(path):
                    found += 1
                    print(complaint)
    return int(found > 0)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
