"""What the entries of the catalogues leave after a failure."""

from __future__ import annotations

import pytest
from emitter_conformance.checks.catalogues import surroundings
from emitter_conformance.checks.catalogues.entry import Entry


@pytest.mark.parametrize("entry", [surroundings.LOOP, surroundings.DEBUGGED])
def test_loop_is_closed_whatever_happens_in_it(entry: Entry) -> None:
    """A loop that a failure leaves open is warned of in a test of the user's own."""
    names: dict[str, object] = {}
    exec(entry.setup, names)
    steps = surroundings.within(entry, "loops.append(asyncio.get_running_loop())\n1 / 0")
    loops = names.setdefault("loops", [])
    with pytest.raises(ZeroDivisionError):
        exec(steps, names)
    assert isinstance(loops, list)
    assert [loop.is_closed() for loop in loops] == [True]
