"""The specification of LiveKit's Python `EventEmitter`, as text and as data.

The Markdown files in `chapters/` are the only source.
This package reads them and imports no emitter and no suite.
"""

from .catalogue import Specification, load
from .clause import Chapter, Clause, Edition, Level, Subject
from .parser import SpecificationError

__version__ = "0.2.0"  # of the text: its sentences, levels and clauses
__all__ = [
    "Chapter",
    "Clause",
    "Edition",
    "Level",
    "Specification",
    "SpecificationError",
    "Subject",
    "__version__",
    "load",
]
