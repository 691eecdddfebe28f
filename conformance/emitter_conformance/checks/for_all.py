"""Checks of clauses that say "any": every pair of the entries of some lists, the simplest first."""

from __future__ import annotations

import dataclasses
import functools
from collections.abc import Iterable, Iterator, Mapping
from typing import Any, Callable

from emitter_conformance.verdict.failure import Failure

from .catalogues.callbacks import CALLBACKS
from .catalogues.entry import Catalogue, Entry
from .catalogues.events import EVENTS
from .catalogues.surroundings import SURROUNDINGS, within
from .catalogues.ways import ONCE, WAYS, registered
from .covering import covering
from .mentions import mentions
from .trial import ClauseBroken, Trial, Unasked

USUAL = {"way": WAYS, "event": EVENTS, "callback": CALLBACKS, "around": SURROUNDINGS}
"""The catalogues of what every emission has; others may be tried beside them."""


def for_all(
    *, own: str = "", **values: Iterable[Any]
) -> Callable[[Callable[..., None]], Callable[[Trial], None]]:
    """Put a check to a candidate for every pair of the values of two arguments.

    A case that fails is shown with the first value of each list that makes it fail in the same
    way. It does not count if it has an entry that fails in the plainest use there is: that breaks
    the clause about such entries, and tells nothing of this one.

    Args:
        own: The argument that the clause is about, whose entries always count.
        values: For each argument of the check after its trial what it takes, the simplest first.
            What a catalogue suggests for the source of the candidate is tried once all pairs are.

    """
    return lambda check: ForAll(check, values, own)


class ForAll:
    """A check of every pair of the values of its arguments.

    Args:
        check: The check of one case.
        values: For each of its arguments what it takes, the simplest first.
        own: The argument that the clause is about.

    Attributes:
        lists: For each argument what it takes.
        first: The plainest case.

    """

    def __init__(
        self, check: Callable[..., None], values: Mapping[str, Iterable[Any]], own: str
    ) -> None:
        functools.update_wrapper(self, check)
        self._check, self._own = check, own
        self.lists = {name: list(each) for name, each in values.items()}
        self.first = {name: each[0] for name, each in self.lists.items()}
        self._suggesting = {name: of for name, of in values.items() if isinstance(of, Catalogue)}
        self._parts = _parts(self.lists)

    def __call__(self, trial: Trial) -> None:
        """Run every case.

        Raises:
            ClauseBroken: A case fails, and fails again.

        """
        for case in self.cases(trial):
            broken = self._shown_failure(trial, case)
            if broken is None:
                continue
            case = self._simplified(trial, case, broken.way)
            special = {
                name: value
                for name, value in case.items()
                if name not in self._own and value is not self.first[name]
            }
            used = [{name: entry} for name, entry in special.items()]
            if any(_fails_anyway(trial, each) for each in [*used, special]):
                continue
            raise self._shown_failure(trial, case) or ClauseBroken(
                _not_deterministic(broken.failure)
            )

    def cases(self, trial: Trial) -> Iterator[dict[str, Any]]:
        """Yield the values of the arguments for each case that is put to the candidate."""
        for part in self._parts:
            for places in covering(tuple(map(len, part.values()))):
                yield {**self.first, **{name: part[name][at] for name, at in zip(part, places)}}
        plain = [{**self.first, "way": way} for way in self.lists.get("way", [])] or [self.first]
        for name, catalogue in self._suggesting.items():
            for value in catalogue.suggested(mentions(trial.file)):
                for case in plain:
                    yield {**case, name: value}

    def failure(
        self, trial: Trial, case: dict[str, Any], is_whole: bool = False
    ) -> ClauseBroken | None:
        """Run one case and return its failure, or None.

        Args:
            trial: The trial.
            case: The values of the arguments.
            is_whole: Whether all steps are executed as one, which is faster and shows less.

        """
        trial.is_whole = is_whole
        try:
            _run(trial, self._check, case)
        except ClauseBroken as broken:
            return broken
        except Unasked:
            trial.title = ""
            trial.restart()
        finally:
            trial.is_whole = False
        return None

    def _shown_failure(self, trial: Trial, case: dict[str, Any]) -> ClauseBroken | None:
        """Run a case; if it fails run it again, statement by statement, to show it."""
        whole = self.failure(trial, case, is_whole=True)
        if whole is None:
            return None
        return self.failure(trial, case) or ClauseBroken(_not_deterministic(whole.failure))

    def _simplified(self, trial: Trial, case: dict[str, Any], way: str) -> dict[str, Any]:
        for name, value in case.items():
            if isinstance(value, Entry) and value is not self.first[name]:
                simpler = {**case, name: self.first[name]}
                broken = self._shown_failure(trial, simpler)
                if broken is not None and broken.way == way:
                    case = simpler
        return case


