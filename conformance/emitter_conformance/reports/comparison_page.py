"""The comparison of two reports as a page, or as Markdown for the comment on a pull request."""

from __future__ import annotations

from collections.abc import Sequence

from emitter_spec import Specification

from emitter_conformance.verdict.verdict import Verdict

from . import sentences
from .comparison import VerdictChange, worse_first
from .html import assets, breakable
from .markdown import cell, code
from .markdown_to_html import Prose
from .templates import source, template


def render(
    changes: Sequence[VerdictChange],
    new: Sequence[Verdict],
    specification: Specification,
    ending: str,
) -> str:
    """Return a comparison as text, the worst candidate first.

    Args:
        changes: The change of each verdict.
        new: The verdicts on candidates that were not judged before.
        specification: All clauses.
        ending: One of `comparison.ENDINGS`.

    """
    text = template(f"comparison{ending}.jinja").render(
        changes=worse_first(changes),
        new=new,
        is_worse=any(each.is_worse for each in changes),
        prose=Prose(specification),
        sentences=sentences,
        breakable=breakable,
        cell=cell,
        code=code,
        **assets(source("report.css")),
    )
    return text.encode("utf-8", "backslashreplace").decode("utf-8")
