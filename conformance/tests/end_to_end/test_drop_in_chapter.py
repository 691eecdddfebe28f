"""The clauses about LiveKit's packages are judged, left out or broken, and no other with them."""

from __future__ import annotations

import shutil
import subprocess
import sys
from pathlib import Path

import counts
import pytest
from drop_in_emitters import DROP_IN_DEFECTS
from emitter_conformance.drop_in.examiner import OWN, DropIn
from emitter_conformance.optional.examiner import is_installed
from emitters import name

NUMBER = counts.OPTIONAL_OF["drop_in"]
MISSING = f"drop_in: {NUMBER} not run, livekit-agents is not installed (optional)"
PLUGINS = ["-p", "no:randomly", "-p", "no:cacheprovider", "-p", "no:asyncio"]
FEW = ["--impl-depth=1", "--impl-programs=0", "--impl-typing=off", "--impl-strict"]
ON, ALONE = "--impl-drop-in=on", ["-k", "test_drop_in"]
LOCK = next(path for path in DROP_IN_DEFECTS if path.stem == "lock_is_named_like_theirs")
REST = f"MUST * SHOULD {counts.SHOULD}/{counts.SHOULD} * not run 0"
with_livekit = pytest.mark.skipif(not is_installed(DropIn.module), reason="needs livekit-agents")


def judge(pytester: pytest.Pytester, impl: str, *args: str) -> pytest.RunResult:
    """Run pytest in this process, strict."""
    return pytester.runpytest_inprocess(*PLUGINS, *FEW, f"--impl={impl}", *args)


def test_without_the_packages(pytester: pytest.Pytester) -> None:
    """Without livekit-agents a strict verdict is complete, unless the chapter is demanded."""
    result = judge(pytester, "emitter_reference")
    assert result.ret == 0
    result.stdout.fnmatch_lines([REST, MISSING, "CONFORMANT: edition 1.0, strict"])
    result = judge(pytester, "emitter_reference", ON)
    assert result.ret == 1
    result.stdout.fnmatch_lines(
        [
            f"{NUMBER} clauses not run: livekit-agents is not installed",
            f"INCOMPLETE: {NUMBER} clauses did not run (drop_in.*",
        ]
    )


def test_off(pytester: pytest.Pytester) -> None:
    """The chapter can be switched off; another word than the three is refused."""
    result = judge(pytester, "emitter_reference", "--impl-drop-in=off", "-k", "fires_once")
    result.stdout.fnmatch_lines([f"drop_in: {NUMBER} not run, drop-in is off (optional)"])
    result = judge(pytester, "emitter_reference", "--impl-drop-in=strict")
    assert result.ret == pytest.ExitCode.USAGE_ERROR
    result.stderr.fnmatch_lines(["ERROR: --impl-drop-in=strict: not one of on, off, auto"])


@with_livekit
@pytest.mark.livekit
@pytest.mark.measured
@pytest.mark.parametrize("impl", ["emitter_reference", OWN])
def test_conforming(pytester: pytest.Pytester, impl: str) -> None:
    """The reference, and LiveKit's own class itself, keep every clause."""
    result = judge(pytester, impl, ON, *ALONE)
    assert result.ret == 0
    result.assert_outcomes(passed=NUMBER, deselected=counts.RUN + 1)


@with_livekit
@pytest.mark.livekit
def test_metaclass(pytester: pytest.Pytester) -> None:
    """The class may have a metaclass that makes its instances."""
    pytester.makepyfile(
        counting="""
        from abc import ABCMeta
        from emitter_reference.emitter import Event, EventEmitter as Reference

        class Counting(ABCMeta):
            def __call__(cls, *args, **options):
                return super().__call__(*args, **options)

        class EventEmitter(Reference[Event], metaclass=Counting):
            pass
        """
    )
    judge(pytester, "counting", ON, *ALONE).assert_outcomes(
        passed=NUMBER, deselected=counts.RUN + 1
    )


@with_livekit
@pytest.mark.livekit
def test_broken(pytester: pytest.Pytester) -> None:
    """A broken clause has a block and a script that shows it; it decides only on demand."""
    shutil.copy(LOCK, "locking.py")
    result = judge(pytester, "locking", ON, "-k", "once_is_called_once")
    assert result.ret == 1
    result.stdout.fnmatch_lines(
        [
            "drop_in.once-is-called-once  SHOULD *locking:EventEmitter",
            "  steps     emitter = agent_session()",
            "  expected  no exception",
            "  actual    *Lock' object does not support the context*",
            "  again     pytest --impl=* --impl-strict --impl-drop-in=on -k *",
            "  script    emitter-reproducers/drop_in.once-is-called-once.py",
        ]
    )
    script = [sys.executable, "emitter-reproducers/drop_in.once-is-called-once.py"]
    ended = subprocess.run(script, capture_output=True, text=True, check=False)
    assert ended.returncode == 1
    assert "Lock' object does not support" in ended.stderr
    result = judge(pytester, "locking")
    assert result.ret == 0
    result.stdout.fnmatch_lines([REST, "drop_in: 4/9 (optional): broken: drop_in.names-of*"])


def test_each_defect_has_the_name_of_the_chapter() -> None:
    """The chapter has a defect for each of its clauses, and one from the field."""
    assert len(DROP_IN_DEFECTS) == NUMBER + 1
    assert all("/drop_in/" in name(path) for path in DROP_IN_DEFECTS)


@with_livekit
@pytest.mark.livekit
def test_hanging_import(pytester: pytest.Pytester, monkeypatch: pytest.MonkeyPatch) -> None:
    """A candidate with which the packages hang breaks the first clause, and the run ends."""
    monkeypatch.setattr("emitter_conformance.drop_in.process.PATIENCE", 4)
    pytester.makepyfile(
        hanging="""
        import time
        from emitter_reference.emitter import Event, EventEmitter as Reference

        class EventEmitter(Reference[Event]):
            def __init_subclass__(cls, **options):
                while cls.__module__.startswith("livekit"):
                    time.sleep(1)
        """
    )
    result = judge(pytester, "hanging", ON, "--impl-timeout=5", *ALONE)
    assert result.ret == 1
    result.stdout.fnmatch_lines(["drop_in.packages-import  SHOULD *", "  actual    no end*"])
    assert Path("emitter-reproducers", "drop_in.packages-import.py").is_file()
