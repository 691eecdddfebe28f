"""`watch` judges the newest release of a package, and ends with 1 if its verdict changed."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest
import wheels
from emitter_conformance import reports
from emitter_conformance.cli import releases, watch
from emitter_conformance.cli.main import main
from emitter_conformance.reports import ReportError, saved
from verdicts import MUST, SPECIFICATION, report, verdict

HEAD = (
    "from emitter_reference.emitter import Event, EventEmitter as Reference\n"
    "class EventEmitter(Reference[Event]):\n"
)
KEPT = HEAD + "    pass\n"
BROKEN = HEAD + (
    "    def emit(self, event, *args):\n        super().emit(event, *args)\n        return True\n"
)
FEW = ["--depth=2", "--programs=20"]
FILE = "guests.verdict.json"


@pytest.fixture(autouse=True)
def index(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Return the folder that pip takes for the index; the user's folder is another one."""
    index, project = tmp_path / "index", tmp_path / "project"
    index.mkdir()
    project.mkdir()
    monkeypatch.chdir(project)
    monkeypatch.setenv("PIP_NO_INDEX", "1")
    monkeypatch.setenv("PIP_FIND_LINKS", str(index))
    return index


def release(index: Path, version: str, source: str) -> None:
    """Put a release of the package `guests` on the index."""
    wheels.build(index, "guests", version, "guests.py", source)


def watched(*more: str) -> int:
    """Watch the package."""
    return main(["watch", "guests", "--impl=guests", *FEW, *more])


def lines(capfd: pytest.CaptureFixture[str]) -> list[str]:
    """Return what was printed since the last time."""
    return capfd.readouterr().out.splitlines()


def test_releases_one_after_the_other(index: Path, capfd: pytest.CaptureFixture[str]) -> None:
    """The first verdict is kept, an equal one is 0, and each change is 1, once."""
    release(index, "1.0", KEPT)
    assert watched() == 0
    first = lines(capfd)
    assert first[0].startswith("guests:EventEmitter 1.0    edition 1.0    python ")
    assert first[-2:] == [
        "CONFORMANT: edition 1.0",
        f"the first verdict on guests: kept in {FILE}",
    ]

    release(index, "1.1", KEPT)
    assert watched() == 0
    assert lines(capfd) == [
        "guests 1.1: nothing changed since 1.0: CONFORMANT: edition 1.0",
    ]

    release(index, "1.2", BROKEN)
    assert watched() == 1
    worse = lines(capfd)
    assert worse[:3] == [
        "guests:EventEmitter 1.1",
        "then guests:EventEmitter 1.2",
        "worse: surface.emit-returns-none  MUST: kept, then broken",
    ]
    assert worse[-3:] == [
        "WORSE: 1 clause",
        "guests 1.2: CONFORMANT, then NOT CONFORMANT",
        f"kept in {FILE}, with which the next run compares",
    ]
    assert watched() == 0
    assert lines(capfd)[0].startswith("guests 1.2: nothing changed since 1.2: NOT CONFORMANT: ")

    release(index, "1.3", KEPT)
    assert watched() == 1
    assert "NO WORSE: 1 better" in lines(capfd)


def test_kept_file_is_that_of_every_machine(index: Path) -> None:
    """The kept report names the release, and no temporary folder; the user's packages stay."""
    before = {*Path(sys.prefix).rglob("guests*")}
    release(index, "1.0", BROKEN)
    assert watched("--kept=kept/guests.json") == 0
    text = Path("kept/guests.json").read_text(encoding="utf-8")
    (found,) = saved.load(Path("kept/guests.json"), SPECIFICATION).verdicts
    assert (found.candidate.version, found.candidate.file) == ("1.0", "guests.py")
    assert "emitter-conformance-" not in text
    assert [*Path().rglob("*.*")] == [Path("kept/guests.json")]
    assert {*Path(sys.prefix).rglob("guests*")} == before


