"""The pytest plugin: its options, and nothing else until a candidate is named.

It must stay cheap to import: pytest loads it in every project that has the kit installed.
"""

from __future__ import annotations

import sys
from collections.abc import Generator, Sequence
from typing import TYPE_CHECKING

import pytest

from .declared_options import NEED_A_CANDIDATE, pytest_addoption

if TYPE_CHECKING:
    from .session import RunPlugin

ASKED_ONLY = ("version", "help", "markers", "showfixtures", "show_fixtures_per_test", "cacheshow")
"""Options of pytest that answer something and run nothing."""
RUN: pytest.StashKey[RunPlugin] = pytest.StashKey()
"""The plugin of a run, also where it was unregistered."""
CHANGES: pytest.StashKey[Sequence[str]] = pytest.StashKey()
"""What a `conftest.py` of the project replaced in the kit, a sentence each; it is put back."""

__all__ = [
    "pytest_addoption",
    "pytest_cmdline_main",
    "pytest_configure",
    "pytest_load_initial_conftests",
]


@pytest.hookimpl(wrapper=True, tryfirst=True)
def pytest_load_initial_conftests(early_config: pytest.Config) -> Generator[None, object, object]:
    """Import the kit before a `conftest.py` of the project, which may import the candidate.

    What a candidate replaces in the kit is found only where the kit was imported before it.
    """
    if not (early_config.known_args_namespace.impl or early_config.getini("impl")):
        return (yield)
    from emitter_conformance.core import stopping
    from emitter_conformance.core.imports import as_installed

    try:
        with as_installed():
            from emitter_conformance.candidate.process_state import keep_the_kit
            from emitter_conformance.checks.lookup import import_checks

            from . import session  # noqa: F401  # with all that a run needs
        import_checks()
    except KeyboardInterrupt:  # pytest would show its traceback
        raise SystemExit(stopping.exit_code()) from None
    restore = keep_the_kit()
    try:
        return (yield)
    finally:
        early_config.stash[CHANGES] = restore()


def pytest_configure(config: pytest.Config) -> None:
    """Register the plugin of the run if a candidate is named; do nothing otherwise.

    Raises:
        pytest.UsageError: An option is wrong; the message is one line.

    """
    if _names_a_candidate(config):
        from emitter_conformance.core.imports import as_installed

        with as_installed():
            from emitter_conformance.core.errors import of_command, one_line

            from .session import RunPlugin

        try:
            run_plugin = RunPlugin(config, config.stash.get(CHANGES, []))
        except pytest.UsageError as error:
            line = one_line(str(error))
            is_command = config.getoption("impl_saved") is not None
            raise pytest.UsageError(of_command(line) if is_command else line) from None
        config.stash[RUN] = run_plugin
        config.pluginmanager.register(run_plugin, "emitter_conformance_run")
        return
    for option in NEED_A_CANDIDATE:
        if config.getoption(f"impl_{option.replace('-', '_')}"):
            raise pytest.UsageError(f"--impl-{option} needs a candidate: --impl=mypkg.emitter")


@pytest.hookimpl(wrapper=True, tryfirst=True)
def pytest_cmdline_main(config: pytest.Config) -> Generator[None, object, object]:
    """Make a run red that ended in another way than pytest's, as nothing was judged.

    Nor may what the candidate does later, while the process ends, make a red run green.
    """
    if not _names_a_candidate(config) or any(config.getoption(each, None) for each in ASKED_ONLY):
        return (yield)
    from emitter_conformance.candidate.exits import failing_at_exit, hold, leave, refused

    with refused(), failing_at_exit():
        try:
            code, has_ended = (yield), _has_ended(config)
        except SystemExit as error:  # pytest ends in another way
            if error.code:
                raise
            # What raised it would raise it again, in the code that comes after this hook.
            _tell_that_nothing_was_judged("the candidate raised SystemExit outside of checks")
            code, has_ended = pytest.ExitCode.TESTS_FAILED, True
            leave(code)
        except pytest.UsageError:  # what was imported of the candidate still ends with the process
            hold(pytest.ExitCode.USAGE_ERROR)
            raise
        if not code and not has_ended:
            _tell_that_nothing_was_judged("the suite was not run")
            code = pytest.ExitCode.TESTS_FAILED
        if isinstance(code, int) and not hasattr(config, "workerinput"):
            hold(int(code))
    return code


def _tell_that_nothing_was_judged(reason: str) -> None:
    sys.stdout.flush()
    sys.stderr.write(f"\nemitter-conformance: no verdict: {reason}\n")
    sys.stderr.flush()


def _has_ended(config: pytest.Config) -> bool:
    run_plugin = config.stash.get(RUN, None)
    return run_plugin is not None and run_plugin.has_ended


def _names_a_candidate(config: pytest.Config) -> bool:
    return bool(config.getoption("impl") or config.getini("impl"))
