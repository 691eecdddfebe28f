"""Every pair of the entries of two lists is tried, with few combinations."""

from __future__ import annotations

import itertools

import pytest
from emitter_conformance.checks.covering import covering


@pytest.mark.parametrize("sizes", [(), (3,), (2, 3), (41, 4, 8, 6), (4, 6, 4, 4, 4), (1, 5, 1, 5)])
def test_every_pair_is_tried(sizes: tuple[int, ...]) -> None:
    """Every pair occurs, whatever the lengths and their order; the plainest comes first."""
    rows = covering(sizes)
    assert rows[0] == (0,) * len(sizes)
    assert len(rows) == len({*rows})
    for one, other in itertools.combinations(range(len(sizes)), 2):
        pairs = {(row[one], row[other]) for row in rows}
        assert len(pairs) == sizes[one] * sizes[other]


def test_few_combinations_have_all_pairs() -> None:
    """Few more than the two longest lists have pairs."""
    assert len(covering((41, 4, 8, 6))) <= 41 * 8 + 41
