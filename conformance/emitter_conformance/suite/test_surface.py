"""Chapter surface: what an emitter looks like from outside."""

from __future__ import annotations

from emitter_conformance.checks.catalogues import events, surroundings, values
from emitter_conformance.checks.catalogues.entry import Catalogue, Entry, entries
from emitter_conformance.checks.catalogues.subclasses import SUBCLASSES
from emitter_conformance.checks.catalogues.surroundings import within
from emitter_conformance.checks.catalogues.ways import WAYS, registered, removed
from emitter_conformance.checks.for_all import for_all
from emitter_conformance.checks.trial import Trial

TYPES = entries("""\
# : str
# : int
# : None
# : "Guest"
# : Guest
class Guest: pass
# : Any
from typing import Any
# : Literal["joined"]
from typing import Literal
# : Union[str, int]
from typing import Union
# : TypeVar("E")
from typing import TypeVar
# : Tuple[str, int]
from typing import Tuple
# : Callable[[int], str]
from typing import Callable
# an argument without a hash: Annotated[str, {"pattern": "[a-z]+"}]
from typing import Annotated
""")


@for_all(argument=TYPES)
def makes_an_emitter(trial: Trial, argument: Entry) -> None:
    trial.run(f"""
        def f(name): calls.append(("f", name))
        emitter = EventEmitter[{argument}]()
        emitter.on("joined", f)
        emitter.emit("joined", "alice")
    """)
    trial.expect_calls(("f", "alice"))


def test_takes_a_type_argument(trial: Trial) -> None:
    makes_an_emitter(trial)
    trial.restart()
    trial.run("""
        def f(name): calls.append(("f", name))
        def g(name): calls.append(("g", name))
        one, other = EventEmitter[str](), EventEmitter[str]()
        one.on("left", f)
        other.on("left", g)
        other.emit("left", "bob")
    """)
    trial.expect_calls(("g", "bob"))
    trial.restart()
    trial.run("from typing import Literal")
    trial.run("""
        def heard(emitter, event):
            names = []
            try:
                emitter.on(event, names.append)
                emitter.emit(event, "carol")
            except Exception as error:
                names.append(type(error).__name__)
            return names
        usual = [heard(EventEmitter(), event) for event in (7, "left")]
        one, other = EventEmitter[str](), EventEmitter[Literal["joined"]]()
        typed = [heard(one, 7), heard(other, "left")]
    """)
    trial.expect(
        "typed == usual",
        "emitters of `EventEmitter[str]` and `EventEmitter[Literal['joined']]` take other events",
        "{typed[0]} and {typed[1]} received, by others {usual[0]} and {usual[1]}",
    )


def test_subscripted_class_can_be_a_base(trial: Trial) -> None:
    trial.run("""
        class Room(EventEmitter[str]):
            def join(self, name): self.emit("joined", name)
        room = Room()
        def f(name): calls.append(("f", name))
        room.on("joined", f)
        room.join("alice")
    """)
    trial.expect_calls(("f", "alice"))
    trial.run("""
        from typing import Literal
        try:
            class Hall(EventEmitter[Literal["joined"]]): pass
        except TypeError:
            Hall = Room  # another clause judges that
        hall = Hall()
        def g(name): calls.append(("g", name))
        hall.on("left", g)
        hall.emit("left", "bob")
    """)
    trial.expect_calls(("g", "bob"))


def test_can_be_a_base_beside_others(trial: Trial) -> None:
    trial.run("""
        from abc import ABC, abstractmethod
        from typing import Generic, Literal, TypeVar, Union
        T = TypeVar("T")
        class Model(ABC, EventEmitter[Union[Literal["joined"], T]], Generic[T]):
            @abstractmethod
            def label(self): pass
        class Plain(Model):
            def label(self): return "plain"
        class Speech(Model[Literal["left"]]):
            def label(self): return "speech"
        for event, model in [("joined", Plain()), ("left", Speech())]:
            def f(name): calls.append(("f", name))
            model.on(event, f); model.emit(event, model.label())
    """)
    trial.expect_calls(("f", "plain"), ("f", "speech"))