def test_release_comes_before_the_users_folder(index: Path) -> None:
    """A module of the user is found, but not in the place of one of the release."""
    Path("guests.py").write_text(BROKEN, encoding="utf-8")
    Path("adapter.py").write_text("from guests import EventEmitter as Adapter\n", encoding="utf-8")
    release(index, "1.0", KEPT)
    assert main(["watch", "guests", "--impl=adapter:Adapter", *FEW]) == 0
    (found,) = saved.load(Path(FILE), SPECIFICATION).verdicts
    assert found.passed
    assert found.candidate.version == "1.0"


def test_waived_clause(index: Path, capfd: pytest.CaptureFixture[str]) -> None:
    """A ruling that changes without a clause is a change."""
    release(index, "1.0", BROKEN)
    assert watched() == 0
    waiver = '[[waivers]]\nclause = "surface.emit-returns-none"\nreason = "old"\n'
    Path("waivers.toml").write_text(waiver, encoding="utf-8")
    lines(capfd)
    assert watched("--waivers=waivers.toml") == 1
    assert lines(capfd)[0] == "guests 1.0: NOT CONFORMANT, then WAIVED"


def unchanged(arguments: list[str]) -> int:
    """Run the command; assert that the kept verdict is as before."""
    before = Path(FILE).read_bytes()
    code = main(arguments)
    assert Path(FILE).read_bytes() == before
    return code


def test_release_that_cannot_be_judged(index: Path, capfd: pytest.CaptureFixture[str]) -> None:
    """Without an earlier verdict that is a mistake; with one, a change."""
    release(index, "1.0", "EventEmitter = None\n")
    assert watched() == 4
    assert "neither a class nor a factory of emitters" in capfd.readouterr().err
    assert not Path(FILE).exists()
    release(index, "0.9", KEPT)
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("PIP_CONSTRAINT", str(Path("old.txt").absolute()))
        Path("old.txt").write_text("guests==0.9\n", encoding="utf-8")
        assert watched() == 0
    lines(capfd)
    assert unchanged(["watch", "guests", "--impl=guests", *FEW]) == 1
    assert lines(capfd) == ["guests:EventEmitter 0.9", "WORSE: not judged any more"]


def test_verdict_that_is_not_whole_is_not_kept(
    index: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    """A verdict that is not complete ends with 1, and is not kept."""
    shared = KEPT + "EventEmitter = (lambda emitter: lambda: emitter)(EventEmitter())\n"
    release(index, "1.0", shared)
    assert watched() == 1
    assert lines(capfd)[-1] == f"not a whole verdict: {FILE} is as before"
    assert not Path(FILE).exists()


def test_run_without_a_verdict(
    index: Path, monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]
) -> None:
    """A run that leaves no report ends with its code, and a line."""
    release(index, "1.0", KEPT)
    monkeypatch.setattr(watch, "judge", lambda *_, **__: (1, None))
    assert watched() == 1
    line = "emitter-conformance: the run ended without a verdict: the candidate ended the process"
    assert lines(capfd) == [line]


def test_emitter_from_elsewhere(index: Path, capfd: pytest.CaptureFixture[str]) -> None:
    """An emitter that another package provides is not the release, and is not judged as such."""
    release(index, "1.0", KEPT)
    assert main(["watch", "guests", "--impl=emitter_reference", *FEW]) == 4
    assert "emitter_reference:EventEmitter is from elsewhere: " in capfd.readouterr().err
    assert not Path(FILE).exists()


MISTAKES = {
    "no release": (["strangers", "--impl=x"], "strangers: pip finds no release of it: the index"),
    "no name": (["./guests"], "watch ./guests: not the name of a package"),
    "no emitter": (["guests"], "name its emitter, such as --impl guests:EventEmitter"),
    "a file": (["guests", "--impl=guests.py:Room"], "--impl guests.py:Room: name a module of the"),
    "no report": (["guests", "--impl=guests", "--kept=a.txt"], "a.txt: not a saved report; end it"),
    "no folder": (["guests", "--impl=guests", "--kept=old.txt/a.json"], "cannot be written to"),
    "no option": (["guests", "--nope"], "unrecognized arguments: --nope"),
}


