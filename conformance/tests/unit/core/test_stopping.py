"""The user's Ctrl-C ends the run; a KeyboardInterrupt of the candidate does not."""

from __future__ import annotations

import os
import signal
import threading

import pytest
from emitter_conformance.checks.trial import Trial
from emitter_conformance.core.stopping import interrupted, watched
from emitter_reference import EventEmitter

INTERRUPT = "import os, signal\nos.kill(os.getpid(), signal.SIGINT)"


def test_signal_is_told_from_a_raised_exception() -> None:
    """Only what a signal raised is the user's."""
    with watched():
        assert not interrupted(KeyboardInterrupt())
        with pytest.raises(KeyboardInterrupt) as caught:
            os.kill(os.getpid(), signal.SIGINT)
        assert interrupted(caught.value)
        assert not interrupted(ValueError())


def test_handler_is_put_back() -> None:
    """The signal is handled as before afterwards."""
    before = signal.getsignal(signal.SIGINT)
    with watched():
        assert signal.getsignal(signal.SIGINT) is not before
    assert signal.getsignal(signal.SIGINT) is before


def test_thread_without_signals_watches_nothing() -> None:
    """Only the main thread can."""
    before, seen = signal.getsignal(signal.SIGINT), []

    def watch() -> None:
        with watched():
            seen.append(signal.getsignal(signal.SIGINT))

    thread = threading.Thread(target=watch)
    thread.start()
    thread.join()
    assert seen == [before]


def test_trial_lets_the_user_interrupt() -> None:
    """A signal during a step leaves the check."""
    with watched():
        trial = Trial(EventEmitter)
        with pytest.raises(KeyboardInterrupt):
            trial.run(INTERRUPT)


@pytest.mark.measured
@pytest.mark.parametrize(
    "candidate", [INTERRUPT, "def EventEmitter():\n    import os\n    os.kill(os.getpid(), 2)"]
)
def test_run_ends_when_the_user_interrupts(pytester: pytest.Pytester, candidate: str) -> None:
    """Ctrl-C during the import or construction of a candidate is none of its mistakes."""
    pytester.makepyfile(candidate=candidate)
    result = pytester.runpytest_subprocess("--impl=candidate")
    assert result.ret not in (0, pytest.ExitCode.USAGE_ERROR)
    assert "--impl=candidate" not in result.stderr.str()
