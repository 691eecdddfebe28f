"""A candidate in a process of its own, whose end costs one clause."""

from __future__ import annotations

import io
import json
import queue
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Callable

import pytest
from emitter_conformance.candidate import door
from emitter_conformance.candidate.deadline import USUAL
from emitter_conformance.candidate.door import Allowance
from emitter_conformance.candidate.loading import Candidate, CandidateError
from emitter_conformance.engine import worker
from emitter_conformance.engine.in_process import InProcess, Request
from emitter_conformance.engine.isolated import Isolated
from emitter_conformance.programs.search import Scope
from emitter_conformance.verdict.verdict import Outcome, Result
from verdicts import DEFAULT, SPECIFICATION

pytestmark = [pytest.mark.measured, pytest.mark.usefixtures("forgotten")]

HEAD = "import os, signal, sys, time\nfrom emitter_reference.emitter import EventEmitter as R\n"
LOSING = HEAD + (
    "class EventEmitter(R[object]):\n"
    "    def off(self, event, callback):\n"
    "        if callback is None:\n"
    "            {statement}\n"
    "        super().off(event, callback)\n"
)
CLAUSE = SPECIFICATION["removal.none-removes-nothing"]
KEPT = SPECIFICATION["once.fires-once"]
FEW = Scope(depth=2, number=20)
EXIT, CRASH, TIMEOUT = Outcome.EXIT, Outcome.CRASH, Outcome.TIMEOUT
NO_ANSWER = "the process sent no answer of the kit"


@pytest.fixture
def isolated(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Isolated]:
    """Return an engine that judges in other processes, and waits less than a time limit."""
    monkeypatch.setattr("emitter_conformance.engine.isolated.GRACE", 0.8)
    monkeypatch.setattr(sys, "path", sys.path[:])
    examiner = Isolated(SPECIFICATION, tmp_path, 10)
    yield examiner
    examiner.close()