def test_can_be_subclassed(trial: Trial) -> None:
    behaves_like_the_class(trial)
    # It may register methods of its own while it is made, and remove them as others are.
    trial.restart()
    trial.run("""
        class Hall(EventEmitter):
            def __init__(self):
                super().__init__()
                self.greeting = self.greet
                self.on("opened", self.greeting)
            def greet(self, guest): calls.append(("greet", guest))
        hall, other = Hall(), Hall()
        hall.emit("opened", "carol")
    """)
    trial.expect_calls(("greet", "carol"))
    trial.run("""
        hall.off("opened", hall.greeting)
        hall.emit("opened", "dave")
    """)
    trial.expect_calls()
    # What it had before it was an emitter stays, if the class lets it have that.
    trial.restart()
    trial.run("""
        class Seat(EventEmitter):
            def __init__(self, seat_number):
                try: self.seat_number = seat_number
                except Exception: early = False
                else: early = True
                super().__init__()
                if not early:
                    self.seat_number = seat_number
        seat = Seat(7)
        seat.emit("opened", "erin")
    """)
    trial.expect(
        "seat.seat_number == 7",
        "an attribute set before `super().__init__()` is kept",
        "it is {getattr(seat, 'seat_number', None)} afterwards",
    )


def test_keeps_public_attributes(trial: Trial) -> None:
    trial.run("""
        class Room(EventEmitter):
            def __init__(self):
                self.seats = 7
                super().__init__()
        room = Room()
        names = sorted(name for name in vars(room) if not name.startswith("_"))
    """)
    public = "{' and '.join(names) or 'none'!s}"
    trial.expect("names == ['seats']", "seats as the only public attribute", public)
    trial.run("""
        looks = []
        def look(*args):
            looks.append(sorted(name for name in vars(room) if not name.startswith("_")))
            if args: raise ValueError("no seat")
        for method, given in [("on", look), ("once", look), ("emit", "alice"), ("off", look)]:
            try: getattr(room, method)("joined", given)
            except Exception: pass  # other clauses judge that
            look()
        names = max(looks, key=len)
    """)
    trial.expect("names == ['seats']", "seats as the only public attribute, still", public)
    trial.expect("room.seats == 7", "the attribute is kept", "it is {room.seats} afterwards")


@for_all(method=["on", "once", "off", "emit"], made=["Room", "type('Hall', (Room,), {})"])
def test_overrides_take_effect(trial: Trial, method: str, made: str) -> None:
    trial.run(f"""
        def f(name): calls.append(("f", name))
        class Room(EventEmitter):
            def {method}(self, *args, **kwargs):
                overridden.append("{method}")
                return super().{method}(*args, **kwargs)
            def use(self):
                self.on("joined", f)
                self.emit("joined", "alice")
                self.off("joined", f)
                self.once("joined", f)
                self.emit("joined", "bob")
        overridden, room = [], {made}()
    """)
    trial.run("room.use()")
    trial.expect_calls(("f", "alice"), ("f", "bob"))
    overridden = f"the override of `{method}` is called"
    trial.expect(f"'{method}' in overridden", overridden, "it is not called")
    trial.run("""
        overridden.clear()
        try: room.use()
        except Exception: pass
    """)
    trial.expect(f"'{method}' in overridden", f"{overridden} again", "it is not called again")


NOTED = """
    # Room: a subclass that notes in `used` which of its methods are called
    used = []
    def noted(method):
        def called(self, *args, **kwargs):
            used.append(method)
            return getattr(EventEmitter, method)(self, *args, **kwargs)
        return called
    methods = ["on", "once", "off", "emit"]
    Room = type("Room", (EventEmitter,), {method: noted(method) for method in methods})
"""
USES = """
    # uses(method, *args): calls a method; the ones it uses, and what it returns
    def uses(method, *args):
        used.clear()
        returned = None
        try: returned = method(*args)
        except Exception: pass  # other clauses judge that
        return used[1:], returned
"""
OTHERS_OF = """
    # others_of(function, *args): likewise; the methods that are not `named`
    def others_of(function, *args, named=()):
        used.clear()
        returned = None
        try: returned = function(*args)
        except Exception: pass  # other clauses judge that
        return [method for method in used if method not in named], returned
"""


