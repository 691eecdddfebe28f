"""Waivers: broken clauses that a user accepts, with a reason, in TOML.

A file named `pyproject.toml` holds them as `[[tool.emitter-conformance.waivers]]`, any other as
`[[waivers]]`:

    [[waivers]]
    clause = "removal.twice-is-silent"
    reason = "our callers rely on the KeyError until 2.0"
    actual = "KeyError: <function f>"          (optional: waives this failure and no other)
    candidate = "mypkg.emitter:EventEmitter"   (optional: waives it for this candidate only)
    by = "programs"                            (optional: the check has to keep the clause)
    expires = 2027-01-31                       (optional: its last day, UTC)
    link = "the issue"                         (optional)
"""

from __future__ import annotations

import dataclasses
import datetime
import difflib
import importlib
import re
import sys
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from emitter_spec import Clause, Level, Specification

from emitter_conformance.candidate.identity import Identity
from emitter_conformance.core.clauses import meant
from emitter_conformance.core.errors import Mistake, reason
from emitter_conformance.core.paths import write_atomically, writing

from .failure import Failure

PROJECT = "pyproject.toml"
CALL = re.compile(r"(?:\w[\w ]*)?\([^()]*\)")
"""A call in the text of a failure, such as `f called with (1)` or `('f', 1)`."""
TOOL = "emitter-conformance"
PROGRAMS = "programs"
SOON = datetime.timedelta(days=14)
"""How long before the last day of a waiver a run begins to say so."""
REQUIRED = ("clause", "reason")
SIMILAR = 0.85
"""How alike to `TOOL` another table's name is, at least, if it is a slip of the pen."""
MENTIONED = re.compile(r"conform|emitter|waivers", re.IGNORECASE)


class WaiverError(Mistake):
    """Waivers cannot be read or written; the message is one line for the user."""


@dataclass(frozen=True)
class Waiver:
    """A broken clause that the user accepts.

    Attributes:
        clause: The id of the clause.
        reason: The reason why the broken clause is accepted.
        link: The address of an explanation, or "".
        expires: The last day on which it counts (UTC), or None.
        actual: The accepted texts of the actual; none accepts any text.
        candidate: The only candidate that it is for, or "".
        by: "programs" if only programs may break the clause, or "" if its check may too.

    """

    clause: str
    reason: str
    link: str = ""
    expires: datetime.date | None = None
    actual: tuple[str, ...] = ()
    candidate: str = ""
    by: str = ""

    def is_for(self, candidate: Identity) -> bool:
        """Return whether the waiver applies to a candidate."""
        return self.candidate in ("", candidate.name, candidate.given)

    def has_expired(self, today: datetime.date | None = None) -> bool:
        """Return whether the last day of the waiver is over."""
        return self.expires is not None and (today or _today()) > self.expires

    def expires_soon(self, today: datetime.date | None = None) -> bool:
        """Return whether the last day of the waiver is near, and not over."""
        now = today or _today()
        return self.expires is not None and now <= self.expires <= now + SOON

    def excuses(self, clause: Clause, failure: Failure | None) -> bool:
        """Return whether the waiver accepts a failure."""
        return clause.id == self.clause and failure is not None and not self.objection(failure)

    def objection(self, failure: Failure | None) -> str:
        """Return why the waiver does not accept a failure, or is out of date; or ""."""
        if self.has_expired():
            return f"it expired on {self.expires}; mend the emitter, or renew the waiver"
        if failure is not None and self.by and not failure.by_programs:
            return (
                f"it is for programs, and the check fails: '{failure.actual}'; "
                "mend the emitter, or waive this one"
            )
        accepted = [_without_order(each) for each in self.actual]
        if failure is not None and accepted and _without_order(failure.actual) not in accepted:
            return (
                f"it is for '{self.actual[0]}', the failure is '{failure.actual}'; "
                "mend the emitter, or waive this one"
            )
        return ""

    def to_data(self) -> dict[str, Any]:
        """Return plain data; the date in the form of ISO 8601."""
        expires = self.expires and self.expires.isoformat()
        return {**vars(self), "expires": expires, "actual": list(self.actual)}

    @classmethod
    def from_data(cls, data: Mapping[str, Any]) -> Waiver:
        """Return the waiver that plain data describes."""
        expires = data["expires"] and datetime.date.fromisoformat(data["expires"])
        return cls(**{**data, "expires": expires, "actual": tuple(data["actual"])})


