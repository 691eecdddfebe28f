"""The list of refused words finds them in docstrings, comments and pages, and nowhere else."""

from __future__ import annotations

from pathlib import Path

import prose
import pytest


@pytest.fixture(autouse=True)
def _root(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Make the temporary folder the root of the project."""
    monkeypatch.setattr(prose, "ROOT", tmp_path)


@pytest.mark.parametrize(
    ("name", "text", "found"),
    [
        ("a.py", '"""Give a name."""\n', "a.py:1: 'Give' in 'Give a name.'"),
        ("a.py", 'class A:\n    """Say a name."""\n', "a.py:1: 'Say' in 'Say a name.'"),
        ("a.py", "x = 1\n# it is told\n", "a.py:2: 'is told' in 'it is told'"),
        ("a.md", "One.\n\nWhat is behind it.\n", "a.md:3: 'behind it' in 'What is behind it.'"),
    ],
)
def test_refused(tmp_path: Path, name: str, text: str, found: str) -> None:
    """A refused word is reported with its file, its line and the sentence."""
    (tmp_path / name).write_text(text, encoding="utf-8")
    assert list(prose.complaints(tmp_path / name)) == [found]


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("a.py", '"""Return what the user gives."""\nGive = "Say what is told"\n'),
        ("a.py", "class Give: ...\n"),
        ("a.md", "```\nwhat is behind it\n```\nGive it a name.\n"),
    ],
)
def test_accepted(tmp_path: Path, name: str, text: str) -> None:
    """Code, strings and blocks of code are not prose, and pages may begin a line with any word."""
    (tmp_path / name).write_text(text, encoding="utf-8")
    assert list(prose.complaints(tmp_path / name)) == []


def test_exit_code(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """The program fails if a file has a refused word, except in hidden folders."""
    (tmp_path / "a.py").write_text('"""Return a name."""\n', encoding="utf-8")
    (tmp_path / ".venv").mkdir()
    (tmp_path / ".venv" / "b.py").write_text('"""Give a name."""\n', encoding="utf-8")
    assert prose.main([]) == 0
    (tmp_path / "c.py").write_text('"""Give a name."""\n', encoding="utf-8")
    assert prose.main([str(tmp_path)]) == 1
    assert capsys.readouterr().out == "c.py:1: 'Give' in 'Give a name.'\n"
