"""The command `emitter-conformance`: exit codes, what it prints, what it writes."""

from __future__ import annotations

import contextlib
import dataclasses
import io
import json
import os
import re
import subprocess
import sys
from pathlib import Path

import counts
import emitter_spec
import pytest
from emitter_conformance import reports
from emitter_conformance.cli import pytest_process
from emitter_conformance.cli.main import main
from emitter_conformance.verdict import waivers
from emitter_conformance.verdict.verdict import Ruling, Verdict
from emitter_conformance.verdict.waivers import Waiver
from emitter_spec import Chapter, Clause, Level, profile
from verdicts import CANDIDATE, FACTORY, MUST, OTHER, SPECIFICATION, STRICT, report, verdict

CONFORMING = "from emitter_reference.emitter import Event, EventEmitter\n"
BROKEN = (
    "from emitter_reference.emitter import Event, EventEmitter as Reference\n"
    "class EventEmitter(Reference[Event]):\n"
    "    def emit(self, event, *args):\n"
    "        super().emit(event, *args)\n"
    "        return True\n"
)
RAISING = (
    "from emitter_reference.emitter import Event, EventEmitter as Reference\n"
    "class EventEmitter(Reference[Event]):\n"
    "    def off(self, event, callback):\n"
    "        if callback not in self._callbacks.get(event, ()):\n"
    "            raise KeyError(callback)\n"
    "        super().off(event, callback)\n"
)
LEAVING = CONFORMING + "import atexit, os\natexit.register(os._exit, 0)\n"
FEW = ["--depth=2", "--programs=20"]


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Return the user's project, whose settings of pytest must not matter."""
    for name, text in (
        ("conforming", CONFORMING),
        ("broken", BROKEN),
        ("raising", RAISING),
        ("leaving", LEAVING),
        ("conftest", "raise SystemExit('the project has a conftest')\n"),
    ):
        (tmp_path / f"{name}.py").write_text(text, encoding="utf-8")
    (tmp_path / "pytest.ini").write_text("[pytest]\naddopts = --no-such-option\n", encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("PYTEST_ADDOPTS", "--no-such-option")
    return tmp_path


def save(name: str, *verdicts: Verdict) -> str:
    """Save a report."""
    reports.write(Path(name), report(*verdicts), SPECIFICATION)
    return name


# judge


@pytest.mark.parametrize(("candidate", "code"), [("conforming", 0), ("broken", 1), ("missing", 4)])
def test_judge(candidate: str, code: int) -> None:
    """`judge` has the exit code of the verdict, whatever the project configures in pytest."""
    assert main(["judge", candidate, *FEW]) == code


@pytest.mark.parametrize(
    ("words", "line"),
    [
        (["judge", "broken", "--edition=2"], "--edition=2: no edition '2' (known: 1.0, 1.2, next)"),
        (["judge", "brokn"], "brokn: no module named 'brokn' (did you mean 'broken'?)"),
        (["campaign", "broken", "--into=c", "--shard=3"], "--shard=3: not such as 3/20"),
    ],
)
def test_mistake_names_the_option_of_the_command(
    capfd: pytest.CaptureFixture[str], words: list[str], line: str
) -> None:
    """A user error names the option of the command, not that of pytest."""
    assert main(words) == 4
    assert capfd.readouterr().err.startswith(f"ERROR: {line}")


def test_judge_in_a_process_of_its_own(capfd: pytest.CaptureFixture[str]) -> None:
    """`judge` prints the verdict and writes the files asked for."""
    options = ["--report=report.json", "--report=report.md", "--reproducers=scripts", "--strict"]
    assert main(["judge", "broken", *FEW, *options, "--edition=1.2", "-v"]) == 1
    printed = capfd.readouterr().out
    assert "report: report.json\nreport: report.md\n" in printed
    assert "\nNOT CONFORMANT: surface.emit-returns-none\n" in printed
    assert "test_once.py::test_fires_once PASSED" in printed
    assert Path("scripts/surface.emit-returns-none.py").is_file()
    assert not Path(".pytest_cache").exists()
    (told,) = json.loads(Path("report.json").read_text(encoding="utf-8"))["verdicts"]
    assert (told["terms"]["edition"], told["terms"]["strict"]) == ("1.2", True)


@pytest.mark.parametrize("name", ["json", "signal", "types"])
def test_judge_beside_a_file_with_the_name_of_a_module_of_python(name: str) -> None:
    """A user's file named like a module of Python is judged, and imported by nobody else."""
    Path(f"{name}.py").write_text(CONFORMING, encoding="utf-8")
    assert main(["judge", f"{name}.py", *FEW]) == 0


def test_judge_with_waivers() -> None:
    """`judge` reads the waivers of the given file, or of the project."""
    waivers.write(Path("pyproject.toml"), [Waiver("surface.emit-returns-none", "r")])
    assert main(["judge", "broken", *FEW]) == 0
    assert main(["judge", "broken", *FEW, "--waivers="]) == 1
    assert main(["judge", "broken", *FEW, "--waivers=missing.toml"]) == 4


@pytest.mark.measured
def test_process_that_ends_itself(capfd: pytest.CaptureFixture[str]) -> None:
    """A run without a verdict is not green, whatever its exit code is."""
    assert main(["judge", "leaving", *FEW]) == 0  # it leaves after the verdict, which is good
    assert main(["judge", "leaving", *FEW, "--in-process"]) == 0
    source = LEAVING.replace("atexit.register(os._exit, 0)", "os.kill(os.getpid(), 9)")
    Path("leaving.py").write_text(source, encoding="utf-8")
    assert main(["judge", "leaving", *FEW]) == 4
    assert "importing it: the process was ended by SIGKILL" in capfd.readouterr().err
    assert main(["judge", "leaving", *FEW, "--in-process"]) not in (0, 4)
    assert capfd.readouterr().err.endswith("the candidate ended the process\n")


def test_temporary_files_go_with_the_process(folder: Path) -> None:
    """What the process leaves in the temporary folder of the system is removed after it."""
    left = CONFORMING + "import tempfile\nleft = tempfile.mkdtemp()\n"
    told = "with open('left', 'w', encoding='utf-8') as file: file.write(left)\n"
    (folder / "temporary.py").write_text(left + told, encoding="utf-8")
    assert main(["judge", "temporary", *FEW]) == 0
    assert not Path((folder / "left").read_text(encoding="utf-8")).exists()


def test_exit_code_of_a_process_is_not_believed() -> None:
    """The report decides where a broken candidate ends the process with 0."""
    Path("leaving.py").write_text(BROKEN + "import atexit, os\natexit.register(os._exit, 0)\n")
    for words in ([], ["--in-process"]):
        assert main(["judge", "leaving", *FEW, *words]) == 1


def test_python_minus_m() -> None:
    """`python -m emitter_conformance` runs the command."""
    command = [sys.executable, "-m", "emitter_conformance", "explain", MUST]
    assert MUST in subprocess.run(command, capture_output=True, text=True, check=True).stdout


def test_judging_gives_the_report() -> None:
    """A program can judge quietly and receive the report."""
    code, kept = pytest_process.judge(
        ["--impl=conforming", "--impl-depth=2"], SPECIFICATION, quiet=True
    )
    assert kept is not None
    assert (code, kept.verdicts[0].ruling) == (0, Ruling.CONFORMANT)


# closed and full output

KIT = [sys.executable, "-m", "emitter_conformance"]


@pytest.mark.skipif(os.name != "posix", reason="needs a shell")
@pytest.mark.parametrize(
    ("words", "code"),
    [
        ("list", 0),
        ("explain once", 0),
        ("spec --to html", 0),
        ("--help", 0),
        ("compare good.json bad.json", 1),
        ("render bad.json", 0),
        (f"judge broken {' '.join(FEW)}", 1),
        (f"judge broken {' '.join(FEW)} -v --in-process", 1),
    ],
)
def test_output_that_nobody_reads(words: str, code: int) -> None:
    """A closed output ends the command quietly, with its usual exit code."""
    save("good.json", verdict())
    save("bad.json", verdict(MUST))
    command = f"({' '.join(KIT)} {words}; echo $? >&2) | true"
    done = subprocess.run(command, shell=True, capture_output=True, text=True, check=True)
    assert done.stderr == f"{code}\n"


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="no such device")
@pytest.mark.parametrize("words", ["list", f"judge broken {' '.join(FEW)}"])
def test_full_disk(words: str) -> None:
    """A full disk is one line that says the output is lost."""
    with Path("/dev/full").open("w") as full:
        command = [*KIT, *words.split()]
        done = subprocess.run(command, stdout=full, stderr=subprocess.PIPE, text=True, check=False)
    assert done.returncode == 4
    assert done.stderr == (
        "emitter-conformance: the output cannot be written: No space left on device\n"
    )