@pytest.mark.parametrize(("words", "line"), MISTAKES.values(), ids=MISTAKES)
def test_mistake_is_one_line(
    index: Path, words: list[str], line: str, capfd: pytest.CaptureFixture[str]
) -> None:
    """A mistake is one line and exit code 4, and the kept verdict is as before."""
    release(index, "1.0", KEPT)
    Path("old.txt").touch()
    Path(FILE).write_text("kept", encoding="utf-8")
    assert unchanged(["watch", *words]) == 4
    printed = capfd.readouterr().err
    assert line in printed
    assert printed.count("\n") == 1


@pytest.mark.parametrize("kept", ["{}", "two", "edition"])
def test_kept_file_that_is_no_earlier_verdict(
    index: Path, kept: str, capfd: pytest.CaptureFixture[str]
) -> None:
    """A file that cannot be compared with is refused, and stays."""
    release(index, "1.0", KEPT)
    text = {
        "two": saved.render(report(verdict(), verdict(MUST)), SPECIFICATION),
        "edition": saved.render(report(verdict()), SPECIFICATION),
    }.get(kept, kept)
    Path(FILE).write_text(text, encoding="utf-8")
    assert unchanged(["watch", "guests", "--impl=guests", "--edition=1.2", *FEW]) == 4
    assert {
        "{}": "is not a saved report: ",
        "two": f"{FILE}: has 2 verdicts, not that of a package",
        "edition": f"by edition 1.2 after; remove {FILE} to begin again",
    }[kept] in capfd.readouterr().err


def test_kept_file_that_cannot_be_written(
    index: Path, monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]
) -> None:
    """A verdict that cannot be kept is a mistake of one line."""
    release(index, "1.0", KEPT)

    def write(path: Path, *_: object) -> None:
        raise ReportError("cannot be written: no space left")

    monkeypatch.setattr(reports, "write", write)
    assert watched() == 4
    assert f"{FILE}: cannot be written: no space left" in capfd.readouterr().err


@pytest.mark.parametrize(
    ("printed", "line"),
    [
        ("/usr/bin/python3: No module named pip\n", "has no pip, which installs it (python -m ens"),
        ("ERROR: one\nERROR: two\n", "guests: pip cannot install it: two"),
        ("Traceback\n  MemoryError\n", "guests: pip cannot install it: Traceback MemoryError"),
    ],
)
def test_pip_that_fails(monkeypatch: pytest.MonkeyPatch, printed: str, line: str) -> None:
    """What pip says last is the reason."""
    ran = subprocess.CompletedProcess([], 1, stderr=printed)
    monkeypatch.setattr(subprocess, "run", lambda *_, **__: ran)
    with pytest.raises(releases.InstallError) as caught:
        releases.install("guests", Path())
    assert line in str(caught.value)


def test_default_emitter() -> None:
    """The emitter of LiveKit's package is known; no version is that of no package."""
    assert watch.candidate_of("livekit", None) == "livekit.rtc.event_emitter"
    assert watch.candidate_of("LiveKit", "livekit.rtc") == "livekit.rtc"
    assert releases.version("guests", Path()) == ""


def test_version_is_that_of_the_package(index: Path, tmp_path: Path) -> None:
    """The version is that of the package itself, whatever else is there."""
    release(index, "1.0", KEPT)
    releases.install("guests", tmp_path)
    assert releases.version("Guests", tmp_path) == "1.0"
    assert releases.version("strangers", tmp_path) == ""


def test_saved_report_is_valid(index: Path) -> None:
    """The kept file is a report that the other commands read."""
    release(index, "1.0", KEPT)
    assert watched() == 0
    assert main(["compare", FILE, FILE]) == 0
    assert json.loads(Path(FILE).read_text(encoding="utf-8"))["format"] == saved.FORMAT
