"""An `EventEmitter` that keeps every clause of the published editions, of every level.

No class keeps the draft `next` as well: it contradicts them about `once`.
The comments name the clause that a line keeps, where the line alone does not say it.
"""

from __future__ import annotations

import asyncio
import inspect
import logging
import sys
from typing import Any, Callable, Generic, TypeVar, overload

Event = TypeVar("Event", contravariant=True)
Callback = TypeVar("Callback", bound=Callable[..., Any])

logger = logging.getLogger("livekit")  # logging.logger-is-livekit

# Only `asyncio.iscoroutinefunction`, which warns since Python 3.14, knows every AsyncMock, by this.
MARK = getattr(asyncio.coroutines, "_is_coroutine", object())

# Since Python 3.14 a signature evaluates annotations, which may name what does not exist.
AS_TEXT: dict[str, Any] = {"annotation_format": 4} if sys.version_info >= (3, 14) else {}


class EventEmitter(Generic[Event]):  # surface.takes-a-type-argument
    """Connects code that announces events with callbacks that wait for them.

    The type argument is the type of the events: `EventEmitter[Literal["joined", "left"]]`.
    """

    def __init__(self) -> None:
        # The keys of the inner dictionaries are an ordered set: equal callbacks are one
        # (registration.equal-callbacks-are-one), in order (emission.order-is-registration-order).
        self._callbacks: dict[Event, dict[Callable[..., Any], None]] = {}

    @overload
    def on(self, event: Event, callback: None = None) -> Callable[[Callback], Callback]: ...

    @overload
    def on(self, event: Event, callback: Callback) -> Callback: ...

    def on(
        self, event: Event, callback: Callback | None = None
    ) -> Callback | Callable[[Callback], Callback]:
        """Register a callback for every emission of an event.

        Args:
            event: Any hashable value.
            callback: Any hashable callable that is not a coroutine function.

        Returns:
            The callback itself; without a callback, a decorator that registers a function.

        Raises:
            ValueError: The callback is a coroutine function (chapter rejection).
            TypeError: The event or the callback is not hashable.

        """
        if callback is None:  # registration.falsy-callable-is-a-callback

            def decorate(function: Callback) -> Callback:
                self.on(event, function)  # registration.decorator-goes-through-on
                return function

            return decorate
        if is_coroutine_function(callback):
            raise ValueError(f"{callback!r} would have to be awaited, which emit does not do")
        self._callbacks.setdefault(event, {})[callback] = None
        return callback

    @overload
    def once(self, event: Event, callback: None = None) -> Callable[[Callback], Callback]: ...

    @overload
    def once(self, event: Event, callback: Callback) -> Callable[..., None]: ...

    def once(
        self, event: Event, callback: Callback | None = None
    ) -> Callable[..., None] | Callable[[Callback], Callback]:
        """Register a callback for the next emission of an event.

        Args:
            event: Any hashable value.
            callback: Any callable; it receives all arguments of the emission.

        Returns:
            A handle with which `off` cancels the registration;
            without a callback, a decorator that registers a function.

        Raises:
            TypeError: The event is not hashable.

        """
        if callback is None:

            def decorate(function: Callback) -> Callback:
                self.once(event, function)  # once.decorator-goes-through-once
                return function

            return decorate

        def call_once(*args: Any) -> None:  # once.is-not-cut
            self.off(event, call_once)  # once.is-removed-before-the-call
            callback(*args)

        return self.on(event, call_once)  # once.registers-through-on

    def off(self, event: Event, callback: Callable[..., Any]) -> None:
        """Remove a callback, or the registration of a handle; do nothing if there is none.

        Raises:
            TypeError: The event is not hashable.

        """
        self._callbacks.get(event, {}).pop(callback, None)

    def emit(self, event: Event, *args: Any) -> None:
        """Call everything that is registered for an event, each with the arguments it takes.

        Args:
            event: Any hashable value.
            *args: What the callbacks receive, as far as they have positional parameters.

        Raises:
            TypeError: The event is not hashable, a callback does not fit, or it raised one.
            BaseException: A callback raised one that is not an `Exception`.

        """
        for callback in list(self._callbacks.get(event, ())):  # emission.added-callback-waits
            try:
                callback(*_positional(callback, args))
            except TypeError:  # type_error.leaves-emit
                raise
            except Exception:  # logging.emission-goes-on
                logger.exception("failed to emit event %s", event)


def is_coroutine_function(callback: object) -> bool:
    """Return whether one of Python's tests knows a coroutine function (chapter rejection)."""
    return inspect.iscoroutinefunction(callback) or getattr(callback, "_is_coroutine", None) is MARK


def _positional(callback: Callable[..., Any], args: tuple[Any, ...]) -> tuple[Any, ...]:
    """Cut the arguments to the positional parameters of a callback (chapters arity, varargs)."""
    if not args:
        return args
    parameters = inspect.signature(callback, **AS_TEXT).parameters.values()
    kinds = [parameter.kind for parameter in parameters]
    if inspect.Parameter.VAR_POSITIONAL in kinds:
        return args
    return args[: sum(kind <= inspect.Parameter.POSITIONAL_OR_KEYWORD for kind in kinds)]
