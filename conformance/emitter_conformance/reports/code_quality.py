"""A report as GitLab's Code Quality: each broken clause at a line of the candidate."""

from __future__ import annotations

import ast
import contextlib
import hashlib
import json
import os
import re
from pathlib import Path
from typing import Any

from emitter_spec import Specification

from emitter_conformance.candidate.identity import Identity
from emitter_conformance.core.paths import shorter
from emitter_conformance.verdict.common_causes import ranked
from emitter_conformance.verdict.report import Report
from emitter_conformance.verdict.verdict import Result, Verdict

from .sentences import ruling
from .terminal import row

PLACE = re.compile(r"(?P<file>.+):(?P<line>\d+)(?: in .*)?")
DECIDES, DOES_NOT_DECIDE = "major", "info"
"""The severity of what decides the verdict, and of what does not."""
VERDICT = "verdict"
"""The name of the check that a ruling without a broken clause is filed under."""


def render(report: Report, specification: Specification) -> str:
    """Return the broken clauses of the edition that are not waived, as a list in JSON.

    A verdict that is red for another reason than these has its ruling in their place.
    """
    several = len(report.verdicts) > 1
    issues = []
    for verdict in report.verdicts:
        name = verdict.candidate.name if several else ""
        if not verdict.ruling.is_green and not verdict.broken():
            place = _definition(verdict.candidate)
            issues.append(_issue(verdict, VERDICT, ruling(verdict), DECIDES, place))
        issues += [_of_clause(result, verdict, name) for result in _broken(verdict)]
    return json.dumps(issues, indent=1, ensure_ascii=False) + "\n"


def _broken(verdict: Verdict) -> list[Result]:
    """Return the broken clauses of a verdict, those that explain most first."""
    return ranked(
        [
            result
            for result in verdict.results
            if verdict.terms.edition in result.clause.editions
            and result.failure is not None
            and result.waiver is None
        ]
    )


def _of_clause(result: Result, verdict: Verdict, name: str) -> dict[str, Any]:
    """Return the issue of a broken clause, at the place where its failure was raised."""
    assert result.failure is not None
    found = PLACE.fullmatch(result.failure.where)
    place = (found["file"], int(found["line"])) if found else _definition(verdict.candidate)
    severity = DECIDES if verdict.terms.bind(result.clause) else DOES_NOT_DECIDE
    return _issue(verdict, result.clause.id, row(result, name, None), severity, place)


def _issue(
    verdict: Verdict, check: str, words: str, severity: str, place: tuple[str, int]
) -> dict[str, Any]:
    file, line = place
    whose = f"{verdict.candidate.name} {check}".encode("utf-8", "backslashreplace")
    return {
        "description": words,
        "check_name": check,
        "fingerprint": hashlib.sha256(whose).hexdigest(),
        "severity": severity,
        "location": {"path": _from_the_root(file), "lines": {"begin": line}},
    }


def _definition(candidate: Identity) -> tuple[str, int]:
    """Return the file and the line of a candidate; line 1 if its file does not show it."""
    name = candidate.name.rpartition(":")[2].rpartition(".")[2]
    with contextlib.suppress(OSError, ValueError, SyntaxError, RecursionError):
        for node in ast.walk(ast.parse(Path(candidate.file).read_bytes())):
            if isinstance(node, (ast.ClassDef, ast.FunctionDef)) and node.name == name:
                return candidate.file, node.lineno
    return candidate.file or candidate.given, 1


def _from_the_root(file: str) -> str:
    """Return a path relative to the checkout, by which GitLab finds the file."""
    root = Path(os.environ.get("CI_PROJECT_DIR") or ".").absolute()
    return shorter(str(Path(file).absolute()), root).replace(os.sep, "/")