# list and explain


@pytest.mark.parametrize(
    ("options", "number"),
    [
        ([], counts.CLAUSES),
        (["--level=SHOULD"], counts.OF_LEVEL[Level.SHOULD]),
        (["--edition=1.0", "--profile=emitter"], counts.ALL + counts.OPTIONAL),
        (["--chapter=removal", "--level=MUST"], 9),
        (["--rules"], len(SPECIFICATION.rules)),
        (["--profile=double"], sum(profile("double").asks(each) for each in SPECIFICATION)),
    ],
)
def test_list(capsys: pytest.CaptureFixture[str], options: list[str], number: int) -> None:
    """`list` prints a line for each clause that is selected."""
    assert main(["list", *options]) == 0
    lines = capsys.readouterr().out.splitlines()
    assert len(lines) == number
    assert max(map(len, lines)) <= 80


def test_explain(capsys: pytest.CaptureFixture[str]) -> None:
    """`explain` shows the norm, the reason, what to look at, an example, and how to run it."""
    assert main(["explain", MUST, OTHER]) == 0
    printed = capsys.readouterr().out
    clause = SPECIFICATION[MUST]
    assert printed.startswith(
        f"{MUST}  MUST  editions 1.0, 1.2, next\n  A `once` registration MUST be"
    )
    assert "try it\n  pytest --impl=mypkg.emitter -k fires_once\n\ntext\n" in printed
    assert f"\n  urn:emitter-spec:{MUST}\n  {Path('/')}" in printed
    assert clause.example.splitlines()[0] in printed
    assert f"\n\n\n{OTHER}  MUST" in printed


