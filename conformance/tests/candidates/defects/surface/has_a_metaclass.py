"""Has a metaclass that takes the type argument and gives the class itself back."""

from __future__ import annotations

from typing import Any

from emitter_reference.emitter import _positional, is_coroutine_function, logger

BREAKS = {"surface.can-be-a-base-beside-others": "metaclass conflict"}


class Meta(type):
    def __getitem__(cls, event: Any) -> Any:
        return cls

    def __call__(cls, *args: Any, **kwargs: Any) -> Any:
        emitter = super().__call__(*args, **kwargs)
        emitter._made_by = cls
        return emitter


class EventEmitter(metaclass=Meta):
    _made_by: Any

    def __new__(cls, *args: Any, **kwargs: Any) -> Any:
        emitter = super().__new__(cls)
        emitter._callbacks = {}
        return emitter

    _callbacks: dict[Any, dict[Any, None]]

    def on(self, event: Any, callback: Any = None) -> Any:
        if callback is None:
            return lambda function: self.on(event, function)
        if is_coroutine_function(callback):
            raise ValueError("a callback must not be async")
        self._callbacks.setdefault(event, {})[callback] = None
        return callback

    def once(self, event: Any, callback: Any = None) -> Any:
        if callback is None:

            def decorate(function: Any) -> Any:
                self.once(event, function)
                return function

            return decorate

        def call_once(*args: Any) -> None:
            self.off(event, call_once)
            callback(*args)

        return self.on(event, call_once)

    def off(self, event: Any, callback: Any) -> None:
        self._callbacks.get(event, {}).pop(callback, None)

    def emit(self, event: Any, *args: Any) -> None:
        for callback in tuple(self._callbacks.get(event, ())):
            try:
                callback(*_positional(callback, args))
            except TypeError:
                raise
            except Exception:
                logger.exception("failed to emit event %s", event)
