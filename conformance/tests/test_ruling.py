"""`emitter-conformance render --to ruling`: what a shell reads of a saved report."""

from __future__ import annotations

from pathlib import Path

import emitter_spec
import pytest
from emitter_conformance import reports
from emitter_conformance.command import main
from emitter_conformance.identity import Identity
from emitter_conformance.report import Report
from emitter_conformance.verdict import Outcome, Programs, Result, Terms, Verdict

SPECIFICATION = emitter_spec.load()


def verdict(name: str, programs: Programs | None) -> Verdict:
    """Give a verdict in which every clause is kept."""
    kept = [Result(clause, Outcome.KEPT) for clause in SPECIFICATION]
    identity = Identity(name, f"{name}:EventEmitter", True, "", "")
    return Verdict.of(identity, Terms("1.0", True, False), SPECIFICATION, kept, programs)


def test_line_for_each_candidate(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """The rulings stand alone, in the order of the candidates."""
    saved = tmp_path / "verdict.json"
    both = (verdict("whole", Programs(5, 10, 10, 0)), verdict("partial", None))
    reports.write(saved, Report.now(both), SPECIFICATION)
    assert main(["render", str(saved), "--to", "ruling"]) == 0
    assert capsys.readouterr().out == "CONFORMANT\nINCOMPLETE\n"
