"""Shards: ranges of seeds whose programs are judged independently.

A seed stands for the same programs on every machine with the same version of the kit, so shards of
one plan have no program of a seed in common and together have all.
"""

from __future__ import annotations

import math
from dataclasses import dataclass

from emitter_conformance.programs.program import PER_SEED
from emitter_conformance.programs.search import Scope

USUAL = 100_000
"""How many random programs a shard has; more where there would be too many shards."""
FEW = 10_000
MOST = 100_000


class TooMany(ValueError):
    """The plan would have more shards than can be kept."""


@dataclass(frozen=True)
class Shard:
    """A part of a search. The first one has the short programs too.

    Attributes:
        index: The position of the shard in the search, from 0 on.
        scope: The extent of the shard.

    """

    index: int
    scope: Scope

    @property
    def seeds(self) -> str:
        """Its seeds, such as `"0-49"` or `"50"`."""
        first = self.scope.seed
        last = first + math.ceil(self.scope.number / PER_SEED) - 1
        return f"{first}-{last}" if last > first else f"{first}"


def usual_size(number: int) -> int:
    """Return the default number of random programs in a shard."""
    seeds = max(USUAL, math.ceil(number / FEW))
    return math.ceil(seeds / PER_SEED) * PER_SEED


def plan(scope: Scope, size: int) -> tuple[Shard, ...]:
    """Return the shards of a search; a short one is a single shard.

    Args:
        scope: The whole search.
        size: The number of random programs of a shard, a multiple of PER_SEED.

    Raises:
        TooMany: The search would have more shards than a folder can hold.
        ValueError: The size is not a multiple of PER_SEED.

    """
    if size % PER_SEED:
        raise ValueError(f"{size} is no multiple of {PER_SEED}")
    number = max(1, math.ceil(scope.number / size))
    if number > MOST:
        raise TooMany(f"{number} shards are more than {MOST}")
    return tuple(
        Shard(
            index,
            Scope(
                0 if index else scope.depth,
                min(size, scope.number - index * size),
                scope.seed + index * size // PER_SEED,
            ),
        )
        for index in range(number)
    )


def share(shards: tuple[Shard, ...], part: int, parts: int) -> tuple[Shard, ...]:
    """Return the shards of one of several machines, which are counted from 1."""
    return shards[part - 1 :: parts]
