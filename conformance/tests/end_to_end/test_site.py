"""The site is built without a warning, and everything that it leads to is there."""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
from pathlib import Path
from urllib.parse import unquote

import emitter_spec
import pytest
import verdicts
from emitter_conformance.reports import saved
from example import CONFORMANCE

pytestmark = pytest.mark.gates

SPECIFICATION = emitter_spec.load()
LINK = re.compile(r'(?:href|src|srcset)="?([^"\s>#?]+)')


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return the folder of the site, with a matrix of two reports."""
    folder = tmp_path_factory.mktemp("site")
    matrix = folder / "verdicts" / "published-versions"
    matrix.mkdir(parents=True)
    report = saved.render(verdicts.report(), SPECIFICATION)
    for name in ("1.1.8", "1.1.19"):
        (matrix / f"{name}.json").write_text(report, encoding="utf-8")
    command = ["mkdocs", "build", "--config-file", str(CONFORMANCE / "mkdocs.yml"), "--site-dir"]
    run = subprocess.run(
        [sys.executable, "-m", *command, str(folder / "site")],
        env={**os.environ, "VERDICTS": str(matrix.parent)},
        capture_output=True,
        encoding="utf-8",
        check=False,
    )
    assert run.returncode == 0, run.stdout + run.stderr
    return folder / "site"


def text(page: Path) -> str:
    """Return the text of a page."""
    return page.read_text(encoding="utf-8")


def test_every_document_is_in_the_navigation(site: Path) -> None:
    """A document that is added needs no entry in a list."""
    navigation = set(LINK.findall(text(site / "index.html")))
    documents = {path.stem for path in (CONFORMANCE / "docs").glob("*.md")}
    assert {f"{name}.html" for name in documents} <= navigation
    assert {f"specification/{each.name}.html" for each in SPECIFICATION.chapters} <= navigation
    others = {"specification.html", "published-versions.html", "real_world.html", "CHANGELOG.html"}
    assert others <= navigation


def test_every_clause_is_found(site: Path) -> None:
    """The search leads to each clause, whose anchor is its id."""
    index = json.loads(text(site / "search" / "search_index.json"))
    found = {entry["location"] for entry in index["docs"]}
    for chapter in SPECIFICATION.chapters:
        page = text(site / "specification" / f"{chapter.name}.html")
        for clause in chapter.clauses:
            assert f'id="{clause.id}"' in page
            assert f"specification/{chapter.name}.html#{clause.id}" in found


def test_every_link_leads_to_a_file(site: Path) -> None:
    """Pictures, pages and sources that a page names are files of the site."""
    for page in site.rglob("*.html"):
        for link in LINK.findall(text(page)):
            if page.name != "404.html" and not re.match(r"\w+:|//", link):
                assert (page.parent / unquote(link)).exists(), f"{page}: {link}"


def test_nothing_is_loaded_from_elsewhere(site: Path) -> None:
    """Styles, scripts and pictures are files of the site."""
    for page in site.rglob("*.html"):
        assert re.findall(r'<(?:script|img|link rel="stylesheet")[^>]*="https?:', text(page)) == []


def test_reports_are_side_by_side(site: Path) -> None:
    """A folder of reports is one page, the newest version first."""
    page = text(site / "published-versions.html")
    assert 0 < page.index("1.1.19") < page.index("1.1.8")
