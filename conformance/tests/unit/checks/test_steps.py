"""Source text becomes steps that are run one by one, and sentences about what they left."""

from __future__ import annotations

from typing import Any

import pytest
from emitter_conformance.checks.steps import Sentence, cut, expression


@pytest.mark.parametrize(
    ("text", "steps"),
    [
        ("a = 1\nb = 2", ["a = 1", "b = 2"]),
        ("    a = 1\n    b = 2\n", ["a = 1", "b = 2"]),
        ("@print\ndef f():\n    pass\nf", ["@print\ndef f():\n    pass", "f"]),
        ("if a:\n    b\nelse:\n    c", ["if a:\n    b\nelse:\n    c"]),
        ('a = """\nb"""', ['a = """\nb"""']),
        ("# nothing", []),
    ],
)
def test_text_is_cut_into_statements(text: str, steps: list[str]) -> None:
    """Each statement is a step, with its decorators and all of its lines."""
    assert [step.source for step in cut(text, is_whole=False)] == steps


def test_helper_is_one_step_with_its_comment() -> None:
    """Text that begins with a comment is run at once, and known by the comment."""
    (step,) = cut("# used: a list\n# of names\nused = []\nused.clear()", is_whole=False)
    assert step.summary == "# used: a list\n# of names"
    assert step.source.endswith("\nused.clear()")


def test_whole_text_is_one_step() -> None:
    """Text that is run as a whole is one step, with the code of each statement."""
    (step,) = cut("a = 1\nb = a + 1", is_whole=True)
    names: dict[str, Any] = {}
    for code in step.codes:
        exec(code, names)
    assert (step.source, names["b"]) == ("a = 1\nb = a + 1", 2)


def test_sentence_has_the_values_of_names() -> None:
    """A value is shown by its repr, or as text where the sentence says so."""
    sentence = Sentence.read("{name!s} has {{seat}} {len(seats)}: {name}")
    names = {"name": "alice", "seats": [1, 2]}
    assert sentence.of(names) == "alice has {seat} 2: 'alice'"
    assert eval(expression(sentence.source), names) == sentence.of(names)