def _today() -> datetime.date:
    return datetime.datetime.now(datetime.timezone.utc).date()


def _without_order(actual: str) -> tuple[list[str], str]:
    """Return a failure in a form that is the same in whatever order its calls are."""
    return sorted(CALL.findall(actual)), CALL.sub("", actual)


def find(folder: Path) -> Path | None:
    """Return the `pyproject.toml` of a folder if it may have a table of the kit."""
    path = folder / PROJECT
    try:
        return path if MENTIONED.search(path.read_text(encoding="utf-8")) else None
    except (OSError, UnicodeDecodeError):
        return None


def read(path: Path, specification: Specification) -> tuple[Waiver, ...]:
    """Read the waivers of a file.

    Args:
        path: The TOML file.
        specification: The clauses that can be waived.

    Raises:
        WaiverError: The file cannot be read, or a waiver is invalid.

    """
    table = _table(path)
    for key in table:
        if key != "waivers":
            raise WaiverError(f"{path}: '{key}' is not known here; write [[{_heading(path)}]]")
    entries = table.get("waivers", [])
    if not isinstance(entries, list) or not all(isinstance(each, dict) for each in entries):
        raise WaiverError(f"{path}: write each waiver as [[{_heading(path)}]]")
    waivers: list[Waiver] = []
    for number, entry in enumerate(entries, 1):
        waiver = _waiver(f"{path}: waiver {number}", entry, specification)
        for other in waivers:
            if waiver.clause == other.clause and (
                waiver.candidate == other.candidate or not (waiver.candidate and other.candidate)
            ):
                raise WaiverError(f"{path}: {waiver.clause} is waived twice")
        waivers.append(waiver)
    return tuple(waivers)


def write(path: Path, waivers: Iterable[Waiver]) -> None:
    """Replace the waivers of a file; everything else in it stays as it is.

    Args:
        path: The TOML file; a missing one is created.
        waivers: The waivers that the file will hold.

    Raises:
        WaiverError: The file cannot be read or written.

    """
    import tomlkit
    from tomlkit.exceptions import TOMLKitError

    try:
        text = path.read_text(encoding="utf-8") if path.exists() else ""
        document = tomlkit.parse(text)
    except (OSError, ValueError, RecursionError, TOMLKitError) as error:
        raise WaiverError(f"{path}: cannot be read: {error}") from None
    waivers = tuple(waivers)
    entries = tomlkit.aot()
    for waiver in waivers:
        entry = tomlkit.table()
        for key, value in vars(waiver).items():
            if isinstance(value, tuple):
                value = value[0] if len(value) == 1 else list(value)
            if value:
                entry.add(key, value)
        entries.append(entry)
    table: Any = document
    try:
        for name in _names(path):
            if name not in table:
                table.add(name, tomlkit.table(is_super_table=True))
            table = table[name]
        table.pop("waivers", None)
        if entries:
            table["waivers"] = entries
        written = tomlkit.dumps(document)
        is_sound = _is_changed_only(_parsed(text), _parsed(written), path, entries.unwrap())
    except (ValueError, TypeError, AttributeError, TOMLKitError):
        is_sound = False
    if not is_sound:
        heading = _heading(path)
        raise WaiverError(f"{path}: cannot be written; write its tables as [{heading}] first")
    with writing(path, WaiverError):
        write_atomically(path, written)


