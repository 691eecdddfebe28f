"""Source text is formatted as people write it, alike with every Python."""

from __future__ import annotations

import pytest
from emitter_conformance.checks.formatting import double_quoted, formatted


@pytest.mark.parametrize(
    ("source", "expected"),
    [
        ("def f(a): calls.append(('f', a))", 'def f(a):\n    calls.append(("f", a))'),
        ("class Guest: pass", "class Guest:\n    pass"),
        ("async def f(): pass", "async def f():\n    pass"),
        ("class A:\n  @b\n  def c(): d", "class A:\n    @b\n    def c():\n        d"),
        ("try: f()\nexcept A as e: g()\nexcept B: pass", None),
        ("try: f()\nfinally: g()", "try:\n    f()\nfinally:\n    g()"),
        ("for a, b in c: f()\nelse: g()", "for a, b in c:\n    f()\nelse:\n    g()"),
        ("if a: b\nelif c: d\nelse: e", "if a:\n    b\nelif c:\n    d\nelse:\n    e"),
        ("if a:\n  x = [\n    1,\n  ]\n  # note", "if a:\n    x = [\n      1,\n    ]"),
        ("emitter.on('é', f); f('é')", 'emitter.on("é", f)\nf("é")'),
    ],
)
def test_statement_has_lines_of_its_own(source: str, expected: str | None) -> None:
    """The body of a compound statement stands below its head."""
    expected = expected or "try:\n    f()\nexcept A as e:\n    g()\nexcept B:\n    pass"
    assert formatted(source) == expected


def test_definitions_stand_apart() -> None:
    """Definitions have two blank lines around them at the top, one further in."""
    source = """
f()
@emitter.once("joined")
@kept
def g():
    def h(): pass
    return h
x = 1
class Room:
    size = 3
    @staticmethod
    def join(a): pass
    def close(self): pass
"""
    assert (
        formatted(source)
        == """f()


@emitter.once("joined")
@kept
def g():
    def h():
        pass

    return h


x = 1


class Room:
    size = 3

    @staticmethod
    def join(a):
        pass

    def close(self):
        pass"""
    )


@pytest.mark.parametrize(
    ("source", "expected"),
    [
        ("f('a', b'b')", 'f("a", b"b")'),
        (r"f('\n', '\'')", r"""f("\n", '\'')"""),
        ("""f('say "a"', "it's")""", """f('say "a"', "it's")"""),
        ("f(f'{a['b']}', 'c')".replace("['b']", '["b"]'), """f(f'{a["b"]}', "c")"""),
        ("f('é', 'a')", 'f("é", "a")'),
    ],
)
def test_quotes_are_double_where_that_needs_no_escapes(source: str, expected: str) -> None:
    """Strings have double quotes unless that needs escapes."""
    assert double_quoted(source) == expected
