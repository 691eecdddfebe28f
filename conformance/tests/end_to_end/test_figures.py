"""The figures of the README are those of the generated documents."""

from __future__ import annotations

import configparser
from pathlib import Path

import tomlkit
from document import CONFORMANCE
from test_settings_matrix import TABLE as SETTINGS
from test_truth_table import TABLE

ROOT = CONFORMANCE.parent
README = (ROOT / "README.md").read_text(encoding="utf-8")


def line(path: Path, words: str) -> str:
    """Return the line of a document that has some words."""
    return next(line for line in path.read_text(encoding="utf-8").splitlines() if words in line)


def test_readme_gives_the_figures_of_the_documents() -> None:
    """The README has the figures of the current documents."""
    for path, words in [("kill_matrix.md", "outcomes."), ("mutants.md", "are killed")]:
        assert f"- {line(CONFORMANCE / path, words).rstrip('.')}: " in README
    versions = (CONFORMANCE / "tests" / "proofs" / "history.toml").read_text(encoding="utf-8")
    assert f"- {versions.count('[[version]]')} published versions" in README
    assert f"- {len(TABLE)} runs of the command line" in README
    assert f"- {len(SETTINGS)} settings of other projects" in README


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
