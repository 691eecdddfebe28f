"""A report: the verdicts of one run and its environment. The formats know nothing else."""

from __future__ import annotations

import datetime
import platform
from collections.abc import Mapping
from dataclasses import dataclass
from importlib import metadata
from typing import Any

import emitter_spec
from emitter_spec import Specification

from .verdict import Verdict

KIT = "emitter-conformance"
INSTALLED = (KIT, "pytest")


@dataclass(frozen=True)
class Environment:
    """The machine and the packages of a run.

    Attributes:
        python: The version of Python.
        implementation: The implementation of Python, such as `"CPython"`.
        platform: The operating system.
        packages: The versions of the kit, its dependencies and the specification, by name.

    """

    python: str
    implementation: str
    platform: str
    packages: Mapping[str, str]

    @classmethod
    def current(cls) -> Environment:
        """Return the environment of this process."""
        packages = {name: metadata.version(name) for name in INSTALLED}
        packages["specification"] = emitter_spec.__version__
        implementation = platform.python_implementation()
        return cls(platform.python_version(), implementation, platform.platform(), packages)


@dataclass(frozen=True)
class Report:
    """The verdicts of one run.

    Attributes:
        finished: The time of its end in ISO 8601, UTC.
        environment: The environment of the run.
        verdicts: The verdict on each candidate.

    """

    finished: str
    environment: Environment
    verdicts: tuple[Verdict, ...]

    @classmethod
    def now(cls, verdicts: tuple[Verdict, ...], environment: Environment | None = None) -> Report:
        """Return the report of a run that ends now."""
        finished = datetime.datetime.now(datetime.timezone.utc).isoformat(timespec="seconds")
        return cls(finished, environment or Environment.current(), verdicts)

    def to_data(self) -> dict[str, Any]:
        """Return plain data that can be saved."""
        return {
            "finished": self.finished,
            "environment": vars(self.environment),
            "verdicts": [verdict.to_data() for verdict in self.verdicts],
        }

    @classmethod
    def from_data(cls, data: Mapping[str, Any], specification: Specification) -> Report:
        """Return the report that plain data describes.

        Raises:
            KeyError: The specification does not have one of its clauses.

        """
        return cls(
            data["finished"],
            Environment(**data["environment"]),
            tuple(Verdict.from_data(each, specification) for each in data["verdicts"]),
        )