@pytest.mark.parametrize("clause", list(SPECIFICATION), ids=lambda clause: str(clause.id))
def test_explanation_fits_into_80_columns(
    capsys: pytest.CaptureFixture[str], clause: Clause
) -> None:
    """Only paths, commands and examples are longer than 80 columns."""
    main(["explain", clause.id])
    prose = capsys.readouterr().out.partition("\nexample\n")[0]
    assert max(map(len, prose.splitlines())) <= 80


@pytest.mark.parametrize("chapter", SPECIFICATION.chapters, ids=lambda chapter: str(chapter.name))
def test_explain_chapter(capsys: pytest.CaptureFixture[str], chapter: Chapter) -> None:
    """A chapter is explained by its introduction and the sentences of its clauses."""
    assert main(["explain", chapter.name]) == 0
    first, *prose, _, _ = capsys.readouterr().out.splitlines()
    assert first == f"{chapter.name}  chapter {chapter.number}"
    assert max(map(len, prose)) <= 80
    words = " ".join(" ".join(prose).split())
    introduction = re.sub(r"\[([^]]+)\]\([^()]+\)", r"\1", chapter.introduction)
    assert " ".join(introduction.split()) in words
    for clause in chapter.clauses:
        assert " ".join(clause.sentence.split()) in words


