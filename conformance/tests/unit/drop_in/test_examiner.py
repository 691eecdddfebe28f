"""The results of cases: kept, broken, lost, not begun, or broken by LiveKit's own class too.

The cases of these tests do not use LiveKit's packages, so they need not be installed.
"""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Mapping
from pathlib import Path

import pytest
from emitter_conformance.drop_in import examiner
from emitter_conformance.drop_in.child import ANSWERS
from emitter_conformance.drop_in.examiner import PACKAGE, DropIn, DropInRun
from emitter_conformance.drop_in.process import CaseProcess
from emitter_conformance.drop_in.program import Case
from emitter_conformance.drop_in.reproducer import whole
from emitter_conformance.verdict.verdict import Outcome, Result
from verdicts import SPECIFICATION

pytestmark = pytest.mark.measured

CLAUSES = [clause for clause in SPECIFICATION if clause.needs == PACKAGE][:3]
IMPORT, MADE, CALLED = (clause.id for clause in CLAUSES)
REFERENCE = "emitter_reference.emitter:EventEmitter"
KEPT = "assert EventEmitter().emit('joined') == None"
CANDIDATE = """\
import os, sys, time
from emitter_reference.emitter import EventEmitter as Reference, Event

class EventEmitter(Reference[Event]):
    pass

class Mine(Reference[Event]):
    is_mine = True
"""
ONLY_MINE = "if hasattr(EventEmitter, 'is_mine'):\n    "


