"""Cases: their statements, and what they are about."""

from __future__ import annotations

from emitter_conformance.checks.lookup import checks_of
from emitter_conformance.drop_in import packages
from emitter_conformance.drop_in.program import Case, DropInProgram, cases_of
from verdicts import SPECIFICATION

CHAPTER = next(each for each in SPECIFICATION.chapters if each.name == "drop_in")


def test_statements_keep_their_decorators_and_bodies() -> None:
    """A statement is as many lines as it has, with its decorators."""
    case = Case("a = 1\n@emitter.on('joined')\ndef f():\n    pass\nawait g()")
    assert case.statements == ["a = 1", "@emitter.on('joined')\ndef f():\n    pass", "await g()"]


def test_object_that_is_not_made_is_another_clause() -> None:
    """A case that ends where its object is made shows nothing, unless it is about that."""
    making, calling = Case("emitter = room()"), Case("emitter = room()\nemitter.emit('joined')")
    assert making.is_about(["emitter = room()"])
    assert not calling.is_about(["emitter = room()"])
    assert calling.is_about(["emitter = room()", "emitter.emit('joined')"])
    assert Case("a = 1\nb = 2").is_about(["a = 1"])


def test_each_class_has_a_case() -> None:
    """A text for each class is written with the function that makes its object."""
    program = DropInProgram()
    program.write_for_each_class("""
        emitter.emit("joined")
    """)
    assert len(program.cases) == len(packages.FACTORIES) == 12
    assert program.cases[0].source == 'emitter = room()\nemitter.emit("joined")'


def test_import_is_the_first_case() -> None:
    """The chapter begins with the import, and every statement of it can be compiled."""
    first, *others = [case for check in checks_of(CHAPTER).values() for case in cases_of(check)]
    assert first.statements[:2] == ["import livekit.rtc", "import livekit.agents"]
    assert all(case.statements for case in others)
