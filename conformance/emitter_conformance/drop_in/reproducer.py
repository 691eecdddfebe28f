"""Reproducers of what LiveKit's packages show: a program without the kit that runs one case."""

from __future__ import annotations

import ast
import inspect
import textwrap
from collections.abc import Iterator

from . import packages
from .program import Case

PROGRAM = """\
{imports}

if importlib.util.find_spec("livekit.agents") is None:
    print("livekit-agents is not installed: pip install livekit-agents", file=sys.stderr)
    sys.exit(2)


{parts}


async def main():
{case}


faulthandler.dump_traceback_later({seconds}, exit=True)
try:
    put_in_place(EventEmitter)
    asyncio.run(main())
except BaseException:
    traceback.print_exc()
    sys.exit(1)
"""
MODULES = ("asyncio", "faulthandler", "importlib.util", "sys", "traceback")
SECONDS = 60
"""The time limit of a script, which imports the packages."""


def whole(case: Case) -> str:
    """Return the program of a case: `EventEmitter` is all that it does not define."""
    source = inspect.getsource(packages)
    parts = [part for part in ast.parse(source).body if [*_defined(part)]]
    imports = {f"import {module}" for module in MODULES}
    needed, before = {"put_in_place", *_used(ast.parse(case.source))}, 0
    while len(needed) > before:
        before = len(needed)
        for part in parts:
            if needed & {*_defined(part)}:
                needed |= {*_used(part)}
    chosen = [part for part in parts if needed & {*_defined(part)}]
    texts = {part: ast.get_source_segment(source, part) or "" for part in chosen}
    imports |= {text for part, text in texts.items() if _is_import(part)}
    return PROGRAM.format(
        imports="\n".join(sorted(imports)),
        parts="\n\n\n".join(text for part, text in texts.items() if not _is_import(part)),
        seconds=SECONDS,
        case=textwrap.indent(case.source, "    "),
    )


def _is_import(part: ast.stmt) -> bool:
    return isinstance(part, (ast.Import, ast.ImportFrom))


def _defined(part: ast.stmt) -> Iterator[str]:
    """Yield the names that a statement of a module defines."""
    if isinstance(part, (ast.FunctionDef, ast.ClassDef)):
        yield part.name
    elif isinstance(part, (ast.Import, ast.ImportFrom)):
        yield from (alias.name for alias in part.names)
    elif isinstance(part, ast.Assign):
        yield from (target.id for target in part.targets if isinstance(target, ast.Name))


def _used(part: ast.AST) -> Iterator[str]:
    """Yield the names that a piece of source uses."""
    yield from (node.id for node in ast.walk(part) if isinstance(node, ast.Name))