def test_calls_no_other_method(trial: Trial) -> None:
    trial.run(NOTED)
    trial.run(USES)
    trial.run("""
        class Guest:
            def f(self): calls.append(("f",))
        room, guest = Room(), Guest()
        f = guest.f
        on, off = [], []
        for event in ["joined", "joined", "left"]:
            on += uses(room.on, event, guest.f)[0]
        for event in ["joined", "joined", "muted"]:
            off += uses(room.off, event, guest.f)[0]
        others, handle = uses(room.once, "joined", f)
        off += uses(room.off, "joined", handle)[0]
        once = [method for method in others if method != "on"]
        room.emit("left")
    """)
    trial.expect_calls(("f",))
    trial.expect("on == []", "`on` calls no other public method", "it calls {on[0]!s}")
    trial.expect("off == []", "`off` calls no other public method", "it calls {off[0]!s}")
    trial.expect("once == []", "`once` calls `on` alone", "it calls {once[0]!s} too")
    trial.run(OTHERS_OF)
    trial.run("""
        of_on, by_on = others_of(room.on, "opened", named=["on"])
        of_once, by_once = others_of(room.once, "opened", named=["once", "on"])
        made = [others_of(each, f, named=["on", "once"]) for each in (by_on, by_once)]
        decorators = [others for others, returned in made if others and returned is f]
        room.once("muted", f)
        emit = [*others_of(room.emit, "left")[0][1:], *others_of(room.emit, "closed")[0][1:]]
        spent = others_of(room.emit, "muted", named=["off"])[0][1:]
    """)
    others = "`on(event)` and `once(event)` call no other public method"
    trial.expect("[*of_on, *of_once] == []", others, "they call {[*of_on, *of_once][0]!s}")
    alone = "a decorator calls `on` and `once` alone"
    trial.expect("decorators == []", alone, "it calls {decorators[0][0]!s} too")
    trial.expect("emit == []", "`emit` calls no other public method", "it calls {emit[0]!s}")
    spends = "`emit` calls `off` alone, for a `once` that it calls"
    trial.expect("spent == []", spends, "it calls {spent[0]!s} too")
    trial.restart()
    trial.run("""
        class Room(EventEmitter):
            def off(self, event, callback):
                removed.append(callback)
                return super().off(event, callback)
        room, removed = Room(), []
        def f():
            calls.append(("f",))
            room.off("joined", f)
        room.on("joined", f)
        try: room.emit("joined")
        except Exception: pass  # other clauses judge that
    """)
    no_more, actual = "len(removed) <= len(calls)", "it calls off('joined', {removed[-1]}) too"
    trial.expect(no_more, "`emit` calls no method for an `on`", actual)
    trial.run("""
        try:
            room.once("left", f)
            room.emit("left")
        except Exception: pass  # other clauses judge that
    """)
    trial.expect("None not in removed", spends, "it calls off('left', None) too")


def test_passes_by_position(trial: Trial) -> None:
    trial.run("""
        others = []
        def note(event=None, callback=None, /, *args, **named):
            others.extend([*args, *named])
        class Room(EventEmitter):
            def on(self, *given, **named): note(*given, **named); return super().on(*given, **named)
            def once(self, *given, **named):
                note(*given, **named); return super().once(*given, **named)
            def off(self, *given, **named):
                note(*given, **named); return super().off(*given, **named)
        room = Room()
        def f(name): calls.append(("f", name))
        try: room.on("joined")(f)
        except Exception: pass
        try: room.once("joined")(f)
        except Exception: pass
        try: room.once("joined", f)
        except Exception: pass
        try: room.emit("joined", "alice")
        except Exception: pass
    """)
    called = "called with {others[0]!s} as well"
    trial.expect("others == []", "`on` and `off` called with an event and a callback", called)
    trial.expect("calls != []", "a callback called")


def test_parameters_are_event_and_callback(trial: Trial) -> None:
    trial.run("""
        def f(name): calls.append(("f", name))
        emitter.on(event="joined", callback=f)
        emitter.emit("joined", "alice")
    """)
    trial.expect_calls(("f", "alice"))
    trial.run("""
        emitter.off(event="joined", callback=f)
        emitter.emit("joined", "bob")
    """)
    trial.expect_calls()
    trial.run("""
        emitter.once(event="left", callback=f)
        try: emitter.emit("left", "carol")
        except RuntimeError: pass
    """)
    trial.expect_calls(("f", "carol"))
    trial.run("""
        def g(name): calls.append(("g", name))
        def h(name): calls.append(("h", name))
        emitter.on("muted", callback=g)
        emitter.once("opened", callback=h)
        for event in ["muted", "opened"]:
            try: emitter.emit(event, "dave")
            except RuntimeError: pass
        decorators = [emitter.on(event="closed"), emitter.once(event="closed")]
        usual = [emitter.on("closed"), emitter.once("closed")]
    """)
    trial.expect_calls(("g", "dave"), ("h", "dave"))
    trial.expect(
        "[*map(type, decorators)] == [*map(type, usual)]",
        "a decorator, as without the keyword",
        "{decorators[0]} and {decorators[1]}",
    )