@pytest.fixture(autouse=True)
def _own_is_the_reference(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """Let the reference be what LiveKit's own class is, and write a module of candidates."""
    monkeypatch.setattr(examiner, "OWN", REFERENCE)
    (tmp_path / "mine.py").write_text(CANDIDATE, encoding="utf-8")


def judged(folder: Path, *sources: str, given: str = "mine:Mine", seconds: float = 10.0) -> Judged:
    """Return the results of an import, a case about making, and others about calling."""
    clauses = [*CLAUSES, *CLAUSES[2:] * len(sources)]
    cases = [(clause, Case(source)) for clause, source in zip(clauses, sources)]
    run = DropInRun(cases, given, folder, seconds)
    try:
        return run.results()
    finally:
        run.close()


Judged = Mapping[str, Result]


def test_kept(tmp_path: Path) -> None:
    """Cases whose statements raise nothing are kept; any of them may await."""
    awaiting = "import asyncio\nawait asyncio.sleep(0)"
    results = judged(tmp_path, KEPT, KEPT, awaiting)
    assert {result.outcome for result in results.values()} == {Outcome.KEPT}
    assert list(results) == [IMPORT, MADE, CALLED]


def test_broken_by_a_value(tmp_path: Path) -> None:
    """A comparison that fails is a failure with both sides, its steps and a script."""
    value = "value = 7 if hasattr(EventEmitter, 'is_mine') else 8"
    result = judged(tmp_path, KEPT, KEPT, f"{value}\nassert value == 8")[CALLED]
    assert result.outcome is Outcome.BROKEN
    assert result.failure is not None
    assert result.failure.steps == (value, "assert value == 8")
    assert (result.failure.expected, result.failure.actual) == ("value == 8", "value == 7")
    assert "async def main():" in result.failure.program


def test_broken_by_an_exception(tmp_path: Path) -> None:
    """Whatever a statement raises is a failure, also what would end a process."""
    source = f"{ONLY_MINE}raise SystemExit(0)"
    result = judged(tmp_path, KEPT, KEPT, source)[CALLED]
    assert result.outcome is Outcome.BROKEN
    assert result.failure is not None
    assert (result.failure.expected, result.failure.actual) == ("no exception", "SystemExit: 0")


def test_what_was_logged_is_shown(tmp_path: Path) -> None:
    """A wrong value is shown with the first logged exception, unless the steps raise that."""
    logging = "import logging\ntry:\n    {}\nexcept Exception:\n    logging.exception('lost')"
    theirs = logging.format("import json; json.loads('{')")
    own = logging.format("raise ValueError('own')")
    wrong = "assert hasattr(EventEmitter, 'is_mine') == False"
    empty = "logging.error('nothing raised')"
    failure = judged(tmp_path, KEPT, KEPT, f"{own}\n{empty}\n{theirs}\n{wrong}")[CALLED].failure
    assert failure is not None
    assert failure.actual.startswith("hasattr(EventEmitter, 'is_mine') == True; logged: JSONDec")


def test_own_class_breaks_it_too(tmp_path: Path) -> None:
    """What LiveKit's own class does not do either is no matter of the candidate."""
    results = judged(tmp_path, KEPT, "assert 1 == 2", KEPT, "assert 3 == 4")
    assert results[MADE].outcome is Outcome.NOT_RUN
    assert results[MADE].reason == "LiveKit's own class does not do it here: 1 == 1"
    assert results[CALLED].outcome is Outcome.KEPT


def test_packages_that_cannot_be_imported_here(tmp_path: Path) -> None:
    """Where LiveKit's own class cannot be imported either, nothing is judged, with the reason."""
    results = judged(tmp_path, "import no_such_module", KEPT, KEPT)
    assert {result.outcome for result in results.values()} == {Outcome.NOT_RUN}
    reason = "ModuleNotFoundError: No module named 'no_such_module'"
    assert results[CALLED].reason == f"LiveKit's packages do not import here: {reason}"


def test_packages_that_do_not_import_with_it(tmp_path: Path) -> None:
    """Without the import, the other cases are not begun."""
    results = judged(tmp_path, f"{ONLY_MINE}raise TypeError('metaclass')", KEPT, KEPT)
    assert results[IMPORT].outcome is Outcome.BROKEN
    assert results[CALLED].outcome is Outcome.NOT_RUN
    assert results[CALLED].reason == "LiveKit's packages do not import with it"


def test_object_that_is_not_made(tmp_path: Path) -> None:
    """A case whose object cannot be made is left to the clause about that."""
    making = "emitter = 1 / (not hasattr(EventEmitter, 'is_mine'))"
    results = judged(tmp_path, KEPT, making, f"{making}\nassert emitter == 1")
    assert results[MADE].outcome is Outcome.BROKEN
    assert results[CALLED].reason == "LiveKit's classes are not constructed with it"


@pytest.mark.parametrize(
    ("statement", "outcome", "words"),
    [
        ("import os; os._exit(0)", Outcome.EXIT, "the process ended with exit code 0"),
        ("import os; os.abort()", Outcome.CRASH, "the process was ended by SIGABRT"),
        ("while True: pass", Outcome.TIMEOUT, "no end"),
    ],
)
@pytest.mark.skipif(os.name != "posix", reason="needs signals")
def test_lost(tmp_path: Path, statement: str, outcome: Outcome, words: str) -> None:
    """A case that ends the process, or hangs, is broken by that; later ones are not begun."""
    results = judged(tmp_path, KEPT, f"{ONLY_MINE}{statement}", KEPT, seconds=2.0)
    assert results[IMPORT].outcome is Outcome.KEPT
    assert results[MADE].outcome is outcome
    failure = results[MADE].failure
    assert failure is not None
    assert failure.actual == words
    assert results[CALLED].outcome is Outcome.NOT_RUN
    assert results[CALLED].reason == f"not begun: {words}"


def test_process_that_does_not_end_by_itself(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A candidate that takes its time limit away is ended from outside."""
    monkeypatch.setattr("emitter_conformance.drop_in.process.PATIENCE", 2)
    cancel = "import faulthandler; faulthandler.cancel_dump_traceback_later()"
    hanging = f"{ONLY_MINE}{cancel}\n    while True: pass"
    results = judged(tmp_path, KEPT, hanging, KEPT, seconds=2.0)
    assert results[MADE].outcome is Outcome.TIMEOUT


def test_own_class_that_does_not_end(tmp_path: Path) -> None:
    """Where LiveKit's own class comes to no end, nothing is known about the candidate."""
    results = judged(tmp_path, KEPT, "import os; os._exit(3)", KEPT)
    assert results[MADE].reason == (
        "LiveKit's own class does not do it here: the process ended with exit code 3"
    )


def test_own_class_that_is_not_there(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Where LiveKit's own class cannot be tried, nothing is known about the candidate."""
    monkeypatch.setattr(examiner, "OWN", "no_such_module:EventEmitter")
    results = judged(tmp_path, KEPT, f"{ONLY_MINE}raise ValueError", KEPT)
    assert results[MADE].reason == "LiveKit's own class does not do it here: no end"


def test_candidate_that_is_not_found_again(tmp_path: Path) -> None:
    """A candidate that the process cannot import is not judged, with the reason."""
    results = judged(tmp_path, KEPT, KEPT, KEPT, given="mine:Other")
    assert {result.outcome for result in results.values()} == {Outcome.NOT_RUN}
    assert results[IMPORT].reason.startswith("--impl=mine:Other: the module has no 'Other'")


@pytest.mark.skipif(not hasattr(os, "fork"), reason="needs fork")
def test_forked_process_answers_nothing(tmp_path: Path) -> None:
    """What a candidate forks adds no answers."""
    forking = "import os; child = os.fork(); child and os.waitpid(child, 0)"
    results = judged(tmp_path, KEPT, KEPT, f"{forking}\nassert 1 == 1")
    assert {result.outcome for result in results.values()} == {Outcome.KEPT}


@pytest.mark.parametrize("line", ["hello", "[]", '{"begin": "x"}', '{"end": 1}'])
def test_forged_answers_are_refused(tmp_path: Path, line: str) -> None:
    """What is no answer of the kit ends the account, and nothing after it is kept."""
    forging = (
        "import os, sys\n"
        "from pathlib import Path\n"
        f"{ONLY_MINE}Path(sys.argv[1], 'answers').open('a').write({line + chr(10)!r})"
    )
    results = judged(tmp_path, KEPT, forging, KEPT)
    assert results[IMPORT].outcome is Outcome.KEPT
    assert results[MADE].outcome is Outcome.CRASH
    assert results[CALLED].outcome is Outcome.NOT_RUN
    assert results[CALLED].reason == "not begun: the process sent no answer of the kit"


def test_process_that_fails(tmp_path: Path) -> None:
    """An error of the process itself loses the cases, not the run."""
    breaking = "import json.encoder\nfrom emitter_conformance.drop_in import child\n"
    breaking += f"{ONLY_MINE}child.judge = None"
    results = judged(tmp_path, KEPT, breaking, KEPT)
    assert results[MADE].outcome is Outcome.KEPT
    assert results[CALLED].outcome is Outcome.EXIT


def test_instrument_takes_every_class(tmp_path: Path) -> None:
    """No class is refused, and all cases of the chapter are judged in one process."""
    from emitter_conformance.candidate.loading import load

    candidate = load(REFERENCE, tmp_path)
    instrument = DropIn(SPECIFICATION, 10.0, tmp_path)
    assert instrument.objection(candidate) == ""
    run = instrument.start(candidate)
    run.close()
    assert not any(result.outcome is Outcome.KEPT for result in run.results().values())


def test_script_needs_the_packages(tmp_path: Path) -> None:
    """A script ends with 2, and what to install, where the packages are missing."""
    source = whole(Case("emitter = room()\nassert taken(['_lock'], EventEmitter) == []"))
    program = f"EventEmitter = object\n{source}"
    (tmp_path / "livekit").mkdir()
    (tmp_path / "livekit" / "__init__.py").touch()
    path = tmp_path / "script.py"
    path.write_text(program, encoding="utf-8")
    ended = subprocess.run([sys.executable, path], capture_output=True, text=True, check=False)
    assert ended.returncode == 2
    assert ended.stderr == "livekit-agents is not installed: pip install livekit-agents\n"
    assert "def livekit_classes(" in program
    assert "def queue_audio_output(" not in program


def test_end_of_a_case_that_does_not_run(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """An answer about a case that does not run is no result."""
    process = CaseProcess("mine:Mine", tmp_path, [], 10.0)
    answer = '{"end": 7, "failure": null}'
    monkeypatch.setattr(process, "_read", lambda name: answer if name == ANSWERS else "")
    try:
        assert process.account().ended == {}
    finally:
        process.close()
