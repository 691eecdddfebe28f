"""Emitters that share registrations are judged by that alone."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from emitter_conformance.engine.in_process import InProcess, Request
from emitter_conformance.engine.isolated import Isolated
from emitter_conformance.engine.probed import Probed
from emitter_conformance.programs.search import Scope
from emitter_conformance.verdict.common_causes import INDEPENDENT, SHARED
from emitter_conformance.verdict.verdict import Outcome
from verdicts import DEFAULT, SPECIFICATION

HEAD = """\
import functools
from emitter_reference.emitter import EventEmitter as Reference
"""
SHARING = {
    "a registry of the class": """
class EventEmitter(Reference[object]):
    _callbacks = {}
    def __init__(self): pass
""",
    "a default value": """
class EventEmitter(Reference[object]):
    def __init__(self, callbacks={}): self._callbacks = callbacks
""",
    "a factory with a cache": """
EventEmitter = functools.lru_cache(maxsize=None)(lambda: Reference())
""",
    "once alone": """
everywhere = Reference()
class EventEmitter(Reference[object]):
    def once(self, event, callback=None): return everywhere.once(event, callback)
    def emit(self, event, *args):
        super().emit(event, *args)
        everywhere.emit(event, *args)
""",
    "what goes beyond three callbacks": """
everywhere = Reference()
class EventEmitter(Reference[object]):
    def on(self, event, callback=None):
        if callback is not None and len(self._callbacks.get(event, ())) == 3:
            return everywhere.on(event, callback)
        return super().on(event, callback)
    def emit(self, event, *args):
        super().emit(event, *args)
        everywhere.emit(event, *args)
""",
    "a registry by id": """
registries = {}
class EventEmitter(Reference[object]):
    def __init__(self): pass
    @property
    def _callbacks(self): return registries.setdefault(id(self), {})
""",
}
INDEPENDENT_ONES = {
    "the reference": "EventEmitter = Reference",
    "a registry that begins again": """
class EventEmitter(Reference[object]):
    shared = {}
    def __init__(self):
        self.shared.clear()
        self._callbacks = self.shared
""",
    "what is noted once for all": """
import logging
seen = set()
class EventEmitter(Reference[object]):
    def emit(self, event, *args):
        if event not in seen:
            logging.getLogger("seen").debug("a new event: %s", event)
        seen.add(event)
        super().emit(event, *args)
""",
    "neither once nor on": """
class EventEmitter(Reference[object]):
    def on(self, event, callback=None): raise NotImplementedError("no on")
    once = on
""",
}


pytestmark = pytest.mark.usefixtures("forgotten")


@pytest.fixture(params=[InProcess, Isolated])
def engine(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Probed]:
    """Return an engine in this process, and one in another."""
    probed = Probed(request.param(SPECIFICATION, tmp_path, 10), SPECIFICATION)
    yield probed
    probed.close()


@pytest.mark.skipif(sys.implementation.name != "cpython", reason="an id is used again later there")
@pytest.mark.parametrize("source", SHARING.values(), ids=SHARING)
def test_sharing(engine: Probed, tmp_path: Path, source: str) -> None:
    """A candidate with shared registrations breaks that clause, and nothing else is judged."""
    (tmp_path / "emitter.py").write_text(HEAD + source, encoding="utf-8")
    candidate = engine.load(str(tmp_path / "emitter.py"))
    assert engine.is_shared(candidate)
    for clause in SPECIFICATION:
        result = engine.examine(clause, candidate)
        if clause.id == INDEPENDENT:
            assert result.outcome is Outcome.BROKEN
            assert result.failure is not None
            assert result.failure.expected == "nothing called"
        else:
            assert (result.outcome, result.reason) == (Outcome.NOT_RUN, SHARED)
    programs = engine.search(candidate, Request(DEFAULT, Scope(2, 0)), int)
    assert programs.lost is not None
    assert programs.lost.actual == "its emitters share state"


@pytest.mark.parametrize("source", INDEPENDENT_ONES.values(), ids=INDEPENDENT_ONES)
def test_independent(engine: Probed, tmp_path: Path, source: str) -> None:
    """Registrations that no later emitter has do no harm; exceptions are left to the checks."""
    (tmp_path / "emitter.py").write_text(HEAD + source, encoding="utf-8")
    candidate = engine.load(str(tmp_path / "emitter.py"))
    assert not engine.is_shared(candidate)
    assert engine.left_out(candidate) == ()
    clause = SPECIFICATION["removal.unknown-event-is-silent"]
    assert engine.examine(clause, candidate).reason != SHARED
    programs = engine.search(candidate, Request(DEFAULT, Scope(1, 0)), int)
    assert programs.exhaustive > 0
