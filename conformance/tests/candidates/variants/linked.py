"""Keeps its callbacks in linked nodes."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any, Callable

from emitter_reference.emitter import Event, _positional, is_coroutine_function, logger
from emitter_reference.emitter import EventEmitter as Reference

EDITIONS = ("1.0", "1.2")
KEEPS_SHOULD = False


@dataclass(eq=False)
class Node:
    callback: Callable[..., Any] | None = None
    rest: Node | None = None

    def __iter__(self) -> Iterator[Node]:
        node: Node | None = self
        while node is not None:
            yield node
            node = node.rest


class EventEmitter(Reference[Event]):
    def __init__(self) -> None:
        super().__init__()
        self._heads: dict[Event, Node] = {}

    def on(self, event: Event, callback: Any = None) -> Any:
        if callback is None or is_coroutine_function(callback):
            return super().on(event, callback)
        hash(callback)
        for node in self._heads.setdefault(event, Node()):
            if node.callback == callback and node.callback is not None:
                return callback
        node.rest = Node(callback)
        return callback

    def off(self, event: Event, callback: Any) -> None:
        for node in self._heads.get(event, Node()):
            if node.rest is not None and node.rest.callback == callback:
                node.rest = node.rest.rest

    def emit(self, event: Event, *args: Any) -> None:
        for callback in [node.callback for node in self._heads.get(event, Node())][1:]:
            try:
                if callback is not None:
                    callback(*_positional(callback, args))
            except TypeError:
                raise
            except Exception:
                logger.exception("failed to emit event %s", event)
