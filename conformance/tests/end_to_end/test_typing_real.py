"""The real mypy judges real classes; these tests need it."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Mapping, Sequence
from pathlib import Path

import counts
import pytest
from emitter_conformance.candidate.loading import Candidate, load
from emitter_conformance.typecheck.examiner import PACKAGE, PROBE, programs_of, result_of
from emitter_conformance.typecheck.mypy_process import Checker
from emitter_conformance.typecheck.program import REFUSALS, REFUSED, Message, TypedProgram, probe
from emitter_conformance.verdict.verdict import Outcome
from emitters import SPECIFICATION, VARIANTS, keeps, name
from typed_emitters import typing_results

pytest.importorskip("mypy")
pytestmark = pytest.mark.mypy

CLAUSES = [clause for clause in SPECIFICATION if clause.needs == PACKAGE]
PLUGINS = ["-p", "no:randomly", "-p", "no:asyncio", "--impl-depth=1", "--impl-programs=0"]
UNTYPED = (
    "from emitter_reference.emitter import EventEmitter as R, Event\n"
    "class EventEmitter(R[Event]):\n"
    "    def __init__(self):\n"
    "        super().__init__()\n"
)
TYPED = UNTYPED.replace("(self):", "(self) -> None:")
FINAL = "from typing import final\n" + TYPED.replace("class", "@final\nclass")
DYNAMIC = (
    "from emitter_reference.emitter import EventEmitter as R\n"
    "EventEmitter = type('EventEmitter', (R,), {})\n"
)
NESTED = (
    "import types\n"
    "from emitter_reference.emitter import EventEmitter as R, Event\n"
    "class Rooms:\n"
    "    class Emitter(R[Event]):\n"
    "        pass\n"
    "space = types.SimpleNamespace(Emitter=R)\n"
)
STRICTLY = "CONFORMANT: edition 1.0, strict, typing"
ON = "--impl-typing=on"


def messages(
    programs: Mapping[str, str], seconds: float = 0, root: str = ""
) -> dict[str, list[Message]]:
    """Return what mypy says of programs."""
    checker = Checker(programs, [root], seconds)
    try:
        return checker.messages()
    finally:
        checker.close()


def reference() -> Candidate:
    """Return the reference."""
    return load("emitter_reference", Path.cwd())


def test_examples_are_what_they_say() -> None:
    """A line of an example is refused or accepted as its comment says."""
    examples = {}
    for number, clause in enumerate(CLAUSES):
        program = TypedProgram(reference())
        program.write(clause.example)
        examples[f"example_{number}"] = program
    found = messages({name: program.source for name, program in examples.items()})
    assert {name: program.failure(found.get(name, ())) for name, program in examples.items()} == (
        dict.fromkeys(examples)
    )


@pytest.mark.parametrize(
    "path",
    [path for path in VARIANTS if all(keeps(path, clause) for clause in CLAUSES)],
    ids=name,
)
def test_typed_variants_keep_every_clause(path: Path) -> None:
    """Typed variants keep every clause, however they are annotated."""
    found: Sequence[object] = [
        (each.clause.id, each.failure)
        for each in typing_results()[path]
        if each.outcome is not Outcome.KEPT
    ]
    assert found == []


def test_programs_are_refused_by_code(monkeypatch: pytest.MonkeyPatch) -> None:
    """The reference is refused only by known error codes."""
    programs = programs_of(reference(), SPECIFICATION)
    found = messages({name: program.source for name, program in programs.items()})
    lines = sum(
        line.endswith(REFUSED)
        for program in programs.values()
        for line in program.source.splitlines()
    )
    codes = [message.code for some in found.values() for message in some]
    assert set(codes) <= {*REFUSALS}
    assert len(codes) == lines > 10


def test_conforming(pytester: pytest.Pytester) -> None:
    """A strict verdict is not affected by configuration and variables of a user."""
    pytester.makepyfile(typed=TYPED)
    pytester.makefile(".ini", mypy="[mypy]\nplugins = no.such.plugin\nstrict = maybe\n")
    pytester.makepyprojecttoml('[tool.mypy]\npython_version = "2.7"\n')
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("MYPYPATH", "/nowhere")
        patch.setenv("MYPY_CACHE_DIR", "/nowhere")
        result = pytester.runpytest_subprocess(*PLUGINS, "--impl=typed", "--impl-strict", ON)
    assert result.ret == 0
    result.stdout.fnmatch_lines([counts.account(optional=len(CLAUSES), strict=True), STRICTLY])
    assert Path(".pytest_cache", "d", "emitter-conformance-mypy").is_dir()


@pytest.mark.parametrize("path", ["mypkg/emitter.py", "mypkg/rooms/emitter.py"])
def test_source_folder_of_the_configuration(pytester: pytest.Pytester, path: str) -> None:
    """The module that Python imported is the one that mypy reads."""
    file = Path("src", path)
    file.parent.mkdir(parents=True)
    file.write_text(TYPED, encoding="utf-8")
    pytester.makeini("[pytest]\npythonpath = src\n")
    module = path[: -len(".py")].replace("/", ".")
    options = [ON, "-k", "test_typing"]
    result = pytester.runpytest_subprocess(*PLUGINS, f"--impl={module}", *options)
    assert result.ret == 0
    result.stdout.fnmatch_lines([f"* {len(CLAUSES)} passed, *"])


def test_broken_and_mended(
    pytester: pytest.Pytester, monkeypatch: pytest.MonkeyPatch, without_mypy: Path
) -> None:
    """A script exits with 1 while the bug is there, 0 when it is fixed, 2 untried."""
    pytester.makepyfile(untyped=UNTYPED)
    result = pytester.runpytest_subprocess(
        *PLUGINS, "--impl=untyped", "--impl-strict", ON, "-k", "nothing_is_untyped"
    )
    assert result.ret == 1
    result.stdout.fnmatch_lines(["  actual    error: Call to untyped function *"])
    script = [sys.executable, "emitter-reproducers/typing.nothing-is-untyped.py"]
    broken = subprocess.run(script, capture_output=True, text=True, check=False)
    assert broken.returncode == 1
    assert "expected no error\nactual   error: Call to untyped function" in broken.stdout
    Path("untyped.py").write_text(TYPED, encoding="utf-8")
    mended = subprocess.run(script, capture_output=True, text=True, check=False)
    assert (mended.returncode, mended.stdout, mended.stderr) == (0, "", "")
    monkeypatch.setenv("PYTHONPATH", str(without_mypy))
    untried = subprocess.run(script, capture_output=True, text=True, check=False)
    assert untried.returncode == 2
    assert untried.stderr == "mypy is not installed: pip install mypy\n"


def test_candidates_with_names_of_one_length(pytester: pytest.Pytester) -> None:
    """Each candidate of a run is judged by itself, also where their programs have one size."""
    pytester.makepyfile(typed=TYPED, plain=UNTYPED, final=FINAL)
    names = ["typed", "plain", "final"]
    options = [*(f"--impl={name}" for name in names), "--impl-strict", ON, "-k", "test_typing"]
    result = pytester.runpytest_subprocess(*PLUGINS, *options, "-rf")
    result.stdout.fnmatch_lines(
        [
            "typing.nothing-is-untyped (plain:EventEmitter): expected *",
            "typing.subclasses-of-literals (final:EventEmitter): expected *",
        ]
    )
    result.assert_outcomes(passed=3 * len(CLAUSES) - 2, failed=2)


@pytest.mark.parametrize(
    ("candidate", "reason"),
    [
        ("dynamic:EventEmitter", "mypy does not see the class: Variable*"),
        ("nested:space.Emitter", "mypy does not see the class: *"),
        ("nested:Rooms.Emitter", ""),
    ],
)
def test_class_that_is_not_at_the_top(
    pytester: pytest.Pytester, candidate: str, reason: str
) -> None:
    """A class made at run time or within an object is left out; one in a class is judged."""
    pytester.makepyfile(dynamic=DYNAMIC, nested=NESTED)
    result = pytester.runpytest_inprocess(*PLUGINS, f"--impl={candidate}", "-k", "test_typing")
    assert result.ret == 0
    number = len(CLAUSES)
    line = f"typing: {number} not run, {reason}" if reason else f"* {number} passed, *"
    result.stdout.fnmatch_lines([line])


def test_installed_package_needs_its_marker(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Without `py.typed` its annotations are not seen, and events are not checked."""
    folder = tmp_path / "site" / "site-packages"
    (folder / "mypkg").mkdir(parents=True)
    (folder / "mypkg" / "__init__.py").write_text(TYPED, encoding="utf-8")
    monkeypatch.setenv("PYTHONPATH", str(folder))
    candidate = Candidate("", "mypkg:EventEmitter", True, "", "", "", "", (), object, "mypkg", "")
    programs = programs_of(candidate, SPECIFICATION)
    sources = {name: program.source for name, program in programs.items()}
    sources[PROBE] = probe(candidate)

    def broken() -> set[str]:
        found = messages(sources)
        results = [
            result_of(clause, programs[f"test_{clause.slug.replace('-', '_')}"], found)
            for clause in CLAUSES
        ]
        return {each.clause.slug for each in results if each.outcome is Outcome.BROKEN}

    assert {"events-are-checked", "nothing-is-untyped"} <= broken()
    (folder / "mypkg" / "py.typed").touch()
    assert broken() == set()
