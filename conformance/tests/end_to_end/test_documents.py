"""Every command of a document prints what the document shows.

`python conformance/tests/end_to_end/test_documents.py [FILE ...]` writes the output into them.

A document is followed from top to bottom in a folder that has an emitter alone, the one that is
nearly right. Comments say what a block is: a file that is written, a change to that file, or a
command with what it prints.
"""

from __future__ import annotations

import re
import shlex
import subprocess
import sys
from pathlib import Path

import picture
import pytest
from example import CONFORMANCE, ENVIRONMENT, example_folder

pytestmark = pytest.mark.gates

README = CONFORMANCE.parent / "README.md"
DOCUMENTS = [README, *sorted((CONFORMANCE / "docs").glob("*.md"))]
FILE = re.compile(r"<!-- file: (\S+) -->\n```\w+\n(.*?)```\n", re.DOTALL)
CHANGE = re.compile(r"<!-- change: (\S+) -->\n```diff\n(.*?)```\n", re.DOTALL)
RUN = re.compile(r"<!-- run: ([^\n]+) -->\n(?:```console\n.*?```\n)?", re.DOTALL)
BLOCK = re.compile("|".join(f"(?:{kind.pattern})" for kind in (FILE, CHANGE, RUN)), re.DOTALL)
CHANGING = [
    *((r"python 3\.\d+\.\d+", "python 3"), (r"in \d+\.\d+s", "in 0s"), (r" at 0x\w+", "")),
    (r" +-?[\d.]+ (?:ns|us|ms|B|kB)\b", " 0"),  # what a candidate costs
    (r"\na: [^\n]*(?:\n  [^\n]*)*", "\na: costs"),
    (r" +[\d.]+x\b", " 0x"),
    (r"(?m)^(emit|on|off|once|memory)(\D*?)(?: +-?\d\.\d\d(?: +[a-z]+)?)+$", r"\1\2 0"),
    (r"(?m)^(?:ref|[a-z]): [^\n]+\n(?:  [^\n]+\n)*\n?", ""),
    (r"lie within \d+%", "lie within 0%"),
]


def rendered(text: str) -> str:
    """Return a document with the output of each command as it is now."""
    with example_folder() as folder:
        return BLOCK.sub(lambda found: _follow(found, folder), text)


def _follow(found: re.Match[str], folder: Path) -> str:
    name, source, changed, change, command = found.groups()
    if name:
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(source, encoding="utf-8")
    if changed:
        path = folder / changed
        path.write_text(_changed(path.read_text(encoding="utf-8"), change), encoding="utf-8")
    return _block(command, folder) if command else found[0]


def _changed(text: str, change: str) -> str:
    """Replace the lines that a diff removes by those that it adds."""
    lines = change.splitlines(keepends=True)
    before = "".join(line[1:] or line for line in lines if line[0] != "+")
    after = "".join(line[1:] or line for line in lines if line[0] != "-")
    if text.count(before) != 1:
        raise ValueError(f"not once in the file:\n{before}")
    return text.replace(before, after)


def _block(command: str, folder: Path) -> str:
    program, *arguments = shlex.split(command)
    python = [sys.executable]
    start = {
        "python": python,
        "pytest": [*python, "-m", "pytest"],
        "coverage": [*python, "-m", "coverage"],
        "emitter-conformance": [*python, "-m", "emitter_conformance"],
    }.get(program, [program])
    environment = ENVIRONMENT
    if program == "coverage":  # it is not to mix with that of these tests
        environment = {key: environment[key] for key in environment if "COVERAGE" not in key}
    output = subprocess.run(
        [*start, *arguments],
        cwd=folder,
        env=environment,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        encoding="utf-8",
        check=False,
    ).stdout
    lines = "\n".join(line.rstrip() for line in output.strip("\n").splitlines())
    return f"<!-- run: {command} -->\n```console\n$ {command}\n{lines}\n```\n"


def comparable(text: str) -> str:
    """Return output without what differs from run to run."""
    for pattern, replacement in CHANGING:
        text = re.sub(pattern, replacement, text)
    return text


@pytest.mark.parametrize("document", DOCUMENTS, ids=lambda path: path.name)
def test_shows_what_its_commands_print(document: Path) -> None:
    """Commands of a document print what it shows, in a folder with its files."""
    text = document.read_text(encoding="utf-8")
    assert comparable(rendered(text)) == comparable(text)


@pytest.mark.parametrize("theme", picture.THEMES)
def test_picture_shows_what_its_command_prints(theme: str) -> None:
    """The pictures of the README show what their command prints, in two schemes."""
    now = picture.drawn(picture.shown(), picture.THEMES[theme])
    kept = picture.place(theme).read_text(encoding="utf-8")
    assert comparable(picture.words(now)) == comparable(picture.words(kept))
    assert picture.place(theme).name in README.read_text(encoding="utf-8")


def test_change_must_fit() -> None:
    """A change whose old lines occur not exactly once in the file is refused."""
    assert _changed("a\nb\nc\n", " a\n-b\n+d\n") == "a\nd\nc\n"
    for text in ("a\nc\n", "b\nb\n"):
        with pytest.raises(ValueError, match="not once in the file:\nb"):
            _changed(text, "-b\n+d\n")


if __name__ == "__main__":
    for document in map(Path, sys.argv[1:] or DOCUMENTS):
        document.write_text(rendered(document.read_text(encoding="utf-8")), encoding="utf-8")
