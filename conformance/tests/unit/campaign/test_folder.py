"""The folder of a campaign: what is read back has a schema, and half of a merge is removed."""

from __future__ import annotations

import json
import shutil
from dataclasses import fields
from pathlib import Path
from typing import Any

import jsonschema
import pytest
from emitter_conformance.campaign import folder
from emitter_conformance.campaign.folder import ABOUT, CLAUSES, Campaign, Folder, FolderError
from emitter_conformance.campaign.shards import plan
from emitter_conformance.candidate.identity import Identity
from emitter_conformance.programs.program import PER_SEED
from emitter_conformance.programs.search import Scope
from emitter_conformance.verdict.failure import Failure
from emitter_conformance.verdict.verdict import Result, SearchResult, Terms
from emitter_conformance.verdict.waivers import Waiver
from verdicts import CANDIDATE, DEFAULT, MUST, SPECIFICATION, broken

SCOPE = Scope(1, 2 * PER_SEED, 0)
SHARDS = plan(SCOPE, PER_SEED)
DEFINITIONS = folder.schema()["definitions"]
ABOUT_PARTS = DEFINITIONS["campaign"]["properties"]


@pytest.fixture
def begun(tmp_path: Path) -> Folder:
    """Return a folder with one of two shards, and the outcome of a clause."""
    kept = Folder(tmp_path / "campaign", SPECIFICATION)
    kept.begin(Campaign.of(CANDIDATE, DEFAULT, SCOPE, PER_SEED, (), SPECIFICATION))
    kept.keep(SHARDS[0], SearchResult(1, 3, PER_SEED, 0))
    kept.keep_clauses([broken(MUST)])
    return kept


def edit(path: Path, *keys: str, value: object) -> None:
    """Change a value of a JSON file."""
    data = json.loads(path.read_text(encoding="utf-8"))
    inner = data
    for key in keys[:-1]:
        inner = inner[key]
    inner[keys[-1]] = value
    path.write_text(json.dumps(data), encoding="utf-8")


def test_schema_is_one() -> None:
    """The schemas of a folder accept what is written."""
    jsonschema.Draft7Validator.check_schema(folder.schema())


@pytest.mark.parametrize(
    ("part", "written"),
    [
        (DEFINITIONS["campaign"], Campaign),
        (ABOUT_PARTS["candidate"], Identity),
        (ABOUT_PARTS["terms"], Terms),
        (DEFINITIONS["scope"], Scope),
        (DEFINITIONS["waiver"], Waiver),
        (DEFINITIONS["result"], Result),
        (DEFINITIONS["failure"], Failure),
        (DEFINITIONS["shard"]["properties"]["programs"], SearchResult),
    ],
)
def test_schema_has_all_that_is_written(part: Any, written: type[Any]) -> None:
    """The schema has all keys that are written, no others, and requires them."""
    names = {field.name for field in fields(written)}
    assert set(part["properties"]) == set(part["required"]) == names
    assert part["additionalProperties"] is False


def test_files_are_read_back(begun: Folder) -> None:
    """Files are read back as they were written."""
    assert begun.campaign().scope == SCOPE
    assert begun.shards(SHARDS) == {0: SearchResult(1, 3, PER_SEED, 0)}
    assert begun.clauses() == [broken(MUST)]


@pytest.mark.parametrize(
    ("keys", "value"),
    [
        (("size",), 0),
        (("size",), 2.5),
        (("size",), 1e400),
        (("size",), PER_SEED + 1),
        (("scope", "number"), 10**14),
        (("terms", "edition"), "0.9"),
        (("candidate", "name"), None),
        (("waivers",), [{"clause": "once.fires-once"}]),
    ],
)
def test_edited_campaign(begun: Folder, keys: tuple[str, ...], value: object) -> None:
    """An edited campaign is refused in one line."""
    edit(begun.path / ABOUT, *keys, value=value)
    with pytest.raises(FolderError, match=r"campaign\.json: is not a file of a campaign of this"):
        begun.campaign()


def test_waiver_of_an_unknown_clause(begun: Folder) -> None:
    """A waiver of an unknown clause is refused."""
    waiver = Waiver("once.unknown", "known").to_data()
    edit(begun.path / ABOUT, "waivers", value=[waiver])
    with pytest.raises(FolderError):
        begun.campaign()


def test_shard_of_another_seed(begun: Folder) -> None:
    """The shard of another seed is refused, whatever its name is."""
    edit(begun.path / "seeds-0.json", "programs", "seed", value=1)
    with pytest.raises(FolderError, match=r"seeds-0\.json"):
        begun.shards(SHARDS)


def test_folder_that_cannot_be_written(begun: Folder) -> None:
    """A folder that is gone, with a file in its place, is one line."""
    shutil.rmtree(begun.path)
    begun.path.touch()
    with pytest.raises(FolderError, match="campaign: cannot be written: "):
        begun.keep(SHARDS[1], SearchResult(0, 0, PER_SEED, 1))


@pytest.mark.parametrize("name", [5000 * "a", "a\0b"])
def test_name_that_no_folder_has(tmp_path: Path, name: str) -> None:
    """A name that no folder can have is one line."""
    with pytest.raises(FolderError, match="cannot be read"):
        _ = Folder(tmp_path / name, SPECIFICATION).is_begun


def test_draft_of_a_process_that_was_killed(tmp_path: Path) -> None:
    """The draft of a killed process does not make a folder foreign."""
    (tmp_path / ".abc.draft").touch()
    kept = Folder(tmp_path, SPECIFICATION)
    kept.begin(Campaign.of(CANDIDATE, DEFAULT, SCOPE, PER_SEED, (), SPECIFICATION))
    assert kept.is_begun


def keep_half(target: Folder) -> None:
    """Write a shard, and be stopped."""
    with target.unless_whole():
        target.keep(SHARDS[1], SearchResult(0, 0, PER_SEED, 1))
        raise KeyboardInterrupt


def test_half_of_what_belongs_together(begun: Folder, tmp_path: Path) -> None:
    """Half of a merge is removed, and earlier files stay."""
    before = sorted(begun.path.iterdir())
    new = Folder(tmp_path / "new", SPECIFICATION)
    for target in (begun, new):
        with pytest.raises(KeyboardInterrupt):
            keep_half(target)
    assert sorted(begun.path.iterdir()) == before
    assert not new.path.exists()
    with begun.unless_whole():
        begun.keep(SHARDS[1], SearchResult(0, 0, PER_SEED, 1))
    assert len(begun.shards(SHARDS)) == 2
    with pytest.raises(KeyboardInterrupt), new.unless_whole():
        raise KeyboardInterrupt
    assert CLAUSES in {path.name for path in begun.path.iterdir()}
