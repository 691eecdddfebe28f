"""The specification of LiveKit's Python `EventEmitter`, as text and as data.

The Markdown files in `chapters/` are the only source.
This package reads them and imports no emitter and no suite.
"""

from .catalogue import Specification, load
from .clause import Chapter, Clause, Edition, Level, Subject, Term
from .data import SCHEMA, to_data
from .parser import SpecificationError
from .version import __version__

__all__ = [
    "SCHEMA",
    "Chapter",
    "Clause",
    "Edition",
    "Level",
    "Specification",
    "SpecificationError",
    "Subject",
    "Term",
    "__version__",
    "load",
    "to_data",
]
