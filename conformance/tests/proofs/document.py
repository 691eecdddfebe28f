"""Functions that all programs share which write a document."""

from __future__ import annotations

import difflib
import os
import sys
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager, redirect_stderr, redirect_stdout
from pathlib import Path

CONFORMANCE = Path(__file__).parents[2]


def table(head: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    """Return a Markdown table."""
    lines = [head, ["---"] * len(head), *rows]
    cells = [[cell.replace("|", r"\|") for cell in line] for line in lines]
    return "".join(f"| {' | '.join(line)} |\n" for line in cells)


@contextmanager
def silent() -> Iterator[None]:
    """Discard what an emitter prints."""
    with open(os.devnull, "w") as nowhere, redirect_stdout(nowhere), redirect_stderr(nowhere):
        yield


def deliver(path: Path, text: str, complaints: Sequence[str], check: bool) -> int:
    """Write a document, or compare it with the one that is there.

    Args:
        path: The file of the document.
        text: The text of the document as it should be.
        complaints: Reasons why nothing may be written.
        check: Whether the document is only compared.

    Returns:
        The exit code of the program.

    """
    for complaint in complaints:
        print(complaint, file=sys.stderr)
    if complaints:
        return 1
    if not check:
        path.write_text(text, encoding="utf-8")
        return 0
    found = path.read_text(encoding="utf-8") if path.exists() else ""
    sys.stderr.writelines(
        difflib.unified_diff(
            found.splitlines(True), text.splitlines(True), path.name, f"{path.name} as it is now"
        )
    )
    return int(found != text)