@pytest.fixture
def impatient(
    isolated: Isolated, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> Iterator[Isolated]:
    """Return an engine with a deadline that a hang soon reaches."""
    examiner = Isolated(SPECIFICATION, tmp_path, 1)
    yield examiner
    examiner.close()


def load(isolated: Isolated, folder: Path, source: str) -> Candidate:
    """Return a candidate with this source."""
    (folder / "guests.py").write_text(source, encoding="utf-8")
    return isolated.load("guests")


def test_same_results_as_in_this_process(isolated: Isolated, tmp_path: Path) -> None:
    """Identity, clauses and programs are those of the same process."""
    candidate = load(isolated, tmp_path, LOSING.format(statement="raise KeyError(None)"))
    inside = InProcess(SPECIFICATION, tmp_path, 10)
    same = inside.load("guests")
    assert candidate.to_data() == same.to_data()
    assert (candidate.module, candidate.root) == (same.module, same.root)
    for clause in (CLAUSE, KEPT, SPECIFICATION["open.order"]):
        one, other = (each.examine(clause, same) for each in (isolated, inside))
        assert (one.outcome, one.failure, one.observation) == (
            other.outcome,
            other.failure,
            other.observation,
        )
    request = Request(DEFAULT, FEW)
    assert isolated.search(same, request, int) == inside.search(same, request, int)
    inside.close()


def test_candidate_makes_nothing_here(isolated: Isolated, tmp_path: Path) -> None:
    """The class of a candidate exists in its own process only."""
    candidate = load(isolated, tmp_path, LOSING.format(statement="pass"))
    with pytest.raises(TypeError, match="in its own process only"):
        candidate.make()


@pytest.mark.parametrize(
    ("statement", "outcome", "actual"),
    [
        ("os._exit(0)", EXIT, "the process ended with exit code 0"),
        ("os.kill(os.getpid(), signal.SIGKILL)", CRASH, "the process was ended by SIGKILL"),
        ("os.kill(os.getpid(), signal.SIGSEGV)", CRASH, "the process was ended by SIGSEGV"),
        ("time.sleep(60)", TIMEOUT, "no end"),
        ("sum(range(10**12))", TIMEOUT, "no end"),
        ("os.close(3) or os.closerange(3, 99)", EXIT, "the process ended with exit code 1"),
        (
            "os.closerange(3, 99); signal.pthread_sigmask(2, [14, 15]); time.sleep(60)",
            CRASH,
            "the process closed its pipe to the kit",
        ),
    ],
)
def test_lost_clause(
    impatient: Isolated, tmp_path: Path, statement: str, outcome: Outcome, actual: str
) -> None:
    """A lost clause has its steps, how it ended and where; the next one has a new process."""
    candidate = load(impatient, tmp_path, LOSING.format(statement=statement))
    result = impatient.examine(CLAUSE, candidate)
    assert result.outcome is outcome
    assert result.failure is not None
    assert result.failure.actual == actual
    assert result.failure.steps[-1] == 'emitter.off("joined", None)'
    if "segv" in actual.lower() or outcome is TIMEOUT:
        # faulthandler of PyPy has the line where the function begins.
        lines = (4, 6) if sys.implementation.name == "pypy" else (6,)
        assert result.failure.where in [f"{tmp_path / 'guests.py'}:{n} in off" for n in lines]
    assert impatient.examine(KEPT, candidate).outcome is Outcome.KEPT


@pytest.mark.parametrize(
    "statement",
    ["json.dumps = None", "json.loads = str", "del json.dumps", "json.JSONEncoder.iterencode = 1"],
)
def test_replaced_json(isolated: Isolated, tmp_path: Path, statement: str) -> None:
    """A candidate that replaces the functions of `json` is judged."""
    candidate = load(isolated, tmp_path, f"import json\n{LOSING.format(statement=statement)}")
    assert isolated.examine(CLAUSE, candidate).outcome is Outcome.KEPT
    assert isolated.examine(KEPT, candidate).outcome is Outcome.KEPT


ANSWERING = """\
import fcntl, json, os, stat

def leads_to_the_kit(number):
    try:
        is_pipe = stat.S_ISFIFO(os.fstat(number).st_mode)
        return is_pipe and fcntl.fcntl(number, fcntl.F_GETFL) & os.O_WRONLY
    except OSError:
        return False

def answer(data):
    os.write(next(filter(leads_to_the_kit, range(3, 99))), json.dumps(data).encode() + b"\\n")

"""
"""The beginning of a candidate that answers in the name of the kit."""


@pytest.mark.parametrize(
    "answer", [[1], {"result": {}}, {"result": Result(KEPT, Outcome.KEPT).to_data()}]
)
def test_answer_of_the_candidate(isolated: Isolated, tmp_path: Path, answer: object) -> None:
    """A candidate that writes into the pipe to the kit does not answer for it."""
    statement = f"answer(json.loads({json.dumps(answer)!r}))"
    candidate = load(isolated, tmp_path, ANSWERING + LOSING.format(statement=statement))
    result = isolated.examine(CLAUSE, candidate)
    assert result.outcome is CRASH
    assert result.failure is not None
    assert result.failure.actual == NO_ANSWER
    assert isolated.examine(KEPT, candidate).outcome is Outcome.KEPT


def test_import_that_answers_for_the_kit(isolated: Isolated, tmp_path: Path) -> None:
    """A module that writes its own answer is refused in one line."""
    with pytest.raises(CandidateError) as caught:
        load(isolated, tmp_path, f"{ANSWERING}answer({{'candidate': {{}}}})")
    assert str(caught.value).startswith(f"--impl=guests: importing it: {NO_ANSWER}")


def test_process_that_has_ended_before_it_is_asked(isolated: Isolated, tmp_path: Path) -> None:
    """A process that ended between two clauses loses one, and the next one has a new process."""
    candidate = load(isolated, tmp_path, LOSING.format(statement="pass"))
    process = isolated._workers["guests"]._process
    assert process is not None
    process.kill()
    process.wait()
    assert isolated.examine(KEPT, candidate).outcome.is_lost
    assert isolated.examine(KEPT, candidate).outcome is Outcome.KEPT


def test_steps_of_a_lost_clause_are_those_of_its_last_emitter(
    isolated: Isolated, tmp_path: Path
) -> None:
    """Steps on earlier emitters of a lost check are not shown."""
    emit = "    def emit(self, *args):\n        len(args) < 3 or os._exit(7)\n"
    source = f"{HEAD}class EventEmitter(R[object]):\n{emit}        super().emit(*args)\n"
    candidate = load(isolated, tmp_path, source)
    result = isolated.examine(SPECIFICATION["arity.surplus-is-dropped"], candidate)
    assert result.outcome is EXIT
    assert result.failure is not None
    registering, *_ = result.failure.steps[1:]
    assert result.failure.steps.count(registering) == 1
    assert result.failure.steps[-1] == 'emitter.emit("joined", 1, 2)'


HANG = "time.sleep(60)"
HANG_WITHOUT_SIGNALS = f"signal.pthread_sigmask(0, [14]); {HANG}"


@pytest.mark.parametrize(
    ("make", "statement"),
    [(Isolated, HANG), (Isolated, HANG_WITHOUT_SIGNALS), (InProcess, HANG)],
)
def test_little_time_after_two_that_did_not_end(
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    make: Callable[..., Isolated | InProcess],
    statement: str,
) -> None:
    """Checks after two that hang have less time, and report the time they had."""
    monkeypatch.setattr("emitter_conformance.engine.isolated.GRACE", 1)
    monkeypatch.setattr(door, "SHORT", 1)
    monkeypatch.setattr(sys, "path", sys.path[:])
    monkeypatch.delitem(sys.modules, "guests", raising=False)
    (tmp_path / "guests.py").write_text(LOSING.format(statement=statement), encoding="utf-8")
    examiner = make(SPECIFICATION, tmp_path, 2)
    try:
        candidate = examiner.load("guests")
        results = [examiner.examine(CLAUSE, candidate) for _ in range(3)]
        kept = examiner.examine(SPECIFICATION["surface.off-returns-none"], candidate)
    finally:
        examiner.close()
        sys.modules.pop("guests", None)
    expected = [each.failure and each.failure.expected for each in results]
    assert expected == ["an end within 2 s"] * 2 + ["an end within 1 s"]
    assert kept.outcome is Outcome.KEPT


@pytest.mark.parametrize(
    ("statement", "message"),
    [
        ("import no_such_module", "importing it failed: no module named 'no_such_module'"),
        ("import os; os.kill(os.getpid(), 9)", "importing it: the process was ended by SIGKILL"),
        ("import time; time.sleep(60)", "importing it did not end within 1 s ("),
        (f"import signal, time; {HANG_WITHOUT_SIGNALS}", "importing it: no end"),
    ],
)
def test_candidate_that_cannot_be_loaded(
    impatient: Isolated,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    statement: str,
    message: str,
) -> None:
    """A candidate that cannot be loaded is one line with the reason."""
    if "did not end" in message:  # its own process says so, which a busy machine may keep from it
        monkeypatch.setattr("emitter_conformance.engine.isolated.GRACE", 20.0)
    with pytest.raises(CandidateError, match=r"^--impl=guests: ") as raised:
        load(impatient, tmp_path, statement)
    assert message in str(raised.value)
    assert "\n" not in str(raised.value)


def test_import_that_breaks_its_process(
    isolated: Isolated, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """A traceback of the process is one line if that ends before any check."""
    source = HEAD + "import resource\nresource.getpagesize = None\nEventEmitter = R\n"
    message = "^--impl=guests: importing it: the process ended with exit code 1: TypeError: 'None"
    with pytest.raises(CandidateError, match=message):
        load(isolated, tmp_path, source)
    assert capsys.readouterr() == ("", "")


def test_candidate_that_cannot_be_loaded_again(isolated: Isolated, tmp_path: Path) -> None:
    """Every clause after a loss has the reason why the candidate cannot be loaded again."""
    candidate = load(isolated, tmp_path, LOSING.format(statement="os.kill(os.getpid(), 9)"))
    isolated.examine(CLAUSE, candidate)
    (tmp_path / "guests.py").rename(tmp_path / "gone.py")
    result = isolated.examine(KEPT, candidate)
    assert result.outcome is CRASH
    assert result.failure is not None
    assert result.failure.actual.startswith("a new process cannot load it: --impl=guests: no mod")


@pytest.mark.parametrize("number", [0, 2000])
@pytest.mark.parametrize(
    ("end", "words"),
    [
        ("os._exit(0)", "the process ended with exit code 0"),
        ("os.kill(os.getpid(), signal.SIGKILL)", "the process was ended by SIGKILL"),
    ],
)
def test_lost_program(
    isolated: Isolated, tmp_path: Path, end: str, words: str, number: int
) -> None:
    """The program that ran is reported, a short one or a random one."""
    when = "self.emissions > 60" if number else "True"
    source = HEAD + (
        "class EventEmitter(R[object]):\n"
        "    emissions = 0\n"
        "    def emit(self, event, *args):\n"
        "        EventEmitter.emissions += 1\n"
        f"        if {when}: {end}\n"
        "        super().emit(event, *args)\n"
    )
    candidate = load(isolated, tmp_path, source)
    found = isolated.search(candidate, Request(DEFAULT, Scope(2, number)), int)
    assert found.lost is not None
    assert found.lost.actual == words
    assert any("emitter.emit" in line for line in found.lost.steps)
    assert bool(found.sampled) is bool(number)


def test_search_that_does_not_begin(isolated: Isolated, tmp_path: Path) -> None:
    """No program is reported where none ran."""
    candidate = load(isolated, tmp_path, LOSING.format(statement="os.kill(os.getpid(), 9)"))
    isolated.examine(CLAUSE, candidate)
    (tmp_path / "guests.py").rename(tmp_path / "gone.py")
    found = isolated.search(candidate, Request(DEFAULT, FEW), int)
    assert found.lost is not None
    assert (found.lost.steps, found.exhaustive) == ((), 0)


def test_whole_time_is_over(
    isolated: Isolated, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A process is ended when the whole time of a candidate is over, and nothing more is tried."""
    monkeypatch.setattr(door, "BOUND", 1 / USUAL)
    source = HEAD + (
        "class EventEmitter(R[object]):\n"
        "    def emit(self, event, *args):\n"
        f"        {HANG_WITHOUT_SIGNALS}\n"
    )
    candidate = load(isolated, tmp_path, source)
    found = isolated.search(candidate, Request(DEFAULT, FEW), int)
    assert found.lost is not None
    assert found.lost.actual.startswith("the 1 s that this candidate has are over")
    result = isolated.examine(KEPT, candidate)
    assert (result.outcome, result.reason) == (Outcome.NOT_RUN, found.lost.actual)


def test_search_that_goes_on_is_not_ended(impatient: Isolated, tmp_path: Path) -> None:
    """The time limit of a search begins again with each program."""
    source = HEAD + (
        "class EventEmitter(R[object]):\n"
        "    def emit(self, event, *args):\n"
        "        time.sleep(0.05)\n"
        "        super().emit(event, *args)\n"
    )
    candidate = load(impatient, tmp_path, source)
    noted: list[int] = []
    found = impatient.search(candidate, Request(DEFAULT, Scope(2, 20), seconds=1), noted.append)
    assert (found.lost, found.sampled) == (None, 20)
    assert len(noted) > 1
    assert noted == sorted(set(noted))
    assert noted[-1] <= found.exhaustive + found.sampled


def test_process_that_forks(isolated: Isolated, tmp_path: Path) -> None:
    """A child process that the candidate forked does not answer."""
    candidate = load(isolated, tmp_path, LOSING.format(statement="os.fork()"))
    assert isolated.examine(CLAUSE, candidate).outcome is Outcome.KEPT
    assert isolated.examine(KEPT, candidate).outcome is Outcome.KEPT


def test_output_goes_nowhere(
    isolated: Isolated, tmp_path: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    """Output of the candidate is discarded, whatever stream it uses."""
    prints = "print('a'); os.write(1, b'a'); os.system('echo a; echo a >&2')"
    candidate = load(isolated, tmp_path, LOSING.format(statement=prints))
    assert isolated.examine(CLAUSE, candidate).outcome is Outcome.KEPT
    assert capfd.readouterr() == ("", "")


def test_pytest_is_not_there(isolated: Isolated, tmp_path: Path) -> None:
    """A candidate cannot detect pytest by its modules."""
    load(
        isolated, tmp_path, LOSING.format(statement="pass") + "assert 'pytest' not in sys.modules\n"
    )


def test_memory_has_a_limit(isolated: Isolated, tmp_path: Path) -> None:
    """Memory that grows without end raises in the candidate."""
    candidate = load(isolated, tmp_path, LOSING.format(statement="bytearray(1 << 40)"))
    result = isolated.examine(CLAUSE, candidate)
    assert result.failure is not None
    assert result.failure.actual.startswith("MemoryError")


def test_stacks_of_threads_are_no_memory(isolated: Isolated, tmp_path: Path) -> None:
    """Threads that an emitter starts do not use up its memory by what their stacks reserve."""
    source = LOSING.format(statement="pass") + (
        "import threading\n"
        "class EventEmitter(EventEmitter):\n"
        "    def __init__(self):\n"
        "        super().__init__()\n"
        "        for _ in range(20):\n"
        "            threading.Thread(target=time.sleep, args=(5,), daemon=True).start()\n"
    )
    candidate = load(isolated, tmp_path, source)
    results = [isolated.examine(CLAUSE, candidate) for _ in range(20)]
    assert {each.outcome for each in results} == {Outcome.KEPT}


def test_process_that_stays_is_ended(isolated: Isolated, tmp_path: Path) -> None:
    """A process that does not end by itself is killed."""
    source = LOSING.format(statement="pass") + (
        "import threading\n"
        "threading.Thread(target=time.sleep, args=(600,)).start()\n"
        "os._exit = lambda code: time.sleep(600)\n"
    )
    load(isolated, tmp_path, source)
    isolated.close()


def test_answer_that_is_none(isolated: Isolated, tmp_path: Path) -> None:
    """An answer that is not JSON ends the exchange."""
    source = LOSING.format(statement="spoil()") + (
        "def spoil():\n"
        "    for number in range(3, 20):\n"
        "        try: os.write(number, b'x\\n')\n"
        "        except OSError: pass\n"
    )
    candidate = load(isolated, tmp_path, source)
    assert isolated.examine(CLAUSE, candidate).outcome.is_lost


def test_end_of_the_requests(monkeypatch: pytest.MonkeyPatch) -> None:
    """A worker reads its requests in order, and ends with them."""
    left: list[int] = []
    lines: queue.SimpleQueue[bytes] = queue.SimpleQueue()
    monkeypatch.setattr(worker, "leave", left.append)
    worker._read(io.BytesIO(b"one\ntwo\n"), lines)
    assert (lines.get(), lines.get(), left) == (b"one\n", b"two\n", [0])


def test_worker_alone(tmp_path: Path) -> None:
    """A worker reads a line, answers with a line, and ends with its input."""
    setting = {
        "given": "emitter_reference",
        "folder": str(tmp_path),
        "seconds": 5,
        "partial": False,
        "path": sys.path,
    }
    notes = tmp_path / "notes"
    notes.write_bytes(bytes(8))
    with (
        notes.open("r+b") as file,
        subprocess.Popen(
            [sys.executable, "-m", "emitter_conformance.engine.worker"],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=file,
            text=True,
        ) as process,
    ):
        assert process.stdin is not None
        assert process.stdout is not None
        allowance = {"allowance": vars(Allowance(5))}
        request = {"clause": KEPT.id, "probe": False, "seconds": 5, **allowance}
        for line in (setting, request):
            print(json.dumps(line), file=process.stdin, flush=True)
        told = [json.loads(process.stdout.readline())]
        while "result" not in told[-1]:
            told.append(json.loads(process.stdout.readline()))
        process.stdin.close()
        assert process.wait(60) == 0
    first, *steps, last = told
    assert first["candidate"]["name"] == "emitter_reference:EventEmitter"
    assert all(list(step) == ["step"] for step in steps)
    assert last["result"]["outcome"] == "kept"


PARENT = (
    "import subprocess, sys, time\n"
    "child = 'import time; from emitter_conformance.core import operating_system; '\n"
    "child += 'operating_system.end_with_parent(); '\n"
    "child += 'print(1, flush=True); time.sleep(60)'\n"
    "process = subprocess.Popen([sys.executable, '-c', child], stdout=subprocess.PIPE)\n"
    "process.stdout.read(1)\n"
    "print(process.pid, flush=True)\n"
    "time.sleep(60)\n"
)


@pytest.mark.skipif(not sys.platform.startswith("linux"), reason="only Linux can do that")
def test_worker_ends_with_its_parent() -> None:
    """A worker ends after its parent, even if that was killed while the candidate runs."""
    with subprocess.Popen([sys.executable, "-c", PARENT], stdout=subprocess.PIPE) as parent:
        assert parent.stdout is not None
        state = Path("/proc", parent.stdout.readline().decode().strip(), "stat")
        assert state.exists()
        parent.kill()
    deadline = time.monotonic() + 30
    while state.exists() and ") Z" not in state.read_text(encoding="ascii"):
        assert time.monotonic() < deadline
        time.sleep(0.01)


def test_suite_needs_no_pytest() -> None:
    """A worker starts without importing pytest."""
    source = "import sys, emitter_conformance.engine.worker; sys.exit('pytest' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", source], check=False).returncode == 0
