"""Writes the modules of the kit that are imported after it to a file."""

from __future__ import annotations

import sys
from typing import Any

from emitter_reference import EventEmitter

__all__ = ["EventEmitter"]


def write(event: str, args: tuple[Any, ...]) -> None:
    if event == "import" and args[0].startswith(("emitter_conformance", "emitter_spec")):
        with open("imported", "a", encoding="utf-8") as file:
            file.write(f"{args[0]}\n")


sys.addaudithook(write)
