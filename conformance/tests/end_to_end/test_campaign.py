"""Campaigns are stored in a folder, stopped, continued, shared among machines and merged."""

from __future__ import annotations

import importlib.util
import io
import json
import os
import shutil
import signal
import subprocess
import sys
import time
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import counts
import pytest
from emitter_conformance.campaign import progress, shards
from emitter_conformance.campaign.folder import ABOUT, CLAUSES, Campaign, Folder, FolderError
from emitter_conformance.campaign.ledger import Ledger
from emitter_conformance.campaign.shards import plan
from emitter_conformance.cli.main import main
from emitter_conformance.plugin import options
from emitter_conformance.programs import random_programs
from emitter_conformance.programs.search import Scope
from emitter_conformance.verdict.failure import Failure
from emitter_conformance.verdict.verdict import Outcome, Result, SearchResult
from emitter_conformance.verdict.waivers import Waiver
from verdicts import CANDIDATE, DEFAULT, LATER, MUST, OTHER, SHOWN, SPECIFICATION, STRICT, broken

pytestmark = pytest.mark.measured

CONFORMING = "from emitter_reference.emitter import Event, EventEmitter\n"
FORGETFUL = CONFORMING + (
    "class Forgetful(EventEmitter[Event]):\n"
    "    registrations = 0\n"
    "    def on(self, event, callback=None):\n"
    "        self.registrations += 1\n"
    "        if self.registrations == {number}:\n"
    "            {statement}\n"
    "        return super().on(event, callback)\n"
)
PLUGINS = ["-p", "no:randomly", "-p", "no:cacheprovider", "-p", "no:asyncio", "-q"]
FEW = 40
ASKED = ["--impl-depth=2", f"--impl-programs={5 * FEW}", f"--impl-shard-size={FEW}"]
INTO = "--impl-campaign=campaign"
SCOPE = Scope(2, 5 * FEW, 0)
PROCESSES = ["--depth=1", "--programs=6000", "--shard-size=2000", "--into=campaign"]


@pytest.fixture(autouse=True)
def _few(pytester: pytest.Pytester, monkeypatch: pytest.MonkeyPatch) -> None:
    """Make the user's project, and few programs for each seed in this process."""
    pytester.makepyfile(
        conforming=CONFORMING,
        forgetful=FORGETFUL.format(number=7, statement="self._callbacks.clear()"),
        hanging=FORGETFUL.format(number=7, statement="import time; time.sleep(60)"),
    )
    for module in (random_programs, shards, options):
        monkeypatch.setattr(module, "PER_SEED", FEW)


def judge(pytester: pytest.Pytester, *args: str) -> pytest.RunResult:
    """Run a campaign in this process."""
    return pytester.runpytest_inprocess(*PLUGINS, *ASKED, *args)


def kept(folder: str = "campaign") -> list[str]:
    """Return the seeds whose shards a folder holds."""
    return sorted(path.stem.partition("-")[2] for path in Path(folder).glob("seeds-*"))


# In one process


def test_campaign_comes_to_what_a_search_does(pytester: pytest.Pytester) -> None:
    """A campaign has the verdict of a run without a folder, and stores shards and clauses."""
    result = judge(pytester, "--impl=conforming", INTO)
    assert result.ret == 0
    line = f"every program of up to 2 operations: 9 judged; random: {5 * FEW}, seed 0"
    result.stdout.fnmatch_lines([line, "CONFORMANT: edition 1.0"])
    assert kept() == ["0", "1", "2", "3", "4"]
    assert len(json.loads(Path("campaign", CLAUSES).read_text(encoding="utf-8"))) == (
        len(counts.ASKED)
    )


def test_campaign_goes_on(pytester: pytest.Pytester) -> None:
    """Shards that a folder holds are not judged again."""
    judge(pytester, "--impl=conforming", INTO)
    Path("campaign/seeds-3.json").unlink()
    result = judge(pytester, "--impl=conforming", INTO)
    assert result.ret == 0
    result.stdout.fnmatch_lines([f"*random: {5 * FEW}, seed 0", f"{counts.RUN + 1} passed*"])


