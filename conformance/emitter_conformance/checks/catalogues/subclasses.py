"""Subclasses of a candidate, named Room; the source makes one."""

from __future__ import annotations

from emitter_conformance.checks.mentions import Mentions

from .entry import Catalogue, Entry


def _room(name: str, body: str, bases: str = "EventEmitter", before: str = "") -> Entry:
    lines = "\n".join(f"    {line}" for line in body.splitlines())
    lines = f" {body}" if body == "pass" else f"\n{lines}"
    return Entry(name, "Room()", f"{before}class Room({bases}):{lines}")


def _suggested(mentions: Mentions) -> list[Entry]:
    """Return a subclass with the attributes that the source looks up and the class has not."""
    names = [name for name in mentions.attributes if name not in ("on", "once", "off", "emit")]
    if not names:
        return []
    body = (
        f"taken = [name for name in {names} if not hasattr(EventEmitter, name)]\n"
        'vars().update(dict.fromkeys(taken, "lobby"))\n'
        "def __init__(self): super().__init__(); "
        '[setattr(self, name, "lobby") for name in self.taken]'
    )
    return [_room("a subclass with the attributes that the source names", body)]


_LISTED = [
    _room("a subclass", "pass"),
    _room("a subclass that is false", "def __bool__(self): return False"),
    _room("a subclass with a length", "def __len__(self): return 0"),
    _room(
        "a subclass that is compared",
        "def __eq__(self, other): return type(other) is type(self)\n__hash__ = None",
    ),
    _room("a subclass with slots", '__slots__ = ("seats",)'),
    _room(
        "a subclass that is a dataclass",
        "seats: int = 7\ndef __post_init__(self): super().__init__()",
        before="import dataclasses\n@dataclasses.dataclass\n",
    ),
    _room(
        "a subclass that is a dataclass with an argument",
        "seats: int\ndef __post_init__(self): super().__init__()",
        before="import dataclasses\n@dataclasses.dataclass\n",
    )._replace(source="Room(7)"),
    _room(
        "a subclass with arguments",
        "def __init__(self, seats):\n    super().__init__()\n    self.seats = seats",
    )._replace(source="Room(7)"),
    _room(
        "a subclass with attributes",
        "def __init__(self):\n    super().__init__()\n"
        '    for name in ["name", "events", "callbacks"]:\n'
        '        hasattr(EventEmitter, name) or setattr(self, name, "lobby")',
    ),
    _room(
        "a subclass with a property of what it sets up later",
        "def __init__(self):\n    super().__init__()\n    self.number = 7\n"
        "@property\ndef seats(self):\n"
        '    if "number" not in vars(self): raise RuntimeError("not set up")\n'
        "    return self.number",
    ),
    _room(
        "a subclass with a mixin",
        "pass",
        bases="Seated, EventEmitter",
        before="class Seated:\n    seats = 7\n    def __init__(self): super().__init__()\n",
    ),
    _room(
        "a subclass of a subclass",
        "def __init__(self): super().__init__()",
        bases="Base",
        before="class Base(EventEmitter):\n    def __init__(self): super().__init__()\n",
    ),
    _room(
        "a subclass with methods named after events",
        'def joined(self, *args): calls.append(("a method",))\non_joined = left = joined',
    ),
    _room(
        "a subclass that passes on on",
        "def on(self, event, *rest, **named): return super().on(event, *rest, **named)",
    ),
    _room(
        "a subclass that passes on once",
        "def once(self, event, *rest, **named): return super().once(event, *rest, **named)",
    ),
    _room(
        "a subclass that passes on off",
        "def off(self, event, callback): return super().off(event, callback)",
    ),
    _room(
        "a subclass that passes on emit",
        "def emit(self, event, *args): return super().emit(event, *args)",
    ),
    _room(
        "a subclass that passes on all arguments",
        "def on(self, *args, **kwargs): return super().on(*args, **kwargs)\n"
        "def emit(self, *args, **kwargs): return super().emit(*args, **kwargs)",
    ),
]

SUBCLASSES = Catalogue(_LISTED, _suggested)
