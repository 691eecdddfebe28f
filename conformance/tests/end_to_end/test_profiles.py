"""What a candidate claims to be decides what it is asked, on every way through the command line."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from emitter_conformance.cli.main import main

FAKES = """
class Room:
    def __init__(self):
        self.callbacks = {}

    def on(self, event, callback):
        self.callbacks.setdefault(event, []).append(callback)

    def emit(self, event, *args):
        for callback in self.callbacks.get(event, []):
            callback(*args)


class Session:
    def __init__(self):
        self.callbacks = {}

    def on(self, event):
        def register(callback):
            self.callbacks.setdefault(event, []).append(callback)
            return callback

        return register

    def emit(self, event, *args):
        for callback in list(self.callbacks.get(event, [])):
            try:
                callback(*args)
            except Exception:
                pass


class Callbacks:
    def __init__(self):
        self.callbacks = []

    def on(self, event, callback):
        self.callbacks.append((event, callback))
        return callback

    def off(self, event, callback):
        self.callbacks.remove((event, callback))

    def emit(self, event, *args):
        for name, callback in self.callbacks:
            if name == event:
                callback(*args)
"""
SUBCLASS = """
from typing import Literal
from emitter_reference import EventEmitter

class Room(EventEmitter[Literal["joined", "left"]]):
    pass
