"""A report as JSON, to be kept, rendered again and compared. `report.schema.json` describes it."""

from __future__ import annotations

import functools
import json
from importlib import resources
from pathlib import Path
from typing import Any, Callable

from emitter_spec import Specification

from emitter_conformance.core.errors import reason
from emitter_conformance.verdict.report import Report
from emitter_conformance.verdict.verdict import Verdict

from . import ReportError

FORMAT = 1
SCHEMA = "report.schema.json"
SHOWN = 200


@functools.cache
def schema() -> dict[str, Any]:
    """Return the JSON Schema (draft 7) of a saved report."""
    text = resources.files(__package__).joinpath(SCHEMA).read_text(encoding="utf-8")
    loaded: dict[str, Any] = json.loads(text)
    return loaded


def render(report: Report, specification: Specification) -> str:
    """Return a report as JSON, with the conclusions that a reader would have to derive."""
    return json.dumps(_data(report, specification), indent=1, ensure_ascii=False) + "\n"


def load(path: Path, specification: Specification) -> Report:
    """Read a saved report.

    Raises:
        ReportError: The file cannot be read, or is not one that this kit would write.

    """
    try:
        data = json.loads(path.read_text(encoding="utf-8"))
    except OSError as error:
        raise ReportError(f"{path}: cannot be read: {reason(error)}") from None
    except (ValueError, RecursionError) as error:
        raise ReportError(f"{path}: is not JSON: {error}") from None
    try:
        _validator()(data)
    except ValueError as error:
        raise ReportError(f"{path}: is not a saved report: {_short(str(error))}") from None
    try:
        report = Report.from_data(data, specification)
    except (KeyError, ValueError) as error:
        raise ReportError(
            f"{path}: speaks about {error}, which this kit does not know; judge again"
        ) from None
    if not _fits(report, data, specification):
        raise ReportError(
            f"{path}: was edited, or saved with another text of the specification; judge again"
        )
    return report


def _fits(report: Report, data: object, specification: Specification) -> bool:
    """Return whether a report would be saved again as the same data."""
    clauses = list(specification)
    if any([each.clause for each in one.results] != clauses for one in report.verdicts):
        return False
    return _data(report, specification) == data


def _data(report: Report, specification: Specification) -> dict[str, Any]:
    data = report.to_data()
    for verdict, plain in zip(report.verdicts, data["verdicts"]):
        plain["ruling"] = verdict.ruling.value
        plain["conforms"] = {
            edition.name: _conforms(verdict, edition.name) for edition in specification.editions
        }
        plain["results"] = [
            {
                "clause": clause.id,
                "uri": clause.uri,
                "level": clause.level.name,
                "editions": list(clause.editions),
                "sentence": clause.sentence,
                "binding": verdict.terms.bind(clause),
                **entry,
            }
            for clause, entry in zip(specification, plain["results"])
        ]
        programs = plain["programs"] or {"result": None, "waived": [], "lost": None}
        shown = [*plain["results"], programs["result"], *programs["waived"]]
        for failure in [*(entry and entry["failure"] for entry in shown), programs["lost"]]:
            if failure:
                del failure["program"]  # the script holds it
    return {"format": FORMAT, **data}


def _conforms(verdict: Verdict, edition: str) -> bool | None:
    """Return whether a candidate conforms to an edition; None if that was not judged."""
    if verdict.broken(edition) or verdict.waived(edition):
        return False
    return True if verdict.is_complete(edition) else None


@functools.cache
def _validator() -> Callable[[object], object]:
    """Return a function that raises ValueError for data that does not match the schema."""
    import fastjsonschema

    validate: Callable[[object], object] = fastjsonschema.compile(schema(), use_default=False)
    return validate


def _short(message: str) -> str:
    return message if len(message) < SHOWN else f"{message[:SHOWN]}..."
