"""Writes a rejected program as source text that shows the failure without the kit."""

from __future__ import annotations

from typing import Any, Callable

from emitter_conformance.candidate.log_records import Record, collected
from emitter_conformance.candidate.methods import adapted
from emitter_conformance.checks.reproducer import FIRST_STEP, Comparison, listed, program

from .program import NAMES, Action, Operation, Program, Raised, all_operations, operation_source
from .replay import DOES, DONE, Trace
from .rules import Rejection
from .scene import PLAIN

ATTEMPT = """\
def attempt(operation, *arguments):
    try:
        operation(*arguments)
    except BaseException as error:
        raised.append(type(error).__name__)"""


def reproduced(
    make: Callable[[], Any],
    rejected: Program,
    trace: Trace,
    rejection: Rejection,
    lacks: tuple[str, ...] = (),
) -> str:
    """Return a script that exits with 1 while the candidate runs a program in the rejected way.

    What the candidate does is seen by running the text once: the failure is there while exactly
    that comes out.

    Args:
        make: Function that returns a new emitter of the candidate.
        rejected: The rejected program.
        trace: The trace of the program.
        rejection: The clause that the trace breaks, and where.
        lacks: The methods that emitters of the candidate lack.

    """
    text = _wrong_return(rejected, trace, rejection)
    if text is None:
        text = _wrong_calls(make, rejected, rejection, lacks)
    return adapted(text, lacks)


def _wrong_calls(
    make: Callable[[], Any], rejected: Program, rejection: Rejection, lacks: tuple[str, ...]
) -> str:
    """Return the text for calls, exceptions or records that may not come."""
    before, operations = _steps(rejected)
    steps = [*before, rejected.scene.surrounded("\n".join(operations))]
    seen = _run(make, adapted("\n".join(steps), lacks))
    names = ["calls"]
    if ATTEMPT in steps:
        names.append("raised")
    if seen["logged"] or any(callback.raises for callback in rejected.callbacks):
        names.append("logged")
    bad = [f"bad_{name} = {listed(seen[name])}" for name in names]
    broken = " and ".join(f"{name} == bad_{name}" for name in names)
    # Without addresses, which are others in each process.
    shown = 'repr(record.exc_info[1]).partition(" at 0x")[0]'
    logged = f"logged = [\n    {shown}\n    for record in records\n    if record.exc_info\n]"
    return program(
        steps,
        Comparison(
            repr(rejection.expected),
            ", ".join(["calls", *(f"'{name}', {name}" for name in names[1:])]),
            broken,
            seen=(*([logged] if "logged" in names else []), *bad),
        ),
    )


def _steps(rejected: Program) -> tuple[list[str], list[str]]:
    """Return the definitions and the operations; where those may raise, they are in a `try`."""
    definitions = rejected.definitions(tells_its_end=True)
    is_risky = any(each.arguments for each in all_operations(rejected)) or any(
        callback.raises not in (None, Raised.EXCEPTION)
        or callback.signature.required
        or callback.signature.keyword_only
        for callback in rejected.callbacks
    )
    operations = [_attempted(rejected, operation) for operation in rejected.operations]
    if not is_risky:
        operations = [operation_source(rejected, each) for each in rejected.operations]
    attempt = ["raised = []", ATTEMPT] if is_risky else []
    return [FIRST_STEP, *attempt, *definitions], operations


def _attempted(rejected: Program, operation: Operation) -> str:
    source = operation_source(rejected, operation)
    if operation.action is not Action.EMIT:
        return source
    return source.replace("emitter.emit(", "attempt(emitter.emit, ")


def _run(make: Callable[[], Any], steps: str) -> dict[str, list[Any]]:
    """Run the steps on a candidate; return the calls, the exceptions and the log records."""
    records: list[Record] = []
    names: dict[str, Any] = {"EventEmitter": make, "calls": [], "raised": []}
    with collected(records.append):
        try:
            # Compiled, as Python takes a KeyboardInterrupt out of text for the user's at its end.
            exec(compile(steps, "<program>", "exec"), names)
        except BaseException as error:
            names["raised"].append(type(error).__name__)
    errors = [record.error for record in records if record.error is not None]
    logged = [repr(error).partition(" at 0x")[0] for error in errors]
    return {"calls": names["calls"], "raised": names["raised"], "logged": logged}


def _wrong_return(rejected: Program, trace: Trace, rejection: Rejection) -> str | None:
    """Return the text for an operation that returned the wrong value, or ""."""
    entry = trace[rejection.entry]
    if entry[0] is not DONE or entry[1]:
        return None
    operation = next(each[1] for each in reversed(trace[: rejection.entry]) if each[0] is DOES)
    place = rejected.operations.index(operation) if operation in rejected.operations else 0
    before, operations = _steps(rejected)
    expected = "None"
    if operation.action is Action.ON:
        name = NAMES[operation.callback]
        expected = f"{name}.{name}" if rejected.callbacks[operation.callback].is_method else name
    last = f"returned = {operation_source(rejected, operation)}"
    keeps = ["global returned"] * (rejected.scene.around is not PLAIN.around)
    steps = rejected.scene.surrounded("\n".join([*keeps, *operations[:place], last]))
    comparison = Comparison(
        repr(rejection.expected), "repr(returned)", f"returned is not {expected}"
    )
    return program([*before, steps], comparison)
