"""The figures of the README are those of the generated documents.

`python conformance/tests/end_to_end/test_figures.py`, with `conformance/tests/support` in
`PYTHONPATH`, writes them.
"""

from __future__ import annotations

import configparser
import re
from pathlib import Path

import tomlkit
from test_settings_matrix import TABLE as SETTINGS
from test_truth_table import TABLE

CONFORMANCE = Path(__file__).parents[2]
ROOT = CONFORMANCE.parent
README = ROOT / "README.md"
BLOCK = re.compile(r"<!-- figures -->\n.*?<!-- /figures -->\n", re.DOTALL)


def line(path: Path, words: str) -> str:
    """Return the line of a document that has some words."""
    return next(line for line in path.read_text(encoding="utf-8").splitlines() if words in line)


def with_figures(text: str) -> str:
    """Return the README with the figures of the current documents."""
    versions = (CONFORMANCE / "tests" / "proofs" / "history.toml").read_text(encoding="utf-8")
    lines = [
        line(CONFORMANCE / "kill_matrix.md", "outcomes."),
        line(CONFORMANCE / "mutants.md", "are killed"),
        f"{versions.count('[[version]]')} published versions of the class, by both editions.",
        f"{len(TABLE)} runs of the command line, each with its exit code and its verdict.",
        f"{len(SETTINGS)} settings of other projects, under which no verdict changes.",
    ]
    block = "".join(f"- {each}\n" for each in lines)
    return BLOCK.sub(f"<!-- figures -->\n{block}<!-- /figures -->\n", text)


def test_readme_has_the_figures_of_the_documents() -> None:
    """The README has the figures of the current documents."""
    text = README.read_text(encoding="utf-8")
    assert BLOCK.search(text)
    assert with_figures(text) == text


def test_oldest_versions_are_those_of_the_project() -> None:
    """`tox run -e oldest` installs the lower bounds of the metadata."""
    project = tomlkit.parse((ROOT / "pyproject.toml").read_text(encoding="utf-8")).unwrap()[
        "project"
    ]
    extras = project["optional-dependencies"].values()
    needed = [*project["dependencies"], *(each for extra in extras for each in extra)]
    tox = configparser.ConfigParser(interpolation=None)
    tox.read(ROOT / "tox.ini", encoding="utf-8")
    installed = tox["testenv:oldest"]["deps"].split()
    for each in needed:
        name, least, version = each.partition(";")[0].partition(">=")
        assert not least or f"{name}=={version}" in installed


if __name__ == "__main__":
    README.write_text(with_figures(README.read_text(encoding="utf-8")), encoding="utf-8")
