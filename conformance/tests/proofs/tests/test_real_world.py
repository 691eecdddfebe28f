"""The document about real emitters is current, and a changed verdict is a complaint."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
import real_world
from emitter_conformance.verdict.failure import Failure
from emitter_conformance.verdict.verdict import Outcome, Result
from verdicts import SPECIFICATION, broken, lost, verdict

NOBODY = real_world.Seen("3.11.7", {"nobody": "1"}, {"1.0": True, "1.2": False}, {}, {})


def test_document_is_current() -> None:
    """The document has the saved verdicts."""
    now = real_world.document(
        real_world.TABLE.read_text(encoding="utf-8"), real_world.SAVED.read_text(encoding="utf-8")
    )
    assert real_world.DOCUMENT.read_text(encoding="utf-8") == now


def test_every_candidate_has_a_verdict_where_it_is_judged() -> None:
    """Every candidate has a saved verdict, even one that cannot be installed again."""
    saved = real_world.load(real_world.SAVED.read_text(encoding="utf-8"))
    for entry in real_world.entries(real_world.TABLE.read_text(encoding="utf-8")):
        assert set(saved[entry.name]) == set(entry.environments or ["saved"]), entry.name
        assert entry.package or entry.source or entry.part != "forks"


def test_examples_are_there() -> None:
    """A candidate named by a file is among the examples."""
    for entry in real_world.entries(real_world.TABLE.read_text(encoding="utf-8")):
        path, _, name = entry.judge.partition(":")
        if path.endswith(".py") and entry.environments:
            text = (real_world.EXAMPLES / path).read_text(encoding="utf-8")
            assert (f"def {name}(" if name else "class EventEmitter(") in text


@pytest.mark.parametrize("path", sorted((real_world.EXAMPLES / "adapters").glob("*.py")), ids=str)
def test_adapters_are_short(path: Path) -> None:
    """The class of an adapter has at most ten lines of code and spells out its methods."""
    lines = path.read_text(encoding="utf-8").partition("\nclass ")[2].splitlines()
    assert len([line for line in lines if line.strip()]) <= 11  # with the line that names it


def test_signs_of_a_verdict() -> None:
    """Each outcome has a sign, and broken clauses keep their reasons."""
    refused = Failure((), "", "TypeError: emit() missing 1 required positional argument: 'arg'")
    unsupported = Result(
        SPECIFICATION["once.is-per-event"], Outcome.UNSUPPORTED, refused, reason="no once"
    )
    given = verdict(
        "surface.emit-takes-any-number-of-arguments",
        missing="varargs.may-be-empty",
        others=[
            broken("once.fires-once", refused),
            unsupported,
            lost("once.handle-cancels"),
        ],
    )
    seen = real_world.seen(given, {}, {"1.0": False, "1.2": False})
    assert seen.signs["surface.emit-takes-any-number-of-arguments"] == real_world.BROKEN
    assert seen.signs["once.fires-once"] == real_world.FOLLOWING
    assert seen.signs["once.is-per-event"] == real_world.UNSUPPORTED
    assert seen.signs["once.handle-cancels"] == real_world.LOST
    assert seen.signs["once.twice-fires-twice"] == real_world.KEPT
    assert seen.signs["open.order"] == real_world.OBSERVED
    assert seen.signs["varargs.may-be-empty"] == "?"
    assert seen.reasons["once.is-per-event"] == "no once"
    assert "once.fires-once" not in seen.reasons


def test_saved_verdicts_come_back() -> None:
    """Saved verdicts are read as they were written."""
    signs = dict.fromkeys([clause.id for clause in SPECIFICATION], ".")
    given = {"nobody": {"old": real_world.Seen("3.11.7", {}, {"1.0": True}, signs, {})}}
    assert real_world.load(real_world.dump(given)) == given


def test_changes_are_told() -> None:
    """A changed sign and a candidate without a saved verdict are complaints."""
    one = real_world.Seen("3.11.7", {}, {}, {"once.fires-once": "."}, {})
    other = real_world.Seen("3.12.1", {}, {}, {"once.fires-once": "X", "open.order": "o"}, {})
    assert list(real_world.complaints("nobody", one, one)) == []
    assert list(real_world.complaints("nobody", None, one)) == ["nobody: is not saved"]
    assert list(real_world.complaints("nobody", one, other)) == [
        "nobody: once.fires-once: ., now X",
        "nobody: open.order: ?, now o",
    ]


def test_candidate_is_judged_as_it_is_saved(tmp_path: Path) -> None:
    """A saved verdict is that of the command, with the versions of the packages."""
    path = tmp_path / "emitter.py"
    path.write_text(
        "from emitter_reference.emitter import Event, EventEmitter as Reference\n"
        "class EventEmitter(Reference[Event]):\n"
        "    def emit(self, event, *args):\n"
        "        super().emit(event, *args)\n"
        "        return True\n",
        encoding="utf-8",
    )
    entry = real_world.Entry("nobody", "forks", str(path), "")
    seen = real_world.judge(entry, ["pytest"])
    assert seen.conforms == {"1.0": False, "1.2": False, "next": False}
    assert [clause for clause, sign in seen.signs.items() if sign not in ".o?-"] == [
        "surface.emit-returns-none"
    ]
    assert list(seen.versions) == ["pytest"]
    assert json.loads(real_world.dump({"nobody": {"here": seen}}))["verdicts"]["nobody"]
