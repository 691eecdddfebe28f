"""Shows a broken clause by as few steps as break it."""

from __future__ import annotations

import ast
import functools
import gc
import threading
from collections import Counter
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from .minimize import shorter, shorter_source, simplest
from .model import Model
from .steps import Step
from .trial import Act, ClauseBroken, Expectation, Trial

ATTEMPTS, ACTS = 200, 4000
"""The limits of shrinking: attempts, and acts in all of them. A clock would make reports differ."""
TIMES = 3
"""How often a failure of several threads has to come again."""
DEFINES = ("def ", "class ", "@", "import ", "from ", "async def ")

if TYPE_CHECKING:
    Acts = tuple[Act, ...]


def smallest(trial: Trial, broken: ClauseBroken) -> ClauseBroken:
    """Return the failure with every step left out that it does not need.

    A failure of several threads has to come again several times. If one of them goes on, nothing
    more is tried: it would do so beside the next attempt.

    Args:
        trial: The trial that ended with the failure.
        broken: The failure.

    """
    *acts, last = trial.acts
    has_threads = any(isinstance(act, Step) and "threading" in act.source for act in acts)
    best, threads = broken, trial.threads
    unknown, left = _unknown(trial.acts), ACTS
    essential = Counter(trial.essential)

    def again(chosen: Acts) -> ClauseBroken | None:
        """Return the failure of some acts if it is the same one."""
        try:
            trial.repeat([*chosen, last])
        except ClauseBroken as found:
            if len(trial.acts) > len(chosen) and found.way == broken.way:
                return found
        except NameError:
            pass  # a condition asks for what an exception kept from being bound
        return None

    def fails(chosen: Acts) -> bool:
        nonlocal best, left
        left -= len(chosen) + 1
        if left < 0 or (has_threads and threading.active_count() > threads):
            return False
        if essential - Counter(act.source for act in chosen if isinstance(act, Step)):
            return False
        if not _unknown([*chosen, last]) <= unknown:
            return False  # a callback that fails for that would look like one that has to
        found: ClauseBroken | None = None
        for _ in range(TIMES if has_threads else 1):
            try:
                model = Trial(Model)  # a thread of the attempt before may still use its names
                model.repeat([*chosen, last])
                model.close()
            except (ClauseBroken, NameError):
                return False
            found = again(chosen)
            if found is None:
                return False
        best = found or best
        return True

    try:
        simplest(tuple(acts), _simpler, fails, ATTEMPTS)
    finally:
        trial.forget()
        gc.collect()  # a step that would have closed a coroutine may be left out
    return best


def _simpler(acts: Acts) -> Iterator[Acts]:
    """Yield acts that are fewer, or simpler; first without what had been judged before."""
    ends = [place + 1 for place, act in enumerate(acts) if isinstance(act, Expectation)]
    if len(ends) > 1:
        yield (*filter(_prepares, acts[: ends[-1]]), *acts[ends[-1] :])
    for first, end in reversed([*zip([0, *ends], ends)]):
        defined = filter(_defines, acts[first:end])
        for definitions in ((), (*defined,)):
            yield (*acts[:first], *definitions, *acts[end:])
    yield from shorter(acts)
    for place, act in enumerate(acts):
        if isinstance(act, Step) and not act.summary:
            for source in shorter_source(act.source):
                yield (*acts[:place], Step.of(source.rstrip()), *acts[place + 1 :])


def _unknown(acts: Sequence[Act]) -> set[str]:
    """Return the names that acts use and do not bind."""
    used: set[str] = set()
    bound: set[str] = set()
    for act in acts:
        sources = [act.source] if isinstance(act, Step) else [*act.args, *act.kwargs.values()]
        for source in sources:
            if isinstance(source, str):
                uses, binds = _names(source)
                used |= uses
                bound |= binds
    return used - bound


@functools.lru_cache(maxsize=1024)
def _names(source: str) -> tuple[set[str], set[str]]:
    """Return the names that source text uses, and those that it binds."""
    used: set[str] = set()
    bound: set[str] = set()
    try:
        nodes = [*ast.walk(ast.parse(source))]
    except SyntaxError:  # words
        return used, bound
    for node in nodes:
        if isinstance(node, ast.Name):
            (used if isinstance(node.ctx, ast.Load) else bound).add(node.id)
        elif isinstance(node, (ast.FunctionDef, ast.AsyncFunctionDef, ast.ClassDef)):
            bound.add(node.name)
        elif isinstance(node, ast.arg):
            bound.add(node.arg)
        elif isinstance(node, ast.alias):
            bound.add((node.asname or node.name).partition(".")[0])
        elif isinstance(node, ast.ExceptHandler):
            bound.add(node.name or "")
    return used, bound


def _prepares(act: Act) -> bool:
    return _defines(act) or (isinstance(act, Step) and "emitter" not in act.source.lower())


def _defines(act: Act) -> bool:
    return isinstance(act, Step) and (act.summary != "" or act.source.startswith(DEFINES))
