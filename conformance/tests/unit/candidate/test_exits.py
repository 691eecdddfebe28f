"""Calls that would end the process are refused while a candidate is judged."""

from __future__ import annotations

import os
import subprocess
import sys
import threading
from collections.abc import Sequence
from typing import Any, Callable

import pytest
from emitter_conformance.candidate import exits
from emitter_conformance.candidate.exits import Exited, hold, refused

POSIX: Any = sys.modules[os.name]
CALLS: list[Callable[[], object]] = [
    lambda: os._exit(3),
    lambda: os._exit(status=3),
    lambda: POSIX._exit(3),
]


@pytest.fixture(autouse=True)
def _real(monkeypatch: pytest.MonkeyPatch) -> None:
    """Forget an exit code that an earlier run in this process has fixed."""
    for module in (os, POSIX):
        for name in exits.REFUSED:
            found = getattr(module, name)
            monkeypatch.setattr(module, name, getattr(found, "real", found))
    monkeypatch.setattr(exits._State, "process", 0)
    monkeypatch.setattr(exits._State, "code", 0)


@pytest.mark.parametrize("call", CALLS)
def test_exit_is_refused(call: Callable[[], object]) -> None:
    """A refused exit raises, and is recorded in words."""
    with refused() as ends, pytest.raises(Exited, match=r"os\._exit\(3\)"):
        call()
    assert ends == ["the process ended with exit code 3"]


def test_other_programs_are_refused() -> None:
    """The functions of `os` that replace the process by another program are refused."""
    with refused() as ends:
        with pytest.raises(Exited):
            os.execv(sys.executable, [sys.executable])
        with pytest.raises(Exited):
            os.execl(sys.executable, sys.executable)
        with pytest.raises(Exited):
            os.execle(sys.executable, sys.executable, {})
    assert ends == ["the process was replaced by os.execv"] * 2 + [
        "the process was replaced by os.execve"
    ]


def test_threads_are_refused_too() -> None:
    """An exit from another thread is refused."""
    raised: list[type[BaseException]] = []

    def leave() -> None:
        try:
            os._exit(0)
        except BaseException as error:
            raised.append(type(error))

    with refused() as ends:
        thread = threading.Thread(target=leave)
        thread.start()
        thread.join()
    assert raised == [Exited]
    assert len(ends) == 1


def test_everything_is_put_back() -> None:
    """Nested guards restore the functions in reverse order."""
    before = os._exit, POSIX._exit, os.execv
    with refused(), refused():
        assert os._exit is not before[0]
    assert (os._exit, POSIX._exit, os.execv) == before


def test_calls_after_the_inner_one() -> None:
    """Calls after an inner guard are those of the candidate that ran last."""
    own: list[str] = []
    with refused() as outer:
        with refused(own):
            pass
        with pytest.raises(Exited):
            os._exit(0)
    assert (outer, own) == ([], ["the process ended with exit code 0"])


def test_what_is_no_exit_code() -> None:
    """A call with an invalid exit code raises what the real function raises."""
    with refused() as ends, pytest.raises(TypeError):
        os._exit("now")  # type: ignore[arg-type]
    assert ends == []


FORKS = """
import os, sys, time
from emitter_conformance.candidate.exits import refused

with refused():
    child = os.fork()
    if not child:
        time.sleep(600)
    print("parent", flush=True)
"""


@pytest.mark.skipif(not hasattr(os, "fork"), reason="needs fork")
def test_forked_process_ends_with_its_parent() -> None:
    """A process that the candidate forked ends when the kit's ends, whatever it does.

    The pipe of both ends then; with one of them it stays open.
    """
    command = [sys.executable, "-c", FORKS]
    ended = subprocess.run(command, capture_output=True, text=True, timeout=60, check=True)
    assert ended.stdout == "parent\n"


@pytest.mark.parametrize("parents", [(7, 7, 1), (1,)], ids=["ends later", "ends at once"])
def test_watch_of_the_parent(monkeypatch: pytest.MonkeyPatch, parents: Sequence[int]) -> None:
    """A process ends once another one is its parent; one that it forks itself is not watched."""
    left: list[int] = []
    found = iter(parents)
    monkeypatch.setattr(exits, "leave", left.append)
    monkeypatch.setattr(exits, "_start_thread", lambda run, arguments: run(*arguments))
    monkeypatch.setattr(exits, "_parent_id", lambda: next(found))
    monkeypatch.setattr(exits._State, "parent", 0)
    exits._watch_parent()
    assert left == []
    for process in (7, 7, 0):
        monkeypatch.setattr(exits._State, "process", process)
        exits._watch_parent()
    assert left == [0]


@pytest.mark.skipif(not hasattr(os, "fork"), reason="needs fork")
# Since 3.15 a fork warns on Linux where another library has threads, such as those of xdist.
@pytest.mark.filterwarnings("ignore:.*multi-threaded:DeprecationWarning")
def test_forked_process_may_end() -> None:
    """A process that the candidate forked may end itself."""
    with refused() as ends:
        child = os.fork()
        if not child:
            os._exit(7)
        _, status = os.waitpid(child, 0)
    assert os.WEXITSTATUS(status) == 7
    assert ends == []


@pytest.mark.measured
@pytest.mark.parametrize(
    ("last", "code"), [("os._exit(0)", 5), ("os._exit(3)", 3), ("os.execv('/bin/true', [''])", 5)]
)
def test_held_code(last: str, code: int) -> None:
    """No later call improves a fixed exit code."""
    source = (
        "import os\n"
        "from emitter_conformance.candidate.exits import hold, refused\n"
        "with refused(): hold(5)\n"
        f"{last}\n"
    )
    assert subprocess.run([sys.executable, "-c", source], timeout=60).returncode == code


def test_next_run_refuses_again() -> None:
    """The next run in the same process refuses exits again."""
    before = [
        (module, name, getattr(module, name)) for module in (os, POSIX) for name in exits.REFUSED
    ]
    try:
        with refused():
            hold(1)
        assert os._exit is not exits.leave
        with refused() as ends, pytest.raises(Exited):
            os._exit(0)
        assert len(ends) == 1
    finally:
        for each in before:
            setattr(*each)


@pytest.mark.measured
@pytest.mark.parametrize(
    ("last", "code", "line"),
    [
        ("raise SystemExit(0)", 1, exits.NO_VERDICT),
        ("atexit.register(os._exit, 0); raise SystemExit(0)", 1, b""),
        ("os.close(2); raise SystemExit(0)", 1, exits.NO_VERDICT),
        ("raise KeyError", 7, b""),
        ("pass", 7, b""),
    ],
)
def test_system_exit_that_leaves(last: str, code: int, line: bytes) -> None:
    """Only a SystemExit that leaves the block fixes the exit code; what was printed is kept."""
    source = (
        "import atexit, os, sys\n"
        "from emitter_conformance.candidate.exits import failing_at_exit, refused\n"
        "print('printed')\n"
        "try:\n"
        f"    with refused(), failing_at_exit(): {last}\n"
        "except KeyError: pass\n"
        "sys.exit(7)\n"
    )
    ran = subprocess.run([sys.executable, "-c", source], timeout=60, capture_output=True)
    assert (ran.returncode, ran.stdout.strip(), ran.stderr) == (code, b"printed", line)


def test_no_place_for_the_line(monkeypatch: pytest.MonkeyPatch) -> None:
    """Without a standard error there is no line."""

    def fail(descriptor: int) -> int:
        raise OSError(descriptor)

    monkeypatch.setattr(os, "dup", fail)
    with exits.failing_at_exit():
        pass
