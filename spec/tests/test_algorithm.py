"""The algorithm of the text, transcribed step by step, is an emitter that keeps every clause."""

from __future__ import annotations

import asyncio
import inspect
import logging
import re
import subprocess
import sys
from pathlib import Path
from typing import Any, Callable, Generic, TypeVar

import emitter_spec
import pytest
from emitter_spec.catalogue import TEXT

PAGE = (TEXT / "chapters" / "algorithm.md").read_text(encoding="utf-8")
EVENT = TypeVar("EVENT", contravariant=True)
POSITIONAL = (inspect.Parameter.POSITIONAL_ONLY, inspect.Parameter.POSITIONAL_OR_KEYWORD)


def is_coroutine_function(callback: Any) -> bool:
    """Whether the glossary calls the callback a coroutine function."""
    marker = getattr(asyncio.coroutines, "_is_coroutine", None)
    marked = marker is not None and getattr(callback, "_is_coroutine", None) is marker
    return marked or inspect.iscoroutinefunction(callback)


class EventEmitter(Generic[EVENT]):
    """The emitter of the page; each comment is the number of the step below it."""

    def __init__(self) -> None:
        # An emitter has, for each event, an ordered set of callbacks, empty at first.
        self._sets: dict[EVENT, dict[Callable[..., Any], None]] = {}

    def _set(self, event: EVENT) -> dict[Callable[..., Any], None]:
        return self._sets.setdefault(event, {})

    def on(self, event: EVENT, callback: Callable[..., Any] | None = None) -> Callable[..., Any]:
        """Perform the steps of `on`."""
        # 1
        if callback is None:

            def decorator(function: Callable[..., Any]) -> Callable[..., Any]:
                self.on(event, function)
                return function

            return decorator
        # 2
        if is_coroutine_function(callback):
            raise ValueError("a coroutine function")
        # 3
        hash(event)
        hash(callback)
        # 4
        self._set(event).setdefault(callback)
        # 5
        return callback

    def once(self, event: EVENT, callback: Callable[..., Any] | None = None) -> Callable[..., Any]:
        """Perform the steps of `once`."""
        # 1
        if callback is None:

            def decorator(function: Callable[..., Any]) -> Callable[..., Any]:
                self.once(event, function)
                return function

            return decorator

        # 2
        def handle(*args: Any) -> None:
            self.off(event, handle)
            callback(*args)

        # 3
        return self.on(event, handle)

    def off(self, event: EVENT, callback: Callable[..., Any]) -> None:
        """Perform the steps of `off`."""
        # 1
        hash(event)
        # 2
        self._set(event).pop(callback, None)
        # 3
        return None  # noqa: RET501

    def emit(self, event: EVENT, *args: Any) -> None:
        """Perform the steps of `emit`."""
        # 1
        hash(event)
        # 2
        snapshot = list(self._set(event))
        # 3
        for callback in snapshot:
            try:
                # 3.1
                parameters = inspect.signature(callback).parameters.values()
                # 3.2
                if any(each.kind == each.VAR_POSITIONAL for each in parameters):
                    callback(*args)
                # 3.3
                else:
                    n = sum(each.kind in POSITIONAL for each in parameters)
                    callback(*args[:n])
            # 3.4 for a TypeError; an exit leaves by itself
            except TypeError:
                raise
            # 3.5
            except Exception:
                logging.getLogger("livekit").exception(f"failed to emit event {event}")
        # 4
        return None  # noqa: RET501


def steps() -> dict[str, list[str]]:
    """Return the numbers of the steps of each method on the page."""
    found: dict[str, list[str]] = {}
    for line in PAGE.splitlines():
        heading = re.match(r"## (\w+)\(", line)
        step = re.match(r"( *)(\d+)\. ", line)
        if heading is not None:
            numbers = found.setdefault(heading[1], [])
        elif step is not None:
            outer = numbers[-1].partition(".")[0] + "." if step[1] else ""
            numbers.append(outer + step[2])
    return found


@pytest.mark.parametrize("method", ["on", "once", "off", "emit"])
def test_every_step_is_transcribed(method: str) -> None:
    """The methods have the steps of the page, in their order."""
    source = inspect.getsource(getattr(EventEmitter, method))
    assert re.findall(r"(?m)^ *# (\d+(?:\.\d+)?)(?: for .*)?$", source) == steps()[method]


def test_page_has_the_four_methods() -> None:
    """Only the four methods have steps."""
    assert list(steps()) == ["on", "once", "off", "emit"]


def test_steps_name_clauses_of_every_chapter_about_the_four_methods() -> None:
    """The steps name clauses of each chapter that is about the four methods."""
    named = {each.partition(".")[0] for each in re.findall(r"\[`([a-z_]+\.[a-z-]+)`\]", PAGE)}
    chapters = {chapter.name for chapter in emitter_spec.load().chapters}
    assert named == chapters - {"threads", "typing", "drop_in"}


@pytest.mark.parametrize(
    "edition", [each.name for each in emitter_spec.load().editions if not each.draft]
)
def test_transcription_conforms(edition: str, tmp_path: Path) -> None:
    """The transcription keeps every clause of both published editions, MUST and SHOULD."""
    judge = [sys.executable, "-m", "pytest", "-q", f"--impl={__file__}", "--impl-strict"]
    options = [f"--impl-edition={edition}", "--impl-typing=off", "--impl-programs=200"]
    run = subprocess.run(
        [*judge, *options, "--impl-depth=3", "-p", "no:cacheprovider"],
        cwd=tmp_path,
        capture_output=True,
        encoding="utf-8",
        check=False,
    )
    assert f"\nCONFORMANT: edition {edition}, strict\n" in run.stdout, run.stdout
