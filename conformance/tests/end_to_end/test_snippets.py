"""Snippets of a document can be copied and work unchanged."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from document import CONFORMANCE

README = CONFORMANCE.parent / "README.md"
PAGES = sorted((CONFORMANCE / "docs").glob("*.md"))
DOCUMENTS = [README, *PAGES, CONFORMANCE / "examples" / "README.md"]
BLOCK = re.compile(r"(?m)^```(?!console)\w+\n(.*?)^```$", re.DOTALL)
INLINE = re.compile(r"`([^`\n]*pip install[^`\n]*)`")
LINK = re.compile(r"\]\((?![a-z]+:)([^)#\s]*)(?:#([^)\s]+))?\)")
PLACEHOLDER = re.compile(r"\b(?:OWNER|REF|TODO)\b|path/to|example\.(?:com|org)|<\w+>")
INSTALLING = re.compile(r"pip3? install|^ +(?=\S+$)", re.MULTILINE)
KIT = re.compile(r"(?<![\w./-])emitter-conformance(?:\[[\w,]+\])?(?![\w./-])")


def copied(text: str) -> list[str]:
    """Return the snippets of a document that are to be copied."""
    return [*BLOCK.findall(text), *INLINE.findall(text)]


def faults(text: str) -> list[str]:
    """Return the lines that do not work unchanged, with the kit on no package index."""
    lines = [line for part in copied(text) for line in part.splitlines()]
    return [
        line
        for line in lines
        if PLACEHOLDER.search(line) or (INSTALLING.search(line) and KIT.search(line))
    ]


@pytest.mark.parametrize("document", DOCUMENTS, ids=lambda path: f"{path.parent.name}/{path.name}")
def test_nothing_has_to_be_filled_in(document: Path) -> None:
    """No owner, tag or path is left open, and no index is asked for the kit."""
    assert faults(document.read_text(encoding="utf-8")) == []


def test_snippets_are_found() -> None:
    """The README and most pages have something that is to be copied."""
    having = [page for page in DOCUMENTS if copied(page.read_text(encoding="utf-8"))]
    assert README in having
    assert len(having) > len(DOCUMENTS) / 2


@pytest.mark.parametrize("document", DOCUMENTS, ids=lambda path: f"{path.parent.name}/{path.name}")
def test_links_lead_somewhere(document: Path) -> None:
    """Each link within the project is to a file, and to a heading that it has."""
    for target, anchor in LINK.findall(document.read_text(encoding="utf-8")):
        path = document.parent / target if target else document
        assert path.exists(), target
        if anchor:
            headings = re.findall(r"(?m)^#+ (.*)$", path.read_text(encoding="utf-8"))
            assert anchor in [
                re.sub(r"[^\w -]", "", each).lower().replace(" ", "-") for each in headings
            ]


@pytest.mark.parametrize(
    "line",
    [
        "      - uses: OWNER/emitter-conformance/.github/actions/emitter-conformance@REF",
        "      - run: python -m pip install . emitter-conformance pytest-xdist",
        "    - pip install 'emitter-conformance[typing]'",
        "deps =\n    emitter-conformance",
        "pip install /path/to/emitter-conformance",
    ],
)
def test_fault_is_found(line: str) -> None:
    """A line that has to be edited is found."""
    assert faults(f"```yaml\n{line}\n```\n")


@pytest.mark.parametrize(
    "line",
    [
        "    - pip install . ./.emitter-conformance",
        "    - emitter-conformance judge mypkg.emitter --strict",
        "deps =\n    {toxinidir}/.emitter-conformance",
        "          path: emitter-conformance",
    ],
)
def test_copy_of_the_kit_is_no_fault(line: str) -> None:
    """A path of the project, the command and a folder for reports are accepted."""
    assert faults(f"```yaml\n{line}\n```\n") == []