def _parts(lists: dict[str, list[Any]]) -> list[dict[str, list[Any]]]:
    """Return lists whose pairs, with the first value of every other list, are all pairs of some.

    `once` wraps a callback and can hide what it is, so pairs of the others are tried with `on`.
    """
    ways = lists.get("way", [])
    once = [way for way in ways if way in ONCE]
    on = [way for way in ways if way not in once]
    if not (on and once):
        return [lists]
    others = {name: values[1:] for name, values in lists.items() if name != "way"}
    alone = [{"way": once, name: values} for name, values in others.items() if values]
    return [{**lists, "way": on}, {"way": once}, *alone]


def _run(trial: Trial, check: Callable[..., None], case: dict[str, Any]) -> None:
    """Run a check for one case, on an emitter of its own."""
    entries = [each for each in case.values() if isinstance(each, Entry)]
    trial.title = ", ".join(each.name for each in entries if each.name)
    trial.restart(entry.setup for entry in entries if entry.setup)
    check(trial, **case)
    trial.close()
    trial.title = ""


def _fails_anyway(trial: Trial, values: dict[str, object]) -> bool:
    """Return whether the plainest use of entries does not make the calls that it should."""
    entries = {name: each for name, each in values.items() if isinstance(each, Entry)}
    special = {name: each for name, each in entries.items() if name in USUAL}
    if not special:
        return False
    plainest = {name: catalogue[0] for name, catalogue in USUAL.items()}
    try:
        _run(trial, _plain_use, {**plainest, **special})
        if "around" in special:
            _run(trial, _inside_and_outside, {"around": special["around"]})
    except (ClauseBroken, Unasked) as why:
        trial.restart()  # or the end of the check would report the exception that is still pending
        return isinstance(why, ClauseBroken)
    return False


def _plain_use(trial: Trial, way: Entry, event: Entry, callback: Entry, around: Entry) -> None:
    register = registered(way, event, callback)
    trial.run(within(around, f"{register}\nemitter.emit({event}, 1, 2)"))
    trial.expect(
        "[call for call in calls if call[0] == 'f'] == [('f', 1, 2)]", "f called with (1, 2)"
    )


def _inside_and_outside(trial: Trial, around: Entry) -> None:
    """Expect that registrations count inside and outside, and that an emission is not put off."""
    emit = 'emitter.emit("joined", 1, 2)'
    trial.run("""
        def f(a, b): calls.append(("f", a, b))
        def g(a, b): calls.append(("g", a, b))
        emitter.on("joined", f)
    """)
    trial.run(within(around, f'emitter.on("joined", g)\n{emit}\ncalls.append(("returned",))'))
    trial.run(emit)
    trial.expect(
        "sorted(calls[:2]) == sorted(calls[3:]) == [('f', 1, 2), ('g', 1, 2)]",
        "f and g called inside and outside",
    )


def _not_deterministic(failure: Failure) -> Failure:
    actual = f"{failure.actual} (not deterministic: not the next time)"
    return dataclasses.replace(failure, actual=actual)