def test_emit_takes_event_by_keyword(trial: Trial) -> None:
    trial.run("""
        def f(): calls.append(("f",))
        emitter.on("joined", f)
        emitter.emit(event="joined")
    """)
    trial.expect_calls(("f",))


@for_all(keyword=["name", "args", "callback", "timeout"])
def test_emit_refuses_other_keywords(trial: Trial, keyword: str) -> None:
    trial.run(f"""
        def f(name="nobody", **kwargs): calls.append(("f", name))
        emitter.emit("joined", {keyword}="alice")
    """)
    trial.expect_raised(TypeError)
    trial.run(f"""
        emitter.on("joined", f)
        emitter.emit("joined", {keyword}="alice")
    """)
    trial.expect_raised(TypeError)
    trial.run('emitter.emit("joined", "bob")')
    trial.expect_calls(("f", "bob"))
    # What it names itself; where it does not tell, nothing is left to try.
    trial.run("""
        import inspect
        try: parameters = inspect.signature(emitter.emit).parameters.values()
        except (TypeError, ValueError): parameters = []
        named = {each.name for each in parameters if each.kind in (1, 3)} - {"event"}
        for name in sorted(named):
            try: emitter.emit("joined", **{name: "alice"})
            except TypeError: named.discard(name)
    """)
    taken = "the keyword {sorted(named)[0]!s} is taken"
    trial.expect("named == set()", "TypeError raised for each keyword but `event`", taken)


def test_emit_returns_none(trial: Trial) -> None:
    trial.run("""
        def f():
            calls.append(("f",))
            return "welcome"
        emitter.on("joined", f)
        heard = emitter.emit("joined")
        unheard = emitter.emit("left")
    """)
    trial.expect("heard is None", "`emit` returns None", "it returns {heard}")
    unheard = "`emit` returns None where nothing is registered"
    trial.expect("unheard is None", unheard, "it returns {unheard}")
    trial.expect_calls(("f",))
    trial.run("""
        def answering(): return lambda name: "welcome"
        for _ in range(3):
            emitter.on("opened", answering())
            answered = emitter.emit("opened", "alice")
            if answered is not None: break
    """)
    trial.expect("answered is None", "`emit` returns None", "it returns {answered}")
    trial.run("""
        def g(): raise ValueError("no seat")
        emitter.on("muted", g)
        failed = None
        try: failed = emitter.emit("muted")
        except Exception: pass
    """)
    failing = "`emit` returns None where a callback fails"
    trial.expect("failed is None", failing, "it returns {failed}")
    returns_none_whatever_is_returned(trial)


@for_all(
    result=Catalogue([*values.RESULTS, values.COROUTINE], values.RESULTS.suggested),
    way=WAYS,
    around=surroundings.SAME_THREAD,
)
def returns_none_whatever_is_returned(
    trial: Trial, result: Entry, way: Entry, around: Entry
) -> None:
    trial.run(f"""
        result, returned = {result}, []
        def f(): return result
        {registered(way, '"joined"')}
    """)
    emitting = 'try: returned.append(emitter.emit("joined"))\nexcept Exception: pass'
    trial.run(within(around, emitting))
    trial.run("returned = [type(each).__name__ for each in returned]")
    told = "it returns a {returned[0]!s}"
    trial.expect("{*returned} <= {'NoneType'}", "`emit` returns None", told)


TAKEN = "emit takes {' or '.join(map(str, taken)) or 'no'!s} argument{'s'[taken == [1]:]!s} only"


def test_emit_takes_any_number_of_arguments(trial: Trial) -> None:
    trial.run("""
        taken = []
        def f(name): calls.append(("f", name))
        emitter.on("joined", f)
        for number in [0, 1, 2, 3, 5, 8, 13, 40, 2000]:
            try: emitter.emit("left", *range(number))
            except LookupError: taken.append(number)  # it is about the event
            except Exception: pass
            else: taken.append(number)
    """)
    trial.expect(
        "taken == [0, 1, 2, 3, 5, 8, 13, 40, 2000]",
        "`emit` takes 0, 1, 2, 3, 5, 8, 13, 40 and 2000 arguments",
        TAKEN,
    )
    trial.run('emitter.emit("joined", "alice")')
    trial.expect_calls(("f", "alice"))


