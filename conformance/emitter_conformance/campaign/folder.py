"""The folder of a campaign: its terms, and one file for the result of each shard.

Every file is written whole or not at all, by whichever process judged the shard, so a campaign can
end at any moment, and go on. A shard that was lost is judged again.
"""

from __future__ import annotations

import dataclasses
import functools
import hashlib
import json
import math
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from importlib import resources
from pathlib import Path
from typing import Any, Callable, TypeVar

from emitter_spec import Specification, profile

from emitter_conformance.candidate.identity import Identity
from emitter_conformance.core.errors import Mistake, reason
from emitter_conformance.core.paths import DRAFT, write_atomically
from emitter_conformance.core.stopping import postponed
from emitter_conformance.programs.search import Scope
from emitter_conformance.verdict.report import Environment
from emitter_conformance.verdict.verdict import Result, SearchResult, Terms
from emitter_conformance.verdict.waivers import Waiver

from .shards import Shard, plan

T = TypeVar("T")
ABOUT, CLAUSES = "campaign.json", "clauses.json"
SCHEMA = "campaign.schema.json"


@functools.cache
def schema() -> dict[str, Any]:
    """Return the JSON Schema (draft 7) of the files in the folder of a campaign."""
    text = resources.files(__package__).joinpath(SCHEMA).read_text(encoding="utf-8")
    loaded: dict[str, Any] = json.loads(text)
    return loaded


@functools.cache
def _validator(kind: str) -> Callable[[object], object]:
    """Return a function that raises ValueError for data that is not of a kind of the schema."""
    import fastjsonschema

    one = {**schema(), "anyOf": [{"$ref": f"#/definitions/{kind}"}]}
    validate: Callable[[object], object] = fastjsonschema.compile(one, use_default=False)
    return validate


class FolderError(Mistake):
    """A folder cannot be used; the message is one line for the user."""


@dataclass(frozen=True)
class Campaign:
    """The terms of a campaign: candidate, edition, search, waivers and versions.

    Attributes:
        candidate: The identity of the candidate.
        terms: The edition and the levels that decide.
        scope: The whole search.
        size: The number of random programs of a shard.
        waivers: The waivers of the campaign.
        environment: The environment in which the campaign began.
        source: A digest of the candidate's file, or "".
        specification: A digest of the clauses.

    """

    candidate: Identity
    terms: Terms
    scope: Scope
    size: int
    waivers: tuple[Waiver, ...]
    environment: Environment
    source: str
    specification: str

    @classmethod
    def of(
        cls,
        candidate: Identity,
        terms: Terms,
        scope: Scope,
        size: int,
        waivers: tuple[Waiver, ...],
        specification: Specification,
    ) -> Campaign:
        """Return the campaign that this process begins."""
        try:
            source = _digest(Path(candidate.file).read_bytes())
        except OSError:
            source = ""
        clauses = [
            [each.id, each.level.name, each.editions, each.sentence] for each in specification
        ]
        return cls(
            Identity.from_data(candidate.to_data()),
            dataclasses.replace(terms.of(candidate), narrowed=False),
            scope,
            size,
            waivers,
            Environment.current(),
            source,
            _digest(json.dumps(clauses).encode()),
        )

    @property
    def shards(self) -> tuple[Shard, ...]:
        """All of its shards."""
        return plan(self.scope, self.size)

    def differs(self, other: Campaign) -> str:
        """Return how another campaign differs, or "". The machine and the path may differ."""
        for (name, here), there in zip(self._compared(), other._compared()):
            if here != there[1]:
                return f"another {name} ({there[1]}, not {here})"
        return ""

    def _compared(self) -> list[tuple[str, object]]:
        packages = self.environment.packages
        return [
            ("candidate", self.candidate.name),
            ("version of the candidate", self.candidate.version),
            ("text of the candidate", self.source[:12]),
            ("edition", self.terms.edition),
            ("strictness", self.terms.strict),
            ("profile", self.terms.profile),
            ("number of programs", self.scope.number),
            ("size of shards", self.size),
            ("seed", self.scope.seed),
            ("depth", self.scope.depth),
            ("set of waivers", sorted(each.clause for each in self.waivers)),
            ("text of the specification", self.specification[:12]),
            ("version of the kit", packages["emitter-conformance"]),
            ("version of Python", ".".join(self.environment.python.split(".")[:2])),
        ]

    def to_data(self) -> dict[str, Any]:
        """Return plain data that can be saved."""
        return {
            **vars(self),
            "candidate": self.candidate.to_data(),
            "terms": self.terms.to_data(),
            "scope": vars(self.scope),
            "waivers": [waiver.to_data() for waiver in self.waivers],
            "environment": vars(self.environment),
        }

    @classmethod
    def from_data(cls, data: Mapping[str, Any]) -> Campaign:
        """Return the campaign that plain data describes."""
        return cls(
            Identity.from_data(data["candidate"]),
            Terms.from_data(data["terms"]),
            Scope(**data["scope"]),
            data["size"],
            tuple(Waiver.from_data(each) for each in data["waivers"]),
            Environment(**data["environment"]),
            data["source"],
            data["specification"],
        )


