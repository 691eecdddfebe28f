"""Chapter typing: what a type checker makes of code that uses an emitter.

A check writes a program, which is type-checked and never run. Lines that end with `# refused` have
to be refused, all others to be accepted.
"""

from __future__ import annotations

from emitter_conformance.typecheck.program import TypedProgram


def test_events_are_checked(program: TypedProgram) -> None:
    program.write("""
        def greet(name: str) -> None: ...

        emitter = EventEmitter[Literal["joined", "left"]]()
        emitter.on("joined", greet)
        emitter.once("left", greet)
        emitter.off("joined", greet)
        emitter.emit("left", "alice")
        emitter.on("jioned", greet)  # refused
        emitter.on("jioned")  # refused
        emitter.once("jioned", greet)  # refused
        emitter.once("jioned")  # refused
        emitter.off("jioned", greet)  # refused
        emitter.emit("jioned", "alice")  # refused
        emitter.emit("jioned")  # refused
    """)


def test_events_of_any_type(program: TypedProgram) -> None:
    types = {
        "str": '"joined"',
        "int": "1",
        "bytes": 'b"joined"',
        "Guest": "Guest()",
        "Type[Guest]": "Guest",
        "Tuple[str, int]": '("joined", 1)',
        "Union[str, int]": "1",
        "Optional[str]": "None",
        'Literal["joined", 1]': "1",
        "object": "Guest()",
        "Any": '"joined"',
    }
    program.write("""
        from typing import Optional, Tuple, Type, Union

        class Guest: ...

        def greet(name: str) -> None: ...
    """)
    for number, (kind, event) in enumerate(types.items()):
        program.write(f"""
            emitter_{number} = EventEmitter[{kind}]()
            emitter_{number}.on({event}, greet)
            emitter_{number}.once({event}, greet)
            emitter_{number}.off({event}, greet)
            emitter_{number}.emit({event}, "alice")
        """)


def test_is_contravariant(program: TypedProgram) -> None:
    program.write("""
        def take_any(emitter: EventEmitter[str]) -> None: ...
        def take_two(emitter: EventEmitter[Literal["joined", "left"]]) -> None: ...
        def take_one(emitter: EventEmitter[Literal["joined"]]) -> None: ...

        def give(
            every: EventEmitter[str],
            two: EventEmitter[Literal["joined", "left"]],
            one: EventEmitter[Literal["joined"]],
        ) -> None:
            take_any(every)
            take_two(every)
            take_one(every)
            take_two(two)
            take_one(two)
            take_one(one)
            take_any(two)  # refused
            take_any(one)  # refused
            take_two(one)  # refused
    """)


def test_callbacks_of_any_signature(program: TypedProgram) -> None:
    callbacks = (
        "nothing",
        "two",
        "named",
        "everything",
        "Guest",
        "Guest().greet",
        "Guest()",
        "first_of_two",
        "lambda: None",
        "lambda *names: names",
        "print",
        "[1].append",
    )
    program.write("""
        import functools

        class Guest:
            def __call__(self, name: str) -> str:
                return name

            def greet(self, name: str) -> None: ...

        def nothing() -> None: ...
        def two(first: int, second: str) -> str: return second
        def named(*, name: str = "alice") -> str: return name
        def everything(*names: str, **more: int) -> object: return names
        async def later(name: str) -> None: ...

        first_of_two = functools.partial(two, 1)
        emitter = EventEmitter[str]()
        emitter.once("joined", later)
    """)
    for callback in callbacks:
        program.write(f"""
            emitter.on("joined", {callback})
            emitter.once("joined", {callback})
            emitter.off("joined", {callback})
        """)


def test_callbacks_are_callable(program: TypedProgram) -> None:
    program.write("""
        class Guest: ...

        emitter = EventEmitter[str]()
        emitter.on("joined", 5)  # refused
        emitter.on("joined", "alice")  # refused
        emitter.once("joined", Guest())  # refused
        emitter.once("joined", [print])  # refused
        emitter.off("joined", 5)  # refused
        emitter.off("joined", Guest())  # refused
    """)


def test_decorators_keep_functions_usable(program: TypedProgram) -> None:
    program.write("""
        emitter = EventEmitter[str]()

        @emitter.on("joined")
        def greet(name: str, *, politely: bool = False) -> str:
            return name

        @emitter.once("joined")
        def greet_once(name: str, number: int = 1) -> str:
            return name

        @emitter.on("left")
        def nothing() -> None: ...

        @emitter.once("joined")
        async def later(name: str) -> None: ...

        @emitter.once("left")
        @emitter.on("joined")
        def count(number: int) -> int:
            return number

        first: str = greet("alice", politely=True)
        second: str = greet_once("alice", 2)
        third: int = count(1)
        nothing()
        emitter.off("joined", greet)
        emitter.on("joined", None)(print)
        emitter.once("joined", None)(print)
    """)


def test_emit_takes_any_arguments(program: TypedProgram) -> None:
    program.write("""
        class Guest: ...

        emitter = EventEmitter[str]()
        arguments = ["alice", "bob"]
        emitter.emit("joined")
        emitter.emit("joined", "alice")
        emitter.emit("joined", 1, "alice", None, Guest(), Guest, print, [1], {"alice": 1})
        emitter.emit("joined", *arguments)
    """)


def test_emit_takes_no_keywords(program: TypedProgram) -> None:
    program.write("""
        emitter = EventEmitter[str]()
        emitter.emit("joined", "alice")
        emitter.emit("joined", name="alice")  # refused
        emitter.emit("joined", "alice", callback=print)  # refused
    """)


def test_returned_can_be_removed(program: TypedProgram) -> None:
    program.write("""
        def greet(name: str) -> None: ...

        emitter = EventEmitter[str]()
        registered = emitter.on("joined", greet)
        emitter.off("joined", registered)
        handle = emitter.once("joined", greet)
        emitter.off("joined", handle)
        emitter.off("joined", emitter.once("joined", lambda: None))
    """)


def test_parameters_can_be_named(program: TypedProgram) -> None:
    program.write("""
        def greet(name: str) -> None: ...

        emitter = EventEmitter[str]()
        emitter.on(event="joined", callback=greet)
        emitter.once(event="joined", callback=greet)
        emitter.off(event="joined", callback=greet)
        emitter.emit(event="joined")
        emitter.on(event="joined")(greet)
        emitter.once(event="joined")(greet)
    """)


def test_subclasses_of_literals(program: TypedProgram) -> None:
    program.write("""
        Event = Literal["joined", "left"]

        class Room(EventEmitter[Event]):
            def __init__(self, name: str) -> None:
                super().__init__()
                self.name = name
                self.on("joined", self.greet)
                self.once("left", self.close)

            def greet(self, guest: str) -> None:
                self.emit("left", guest)

            def close(self) -> None:
                self.off("joined", self.greet)

        class Lobby(Room): ...

        room = Room("lobby")
        room.on("joined", print)
        room.emit("joined", "alice")
        Lobby("lobby").emit("left")
        emitter: EventEmitter[Event] = room
    """)


def test_nothing_is_untyped(program: TypedProgram) -> None:
    program.setting = "disallow-untyped-calls, disallow-untyped-decorators"
    program.write("""
        def greet(name: str) -> None: ...

        def use(emitter: EventEmitter[str]) -> None:
            emitter.on("joined", greet)
            emitter.once("joined", greet)
            emitter.off("joined", greet)
            emitter.emit("joined", "alice")

            @emitter.on("joined")
            def decorated(name: str) -> str: return name

            @emitter.once("joined")
            def decorated_once(name: str) -> str: return name

        use(EventEmitter[str]())
    """)