def _is_changed_only(
    before: dict[str, Any], after: dict[str, Any], path: Path, entries: list[Any]
) -> bool:
    """Return whether a file has these waivers now, and everything else that it had.

    tomlkit can write text that parses differently or not at all: not every table can have others
    added.
    """
    held = []
    for data in (before, after):
        table: Any = data
        for name in _names(path):
            table = table.setdefault(name, {})
        held.append(table.pop("waivers", []))
    return before == after and held[1] == entries


def _parsed(text: str) -> dict[str, Any]:
    toml = importlib.import_module("tomllib" if sys.version_info >= (3, 11) else "tomli")
    data: dict[str, Any] = toml.loads(text, parse_float=str)  # a nan is not equal to itself
    return data


def _names(path: Path) -> tuple[str, ...]:
    return ("tool", TOOL) if path.name == PROJECT else ()


def _heading(path: Path) -> str:
    return ".".join([*_names(path), "waivers"])


def _table(path: Path) -> dict[str, Any]:
    """Return the table of a file that belongs to the kit."""
    try:
        table: Any = _parsed(path.read_text(encoding="utf-8"))
    except OSError as error:
        raise WaiverError(f"{path}: cannot be read: {reason(error)}") from None
    except (ValueError, RecursionError) as error:  # not TOML, or not UTF-8
        raise WaiverError(f"{path}: is not TOML: {' '.join(str(error).split())}") from None
    if path.name == PROJECT:
        _refuse_near_misses(path, table)
    for name in _names(path):
        table = table.get(name, {})
        if not isinstance(table, dict):
            raise WaiverError(f"{path}: '{name}' is not a table; write [[{_heading(path)}]]")
    return dict(table)


def _refuse_near_misses(path: Path, data: Mapping[str, Any]) -> None:
    """Refuse a `pyproject.toml` with a table that was meant for the kit and is not read.

    Raises:
        WaiverError: The file has such a table.

    """
    tools = data.get("tool", {})
    named = [(name, name) for name in data if name != "tool"]
    if isinstance(tools, dict):
        named += [(name, f"tool.{name}") for name in tools if name != TOOL]
    for name, heading in named:
        plain = name.lower().replace("_", "-")
        alike = difflib.SequenceMatcher(None, plain, TOOL).ratio()
        if alike >= SIMILAR or heading == "waivers":
            raise WaiverError(f"{path}: [{heading}] is not read; write [[{_heading(path)}]]")


def _waiver(where: str, entry: Mapping[str, Any], specification: Specification) -> Waiver:
    known = [field.name for field in dataclasses.fields(Waiver)]
    for key in entry:
        if key not in known:
            raise WaiverError(f"{where}: '{key}' is not known (known: {', '.join(known)})")
    for key in REQUIRED:
        if not entry.get(key):
            raise WaiverError(f"{where}: it needs a {key}")
    actual = entry.get("actual", [])
    texts = {**entry, "actual": [actual] if isinstance(actual, str) else actual}
    expires = texts.pop("expires", None)
    texts["actual"] = tuple(texts["actual"]) if isinstance(texts["actual"], list) else (None,)
    for key, value in texts.items():
        if not all(isinstance(each, str) for each in (value if key == "actual" else [value])):
            raise WaiverError(f"{where}: '{key}' is not text")
    if expires is not None and type(expires) is not datetime.date:
        raise WaiverError(f"{where}: 'expires' is not a date; write expires = 2027-01-31")
    try:
        clause = specification[texts["clause"]]
    except KeyError:
        near = meant(texts["clause"], specification)
        raise WaiverError(f"{where}: no clause '{texts['clause']}'{near}") from None
    if texts.get("by", PROGRAMS) != PROGRAMS:
        raise WaiverError(f"{where}: by = '{texts['by']}' is not known; write by = '{PROGRAMS}'")
    if clause.level is Level.OPEN:
        raise WaiverError(f"{where}: {clause.id} is open, so it cannot be broken; remove it")
    return Waiver(**texts, expires=expires)