class Folder:
    """A folder with shards.

    Args:
        path: The folder; it is made when it is needed.
        specification: All clauses.

    """

    def __init__(self, path: Path, specification: Specification) -> None:
        self.path = path
        self._specification = specification

    @property
    def is_begun(self) -> bool:
        """Whether it is the folder of a campaign.

        Raises:
            FolderError: The folder cannot be read.

        """
        return ABOUT in self._names()

    def begin(self, campaign: Campaign) -> None:
        """Make the folder one of this campaign.

        Raises:
            FolderError: The folder belongs to another campaign, is no folder, or cannot be written.

        """
        if self.is_begun:
            difference = campaign.differs(self.campaign())
            if difference:
                raise FolderError(f"{self.path}: is the campaign of {difference}")
            return
        if any(not name.endswith(DRAFT) for name in self._names()):
            raise FolderError(f"{self.path}: has other files and no {ABOUT}")
        self._write(ABOUT, campaign.to_data())

    def campaign(self) -> Campaign:
        """Return the campaign of the folder.

        Raises:
            FolderError: The folder holds no campaign.

        """
        return self._read(ABOUT, "campaign", self._campaign)

    def keep(self, shard: Shard, programs: SearchResult) -> None:
        """Write the result of a shard.

        Raises:
            FolderError: The folder cannot be written.

        """
        self._write(_file(shard), {"scope": vars(shard.scope), "programs": programs.to_data()})

    def shards(self, shards: Sequence[Shard]) -> dict[int, SearchResult]:
        """Return the results of shards, by the indexes of the shards.

        Raises:
            FolderError: A file is not one that `keep` has written.

        """
        present = self._names()
        return {
            shard.index: self._read(_file(shard), "shard", functools.partial(self._programs, shard))
            for shard in shards
            if _file(shard) in present
        }

    @contextmanager
    def unless_whole(self) -> Iterator[None]:
        """Remove what is written within if it ends with an exception, such as a full disk."""
        before, was_there = self._names(), self.path.is_dir()
        try:
            yield
        except BaseException:
            with postponed():
                for name in self._names() - before:
                    (self.path / name).unlink(missing_ok=True)
                if not was_there and self.path.is_dir():
                    self.path.rmdir()
            raise

    def keep_clauses(self, results: Iterable[Result]) -> None:
        """Write the results of the clauses.

        Raises:
            FolderError: The folder cannot be written.

        """
        self._write(CLAUSES, [result.to_data() for result in results])

    def clauses(self) -> list[Result]:
        """Return the results of the clauses; none if they were not reached.

        Raises:
            FolderError: The file is not one that `keep_clauses` has written.

        """
        if CLAUSES not in self._names():
            return []
        return self._read(
            CLAUSES,
            "clauses",
            lambda data: [Result.from_data(each, self._specification) for each in data],
        )

    def _names(self) -> set[str]:
        """Return the names of the files in the folder; none if there is no folder.

        Raises:
            FolderError: The folder cannot be read.

        """
        try:
            return {path.name for path in self.path.iterdir()}
        except FileNotFoundError:
            return set()
        except (OSError, ValueError) as error:  # no folder can have such a name
            raise FolderError(f"{self.path}: cannot be read: {reason(error)}") from None

    def _campaign(self, data: Any) -> Campaign:
        campaign = Campaign.from_data(data)
        # Each of these raises if the campaign is of another version of the kit.
        self._specification.edition(campaign.terms.edition)
        profile(campaign.terms.profile)
        for waiver in campaign.waivers:
            self._specification[waiver.clause]
        plan(campaign.scope, campaign.size)
        return campaign

    def _programs(self, shard: Shard, data: Any) -> SearchResult:
        programs, scope = SearchResult.from_data(data["programs"], self._specification), shard.scope
        is_whole = programs.result or programs.lost or programs.sampled == scope.number
        is_of_shard = (programs.depth, programs.seed) == (scope.depth, scope.seed)
        if Scope(**data["scope"]) != scope or not is_whole or not is_of_shard:
            raise ValueError(data["scope"])
        return programs

    def _write(self, name: str, data: object) -> None:
        try:
            # Lasting: a campaign may take days, and a machine of it may lose power.
            write_atomically(self.path / name, json.dumps(data, indent=1) + "\n", lasting=True)
        except OSError as error:
            raise FolderError(f"{self.path}: cannot be written: {reason(error)}") from None

    def _read(self, name: str, kind: str, build: Callable[[Any], T]) -> T:
        path = self.path / name
        try:
            text = path.read_text(encoding="utf-8")
            data = json.loads(text, parse_float=_number, parse_constant=_number)
            _validator(kind)(data)
            return build(data)
        except OSError as error:
            raise FolderError(f"{path}: cannot be read: {reason(error)}") from None
        except (KeyError, ValueError, RecursionError):
            raise FolderError(
                f"{path}: is not a file of a campaign of this version; delete it"
            ) from None


def _number(text: str) -> float:
    """Return a number of JSON; one without a fraction is an integer, as the schema takes it."""
    number = float(text)
    if not math.isfinite(number):
        raise ValueError(text)
    return int(number) if number.is_integer() else number


def _file(shard: Shard) -> str:
    return f"seeds-{shard.seeds}.json"


def _digest(data: bytes) -> str:
    return hashlib.sha256(data).hexdigest()
