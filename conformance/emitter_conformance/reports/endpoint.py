"""A badge as the JSON that badge services read from an endpoint."""

from __future__ import annotations

import json

from emitter_spec import Specification

from emitter_conformance.verdict.report import Report

from .badge import badge


def render(report: Report, specification: Specification) -> str:
    """Return the label, message and colour of a badge, as JSON.

    Raises:
        NoBadge: The verdict cannot have a badge.

    """
    shown = badge(report)
    data = {
        "schemaVersion": 1,
        "label": shown.label,
        "message": shown.message,
        "color": shown.colour,
    }
    return json.dumps(data) + "\n"
