"""Merges the folders of several machines into one campaign, and returns its verdict."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from emitter_spec import Specification

from emitter_conformance.verdict.report import Report
from emitter_conformance.verdict.verdict import Result, SearchResult, Verdict

from .folder import Campaign, Folder, FolderError
from .merge_shards import merged


def merge(into: Path, paths: Sequence[Path], specification: Specification) -> Report:
    """Copy the shards of several folders into one.

    Nothing is written unless all of them fit together.

    Args:
        into: The folder that receives all shards; it may have shards already.
        paths: The folders of the parts.
        specification: All clauses.

    Returns:
        The verdict, which is incomplete if a shard is missing.

    Raises:
        FolderError: A folder belongs to another campaign, a shard occurs twice, or the folder
            cannot be written.

    """
    folders = [Folder(path, specification) for path in paths]
    target = Folder(into, specification)
    campaign = folders[0].campaign()
    shards = campaign.shards
    parts: dict[int, SearchResult] = {}
    places: dict[int, Path] = {}
    results: list[Result] = []
    for folder in [target, *folders] if target.is_begun else folders:
        difference = campaign.differs(folder.campaign())
        if difference:
            raise FolderError(f"{folder.path}: is the campaign of {difference}")
        for index, programs in folder.shards(shards).items():
            if index in parts:
                twice = f"{places[index]} and {folder.path}"
                raise FolderError(f"seeds {shards[index].seeds}: are in {twice}")
            parts[index], places[index] = programs, folder.path
        results = _worst(results, folder.clauses())
    with target.unless_whole():
        target.begin(campaign)
        for index, programs in parts.items():
            if places[index] is not target.path:
                target.keep(shards[index], programs)
        target.keep_clauses(results)
    return Report.now((_verdict(campaign, results, parts, specification),), campaign.environment)


def _worst(known: Sequence[Result], others: Sequence[Result]) -> list[Result]:
    """Return one result for each clause: a broken one rather than another."""
    found = {result.clause.id: result for result in known}
    for result in others:
        earlier = found.setdefault(result.clause.id, result)
        if not earlier.outcome.is_broken and (result.outcome.is_broken or not earlier.was_tried):
            found[result.clause.id] = result
    return list(found.values())


def _verdict(
    campaign: Campaign,
    results: Sequence[Result],
    parts: dict[int, SearchResult],
    specification: Specification,
) -> Verdict:
    return Verdict.of(
        campaign.candidate,
        campaign.terms,
        specification,
        results,
        merged(campaign.scope, campaign.shards, parts),
        campaign.waivers,
    )