def test_rejection_in_a_late_shard(pytester: pytest.Pytester) -> None:
    """Shards after a rejected program are left out, and the rejection is shown again later."""
    result = judge(pytester, "--impl=forgetful:Forgetful", INTO)
    assert result.ret == 1
    broken_line = ["programs: number * breaks *", "NOT CONFORMANT: *"]
    result.stdout.fnmatch_lines(broken_line)
    assert len([*Path("emitter-reproducers").glob("*.program.py")]) == 1
    found = kept()
    assert 1 < len(found) < 5
    assert result.parseoutcomes()["skipped"] == 5 - len(found)
    again = judge(pytester, "--impl=forgetful:Forgetful", INTO)
    assert again.ret == 1
    again.stdout.fnmatch_lines(["*found earlier*", "  steps *", "  script  *", *broken_line])
    assert kept() == found
    Path("campaign/seeds-0.json").unlink()
    assert judge(pytester, "--impl=forgetful:Forgetful", INTO).ret == 1


def test_lost_shard_is_judged_again(
    pytester: pytest.Pytester, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A lost shard names its program, the others are judged, and the verdict is incomplete."""
    options = ["--impl=hanging:Forgetful", INTO, "--impl-timeout=2", "-k", "every_program"]
    result = judge(pytester, *options)
    assert result.ret == 1
    result.stdout.fnmatch_lines(
        ["programs  hanging:Forgetful", "  actual    no end", "  raised at hanging.py:7*"]
    )
    assert "4" in kept()
    monkeypatch.setattr(progress, "INTERVAL", 0.0)
    Path("hanging.py").write_text(CONFORMING + "class Forgetful(EventEmitter): pass\n")
    refused = judge(pytester, *options)
    assert refused.ret == 4
    refused.stderr.fnmatch_lines(["*: is the campaign of another text of the candidate (*"])


def test_part_of_one_machine(pytester: pytest.Pytester) -> None:
    """The part of one machine has no verdict, and is green while nothing is broken."""
    result = judge(pytester, "--impl=conforming", INTO, "--impl-shard=2/3")
    assert result.ret == 0
    result.stdout.fnmatch_lines(
        [
            "programs: at number 80: seeds 0, 2, 3 not judged",
            "NO VERDICT: the run was narrowed, programs did not end",
        ]
    )
    assert kept() == ["1", "4"]


def test_shards_without_a_folder(pytester: pytest.Pytester) -> None:
    """Shards without a folder are items of their own, also of several candidates."""
    few = ["-k", "every_program", "-vv"]
    result = judge(pytester, "--impl=conforming", "--impl=forgetful:Forgetful", *few)
    result.stdout.fnmatch_lines(
        [
            "*test_every_program[[]conforming:EventEmitter seeds 4[]] PASSED*",
            "*test_every_program[[]forgetful:Forgetful seeds 4[]] SKIPPED*",
            "*random: 200, seed 0",
            "programs: number * breaks *",
        ]
    )


@pytest.mark.parametrize(
    ("words", "line"),
    [
        (["--impl-shard=0/3"], "--impl-shard=0/3: not such as 3/20"),
        (["--impl-shard=4/3"], "--impl-shard=4/3: not such as 3/20"),
        (["--impl-shard=x"], "--impl-shard=x: not such as 3/20"),
        (["--impl-shard=6/6"], "--impl-shard=6/6: more machines (6) than shards (5)"),
        (["--impl-shard-size=50"], "--impl-shard-size=50: not a multiple of 40"),
        (["--impl-shard-size=39"], "--impl-shard-size=39: not a whole number from 40 on"),
        (
            ["--impl-programs=99999999"],
            "--impl-shard-size=40: 2500000 shards are more than 100000",
        ),
        ([INTO, "--impl=forgetful"], "--impl-campaign=campaign: a campaign has one candidate"),
        (["--impl-campaign=conforming.py"], "*conforming.py: cannot be read: Not a directory"),
        (["--impl-campaign=other"], "*other: has other files and no campaign.json"),
    ],
)
def test_mistakes(pytester: pytest.Pytester, words: list[str], line: str) -> None:
    """A wrong option of a campaign is one line with exit code 4."""
    Path("other").mkdir()
    Path("other/notes.txt").touch()
    result = judge(pytester, "--impl=conforming", *words)
    assert result.ret == 4
    result.stderr.fnmatch_lines([f"ERROR: {line}"])


def test_options_need_a_candidate(pytester: pytest.Pytester) -> None:
    """The options of campaigns do nothing without a candidate."""
    result = pytester.runpytest_inprocess(*PLUGINS, "--impl-shard-size=40")
    assert result.ret == 4
    result.stderr.fnmatch_lines(["*--impl-shard-size needs a candidate: *"])


@pytest.mark.parametrize(
    ("unwritable", "code", "lines"),
    [
        ("seeds-1.json", 1, ["programs: *: no space", "INCOMPLETE: programs did not end"]),
        (CLAUSES, 4, ["CONFORMANT: *", "NOT WRITTEN: *"]),
    ],
)
def test_folder_that_cannot_be_written(
    pytester: pytest.Pytester,
    monkeypatch: pytest.MonkeyPatch,
    unwritable: str,
    code: int,
    lines: list[str],
) -> None:
    """A folder that cannot be written is the last line, and the run is not green."""
    real = Folder._write

    def write(folder: Folder, name: str, data: object) -> None:
        if name == unwritable:
            raise FolderError("campaign: no space")
        real(folder, name, data)

    monkeypatch.setattr(Folder, "_write", write)
    result = judge(pytester, "--impl=conforming", INTO)
    assert result.ret == code
    result.stdout.fnmatch_lines(lines)
    assert (unwritable in os.listdir("campaign")) is False
    assert len(kept()) == 4 + (code == 4)


@pytest.mark.parametrize(("is_terminal", "has_tqdm"), [(True, True), (True, False), (False, True)])
def test_progress(
    pytester: pytest.Pytester,
    monkeypatch: pytest.MonkeyPatch,
    capfd: pytest.CaptureFixture[str],
    is_terminal: bool,
    has_tqdm: bool,
) -> None:
    """Progress is a bar in a terminal and lines elsewhere, and counts programs of earlier runs."""
    monkeypatch.setattr(progress, "INTERVAL", 0.0)
    monkeypatch.setattr(progress, "is_short", lambda scope: False)
    if not has_tqdm:
        monkeypatch.setitem(sys.modules, "tqdm", None)
    real = os.fdopen

    def opened(*args: Any, **more: Any) -> Any:
        stream = real(*args, **more)
        stream.isatty = lambda: is_terminal
        return stream

    judge(pytester, "--impl=conforming", INTO)
    Path("campaign/seeds-3.json").unlink()
    monkeypatch.setattr(os, "fdopen", opened)
    capfd.readouterr()
    result = judge(pytester, "--impl=conforming", INTO)
    assert result.ret == 0
    result.stdout.fnmatch_lines("*[[]100%[]]")  # pytest counts the shards too
    shown = capfd.readouterr().err
    is_bar = is_terminal and has_tqdm
    assert ("programs: 100%|" if is_bar else "programs: 209 of 209 (100 %), ") in shown


def test_lines_of_a_search_whose_end_is_far() -> None:
    """Progress is shown without counting all programs, and not before one has run."""
    assert progress.total([Scope(7, 3, 0)]) is None
    assert progress.total([Scope(2, 3, 0), Scope(0, 4, 1)]) == 9 + 7
    stream, begun = io.StringIO(), []
    lines = progress.Lines(stream, None, 0, lambda: begun.append(True))
    lines.close()
    assert (stream.getvalue(), begun) == ("", [])
    lines.show(5)
    lines.close()
    assert stream.getvalue().startswith("programs: 5, ")
    assert stream.getvalue().endswith("/s\n")


def test_rejection_stays_where_a_shard_is_judged_again() -> None:
    """A rejection or a loss remains when a plugin runs its shard again."""
    shards = about().shards
    asked: Any = SimpleNamespace(campaign=None, scope=SCOPE, shards=shards, own=shards)
    candidate: Any = CANDIDATE
    ledger = Ledger(asked, [candidate], SPECIFICATION, None, lambda programs, _: programs)
    assert ledger.add(candidate, shards[1], part(1, result=broken(MUST, SHOWN)))
    assert not ledger.add(candidate, shards[1], part(1))
    assert not ledger.add(candidate, shards[2], part(2, result=broken(OTHER, SHOWN)))
    found = ledger.merged(candidate)
    assert found is not None
    assert found.result == broken(MUST, SHOWN)


# In several processes


def campaign(*words: str) -> int:
    """Run the command with a campaign."""
    return main(["campaign", *PROCESSES, *words])


def test_processes_of_xdist(pytester: pytest.Pytester, capfd: pytest.CaptureFixture[str]) -> None:
    """Processes of pytest-xdist judge; the process that started them has the verdict."""
    pytest.importorskip("xdist")
    assert campaign("conforming", "--jobs=2") == 0
    told = capfd.readouterr()
    assert "random: 6000, seed 0" in told.out
    assert "programs: 6001 of 6001 (100 %), " in told.err
    assert kept() == ["0", "1", "2"]
    Path("campaign/seeds-1.json").unlink()
    assert campaign("conforming", "--jobs=2") == 0
    assert f"{counts.RUN + 1} passed" in capfd.readouterr().out


def test_stopped_campaign_goes_on(pytester: pytest.Pytester) -> None:
    """Ctrl-C ends all processes; finished shards are stored, the others judged later."""
    long = "--programs=200000"
    words = [sys.executable, "-m", "emitter_conformance", "campaign", "conforming"]
    words += [*PROCESSES, long, "--jobs=1"]
    with subprocess.Popen(words, stdout=subprocess.PIPE, stderr=subprocess.PIPE) as process:
        deadline = time.monotonic() + 120
        while not kept() and time.monotonic() < deadline:
            time.sleep(0.05)
        process.send_signal(signal.SIGINT)
        out, err = process.communicate(timeout=60)
    assert process.returncode == 130
    assert b"INCOMPLETE: " in out
    assert err.endswith(b": the same command goes on with campaign\nemitter-conformance: stopped\n")
    finished = kept()
    assert 0 < len(finished) < 100
    Folder(Path("campaign"), SPECIFICATION).shards(plan(Scope(1, 200000, 0), 2000))


@pytest.mark.parametrize(
    ("words", "line"),
    [
        (["--jobs=0"], "--jobs=0: not a whole number from 1 to 1000"),
        (["--jobs=x"], "--jobs=x: not a whole number from 1 to 1000"),
        (["--jobs=\u0663"], "--jobs=\u0663: not a whole number from 1 to 1000"),
        (["--jobs=1" + 5000 * "0"], "000: not a whole number from 1 to 1000"),
        (["--jobs=2", "--depth=\u0663"], "--depth=\u0663: not a whole number from 1 on"),
        (["--shard=\u0661/2"], "--shard=\u0661/2: not such as 3/20"),
        (["--scheduler=tcp://a:1"], "--scheduler=tcp://a:1: needs --engine=dask"),
        (["--engine=dask", "--jobs=2"], "--scheduler=2: needs Dask: *"),
    ],
)
def test_mistakes_in_engines(
    capfd: pytest.CaptureFixture[str], words: list[str], line: str
) -> None:
    """A wrong choice of an engine is one line with exit code 4."""
    Path("distributed.py").write_text("raise ImportError\n", encoding="utf-8")
    assert campaign("conforming", *words) == 4
    assert line.rstrip("*") in capfd.readouterr().err


def test_engine_is_optional(monkeypatch: pytest.MonkeyPatch) -> None:
    """Without pytest-xdist the engine of the kit starts the processes."""
    asked: list[list[str]] = []

    def judge(words: list[str], _: object) -> tuple[int, object]:
        asked.append(words)
        return 0, object()

    monkeypatch.setattr(importlib.util, "find_spec", lambda name: None)
    monkeypatch.setattr("emitter_conformance.cli.main.judge", judge)
    assert campaign("conforming", "--shard=1/3") == 0
    assert "-n" not in asked[0]
    assert {"--impl-shard=1/3", "--impl-shard-size=2000", "--impl-isolate"} < set(asked[0])
    assert campaign("conforming", "--jobs=1") == 0
    assert not any(word.startswith("--impl-jobs") for word in asked[-1])
    assert campaign("conforming", "--jobs=2") == 0
    assert "--impl-jobs=2" in asked[-1]
    assert campaign("conforming", "--jobs=3", "--engine=dask", "--scheduler=tcp://a:1") == 0
    assert "--impl-scheduler=tcp://a:1" in asked[-1]


# The folder


def about(**changed: Any) -> Campaign:
    """Return the description of a campaign."""
    known = {
        "candidate": CANDIDATE,
        "terms": DEFAULT,
        "scope": SCOPE,
        "size": FEW,
        "waivers": (),
        "specification": SPECIFICATION,
    }
    return Campaign.of(**{**known, **changed})


def part(index: int, **changed: Any) -> SearchResult:
    """Return the result of a shard."""
    scope = about().shards[index].scope
    return SearchResult(scope.depth, 9 * (not index), FEW, scope.seed, **changed)


def make(path: str, *indexes: int, **changed: Any) -> Folder:
    """Return a folder with shards and with clauses that are all kept."""
    folder = Folder(Path(path), SPECIFICATION)
    folder.begin(about())
    for index in indexes:
        folder.keep(about().shards[index], part(index, **changed))
    folder.keep_clauses([Result(clause, Outcome.KEPT) for clause in SPECIFICATION])
    return folder


def test_folder_gives_back_what_it_keeps() -> None:
    """A folder restores its campaign, shards with all that they show, and clauses."""
    lost = Failure(("step",), "an end", "no end", by_programs=True)
    shown = part(3, result=broken(MUST, SHOWN), waived=(broken(OTHER, SHOWN),), excused=3)
    waiver = Waiver(OTHER, "until 2.0")
    folder = Folder(Path("campaign"), SPECIFICATION)
    folder.begin(about(waivers=(waiver,)))
    folder.keep(about().shards[1], part(1, lost=lost))
    folder.keep(about().shards[3], shown)
    assert folder.campaign() == about(waivers=(waiver,))
    assert folder.shards(about().shards) == {1: part(1, lost=lost), 3: shown}
    assert folder.clauses() == []
    folder.keep_clauses([broken(MUST)])
    assert folder.clauses() == [broken(MUST)]


@pytest.mark.parametrize(
    ("changed", "what"),
    [
        ({"terms": STRICT}, "strictness (False, not True)"),
        ({"terms": LATER}, "edition (1.0, not 1.2)"),
        ({"scope": Scope(2, 5 * FEW, 1)}, "seed (0, not 1)"),
        ({"scope": Scope(3, 5 * FEW, 0)}, "depth (2, not 3)"),
        ({"scope": Scope(2, 4 * FEW, 0)}, "number of programs (200, not 160)"),
        ({"size": 2 * FEW}, "size of shards (40, not 80)"),
        ({"waivers": (Waiver(OTHER, "r"),)}, f"set of waivers ([], not ['{OTHER}'])"),
        ({"specification": list(SPECIFICATION)[1:]}, "text of the specification"),
    ],
)
def test_folder_of_another_campaign(changed: dict[str, Any], what: str) -> None:
    """The folder of another campaign is refused with its terms, and not changed."""
    folder = make("campaign", 1)
    with pytest.raises(FolderError) as raised:
        folder.begin(about(**changed))
    assert str(raised.value).startswith(f"campaign: is the campaign of another {what}")
    assert folder.campaign() == about()


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("seeds-1.json", "{"),
        ("seeds-1.json", "[]"),
        ("seeds-1.json", '{"scope": {"depth": 0, "number": 40, "seed": 1}, "programs": {}}'),
        (ABOUT, "{}"),
        (CLAUSES, '{"a": 1}'),
    ],
)
def test_file_that_is_none_of_ours(name: str, text: str) -> None:
    """A file in the folder that is no shard is refused by its name."""
    make("campaign", 0, 1)
    Path("campaign", name).write_text(text, encoding="utf-8")
    assert main(["merge", "into", "campaign"]) == 4
    folder = Folder(Path("campaign"), SPECIFICATION)
    with pytest.raises(FolderError, match=f"{name}: is not a file of a campaign"):
        folder.campaign(), folder.shards(about().shards), folder.clauses()


def test_file_of_another_shard() -> None:
    """A file of another shard, or of an unfinished one, is refused."""
    folder = make("campaign", 0, 1)
    shutil.copy("campaign/seeds-0.json", "campaign/seeds-1.json")
    with pytest.raises(FolderError, match=r"seeds-1\.json"):
        folder.shards(about().shards)
    folder.keep(about().shards[1], SearchResult(0, 0, 3, 1))
    with pytest.raises(FolderError, match=r"seeds-1\.json"):
        folder.shards(about().shards)


# merge


def test_merge(capsys: pytest.CaptureFixture[str]) -> None:
    """A merge counts all programs, holds all shards, and can save its verdict."""
    make("one", 0, 2), make("two", 1, 3, 4)
    assert main(["merge", "into", "one", "two", "--report=verdict.json"]) == 0
    told = capsys.readouterr().out
    assert "\nevery program of up to 2 operations: 9 judged; random: 200, seed 0\n" in told
    assert told.endswith("CONFORMANT: edition 1.0\n")
    assert kept("into") == ["0", "1", "2", "3", "4"]
    assert main(["render", "verdict.json", "--to=ruling"]) == 0
    assert capsys.readouterr().out == "CONFORMANT\n"


def test_merge_into_a_folder_that_has_shards(capsys: pytest.CaptureFixture[str]) -> None:
    """A merge counts the shards of its target; missing shards make it incomplete."""
    make("one", 0, 2), make("two", 4)
    assert main(["merge", "one", "two"]) == 1
    told = capsys.readouterr().out
    assert "  actual    seeds 1, 3 not judged\n" in told
    assert told.endswith("INCOMPLETE: programs did not end\n")
    assert kept("one") == ["0", "2", "4"]


def test_overlap_is_refused(capsys: pytest.CaptureFixture[str]) -> None:
    """Folders with a common shard are not merged, as programs would count twice."""
    make("one", 0, 2), make("two", 1, 2)
    assert main(["merge", "into", "one", "two"]) == 4
    assert "seeds 2: are in one and two\n" in capsys.readouterr().err
    assert not Path("into").exists()


@pytest.mark.parametrize(
    ("paths", "line"),
    [
        (["one", "missing"], "missing/campaign.json: cannot be read: No such file"),
        (["one", "other"], "other: is the campaign of another edition (1.2, not 1.0)"),
        (["one", "two", "--report=verdict.pdf"], "verdict.pdf: not a format"),
    ],
)
def test_merge_of_what_does_not_fit(
    capsys: pytest.CaptureFixture[str], paths: list[str], line: str
) -> None:
    """Folders that do not belong together are refused in one line with the reason."""
    make("one", 0), make("two", 1)
    Folder(Path("other"), SPECIFICATION).begin(about(terms=LATER))
    assert main(["merge", "into", *paths]) == 4
    assert line in capsys.readouterr().err


def test_merge_without_a_badge(capsys: pytest.CaptureFixture[str]) -> None:
    """A merge that has no badge says why, and removes an old one."""
    make("one", 0), make("two", 2)
    Path("badge.svg").touch()
    assert main(["merge", "one", "two", "--report=badge.svg"]) == 1
    line = "no report badge.svg: only a complete verdict without waivers has a badge\n"
    assert line in capsys.readouterr().out
    assert not Path("badge.svg").exists()


def test_merge_whose_report_cannot_be_written(capsys: pytest.CaptureFixture[str]) -> None:
    """A merge whose verdict is green and whose report is missing is not green."""
    make("one", 0, 2), make("two", 1, 3, 4)
    assert main(["merge", "into", "one", "two", f"--report=into/{ABOUT}/verdict.json"]) == 4
    told = " ".join(capsys.readouterr().out.split())
    assert f" NOT WRITTEN: report into/{ABOUT}/verdict.json cannot be written: " in told


def test_merge_shows_what_is_broken(capsys: pytest.CaptureFixture[str]) -> None:
    """A merge shows the first rejected program with its script, and broken clauses."""
    script = Failure(("steps",), "this", "that", by_programs=True, script="import sys\n")
    make("one", 0, 1, 2)
    two = make("two", 3, 4, result=broken(MUST, script))
    two.keep_clauses(
        [
            Result(clause, Outcome.NOT_RUN) if clause.id == MUST else broken(OTHER)
            for clause in SPECIFICATION
            if clause.id in (MUST, OTHER)
        ]
    )
    assert main(["merge", "into", "two", "one"]) == 1
    told = capsys.readouterr().out
    assert "  script    import sys\n" in told
    assert "programs: number 169 breaks once.fires-once\n" in told
    assert told.endswith(f"NOT CONFORMANT: {OTHER}, {MUST}\n")
