"""The names of tests in a JUnit report of pytest, and their properties."""

from __future__ import annotations

import pytest
from _pytest.junitxml import xml_key
from emitter_spec import Clause

from emitter_conformance.verdict.verdict import Terms


def properties(clause: Clause, candidate: str, terms: Terms) -> list[tuple[str, object]]:
    """Return the properties of the test of a clause: candidate, id, level and editions."""
    return [
        ("candidate", candidate),
        ("clause", clause.id),
        ("level", clause.level.value),
        ("edition", terms.edition),
        ("editions", " ".join(clause.editions)),
    ]


def programs_properties(candidate: str, terms: Terms) -> list[tuple[str, object]]:
    """Return the properties of the test of a shard of the programs: candidate and edition."""
    return [("candidate", candidate), ("edition", terms.edition)]


def name_by_clause(config: pytest.Config, report: pytest.TestReport, candidate: str) -> None:
    """Name the test by its clause, or as programs, and by its candidate where that is not ""."""
    junit = config.stash.get(xml_key, None)
    if junit is not None:
        whose = f"[{candidate}]" if candidate else ""
        junit.node_reporter(report).add_attribute("name", f"{report.location[2]}{whose}")