def test_list_long(capsys: pytest.CaptureFixture[str]) -> None:
    """`list --long` prints each clause with its sentence, within 80 columns."""
    assert main(["list", "--long", "--chapter=once", "--level=MUST"]) == 0
    printed = capsys.readouterr().out
    assert f"{MUST}  MUST  editions 1.0, 1.2, next\n  A `once` registration MUST" in printed
    assert max(map(len, printed.splitlines())) <= 80
    assert "SHOULD" not in printed


@pytest.mark.parametrize(
    ("clause", "sentences"),
    [
        ("removal.can-be-undone", ["A double needs off."]),
        ("logging.covers-once", ["Not asked of double."]),
        ("arity.classes", []),
    ],
)
def test_explain_names_profiles(
    capsys: pytest.CaptureFixture[str], clause: str, sentences: list[str]
) -> None:
    """`explain` shows who is not asked a clause, and what a fake needs for it."""
    main(["explain", clause])
    norm = capsys.readouterr().out.partition("\nwhy\n")[0]
    assert [
        line.strip() for line in norm.splitlines() if "sked of" in line or "double" in line
    ] == (sentences)


def test_explain_names_exceptions_and_rules(capsys: pytest.CaptureFixture[str]) -> None:
    """`explain` shows exceptions, rules and corollaries beside the sentence."""
    main(["explain", "arity.callable-objects", "arity.surplus-is-dropped", "open.order"])
    printed = capsys.readouterr().out
    assert "\n  Except: A callback whose signature Python cannot tell" in printed
    assert "\n  Follows from arity.surplus-is-dropped.\n" in printed
    assert "\nsee also\n  arity.defaults-count\n" in printed
    assert "if this fails" not in printed.partition("open.order")[2].partition("open.order  ")[2]


@pytest.mark.parametrize(
    ("word", "definition"),
    [
        ("handle", "what `once(event, callback)` returns."),
        ("waiver", "a clause that a user accepts as broken, with a reason."),
    ],
)
def test_explain_word(capsys: pytest.CaptureFixture[str], word: str, definition: str) -> None:
    """A word of the specification or of the kit is explained by its definition."""
    assert main(["explain", word]) == 0
    assert capsys.readouterr().out == f"{word}\n  {definition}\n"


def test_spec_prints_the_text(capsys: pytest.CaptureFixture[str]) -> None:
    """`spec` prints Markdown by default, and a page or data if asked to."""
    printed = {}
    for words in (["spec"], ["spec", "--to", "html"], ["spec", "--to", "json"]):
        assert main(words) == 0
        printed[words[-1]] = capsys.readouterr().out
    assert printed["spec"].startswith("# The specification of LiveKit's `EventEmitter`\n")
    assert printed["html"].lstrip().startswith("<!DOCTYPE html>")
    assert json.loads(printed["json"]) == emitter_spec.to_data(SPECIFICATION)


# render and compare


def test_render(capsys: pytest.CaptureFixture[str]) -> None:
    """`render` turns a saved report into any other format."""
    saved = save("report.json", verdict(MUST))
    assert main(["render", saved, "--report=report.md", "--report=badge.svg"]) == 0
    assert Path("badge.svg").is_file()
    assert not capsys.readouterr().out
    for words in ([], ["--to=md"]):
        assert main(["render", saved, *words]) == 0
        printed = capsys.readouterr().out
        assert f"NOT CONFORMANT: {MUST}" in printed
        assert printed.startswith("## \N{CROSS MARK} Emitter conformance") is bool(words)


def test_ruling_for_a_shell(capsys: pytest.CaptureFixture[str]) -> None:
    """The ruling alone is a line for each candidate."""
    saved = save("report.json", verdict(), verdict(programs=None, candidate=FACTORY))
    assert main(["render", saved, "--to=ruling"]) == 0
    assert capsys.readouterr().out == "CONFORMANT\nINCOMPLETE\n"


