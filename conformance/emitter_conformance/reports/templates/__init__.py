"""The templates of the reports; jinja2 is loaded when the first one is used."""

from __future__ import annotations

import functools
import html
from importlib import resources
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import jinja2


def template(name: str) -> jinja2.Template:
    """Return a template of this folder; an unknown name is an error, and HTML is escaped."""
    return _environment().get_template(name)


@functools.cache
def _environment() -> jinja2.Environment:
    import jinja2
    import markupsafe

    def content(text: str) -> markupsafe.Markup:
        """Return text as the content of an element, in which quotes stand as they are."""
        return markupsafe.Markup(html.escape(text, quote=False))

    environment = jinja2.Environment(
        loader=jinja2.PackageLoader(__package__, "."),
        autoescape=jinja2.select_autoescape(["html.jinja", "svg.jinja"]),
        undefined=jinja2.StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
    )
    environment.filters["content"] = content  # source has many quotes
    return environment


def source(name: str) -> str:
    """Return the text of a file of this folder that is no template."""
    return resources.files(__package__).joinpath(name).read_text(encoding="utf-8")
