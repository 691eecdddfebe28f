"""The account of the shards of a run: their results, the ones that are left, the progress.

Under pytest-xdist the workers judge and write, and the process that started them keeps account.
"""

from __future__ import annotations

import os
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any, Callable, Protocol

from emitter_spec import Specification

from emitter_conformance.candidate.loading import Candidate
from emitter_conformance.programs.search import Scope
from emitter_conformance.verdict.verdict import Result, SearchResult, Terms
from emitter_conformance.verdict.waivers import Waiver

from . import progress
from .folder import Campaign, Folder
from .merge_shards import merged
from .progress import Progress, Silent
from .shards import Shard

Data = dict[str, Any]


class Plan(Protocol):
    """The shards that a run was asked for, and the campaign that they belong to.

    Attributes:
        terms: The edition and levels that decide.
        scope: The extent of the whole search.
        size: The number of random programs in a shard.
        shards: The shards of the whole search.
        own: The shards that are judged by this run.
        campaign: The folder of the campaign, or None.
        waivers: The waivers of the user.

    """

    terms: Terms
    scope: Scope
    size: int
    shards: tuple[Shard, ...]
    own: tuple[Shard, ...]
    campaign: Path | None
    waivers: tuple[Waiver, ...]


class Ledger:
    """Keeps account of the shards of all candidates.

    Args:
        options: The options of the user.
        candidates: The candidates of the run.
        specification: All clauses.
        state: The state of the process that started this one, if it is a worker, or None.
        dressed: Function that returns the result of a shard with the scripts of its failures.

    Attributes:
        earlier: The rejection of an earlier run, with its shard; at most one.

    Raises:
        FolderError: The folder of the campaign cannot be used.

    """

    def __init__(
        self,
        options: Plan,
        candidates: Sequence[Candidate],
        specification: Specification,
        state: Data | None,
        dressed: Callable[[SearchResult, Candidate], SearchResult],
    ) -> None:
        self._options, self._dressed = options, dressed
        self._parts: dict[str, dict[int, SearchResult]] = {each.name: {} for each in candidates}
        self._rejecting: dict[str, int] = {}
        self._written: set[tuple[str, int]] = set()
        self._finished: set[int] = set()
        self._folder: Folder | None = None
        self.earlier: list[tuple[Shard, Result]] = []
        self._progress: Progress = Silent()
        self._done = 0
        if options.campaign is not None:
            self._folder = Folder(options.campaign, specification)
            if state is None:
                self._open(self._folder, candidates[0], specification)
            else:
                self._finished = set(state["finished"])
                self._rejecting.update(state["rejecting"])

    def _open(self, folder: Folder, candidate: Candidate, specification: Specification) -> None:
        """Begin or continue the campaign; a shard that was lost is judged again."""
        options = self._options
        waivers = tuple(each for each in options.waivers if each.is_for(candidate))
        folder.begin(
            Campaign.of(
                candidate, options.terms, options.scope, options.size, waivers, specification
            )
        )
        parts = folder.shards(options.shards)
        known = {index: part for index, part in parts.items() if part.lost is None}
        self._parts[candidate.name] = known
        self._finished = set(known)
        self._done = sum(part.exhaustive + part.sampled for part in known.values())
        for shard in options.shards:
            found = known[shard.index].result if shard.index in known else None
            if found is not None:
                self._rejecting[candidate.name] = shard.index
                self.earlier.append((shard, found))
                break

    @property
    def state(self) -> Data:
        """The state that a worker of xdist needs, as plain data."""
        return {"finished": sorted(self._finished), "rejecting": self._rejecting}

    @property
    def is_short(self) -> bool:
        """Whether the search takes seconds."""
        return progress.is_short(self._options.scope)

    @contextmanager
    def shown(self, begin: Callable[[], object]) -> Iterator[None]:
        """Show the progress of a long search, outside of pytest's capturing.

        Args:
            begin: Function that is called before the first line or bar is shown.

        """
        if self.is_short:
            yield
            return
        scopes = [shard.scope for _ in self._parts for shard in self._options.own]
        total = progress.total(scopes)
        # Between tests nothing is captured, so this is the user's.
        with os.fdopen(os.dup(2), "w", errors="replace") as stream:
            self._progress = progress.progress(stream, total, self._done, begin)
            try:
                yield
            finally:
                self._progress.close()
                self._progress = Silent()

    # What the items of a run ask and tell.

    def shards(self, candidate: Candidate) -> Sequence[Shard]:
        """Return the shards that are left to be judged in this run."""
        return [shard for shard in self._options.own if shard.index not in self._finished]

    def is_needless(self, candidate: Candidate, shard: Shard) -> bool:
        """Return whether a program of an earlier shard shows a broken clause."""
        return self._rejecting.get(candidate.name, shard.index) < shard.index

    def note(self, number: int) -> None:
        """Record the number of the program that runs."""
        self._progress.show(self._done + number)

    def keep(self, candidate: Candidate, shard: Shard, programs: SearchResult) -> None:
        """Write the result of a shard, once.

        Raises:
            FolderError: The folder cannot be written.

        """
        if programs.result is not None:
            first = self._rejecting.get(candidate.name, shard.index)
            self._rejecting[candidate.name] = min(first, shard.index)
        key = candidate.name, shard.index
        if self._folder is not None and key not in self._written:
            self._written.add(key)
            self._folder.keep(shard, self._dressed(programs, candidate))

    # What the reports of a run tell.

    def add(self, candidate: Candidate, shard: Shard, programs: SearchResult) -> bool:
        """Record the result of a shard; what was found is kept, however often it is judged again.

        Returns:
            Whether the result has a broken clause before all known ones.

        """
        parts = self._parts[candidate.name]
        earlier = parts.get(shard.index)
        if earlier is None or (earlier.result is None and earlier.lost is None):
            parts[shard.index] = programs
        self._done += programs.exhaustive + programs.sampled
        self._progress.show(self._done)
        rejecting = min((index for index, part in parts.items() if part.result), default=-1)
        return programs.result is not None and rejecting == shard.index

    def merged(self, candidate: Candidate) -> SearchResult | None:
        """Return the merged result of all shards of a candidate."""
        options = self._options
        return merged(options.scope, options.shards, self._parts[candidate.name], options.own)

    def keep_clauses(self, results: Sequence[Result]) -> None:
        """Write the results of the clauses.

        Raises:
            FolderError: The folder cannot be written.

        """
        if self._folder is not None:
            self._folder.keep_clauses(results)
