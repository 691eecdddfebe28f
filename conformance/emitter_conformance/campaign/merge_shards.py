"""Merges the results of shards into the result of the whole search."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from emitter_conformance.programs.search import Scope
from emitter_conformance.verdict.failure import Failure
from emitter_conformance.verdict.verdict import Result, SearchResult

from .shards import Shard

SHOWN = 3


def merged(
    scope: Scope,
    shards: Sequence[Shard],
    parts: Mapping[int, SearchResult],
    own: Sequence[Shard] | None = None,
) -> SearchResult | None:
    """Return the result of the whole search.

    A search ends with the first program that is rejected, so later shards do not count.
    If a shard before it is missing, or any shard without a rejection, the search did not end.

    Args:
        scope: The whole search.
        shards: The shards of the search.
        parts: The results of shards, by the indexes of the shards.
        own: The shards that belong to this machine; all, if None.

    Returns:
        The result, or None if no shard was judged.

    """
    if not parts:
        return None
    rejecting = min((index for index, part in parts.items() if part.result), default=len(shards))
    counted = [parts[shard.index] for shard in shards[: rejecting + 1] if shard.index in parts]
    result = parts[rejecting].result if rejecting in parts else None
    waived: dict[str, Result] = {}
    for part in counted:
        for shown in part.waived:
            waived.setdefault(shown.clause.id, shown)
    losses = [part.lost for part in counted if part.lost is not None]
    in_front = [shard for shard in own or shards if shard.index < rejecting]
    left_out = missing(shards if result is None else in_front, parts)
    if left_out and not losses:
        losses = [Failure((), "every shard is judged", f"{left_out} not judged", by_programs=True)]
    return SearchResult(
        scope.depth,
        sum(part.exhaustive for part in counted),
        sum(part.sampled for part in counted),
        scope.seed,
        result,
        sum(part.excused for part in counted),
        tuple(waived.values()),
        losses[0] if losses else None,
    )


def missing(shards: Sequence[Shard], parts: Mapping[int, SearchResult]) -> str:
    """Return the shards that were not judged, such as `"seeds 50-99 and 3 shards more"`, or ""."""
    names = [shard.seeds for shard in shards if shard.index not in parts]
    more = len(names) - SHOWN
    rest = f" and {more} more shard{'s' * (more != 1)}" if more > 0 else ""
    return f"seeds {', '.join(names[:SHOWN])}{rest}" if names else ""
