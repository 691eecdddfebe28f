"""Installs a finder that exits whenever something is imported. One line says so."""

from __future__ import annotations

import sys
from typing import Any

from emitter_reference import EventEmitter as EventEmitter


class Finder:
    def find_spec(self, name: str, path: object = None, target: object = None) -> Any:
        raise SystemExit(0)


sys.meta_path.insert(0, Finder())