def test_render_several(capsys: pytest.CaptureFixture[str]) -> None:
    """`render` puts several saved reports side by side."""
    files = [save("a.json", verdict(MUST)), save("b.json", verdict())]
    assert main(["render", *files, "--report=matrix.html"]) == 0
    assert "1 of 2 candidates conforms" in Path("matrix.html").read_text(encoding="utf-8")
    assert main(["render", *files]) == 0
    assert f"broken by mypkg.emitter 0.3, a.json: {MUST}\n" in capsys.readouterr().out


def test_verdicts_of_another_text_are_refused(capsys: pytest.CaptureFixture[str]) -> None:
    """`render` refuses a report by another specification, whatever stands beside it."""
    files = [save("a.json", verdict()), save("b.json", verdict())]
    text = Path("b.json").read_text(encoding="utf-8").replace(SPECIFICATION[MUST].sentence, "S.")
    Path("b.json").write_text(text, encoding="utf-8")
    assert main(["render", *files, "--report=matrix.html"]) == 4
    assert "b.json: was edited, or saved with another text" in capsys.readouterr().err
    assert not Path("matrix.html").exists()


@pytest.mark.parametrize("words", ["--report=all.json", "--to=json"])
def test_several_are_not_saved_as_one(capsys: pytest.CaptureFixture[str], words: str) -> None:
    """Several reports are not saved as that of one run."""
    files = [save("a.json", verdict()), save("b.json", verdict())]
    assert main(["render", *files, words]) == 4
    assert "several reports are not saved as one" in capsys.readouterr().err


def test_compare_as_a_page(capsys: pytest.CaptureFixture[str]) -> None:
    """`compare` writes the comparison as a page and as Markdown, with the same exit code."""
    files = [save("before.json", verdict()), save("after.json", verdict(MUST))]
    assert main(["compare", *files, "--report=diff.html", "--report=diff.md"]) == 1
    assert "Worse than before" in Path("diff.html").read_text(encoding="utf-8")
    assert Path("diff.md").read_text(encoding="utf-8").startswith("## \N{CROSS MARK} Worse")
    capsys.readouterr()
    Path("folder.md").mkdir()
    for words in ("diff.txt", "folder.md"):
        assert main(["compare", *files, f"--report={words}"]) == 4


