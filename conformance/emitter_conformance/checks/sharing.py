"""Whether what is registered with one emitter is met by those that are made later.

Then no check begins with an emitter without registrations, and what each finds would depend on
those that ran before it: nothing but that is judged.
"""

from __future__ import annotations

from .trial import Trial

EMITTERS = """
    def f(*arguments): calls.append(("f", *arguments))
    emitter.{word}("joined", f)
    EventEmitter().emit("joined", "alice")
"""
HEARD = """
    def f(*arguments): calls.append(("f", *arguments))
    emitter.on("joined", f)
    emitter.emit("joined", "alice")
    calls.clear()
    EventEmitter().emit("joined", "bob")
"""
AGAIN = """
    def g(*arguments): calls.append(("g", *arguments))
    for _ in range(20):
        EventEmitter().on("joined", g)
        EventEmitter().emit("joined", "alice")
"""
ONE_AFTER_ANOTHER = """
    def f(*arguments): calls.append(("f", *arguments))
    def heard(emitter):
        calls.clear()
        emitter.once("joined", f)
        emitter.emit("joined", "alice")
        return len(calls)
    numbers = [heard(EventEmitter()) for _ in range(3)]
"""


def probe(trial: Trial) -> None:
    """Expect that an emitter made later meets no registration, be the earlier one gone or not.

    Nor is a callback spent by what an earlier one called. What raises is left to the checks.
    """
    for steps in (EMITTERS.format(word="on"), HEARD, AGAIN, EMITTERS.format(word="once")):
        if _has_ended(trial, steps):
            trial.expect_calls()
    if _has_ended(trial, ONE_AFTER_ANOTHER):
        trial.expect(
            "all(numbers) or not numbers[0]",
            "what one emitter calls is called by those made after it too",
            "{numbers} calls by one emitter after another",
        )


def _has_ended(trial: Trial, steps: str) -> bool:
    """Run steps from the start, and return whether they raised nothing."""
    trial.restart()
    trial.run(steps)
    has_raised = trial.has_raised
    if has_raised:
        trial.look()
    return not has_raised
