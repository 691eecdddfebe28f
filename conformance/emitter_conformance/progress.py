"""A bar for a long search, if tqdm is installed."""

from __future__ import annotations

import importlib
import sys
from collections.abc import Iterable, Iterator
from contextlib import contextmanager

import pytest

from .programs.program import Program
from .programs.search import Scope, Shown, plain


@contextmanager
def progress(config: pytest.Config, scope: Scope) -> Iterator[Shown]:
    """Give what shows how far a search has come: nothing, for one that takes seconds."""
    capture = config.pluginmanager.getplugin("capturemanager")
    usual = Scope()
    is_short = scope.depth <= usual.depth and scope.number <= usual.number
    if is_short or capture is None or hasattr(config, "workerinput"):
        yield plain
        return
    try:
        tqdm = importlib.import_module("tqdm").tqdm
    except ImportError:
        yield plain
        return

    def bar(programs: Iterable[Program], title: str, total: int | None) -> Iterable[Program]:
        shown: Iterable[Program] = tqdm(
            programs, title, total, unit=" programs", ncols=80, file=stream
        )
        return shown

    with capture.global_and_fixture_disabled():
        stream = sys.stderr  # what a check prints goes elsewhere
        yield bar
