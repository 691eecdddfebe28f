"""Combinations in which every pair of values is tried."""

from __future__ import annotations

import functools
import itertools
import math


@functools.cache
def covering(sizes: tuple[int, ...]) -> list[tuple[int, ...]]:
    """Return combinations that have every pair of places of two lists, the simplest first.

    The two longest lists have each of their pairs; the places of the others go round among these,
    each at a speed of its own. Pairs that are missing then come with the first place of the rest.

    Args:
        sizes: The length of each list.

    """
    lists = range(len(sizes))
    turn = {at: turn for turn, at in enumerate(sorted(lists, key=lambda at: -sizes[at]))}
    speed = {at: _speed(max(turn[at] - 1, 1), sizes[at]) for at in lists}
    longest = sorted(lists, key=turn.__getitem__)[:2]
    rows = []
    for pair in itertools.product(*(range(sizes[at]) for at in longest)):
        first, second = (*pair, 0, 0)[:2]
        places = (first + second * speed[at] for at in lists)
        chosen = dict(zip(longest, pair))
        rows.append(tuple(chosen.get(at, place % sizes[at]) for at, place in zip(lists, places)))
    for one, other in itertools.combinations(lists, 2):
        tried = {(row[one], row[other]) for row in rows}
        for pair in itertools.product(range(sizes[one]), range(sizes[other])):
            if pair not in tried:
                rows.append(tuple(dict(zip((one, other), pair)).get(at, 0) for at in lists))
    return sorted(dict.fromkeys(rows), key=sum)


def _speed(least: int, size: int) -> int:
    """Return the first speed from the least at which every place of a list is passed."""
    return next(speed for speed in itertools.count(least) if math.gcd(speed, size) == 1)
