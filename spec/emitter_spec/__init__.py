"""The specification of LiveKit's Python `EventEmitter`, as text and as data.

The Markdown files in `chapters/` are the only source.
This package reads them and imports no emitter and no suite.
"""

from .catalogue import Specification, load
from .clause import Chapter, Clause, Edition, Level, Subject, Term
from .data import SCHEMA, to_data
from .parser import SpecificationError
from .profile import METHODS, PROFILES, Profile, profile
from .version import __version__

__all__ = [
    "METHODS",
    "PROFILES",
    "SCHEMA",
    "Chapter",
    "Clause",
    "Edition",
    "Level",
    "Profile",
    "Specification",
    "SpecificationError",
    "Subject",
    "Term",
    "__version__",
    "load",
    "profile",
    "to_data",
]
