"""The version of the text: of its sentences, levels and clauses."""

__version__ = "0.2.0"
