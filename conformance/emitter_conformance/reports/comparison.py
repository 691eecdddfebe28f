"""Two verdicts on a candidate, an earlier and a later one: what improved, what got worse."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from emitter_spec import Clause

from emitter_conformance.core.errors import Mistake
from emitter_conformance.core.paths import format_of
from emitter_conformance.verdict.verdict import Outcome, Result, Verdict

from .sentences import count, wrapped

RANKS = {
    Outcome.KEPT: 0,
    Outcome.NOT_ASKED: 0,
    Outcome.BROKEN: 1,
    Outcome.UNSUPPORTED: 1,
    Outcome.TIMEOUT: 2,
    Outcome.EXIT: 2,
    Outcome.CRASH: 2,
    Outcome.NOT_RUN: 3,
}
ENDINGS = (".html", ".md")
"""The formats of a comparison, beside its text."""
DIRECTIONS = ("worse", "better", "different")
"""The directions of a change, those that matter most first."""
CALLED = re.compile(r"(\w+(?:(?:, | and )\w+)*) called with")
UNSTEADY = "(not deterministic"


class Incomparable(Mistake):
    """Verdicts cannot be compared, or not in that format; the message is one line for the user."""


def ending(name: str) -> str:
    """Return the end of a file's name that chooses its format.

    Raises:
        Incomparable: The end of the name chooses no format.

    """
    return format_of(name, ENDINGS, Incomparable, "a format of a comparison")


@dataclass(frozen=True)
class Change:
    """A clause whose outcome or failure differs from the earlier verdict.

    Attributes:
        before: The outcome in the earlier verdict.
        after: The outcome in the later verdict.
        is_binding: Whether the clause binds in the later verdict.
        was_hidden: The reason why it may have been like that before, or "".

    """

    before: Result
    after: Result
    is_binding: bool
    was_hidden: str = ""

    @property
    def clause(self) -> Clause:
        """The clause."""
        return self.after.clause

    @property
    def direction(self) -> str:
        """Better, worse, or different."""
        before, after = RANKS[self.before.outcome], RANKS[self.after.outcome]
        if before == after or self.was_hidden:
            return "different"
        return "worse" if after > before else "better"

    @property
    def is_regression(self) -> bool:
        """Whether it is a reason not to merge."""
        return self.is_binding and self.direction == "worse"

    @property
    def level(self) -> str:
        """The level of the clause, and whether it binds."""
        return self.clause.level.name + ("" if self.is_binding else " (not binding)")

    @property
    def outcomes(self) -> str:
        """The outcomes in words."""
        if self.was_hidden:
            words = f"{self.before.outcome.value}, then {self.after.outcome.value}"
            return f"{words} ({self.was_hidden})"
        if self.direction == "different":
            return "broken in another way"
        return f"{self.before.outcome.value}, then {self.after.outcome.value}"


@dataclass(frozen=True)
class VerdictChange:
    """The change of the verdict on one candidate. A waived clause is broken, before and after.

    Attributes:
        before: The earlier verdict.
        after: The later one, or None if the candidate was not judged again.
        changes: The changes, in the order of the specification.

    """

    before: Verdict
    after: Verdict | None
    changes: tuple[Change, ...]

    @property
    def is_worse(self) -> bool:
        """Whether a clause got worse, or the later verdict is missing or incomplete."""
        return (
            self.after is None
            or not self.after.is_complete()
            or any(change.is_regression for change in self.changes)
        )

    @property
    def renamed(self) -> str:
        """The title of the later candidate if it is another one, or ""."""
        later = self.after.candidate.title if self.after is not None else ""
        return later if later != self.before.candidate.title else ""

    @property
    def ranked(self) -> list[Change]:
        """The changes, the worse ones first, and of these what binds."""
        return sorted(
            self.changes,
            key=lambda each: (DIRECTIONS.index(each.direction), not each.is_binding),
        )

    @property
    def conclusion(self) -> str:
        """The line that decides."""
        if self.after is None:
            return "WORSE: not judged any more"
        if not self.is_worse:
            better = sum(change.direction == "better" for change in self.changes)
            return f"NO WORSE: {better} better" if better else "NO WORSE"
        untried = self.after.untried()
        missing = [each for each in self.after.select(Outcome.NOT_RUN) if each in untried]
        worse = [change.clause for change in self.changes if change.is_regression]
        programs = [] if self.after.programs else ["programs did not run"]
        not_run = [f"{count(missing)} did not run"] if missing else []
        return f"WORSE: {', '.join([*programs, *not_run] or [count(worse)])}"


def compare(before: Sequence[Verdict], after: Sequence[Verdict]) -> list[VerdictChange]:
    """Compare verdicts, candidate by candidate; a single one each, whatever their names.

    Raises:
        Incomparable: The earlier verdict is not complete, or they were not judged alike.

    """
    if len(before) == len(after) == 1:
        return [_compared(before[0], after[0])]
    later = {verdict.candidate.name: verdict for verdict in after}
    return [_compared(each, later.get(each.candidate.name)) for each in before]


def worse_first(changes: Sequence[VerdictChange]) -> list[VerdictChange]:
    """Return the candidates that became worse before the others."""
    return sorted(changes, key=lambda each: not each.is_worse)


def _compared(before: Verdict, after: Verdict | None) -> VerdictChange:
    name = before.candidate.name
    if not before.is_complete():
        raise Incomparable(f"{name}: the earlier verdict is not complete; judge it whole")
    if after is None:
        return VerdictChange(before, None, ())
    if before.terms.title != after.terms.title:
        raise Incomparable(
            f"{name}: judged by {before.terms.title} before, by {after.terms.title} after"
        )
    earlier, later = before.programs, after.programs
    assert earlier is not None
    if later is not None and (
        later.depth < earlier.depth
        or (later.result is None and earlier.result is None and later.sampled < earlier.sampled)
    ):
        raise Incomparable(
            f"{name}: judged by fewer programs than before; "
            f"take --depth={earlier.depth} --programs={earlier.sampled}"
        )
    ended = earlier.result is not None
    changes = (
        Change(one, other, after.terms.bind(other.clause), _hidden(one, other, ended))
        for one, other in zip(before.results, after.results)
    )
    modules = [name.partition(":")[0], after.candidate.name.partition(":")[0]]
    changed = tuple(change for change in changes if _changed(change, modules))
    return VerdictChange(before, after, changed)


def _hidden(before: Result, after: Result, ended: bool) -> str:
    """Return the reason why an outcome may be older than the earlier verdict, or "".

    A program shows it and it is waived, and the earlier search had ended with another clause; or
    its chapter is optional and was left out.
    """
    if before.left_out:
        return f"the earlier verdict left it out: {before.reason}"
    by_programs = after.failure is not None and after.failure.by_programs
    if ended and after.waiver is not None and by_programs:
        return "the earlier search for programs ended before it"
    return ""


def _changed(change: Change, modules: Sequence[str]) -> bool:
    """Return whether a clause is no longer what it was, as far as another run cannot show it."""
    if change.before.outcome is not change.after.outcome:
        return True
    seen = [each.failure.actual for each in (change.before, change.after) if each.failure]
    if len(seen) < 2 or any(UNSTEADY in actual for actual in seen):
        return False
    before, after = (_way(actual.replace(name, "")) for actual, name in zip(seen, modules))
    return before != after


def _way(actual: str) -> list[str]:
    """Return what was seen without its order: callbacks that may run in any are only counted."""

    def counted(names: re.Match[str]) -> str:
        return f"{len(re.split(', | and ', names[1]))} called with"

    return sorted(re.split(", ", CALLED.sub(counted, actual)))


def lines(compared: VerdictChange) -> Iterator[str]:
    """Yield a comparison as text: the worse clauses first, the conclusion last."""
    yield compared.before.candidate.title
    if compared.renamed:
        yield f"then {compared.renamed}"
    for change in compared.ranked:
        yield from _change(change)
    yield compared.conclusion


def _change(change: Change) -> Iterator[str]:
    yield from wrapped(f"{change.direction}: {change.clause.id}  {change.level}: {change.outcomes}")
    for word, result in (("before", change.before), ("after", change.after)):
        if result.failure is not None:
            yield from wrapped(f"  {word:<7} {result.failure.actual}", others=" " * 10)
