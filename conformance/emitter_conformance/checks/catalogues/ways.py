"""Ways to register a callback; the source takes the event and the callback."""

from __future__ import annotations

from .entry import Entry

ON = [
    Entry("with on", "emitter.on({event}, {callback})"),
    Entry("with the decorator of on", "emitter.on({event})({callback})"),
]
ONCE = [
    Entry("with once", "emitter.once({event}, {callback})"),
    Entry("with the decorator of once", "emitter.once({event})({callback})"),
]
WAYS = [*ON, *ONCE]


def registered(way: Entry, event: object, callback: object = "f") -> str:
    """Return the statement that registers a callback for an event."""
    return way.source.format(event=event, callback=callback)


def removed(way: Entry, event: object) -> str:
    """Return the step that removes the callback `f` that a way registered, once it was called.

    Of what `once` registered nothing is left, and another clause says what `off` does then.
    """
    remove = f"emitter.off({event}, f)"
    return remove if way in ON else f"try: {remove}\nexcept Exception: pass"
