"""Judges any emitter by the specification: `pytest --impl=mypkg.emitter`.

- `judge` returns the verdict on a class or factory, in any program.
- `parametrize` makes a test of one's own one item for each clause.

This module imports nothing of the kit before it is used: pytest loads it in every project that
has the kit installed.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from .engine.judging import ArgumentError, judge
    from .plugin.parametrized import ClauseCheck, parametrize
    from .verdict.verdict import Verdict

__all__ = ["ArgumentError", "ClauseCheck", "Verdict", "judge", "parametrize"]
_MODULES = {
    "ArgumentError": "engine.judging",
    "ClauseCheck": "plugin.parametrized",
    "Verdict": "verdict.verdict",
    "judge": "engine.judging",
    "parametrize": "plugin.parametrized",
}


def __getattr__(name: str) -> Any:
    """Import what is public when it is used first."""
    if name not in _MODULES:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    from importlib import import_module

    return getattr(import_module(f"{__name__}.{_MODULES[name]}"), name)


def __dir__() -> list[str]:
    return sorted({*globals(), *__all__})
