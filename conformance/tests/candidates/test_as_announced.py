"""The variant that does what is announced conforms to the draft, strict, and to its examples."""

from __future__ import annotations

import emitter_conformance
import pytest
from emitter_spec import Clause
from emitters import SPECIFICATION, VARIANTS, candidate

(PATH,) = [path for path in VARIANTS if path.stem == "as_announced"]
DRAFTED = [clause for clause in SPECIFICATION if clause.draft]


def test_conforms_to_the_draft() -> None:
    """Clauses of both levels are kept, and programs run as they may."""
    verdict = emitter_conformance.judge(str(PATH), edition="next", strict=True)
    assert verdict.passed, str(verdict)


@pytest.mark.parametrize("clause", DRAFTED, ids=lambda clause: clause.id)
def test_example_runs(clause: Clause) -> None:
    """The example of a clause that only a draft has holds for the variant."""
    exec(compile(clause.example, clause.id, "exec"), {"EventEmitter": candidate(PATH).make})
