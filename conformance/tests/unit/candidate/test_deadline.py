"""The deadline ends code of a candidate that does not end by itself."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Callable
from pathlib import Path
from typing import NoReturn

import pytest
from emitter_conformance.candidate import deadline
from emitter_conformance.candidate.deadline import Deadline, TimedOut
from emitter_conformance.core import paths
from threads import start_traced


def loop() -> None:
    """Never end."""
    while True:
        time.sleep(0.001)


def test_ends_a_loop() -> None:
    """A loop is ended, and the exception has the line where it was."""
    time_limit = Deadline(0.05)
    with pytest.raises(TimedOut), time_limit.running():
        loop()
    assert time_limit.is_over
    assert time_limit.place.startswith(f"{__file__}:")
    assert time_limit.place.endswith(" in loop")


def test_ends_code_that_passes_over_it() -> None:
    """Code that catches the exception of a deadline receives it until it ends."""
    passed: list[BaseException] = []

    def pass_over() -> None:
        while len(passed) < 3:
            try:
                loop()
            except BaseException as error:
                passed.append(error)

    with Deadline(0.05).running():
        pass_over()
    assert [type(error) for error in passed] == [TimedOut] * 3


def test_each_part_has_the_whole_time() -> None:
    """A deadline that is begun again has its whole time."""
    time_limit = Deadline(0.2)
    with time_limit.running():
        for _ in range(3):
            time_limit.begin()
            time.sleep(0.1)
    assert not time_limit.is_over


def test_busy_machine(monkeypatch: pytest.MonkeyPatch) -> None:
    """Time during which the process waited for the processor does not count."""
    waits = [0.0, 0.2, 0.2]
    monkeypatch.setattr(deadline, "waited", lambda: waits.pop(0))
    time_limit = Deadline(0.1)
    start = time.monotonic()
    with pytest.raises(TimedOut), time_limit.running():
        loop()
    assert waits == []
    assert time.monotonic() - start >= 0.3


def test_looks_seldom_whether_the_machine_is_busy(monkeypatch: pytest.MonkeyPatch) -> None:
    """The load is read at most once a deadline; reading it takes as long as a short program."""
    looks: list[int] = []

    def look() -> float:
        looks.append(1)
        return 0.0

    monkeypatch.setattr(deadline, "waited", look)
    time_limit = Deadline(0.2)
    with time_limit.running():
        for _ in range(5):
            time_limit.begin()
        assert len(looks) == 1
        time.sleep(0.15)
        time_limit.begin()
        time.sleep(0.15)
        time_limit.begin()
    assert len(looks) == 2


def test_all_parts_together_have_a_limit() -> None:
    """The limit of all parts together is reported as such, not as that of one part."""
    time_limit = Deadline(10, 0.2)

    def go_on() -> None:
        while True:
            time_limit.begin()
            time.sleep(0.15)

    with pytest.raises(TimedOut), time_limit.running():
        go_on()
    assert time_limit.is_over
    assert time_limit.is_spent
    one = Deadline(0.05, 100)
    with pytest.raises(TimedOut), one.running():
        loop()
    assert (one.is_over, one.is_spent) == (True, False)


def test_no_limit() -> None:
    """A limit of 0 seconds is no limit."""
    time_limit = Deadline(0)
    with time_limit.running():
        time_limit.begin()
        assert signal.getitimer(signal.ITIMER_REAL) == (0, 0)


def test_nothing_stays() -> None:
    """Handler and timer are those of before when a deadline has ended."""
    before = signal.getsignal(signal.SIGALRM)
    with Deadline(10).running():
        assert signal.getitimer(signal.ITIMER_REAL)[0] > 0
    assert signal.getsignal(signal.SIGALRM) is before
    assert signal.getitimer(signal.ITIMER_REAL) == (0, 0)


def test_other_threads_have_no_limit() -> None:
    """A thread other than the main one receives no signals, and so has no deadline."""
    seen = []

    def judge() -> None:
        with Deadline(0.01).running():
            time.sleep(0.05)
            seen.append("ended")

    thread = threading.Thread(target=judge)
    thread.start()
    thread.join()
    assert seen == ["ended"]


def test_the_kit_is_not_interrupted() -> None:
    """Code of the kit, and code without a frame, is not interrupted."""
    time_limit = Deadline(1)
    end = time_limit._end
    kit = compile("end(0, sys._getframe())", f"{paths.PACKAGE}trial.py", "exec")
    with time_limit.running():
        time_limit._due = deadline.clock()
        end(signal.SIGALRM, None)
        exec(kit, {"end": end, "sys": sys})
        assert time_limit._rung == 2
    assert not time_limit.is_over


def hold_off_alarms(
    monkeypatch: pytest.MonkeyPatch, give_up: Callable[[Deadline], object]
) -> Deadline:
    """Run code that ignores alarms until a second thread ends the process, and return its limit."""
    left: list[int] = []
    monkeypatch.setattr(Deadline, "give_up", give_up)
    monkeypatch.setattr(deadline, "PATIENCE", 0.1)
    monkeypatch.setattr(deadline, "TICK", 0.01)
    monkeypatch.setattr(deadline, "leave", left.append)
    monkeypatch.setattr(deadline, "_start_thread", start_traced)
    time_limit = Deadline(0.01)

    def hold_off() -> None:
        # Not by a mask: a thread of another library could receive what is blocked here.
        handler = signal.signal(signal.SIGALRM, lambda *_: None)
        while not left:
            time.sleep(0.001)
        signal.signal(signal.SIGALRM, handler)
        loop()

    with pytest.raises(TimedOut), time_limit.running():
        hold_off()
    assert left[0] == 1
    return time_limit


def test_code_that_holds_off_alarms(monkeypatch: pytest.MonkeyPatch) -> None:
    """A second thread notices code that ignores alarms, and ends the process after a report."""
    told: list[Deadline] = []
    time_limit = hold_off_alarms(monkeypatch, told.append)
    assert told[0] is time_limit
    assert time_limit.place.endswith(" in hold_off")


def test_report_that_fails(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """A report that cannot be written, as the candidate goes on, is a line."""

    def fail(time_limit: Deadline) -> NoReturn:
        raise TypeError("joined")

    with (tmp_path / "stderr").open("wb") as file:
        monkeypatch.setattr(Deadline, "stderr", file.fileno())
        hold_off_alarms(monkeypatch, fail)
    line = "\nemitter-conformance: no verdict: TypeError: joined\n"
    assert (tmp_path / "stderr").read_text(encoding="utf-8").startswith(line)


def test_line_about_code_that_cannot_be_ended(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    """The last line of a process that is ended names the line of the candidate that ran."""
    time_limit = Deadline(0)
    time_limit.place = "emitter.py:7 in emit"
    with (tmp_path / "stderr").open("wb") as file:
        monkeypatch.setattr(Deadline, "stderr", file.fileno())
        deadline.give_up(time_limit)
    told = (tmp_path / "stderr").read_text(encoding="utf-8")
    assert told == "\nthe candidate cannot be ended: emitter.py:7 in emit\n"


def test_system_without_threads(monkeypatch: pytest.MonkeyPatch) -> None:
    """On a system without threads an alarm ends code that does not block it."""

    def start(*_: object) -> None:
        raise RuntimeError("can't start new thread")

    monkeypatch.setattr(deadline, "_start_thread", start)
    with pytest.raises(TimedOut), Deadline(0.05).running():
        loop()


@pytest.mark.measured
def test_code_that_keeps_the_lock() -> None:
    """A process whose lock is held ends, and writes the line where it was if that is asked for."""
    source = (
        "from emitter_conformance.candidate import deadline\n"
        "deadline.PATIENCE = 0.2\n"
        "deadline.Deadline.ends_process = True\n"
        "with deadline.Deadline(0.01).running(): pass\n"
        "with deadline.Deadline(0.01).running(): sum(range(10 ** 12))\n"
    )
    run = subprocess.run([sys.executable, "-c", source], capture_output=True, timeout=60)
    assert run.returncode == 1
    assert b'File "<string>", line 5' in run.stderr


@pytest.mark.measured
def test_process_of_code_that_cannot_be_ended_ends() -> None:
    """A process with endless code prints a line with its place and never exits with 0."""
    source = (
        "import time\n"
        "from emitter_conformance.candidate import deadline\n"
        "deadline.PATIENCE = 0.2\n"
        "def swallow():\n"
        "    while True:\n"
        "        try:\n"
        "            while True: time.sleep(0.001)\n"
        "        except BaseException: pass\n"
        "with deadline.Deadline(0.01).running(): swallow()\n"
    )
    run = subprocess.run([sys.executable, "-c", source], capture_output=True, timeout=60)
    assert run.returncode == 1
    assert run.stderr == b"\nthe candidate cannot be ended: <string>:7 in swallow\n"


@pytest.mark.skipif(not hasattr(os, "fork"), reason="needs fork")
@pytest.mark.filterwarnings("ignore:.*multi-threaded:DeprecationWarning")
def test_forked_process_ends(monkeypatch: pytest.MonkeyPatch) -> None:
    """A forked process ends with the block, and waits for no thread that it does not have."""
    monkeypatch.setattr(Deadline, "ends_process", True)
    with Deadline(10).running():
        child = os.fork()
    assert os.waitpid(child, 0)[1] == 0


@pytest.mark.skipif(not hasattr(signal, "setitimer"), reason="needs a timer")
def test_alarm_of_the_candidate() -> None:
    """An alarm that the candidate sets ends nothing, and the time limit stays."""
    time_limit = Deadline(0.5)

    def set_alarm() -> None:
        signal.setitimer(signal.ITIMER_REAL, 0.01)
        time.sleep(0.1)
        assert not time_limit.is_over
        loop()

    with pytest.raises(TimedOut), time_limit.running():
        set_alarm()
    assert time_limit.is_over
