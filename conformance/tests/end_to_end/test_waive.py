"""The command `waive` writes waivers that settle, or nothing."""

from __future__ import annotations

import signal
import subprocess
import sys
import time
from pathlib import Path
from typing import NoReturn

import pytest
from emitter_conformance.cli import waive
from emitter_conformance.cli.main import main
from emitter_conformance.verdict import waivers
from emitter_conformance.verdict.waivers import Waiver
from settling import settle, source
from verdicts import MUST, OTHER, SPECIFICATION

FEW = ["--depth=2", "--programs=20"]
REFERENCE = "from emitter_reference.emitter import Event, EventEmitter as Reference\n"
SOURCES = {
    "conforming": "from emitter_reference.emitter import Event, EventEmitter\n",
    "broken": """
class EventEmitter(Reference[Event]):
    def emit(self, event, *args):
        super().emit(event, *args)
        return True
""",
    "raising": """
class EventEmitter(Reference[Event]):
    def off(self, event, callback):
        if callback not in self._callbacks.get(event, ()):
            raise KeyError(callback)
        super().off(event, callback)
""",
    "counting": """
from pathlib import Path
RUNS = Path("runs")
RUNS.write_text("x" + (RUNS.read_text() if RUNS.exists() else ""))
class EventEmitter(Reference[Event]):
    def off(self, event, callback):
        super().off(event, callback)
        return len(RUNS.read_text())
""",
    "changing": """
from pathlib import Path
RUNS = Path("runs")
RUNS.write_text("x" + (RUNS.read_text() if RUNS.exists() else ""))
class EventEmitter(Reference[Event]):
    def off(self, event, callback):
        super().off(event, callback)
        return len(RUNS.read_text()) % 2 or None
""",
    "hanging": """
import time
class EventEmitter(Reference[Event]):
    def emit(self, event, *args):
        if len(args) == 3:
            while True:
                time.sleep(0.01)
        super().emit(event, *args)
""",
    "gone": "import os\nos._exit(0)\n",
}


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Return the user's project."""
    for name, text in SOURCES.items():
        whole = text if name in ("conforming", "gone") else REFERENCE + text
        (tmp_path / f"{name}.py").write_text(whole, encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    return tmp_path


def held(path: str = "pyproject.toml") -> tuple[Waiver, ...]:
    """Return the waivers of a file."""
    return waivers.read(Path(path), SPECIFICATION)


def test_next_verdict_is_green(capsys: pytest.CaptureFixture[str]) -> None:
    """`waive` waives each current failure, and nothing else."""
    assert main(["waive", "raising", *FEW, "--reason=until 2.0", "--expires=2999-01-31"]) == 0
    first, *ids, green, last = capsys.readouterr().out.splitlines()
    assert (first, green) == ("round 1: NOT CONFORMANT", "round 2: WAIVED")
    assert "  removal.twice-is-silent" in ids
    words = "in a new file (--into FILE: in another one)"
    assert last == f"pyproject.toml: {len(ids)} waivers, {words}"
    twice = next(each for each in held() if each.clause == "removal.twice-is-silent")
    assert (twice.reason, str(twice.expires)) == ("until 2.0", "2999-01-31")
    assert twice.actual == ("KeyError: <function f>",)
    assert main(["judge", "raising", *FEW, "--reproducers="]) == 0


def test_keeps_what_is_needed(capsys: pytest.CaptureFixture[str]) -> None:
    """`waive` keeps reasons and the rest of the file, and removes unneeded waivers."""
    needed = Waiver("surface.emit-returns-none", "mine")
    elsewhere = Waiver(MUST, "theirs", candidate="other:Emitter")
    path = Path("pyproject.toml")
    path.write_text("# ours\n[project]\nname = 'a'\n", encoding="utf-8")
    path.chmod(0o640)
    waivers.write(path, [needed, Waiver(OTHER, "r"), elsewhere])
    assert main(["waive", "broken", *FEW, "--reason=new"]) == 0
    assert capsys.readouterr().out == (
        f"round 1: OUTDATED WAIVERS\n  not needed: {OTHER} (any failure)\n"
        "round 2: WAIVED\npyproject.toml: 2 waivers\n"
    )
    assert held() == (needed, elsewhere)
    assert path.read_text(encoding="utf-8").startswith("# ours\n[project]\nname = 'a'\n")
    assert path.stat().st_mode & 0o777 == 0o640


def test_several_candidates(capsys: pytest.CaptureFixture[str]) -> None:
    """Each waiver of several candidates names its candidate."""
    words = ["waive", "broken", "conforming", *FEW, "--reason=r", "--into=new/w.toml"]
    assert main(words) == 0
    assert capsys.readouterr().out == (
        "round 1: NOT CONFORMANT, CONFORMANT\n  broken:EventEmitter surface.emit-returns-none\n"
        "round 2: WAIVED, CONFORMANT\nnew/w.toml: 1 waiver\n"
    )
    (only,) = held("new/w.toml")
    assert only.candidate == "broken:EventEmitter"


def test_waiver_that_one_of_several_needs() -> None:
    """A waiver that one of several candidates needs gets the name of that one."""
    waivers.write(Path("pyproject.toml"), [Waiver("surface.emit-returns-none", "mine")])
    assert main(["waive", "broken", "conforming", *FEW, "--reason=r"]) == 0
    assert held() == (Waiver("surface.emit-returns-none", "mine", candidate="broken:EventEmitter"),)


def test_failure_that_differs_between_runs(capsys: pytest.CaptureFixture[str]) -> None:
    """A failure that differs between runs is waived whatever it shows."""
    assert main(["waive", "counting", *FEW, "--reason=r"]) == 0
    assert "  surface.off-returns-none (any failure)\n" in capsys.readouterr().out
    (only,) = held()
    assert only.actual == ()
    assert main(["judge", "counting", *FEW, "--reproducers="]) == 0


def test_verdict_that_does_not_settle(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    """`waive` gives up after some rounds, and says so."""
    monkeypatch.setattr(waive, "ROUNDS", 3)
    Path("w.toml").write_text("# ours\n", encoding="utf-8")
    assert main(["waive", "changing", *FEW, "--reason=r", "--into=w.toml"]) == 1
    seen = capsys.readouterr()
    assert seen.out.count("round ") == 3
    assert seen.err == (
        "emitter-conformance: w.toml is not changed: after 3 rounds the verdict still changes\n"
    )
    assert Path("w.toml").read_text(encoding="utf-8") == "# ours\n"


def test_verdict_that_is_not_complete(capsys: pytest.CaptureFixture[str]) -> None:
    """An incomplete verdict is not waived, since more may be broken."""
    words = ["waive", "hanging", "--depth=1", "--programs=100", "--timeout=0.5", "--reason=r"]
    assert main(words) == 1
    assert capsys.readouterr().err == (
        "emitter-conformance: pyproject.toml is not changed: "
        "the verdict on hanging:EventEmitter is not complete\n"
    )
    assert not Path("pyproject.toml").exists()


@pytest.mark.parametrize(
    ("words", "message"),
    [
        (["broken"], "the following arguments are required: --reason"),
        (["broken", "--reason=r", "--expires=soon"], "--expires=soon: not a date such as"),
        (["missing", "--reason=r"], "no module named 'missing'"),
        (["gone", "--reason=r"], "importing it failed: Exited: os._exit(0)"),
        (["broken", "--reason=r", "--into=broken.py/w"], "broken.py/w: cannot be written: "),
    ],
)
def test_mistake(capfd: pytest.CaptureFixture[str], words: list[str], message: str) -> None:
    """A user error is one line, and no file is written."""
    assert main(["waive", *words]) == 4
    assert message in capfd.readouterr().err
    assert not Path("pyproject.toml").exists()


@pytest.mark.parametrize(
    "writes", ["shutil.copy", "emitter_conformance.verdict.waivers.write_atomically"]
)
def test_full_disk(
    capfd: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch, writes: str
) -> None:
    """Where the draft cannot be written, one line names the file of the user, which stays."""
    Path("w.toml").write_text("# ours\n", encoding="utf-8")

    def fail(*arguments: object) -> NoReturn:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(writes, fail)
    assert main(["waive", "broken", "--reason=r", "--into=w.toml"]) == 4
    line = "emitter-conformance: w.toml: cannot be written: No space left on device\n"
    assert capfd.readouterr().err == line
    assert Path("w.toml").read_text(encoding="utf-8") == "# ours\n"


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM])
@pytest.mark.parametrize("seconds", [0.3, 2])
def test_stop_leaves_the_file(seconds: float, number: signal.Signals, folder: Path) -> None:
    """A stop leaves the file unchanged and no draft, and the exit code is not 0."""
    path = folder / "w.toml"
    waivers.write(path, [Waiver("surface.emit-returns-none", "mine"), Waiver(OTHER, "r")])
    before, files = path.read_bytes(), sorted(folder.iterdir())
    words = ["waive", "broken", "--reason=r", "--into=w.toml", "--typing=off"]
    with subprocess.Popen([sys.executable, "-m", "emitter_conformance", *words]) as process:
        time.sleep(seconds)
        process.send_signal(number)
        assert process.wait() == 128 + number
    assert path.read_bytes() == before
    assert [each for each in sorted(folder.iterdir()) if each.name != "__pycache__"] == files


@pytest.mark.measured
def test_process_of_the_command() -> None:
    """A stop after the file is in its place changes nothing."""
    words = ["waive", "broken", "--depth=1", "--programs=0", "--reason=r"]
    subprocess.run([sys.executable, "-m", "emitter_conformance", *words], check=True)
    assert [each.clause for each in held()] == ["surface.emit-returns-none"]


def test_example_settles(folder: Path) -> None:
    """The example of the documents settles; the program `settling.py` tries all emitters."""
    row = settle("the example", source("the example"), folder)
    assert row.complaint == ""
    assert row.rounds < 4
