"""The serialisable identity of a candidate; needs no import of it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, fields
from typing import Any, TypeVar

Own = TypeVar("Own", bound="Identity")


@dataclass(frozen=True)
class Identity:
    """The identity of a candidate.

    Attributes:
        given: The words of the user.
        name: `module:Name`, the name of the candidate in every output.
        is_class: Whether the clauses about classes apply; if not, it is a factory.
        file: The file that defines it, or "".
        version: Version of its distribution, or "".
        judged: The class of its emitters and the file of that, such as
            `"mypkg.Room from mypkg/room.py"`, or "".
        fixed: The base class by which the class has fixed the type of its events, such as
            `"EventEmitter[Literal['joined', 'left']]"`, or "".
        lacks: The methods, and forms of methods, that a fake lacks.

    """

    given: str
    name: str
    is_class: bool
    file: str
    version: str
    judged: str = ""
    fixed: str = ""
    lacks: tuple[str, ...] = ()

    def to_data(self) -> dict[str, Any]:
        """Return plain data."""
        data = {field.name: getattr(self, field.name) for field in fields(Identity)}
        return {**data, "lacks": list(self.lacks)}

    @classmethod
    def from_data(cls: type[Own], data: Mapping[str, Any]) -> Own:
        """Return the identity that plain data describes."""
        return cls(**{**data, "lacks": tuple(data["lacks"])})

    @property
    def title(self) -> str:
        """The name, and the version if it is known."""
        return f"{self.name} {self.version}".rstrip()