"""
QUICK = ("--impl-typing=off", "--impl-programs=0", "--impl-depth=3")
TOLD = {
    "Room": (
        "Unlike LiveKit's class, this fake takes async callbacks, passes more arguments than a "
        "callback takes, lets errors other than TypeErrors out, calls a callback twice that is "
        "registered twice, emits without a snapshot, does not return the callback from `on`. It "
        "has no on as a decorator, no once, no off."
    ),
    "Session": (
        "Unlike LiveKit's class, this fake takes async callbacks, keeps TypeErrors inside, passes "
        "more arguments than a callback takes, calls a callback twice that is registered twice. "
        "It has no on with a callback, no once, no off."
    ),
    "Callbacks": (
        "Unlike LiveKit's class, this fake takes async callbacks, passes more arguments than a "
        "callback takes, lets errors other than TypeErrors out, calls a callback twice that is "
        "registered twice, emits without a snapshot, raises where there is nothing to remove. It "
        "has no on as a decorator, no once."
    ),
}


@pytest.fixture
def fakes(pytester: pytest.Pytester) -> pytest.Pytester:
    """Return a project with three fakes and a subclass."""
    pytester.makepyfile(fakes=FAKES, room=SUBCLASS)
    pytester.syspathinsert()
    return pytester


def judged(project: pytest.Pytester, *options: str) -> tuple[pytest.RunResult, dict[str, Any]]:
    """Judge a candidate; return what is printed, and the saved verdict."""
    ended = project.runpytest_inprocess(
        *("-p", "no:randomly", "-p", "no:asyncio", "--tb=no", "-rN", "--impl-report=report.json"),
        *(*QUICK, *options),
    )
    (verdict,) = json.loads(Path(project.path, "report.json").read_text("utf-8"))["verdicts"]
    return ended, verdict


def of_verdict(ended: pytest.RunResult) -> list[str]:
    """Return the lines of the verdict, without those about files and the count of tests."""
    place = next(i for i, line in enumerate(ended.outlines) if "= emitter conformance =" in line)
    return [line for line in ended.outlines[place + 1 : -1] if not line.startswith("report:")]


@pytest.mark.parametrize("name", TOLD)
def test_fake_says_first_what_a_test_cannot_rely_on(fakes: pytest.Pytester, name: str) -> None:
    """A verdict on a fake has at most 40 lines and begins with what differs."""
    ended, verdict = judged(fakes, f"--impl=fakes:{name}", "--impl-profile=double")
    lines = of_verdict(ended)
    assert len(lines) <= 40
    assert " ".join(" ".join(lines).split()).startswith(TOLD[name])
    assert verdict["ruling"] == "NOT CONFORMANT"
    assert verdict["terms"]["profile"] == "double"
    outcomes = {each["clause"]: each["outcome"] for each in verdict["results"]}
    assert "not run" not in outcomes.values()
    assert outcomes["surface.takes-a-type-argument"] == "not asked"
    assert outcomes["once.fires-once"] == "not asked"
    assert (outcomes["removal.twice-is-silent"] == "not asked") == (name != "Callbacks")
    assert outcomes["rejection.coroutine-functions"] == "broken"


@pytest.mark.every_pair
@pytest.mark.parametrize("options", [["--impl-isolate"], ["-n", "2"]])
def test_fake_has_one_verdict(fakes: pytest.Pytester, options: list[str]) -> None:
    """A fake is judged alike in this process, in another one and in several."""
    given = ["--impl=fakes:Session", "--impl-profile=double"]
    _, here = judged(fakes, *given)
    _, there = judged(fakes, *given, *options)
    for verdict in (here, there):
        assert {each.pop("seconds") for each in verdict["results"]}
        verdict["candidate"].pop("file")
    assert [each["outcome"] for each in here["results"]] == [
        each["outcome"] for each in there["results"]
    ]
    assert here["programs"]["exhaustive"] == there["programs"]["exhaustive"]


def test_failure_is_shown_by_the_decorator(fakes: pytest.Pytester) -> None:
    """The steps of a failure use the form of `on` that the fake has."""
    _, verdict = judged(fakes, "--impl=fakes:Session", "--impl-profile=double")
    failures = [each["failure"] for each in verdict["results"] if each["failure"]]
    steps = "\n".join(step for each in failures for step in each["steps"])
    assert 'emitter.on("joined")(f)' in steps
    assert 'emitter.on("joined", f)' not in steps


@pytest.mark.every_pair
def test_fake_can_waive(fakes: pytest.Pytester) -> None:
    """`waive` takes a profile, and the next verdict is green."""
    words = ["fakes:Room", "--profile=double", "--depth=3", "--programs=0", "--typing=off"]
    assert main(["waive", *words, "--reason=a fake", "--into=waivers.toml"]) == 0
    ended, verdict = judged(
        *(fakes, "--impl=fakes:Room", "--impl-profile=double", "--impl-waivers=waivers.toml")
    )
    assert (ended.ret, verdict["ruling"]) == (0, "WAIVED")
    assert "profile double" in of_verdict(ended)[-1] or "profile double" in str(ended.outlines)


def test_fake_needs_its_profile(fakes: pytest.Pytester) -> None:
    """Without a profile a fake is refused by one line that names it."""
    ended = fakes.runpytest_inprocess("--impl=fakes:Callbacks", *QUICK)
    assert ended.ret == pytest.ExitCode.USAGE_ERROR
    ended.stderr.fnmatch_lines(["*no once; *--impl-profile=double for a fake"])
    ended = fakes.runpytest_inprocess("--impl=fakes:Callbacks", "--impl-profile=dubble", *QUICK)
    assert ended.ret == pytest.ExitCode.USAGE_ERROR
    ended.stderr.fnmatch_lines(["*--impl-profile=dubble: no profile 'dubble' (known: emitter, *"])


def test_chapter_that_a_profile_needs_is_not_off(fakes: pytest.Pytester) -> None:
    """A profile and an option that contradict each other are refused by one line."""
    options = ["--impl-profile=drop-in", "--impl-drop-in=off"]
    ended = fakes.runpytest_inprocess("--impl=emitter_reference", *QUICK, *options)
    assert ended.ret == pytest.ExitCode.USAGE_ERROR
    ended.stderr.fnmatch_lines(["*--impl-drop-in=off: the profile drop-in needs it"])


def test_profile_of_the_project(fakes: pytest.Pytester) -> None:
    """The ini key names the profile, and the option another one."""
    fakes.makeini("[pytest]\nimpl_profile = thread-safe\n")
    ended, verdict = judged(fakes, "--impl=emitter_reference", "-k", "called_once")
    assert verdict["terms"]["profile"] == "thread-safe"
    assert ended.ret == pytest.ExitCode.TESTS_FAILED
    _, verdict = judged(fakes, "--impl=emitter_reference", "--impl-profile=drop-in", "-k", "raises")
    assert verdict["terms"]["profile"] == "drop-in"


def test_subclass_is_found_out(fakes: pytest.Pytester) -> None:
    """A class that has fixed the type of its events is judged without clauses about classes."""
    ended, verdict = judged(fakes, "--impl=room:Room")
    assert (ended.ret, verdict["ruling"]) == (0, "CONFORMANT")
    lines = of_verdict(ended)
    assert lines[0].startswith("room:Room    edition 1.0, profile subclass")
    assert lines[1].startswith("subclass: EventEmitter[Literal['joined', 'left']] fixes the type")
    assert lines[-1] == "CONFORMANT: edition 1.0, profile subclass"
    ended, verdict = judged(fakes, "--impl=room:Room", "--impl-profile=emitter")
    assert verdict["ruling"] == "NOT CONFORMANT"


def test_profiles_are_not_compared(
    fakes: pytest.Pytester, capsys: pytest.CaptureFixture[str]
) -> None:
    """Verdicts of different profiles are not before and after of one another."""
    judged(fakes, "--impl=room:Room")
    Path("report.json").rename("before.json")
    judged(fakes, "--impl=room:Room", "--impl-profile=emitter")
    capsys.readouterr()
    assert main(["compare", "before.json", "report.json"]) == 4
    told = capsys.readouterr().err
    assert "judged by edition 1.0, profile subclass before, by edition 1.0 after" in told
