"""What a test cannot rely on in a fake, in words."""

from __future__ import annotations

from collections.abc import Sequence

from emitter_spec import Clause

from emitter_conformance.verdict.verdict import Verdict

HABITS = (
    ("takes async callbacks", ["rejection.coroutine-functions"]),
    ("takes or refuses other callbacks", ["rejection."]),
    ("keeps TypeErrors inside", ["type_error.leaves-emit", "arity.too-few-raises"]),
    ("treats TypeErrors otherwise", ["type_error."]),
    ("passes more arguments than a callback takes", ["arity.surplus-is-dropped"]),
    ("counts the parameters of some callbacks otherwise", ["arity."]),
    ("passes `*args` otherwise", ["varargs.", "once.receives-all-arguments"]),
    (
        "lets errors other than TypeErrors out",
        ["logging.emission-goes-on", "logging.nested-failure-stays-nested"],
    ),
    ("swallows exits such as KeyboardInterrupt", ["logging.base-exceptions-"]),
    (
        "calls a callback twice that is registered twice",
        ["registration.same-callback-twice-is-one", "registration.equal-callbacks-are-one"],
    ),
    (
        "does not call each callback once",
        ["emission.calls-", "registration.unequal-callbacks-are-separate"],
    ),
    (
        "emits without a snapshot",
        [
            "emission.added-callback-waits",
            "emission.removed-callback-still-runs",
            "emission.callback-can-remove-itself",
            "emission.nested-emission-sees-changes",
        ],
    ),
    (
        "raises where there is nothing to remove",
        ["removal.unknown-", "removal.twice-is-silent", "removal.none-removes-nothing"],
    ),
    ("does not return the callback from `on`", ["registration.on-returns-the-callback"]),
    ("does otherwise with `once`", ["once."]),
)
"""What fakes do, and the clauses of which any shows it; the first habit of a clause counts.

That of a whole chapter is named where no other one of the chapter is.
"""


def differences(verdict: Verdict) -> str:
    """Return in what a fake differs from LiveKit's class, and what it lacks; one line of text."""
    broken, lacks = verdict.broken(), _lacking(verdict.candidate.lacks)
    if broken:
        return f"Unlike LiveKit's class, this fake {', '.join(_habits(broken))}.{lacks}"
    if verdict.is_complete():
        return f"A test can rely on this fake for what it has.{lacks}"
    return ""


def _habits(broken: Sequence[Clause]) -> list[str]:
    found: dict[str, None] = {}
    others = 0
    for clause in broken:
        habit = next((name for name, ids in HABITS if clause.id.startswith(tuple(ids))), "")
        if habit:
            found[habit] = None
        others += not habit
    words, chapters = [], set[str]()
    for name, ids in HABITS:
        chapter = ids[0].partition(".")[0]
        is_rest = ids[0] == f"{chapter}."
        if name in found and not (is_rest and chapter in chapters):
            words.append(name)
            chapters.add(chapter)
    if others:
        words.append(f"breaks {others} clause{'s' * (others != 1)} besides")
    return words


def _lacking(lacks: Sequence[str]) -> str:
    """Return a sentence about the methods that a fake lacks, or ""."""
    words = []
    for method in ("on", "once"):
        forms = [each for each in lacks if each.startswith(f"{method} ")]
        words += [method] if len(forms) > 1 else forms
    words += [each for each in lacks if each == "off"]
    return f" It has no {', no '.join(words)}." if words else ""