def test_compare_that_cannot_be_written(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    """A comparison for which there is no room is one line."""
    files = [save("before.json", verdict()), save("after.json", verdict())]

    def fail(path: Path, text: str) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("emitter_conformance.cli.main.write_atomically", fail)
    assert main(["compare", *files, "--report=diff.md"]) == 4
    assert "diff.md: cannot be written: No space left on device" in capsys.readouterr().err


@pytest.mark.parametrize(("no_color", "is_coloured"), [("", True), ("1", False)])
def test_compare_in_colour(
    capsys: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
    no_color: str,
    is_coloured: bool,
) -> None:
    """In a terminal, what is worse is red and what is better green."""
    files = [save("before.json", verdict(MUST)), save("after.json", verdict(OTHER))]
    monkeypatch.setenv("NO_COLOR", no_color)
    monkeypatch.setattr(sys.stdout, "isatty", lambda: True)
    assert main(["compare", *files]) == 1
    printed = capsys.readouterr().out
    assert (f"\x1b[31mworse: {OTHER}" in printed) is is_coloured
    assert (f"\x1b[32mbetter: {MUST}" in printed) is is_coloured
    assert ("\x1b[1;31mWORSE: 1 clause\x1b[0m\n" in printed) is is_coloured


@pytest.mark.parametrize(
    ("after", "code", "words"),
    [((), 0, "NO WORSE: 1 better\n"), ((OTHER,), 1, "WORSE: 1 clause\n")],
)
def test_compare(
    capsys: pytest.CaptureFixture[str], after: tuple[str, ...], code: int, words: str
) -> None:
    """`compare` is not green where a clause is worse."""
    before = save("before.json", verdict(MUST))
    assert main(["compare", before, save("after.json", verdict(*after))]) == code
    assert capsys.readouterr().out.endswith(words)


def test_compare_with_a_new_candidate(capsys: pytest.CaptureFixture[str]) -> None:
    """A new candidate is compared with nothing, and its ruling is shown."""
    new = verdict(MUST, candidate=FACTORY)
    before = save("before.json", verdict())
    assert main(["compare", before, save("after.json", verdict(), new)]) == 0
    assert capsys.readouterr().out.endswith("NO WORSE\n\nmypkg:make\nNEW: NOT CONFORMANT\n")


def test_report_that_cannot_be_rendered(capsys: pytest.CaptureFixture[str]) -> None:
    """A report that cannot be rendered is one line with the file."""
    saved = save("report.json", verdict(missing=MUST))
    assert main(["render", saved, "--report=badge.svg"]) == 4
    assert capsys.readouterr().err == (
        "emitter-conformance: badge.svg: only a complete verdict without waivers has a badge\n"
    )


# Help and mistakes


def test_version(capsys: pytest.CaptureFixture[str]) -> None:
    """`--version` prints the installed version."""
    assert main(["--version"]) == 0
    assert capsys.readouterr().out.startswith("emitter-conformance 0.")


@pytest.mark.parametrize(
    ("words", "message"),
    [
        ([], "the following arguments are required: COMMAND (see emitter-conformance --help)"),
        (["judg"], "invalid choice: 'judg'"),
        (["judge", "a", "--impl-strict"], "options have no 'impl-' here, write --strict (see"),
        (
            ["judge"],
            "the following arguments are required: candidate (see emitter-conformance judge",
        ),
        (
            ["explain", "once.fires"],
            "no clause, chapter or word 'once.fires' (did you mean 'once.fires-once'?)",
        ),
        (
            ["explain", "xyzzy"],
            "no clause, chapter or word 'xyzzy'; `emitter-conformance list` names them",
        ),
        (
            ["explain", "copy_context"],
            "word 'copy_context'; it stands in the text of emission.stays-in-the-callers-context",
        ),
        (["list", "--chapter=one"], "--chapter=one: not one of surface, registration"),
        (["list", "--edition=2"], "--edition=2: not one of 1.0, 1.2, next"),
        (["list", "--profile=fake"], "--profile=fake: not one of emitter, drop-in, double, sub"),
        (["render", "missing.json"], "missing.json: cannot be read: No such file"),
        (["render", "report.json", "--report=x.pdf"], "x.pdf: not a format"),
        (["compare", "report.json", "strict.json"], "by edition 1.0, strict after"),
        (["compare", "partial.json", "report.json"], "the earlier verdict is not complete"),
    ],
)
def test_mistake_is_one_line(
    capsys: pytest.CaptureFixture[str], words: list[str], message: str
) -> None:
    """A wrong command line is one line with exit code 4."""
    save("report.json", verdict())
    save("partial.json", verdict(missing=MUST))
    save("strict.json", verdict(terms=STRICT))
    assert main(words) == 4
    (line,) = capsys.readouterr().err.splitlines()
    assert line.startswith("emitter-conformance: ")
    assert message in line


# Output


def test_terminal_that_does_not_know_a_character() -> None:
    """A character that the terminal cannot show is an escape."""
    named = dataclasses.replace(CANDIDATE, given="mypkg.é\ud800", name="mypkg.é\ud800:EventEmitter")
    path = save("named.json", verdict(candidate=named))
    for words in (["render", path], ["compare", path, path]):
        run = subprocess.run(
            [sys.executable, "-m", "emitter_conformance", *words],
            env={**os.environ, "PYTHONIOENCODING": "ascii"},
            stdout=subprocess.PIPE,
            check=False,
        )
        assert run.returncode == 0
        assert rb"mypkg.\xe9\ud800:EventEmitter" in run.stdout


def test_output_that_is_no_terminal() -> None:
    """Any object that takes text can replace the output."""
    with contextlib.redirect_stdout(io.StringIO()) as output:
        assert main(["list", "--chapter=once"]) == 0
    assert output.getvalue().startswith("once.")
