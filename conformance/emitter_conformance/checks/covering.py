"""Combinations in which every pair of values is tried."""

from __future__ import annotations

import itertools
from collections.abc import Sequence


def covering(sizes: Sequence[int]) -> list[tuple[int, ...]]:
    """Return combinations that have every pair of places of two lists, the simplest first.

    A list at a time is added: each combination takes the place that brings most new pairs, and
    pairs that are left get combinations of their own, with the first place of all other lists.

    Args:
        sizes: The length of each list.

    """
    rows = list(itertools.product(*map(range, sizes[:2])))
    for at in range(2, len(sizes)):
        missing = {
            (other, place, value)
            for other in range(at)
            for place in range(sizes[other])
            for value in range(sizes[at])
        }
        for number, row in enumerate(rows):
            brought = [
                {(other, place, value) for other, place in enumerate(row)} & missing
                for value in range(sizes[at])
            ]
            best = max(brought, key=len)
            missing -= best
            rows[number] = (*row, brought.index(best))
        for other, place, value in sorted(missing):
            rows.append((*(place if each == other else 0 for each in range(at)), value))
    return sorted(dict.fromkeys(rows), key=sum)
