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
AGAIN = """
    def g(*arguments): calls.append(("g", *arguments))
    for _ in range(20):
        EventEmitter().on("joined", g)
        EventEmitter().emit("joined", "alice")
"""


def probe(trial: Trial) -> None:
    """Expect that an emitter made later meets no registration, be the earlier one gone or not.

    What raises is left to the checks.
    """
    for steps in (EMITTERS.format(word="on"), AGAIN, EMITTERS.format(word="once")):
        trial.restart()
        trial.run(steps)
        _expect_nothing(trial)


def _expect_nothing(trial: Trial) -> None:
    if trial.has_raised:
        trial.look()
    else:
        trial.expect_calls()
