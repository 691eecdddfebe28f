"""How processes of the kit begin: apart from the user's modules."""

from __future__ import annotations

APART = "import sys; sys.path[:] = filter(None, sys.path); "
"""Begins a program for `python -c`: no file of the current folder is taken for one of Python's."""
