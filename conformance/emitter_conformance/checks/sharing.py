"""Whether what one emitter does is met by those that are made later.

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
USED = """
    def f(*arguments): calls.append(("f", *arguments))
    used = EventEmitter()
    {use}
    calls.clear()
    emitter.{word}("joined", f)
    EventEmitter().emit("joined", "alice")
"""
USES = (
    'used.off("joined", f)',
    'used.emit("joined")',
    'used.on("joined", f); used.off("joined", f)',
    'used.once("joined", f); used.emit("joined")',
)
SINCE = """
    def use(used, f):
        {use}
    def heard(use):
        def f(*arguments): calls.append(("f", *arguments))
        emitter = EventEmitter()
        emitter.on("joined", f)
        use(EventEmitter(), lambda: None)
        calls.clear()
        emitter.emit("joined", "alice")
        return [*calls]
    alone, since = heard(lambda used, f: None), heard(use)
"""
HEARD = """
    def f(*arguments): calls.append(("f", *arguments))
    emitter.on("joined", f)
    emitter.emit("joined", "alice")
    calls.clear()
    EventEmitter().emit("joined", "bob")
"""
AGAIN = """
    def g(name): name == "bob" or calls.append(("g", name))
    def use(emitter):
        emitter.on("joined", g)
        emitter.emit("joined", "bob")
    for _ in range(20):
        use(EventEmitter())
        EventEmitter().emit("joined", "alice")
"""
MANY = """
    def f(*arguments): calls.append(("f", *arguments))
    emitter = EventEmitter()
    for number in range(30):
        emitter.{word}("joined", lambda *arguments: f(*arguments))
        emitter.{word}(number, f)
    other = EventEmitter()
    other.emit("joined", "alice")
    for number in range(30): other.emit(number, "alice")
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
LISTENING = """
    # heard(event, callback): the call of the callback by a new emitter, and error records
    def heard(event, callback):
        calls.clear()
        records.clear()
        emitter = EventEmitter()
        emitter.on(event, callback)
        try: emitter.emit(event, 1, 2, 3)
        except Exception as error: calls.append(type(error).__name__)
        errors = [record for record in records if record.levelno >= 40]
        return calls + ["logged"] * len(errors)
"""
# Those of `alike` have one name, and are new ones each time: an emitter may mark a callback.
ALIKE = """
    def none(): calls.append(())
    def two(a, b): calls.append((a, b))
    def every(*arguments): calls.append(arguments)
    def failing(): raise ValueError("no seat")
    first = [heard(each.__name__, each) for each in (none, two, every, failing)]
    def alike():
        return [lambda: none(), lambda a, b: two(a, b), lambda *x: every(*x), lambda: failing()]
    again = []
    for number in (0, {number}):
        for _ in range(number): heard("left", none)
        again += [heard("joined", each) for each in alike()]
    differ = [pair for pair in zip(first * 2, again) if pair[0] != pair[1]]
"""
USED_UP = 600
"""How many emissions of other emitters must not matter."""


def probe(trial: Trial) -> None:
    """Expect that what an emitter does depends on no other one, be that gone or not.

    One that is made later meets no registration, be it one of many; nor is a callback spent,
    a record left out, or a signature known by what an earlier one called. What raises is left
    to the checks.
    """
    on, once = (EMITTERS.format(word=word) for word in ("on", "once"))
    used = [USED.format(use=use, word=word) for use in USES for word in ("on", "once")]
    many_on, many_once = (MANY.format(word=word) for word in ("on", "once"))
    _expect_no_calls(trial, on, HEARD, AGAIN, many_on, once, many_once)
    if _has_ended(trial, ONE_AFTER_ANOTHER):
        trial.expect(
            "all(numbers) or not numbers[0]",
            "what one emitter calls is called by those made after it too",
            "{numbers} calls by one emitter after another",
        )
    if _has_ended(trial, ALIKE.format(number=USED_UP), LISTENING):
        trial.expect(
            "not differ",
            "an emitter calls and logs the same, whatever others called",
            "{differ[0][0]} by an early emitter, {differ[0][1]} by a later one",
        )
    _expect_no_calls(trial, *used)
    for use in USES:
        if _has_ended(trial, SINCE.format(use=use)):
            trial.expect(
                "since == alone",
                "an emitter calls the same, whatever another one did since",
                "{alone} by an emitter, {since} after another one's operation",
            )


def _expect_no_calls(trial: Trial, *programs: str) -> None:
    """Run each of some steps from the start, and expect no calls of those that raise nothing."""
    for steps in programs:
        if _has_ended(trial, steps):
            trial.expect_calls()


def _has_ended(trial: Trial, steps: str, definitions: str = "") -> bool:
    """Run steps from the start, and return whether they raised nothing."""
    trial.restart()
    if definitions:
        trial.run(definitions)
    trial.run(steps)
    has_raised = trial.has_raised
    if has_raised:
        trial.look()
    return not has_raised