def test_off_returns_none(trial: Trial) -> None:
    trial.run("""
        def f(): calls.append(("f",))
        emitter.on("joined", f)
        emitter.emit("joined")
        removed = emitter.off("joined", f)
    """)
    trial.expect("removed is None", "`off` returns None", "it returns {removed}")
    trial.expect_calls(("f",))
    trial.run("""
        unknown = unknown_here = None
        try: unknown = emitter.off("left", f)
        except Exception: pass
        emitter.on("muted", f)
        try: unknown_here = emitter.off("muted", print)
        except Exception: pass
    """)
    unknown = "`off` of what is not registered returns None"
    trial.expect("unknown is None", unknown, "it returns {unknown}")
    trial.expect("unknown_here is None", unknown, "it returns {unknown_here}")


def test_emitters_are_independent(trial: Trial) -> None:
    trial.run("""
        other = EventEmitter()
        def f(): calls.append(("f",))
        def g(): calls.append(("g",))
        emitter.on("joined", f)
        other.on("joined", g)
        emitter.emit("joined")
    """)
    trial.expect_calls(("f",))
    trial.run("""
        emitter.off("joined", f)
        other.emit("joined")
    """)
    trial.expect_calls(("g",))
    trial.run("""
        for each in [other, emitter]:
            each.on("muted", g)
        emitter.emit("muted")
    """)
    trial.expect_calls(("g",))
    # A callback of both is not spent here by what spends it there, if it stays at all.
    trial.run("""
        def h(): calls.append(("h",))
        def heard(emitter):
            calls.clear()
            try: emitter.emit("left")
            except Exception: pass
            return len(calls)
        alone = EventEmitter()
        alone.on("left", h)
        usual = [heard(alone), heard(alone)]
        emitter.on("left", h)
        try: other.once("left", h)
        except Exception: pass
        heard(other)
        together = [heard(emitter), heard(emitter)]
    """)
    trial.expect(
        "together == usual",
        "a registration of another emitter changes no call of this one",
        "{together[0]} and {together[1]} calls by two emissions instead of "
        "{usual[0]} and {usual[1]}",
    )
    trial.look()
    # Nor does a handle, which may know its emitter, let another one remove what waits here.
    trial.run("""
        def heard_once(event, remove):
            number = len(calls)
            try: remove(event, emitter.once(event, f))
            except Exception: pass
            try: emitter.emit(event)
            except Exception: pass
            return len(calls) - number
        usual = heard_once("opened", lambda event, handle: None)
        after = heard_once("closed", other.off)
    """)
    told = "{after} calls after `off` of another emitter instead of {usual}"
    trial.expect("after == usual", "off of another emitter removes nothing of this one", told)


@for_all(subclass=SUBCLASSES, way=WAYS, around=surroundings.FEW, event=events.FEW)
def behaves_like_the_class(
    trial: Trial, subclass: Entry, way: Entry, around: Entry, event: Entry
) -> None:
    trial.run(f"""
        emitter, other = {subclass}, {subclass}
        def f(a, b): calls.append(("f", a, b))
        def g(a, b): calls.append(("g", a, b))
        emitter.on({event}, g)
        other.on({event}, g)
    """)
    trial.run(within(around, f"{registered(way, event)}\nemitter.emit({event}, 1, 2)"))
    trial.expect_calls(("f", 1, 2), ("g", 1, 2))
    trial.run(f"emitter.off({event}, g)\n{removed(way, event)}\nemitter.emit({event}, 1, 2)")
    trial.expect_calls()
    trial.run(f"""
        def failing(emitter):
            called = []
            def h(a): raise ValueError("no seat")
            def i(a): called.append("i called")
            emitter.on({event}, h)
            emitter.on({event}, i)
            try: emitter.emit({event}, 1, 2)
            except Exception as error: called.append(f"{{type(error).__name__}} raised")
            return called
        usual, here = failing(EventEmitter()), failing(emitter)
    """)
    trial.expect("here == usual", "a failure of a callback as in the class", "{', '.join(here)!s}")
