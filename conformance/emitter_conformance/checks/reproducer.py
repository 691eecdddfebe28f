"""Reproducers: scripts that show a failure with nothing but the candidate and Python.

A program is source text: steps, then what they have to lead to. It may use the names
`EventEmitter`, `calls` and `records`, and ends with the exit code 1 while the failure is there.
`program`, `raising` and `catching` write one; `script` puts around it what it needs to stand alone.
"""

from __future__ import annotations

import ast
import os
import textwrap
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

from emitter_conformance.candidate.loading import Candidate
from emitter_conformance.core.operating_system import relative

from .formatting import INDENT, double_quoted, formatted

WIDTH = 88
NEGATED = {
    ast.Is: "is not",
    ast.IsNot: "is",
    ast.Eq: "!=",
    ast.NotEq: "==",
    ast.In: "not in",
    ast.NotIn: "in",
}
RECORDING = (
    "records = []",
    "logging.root.setLevel(logging.DEBUG)",
    "logging.Logger.callHandlers = lambda logger, record: records.append(record)",
)
QUOTES = '"""'
FIRST_STEP = "emitter = EventEmitter()"


@dataclass(frozen=True)
class Comparison:
    """What is compared when the steps are done; all of it is source text.

    Attributes:
        expected: The arguments of the call that prints what is expected.
        actual: The arguments of the call that prints what was seen.
        broken: An expression that is true while the failure is there.
        given: Statements that `expected` needs.
        seen: Statements that `actual` and `broken` need.

    """

    expected: str
    actual: str
    broken: str
    given: tuple[str, ...] = ()
    seen: tuple[str, ...] = ()


NO_EXCEPTION = Comparison("'no exception'", "'no exception'", "")


def program(steps: Sequence[str], comparison: Comparison) -> str:
    """Return the program of steps with another result than the expected one."""
    return "\n".join(
        [
            *steps,
            *comparison.given,
            _printed("expected", comparison.expected),
            *_seen(comparison),
        ]
    )


def raising(steps: Sequence[str], words: str, comparison: Comparison) -> str:
    """Return the program of steps of which the last raises an unexpected exception.

    Args:
        steps: The statements.
        words: The expectation in words.
        comparison: The comparison to make if the last step raises nothing.

    """
    *before, last = steps
    handling = ["print('actual  ', repr(raised))", "sys.exit(1)"]
    return "\n".join(
        [
            *before,
            _printed("expected", repr(words)),
            _tried(last, "BaseException as raised", handling),
            *comparison.given,
            *_seen(comparison),
        ]
    )


def catching(steps: Sequence[str], words: str, broken: str) -> str:
    """Return the program of steps of which the last does not raise the exception it should.

    Args:
        steps: The statements.
        words: The expectation in words.
        broken: An expression on `raised`, true while the failure is there.

    """
    *before, last = steps
    tried = _tried(last, "BaseException as exception", ["raised = exception"])
    return program(
        [*before, "raised = None", tried], Comparison(repr(words), "repr(raised)", broken)
    )


def ending(program: str, seconds: float) -> str:
    """Return the program of steps that do not end: it exits with 1 if they take too long."""
    return "\n".join(
        [
            f"faulthandler.dump_traceback_later({seconds:g}, exit=True)",
            program,
            "sys.exit(0)",
        ]
    )


def accepting(step: str, kind: str) -> str:
    """Return a step that goes on after an exception that it has to raise."""
    return _tried(step, kind, ["pass"])


def negated(condition: str) -> str:
    """Return the source of the opposite of a condition."""
    node = ast.parse(condition, mode="eval").body
    if isinstance(node, ast.Compare) and len(node.ops) == 1 and type(node.ops[0]) in NEGATED:
        sides = [ast.get_source_segment(condition, side) for side in (node.left, *node.comparators)]
        return f" {NEGATED[type(node.ops[0])]} ".join(filter(None, sides))
    return f"not ({condition})"


def listed(items: Iterable[object]) -> str:
    """Return the source of a list of plain values, over several lines if it is long."""
    values = [repr(item) for item in items]
    line = f"[{', '.join(values)}]"
    if len(line) <= WIDTH - len("expected = "):
        return line
    return "\n".join(["[", *(f"{INDENT}{value}," for value in values), "]"])


def chosen_records(condition: str) -> str:
    """Return the source of the list of the records for which a condition holds."""
    parts = ["record", "for record in records", f"if {condition}"]
    line = f"[{' '.join(parts)}]"
    if len(line) <= WIDTH - len("errors = "):
        return line
    middle = [" ".join(parts)]
    if len(INDENT + middle[0]) > WIDTH:
        middle = parts
    return "\n".join(["[", *(INDENT + part for part in middle), "]"])


def script(title: str, candidate: Candidate, program: str, folder: Path) -> str:
    """Return a program as the text of a file.

    Args:
        title: The title of the script.
        candidate: The candidate to import.
        program: The program.
        folder: The folder in which the script will be started; paths are relative to it.

    """
    tree = ast.parse(program)
    used = {node.id for node in ast.walk(tree) if isinstance(node, ast.Name)}
    modules, setup = {"sys"}, []
    if "calls" in used:
        setup.append("calls = []")
    if "records" in used:
        modules.add("logging")
        setup += RECORDING
    if "faulthandler" in used:
        modules.add("faulthandler")
    imported, steps = _apart(tree, program)
    place = path_from(candidate.root, folder)
    path = [f"sys.path.insert(0, {place!r})"] if candidate.module and candidate.root else []
    if not candidate.module:
        modules.add("runpy")
    imported |= {f"import {module}" for module in modules}
    blocks = [
        [docstring(title)],
        sorted(imported, key=lambda line: (line.startswith("from"), line)),
        path,
        imports(candidate, folder),
    ]
    code = "\n".join([*setup, *steps])
    parts = [double_quoted("\n".join(block)) for block in blocks if block]
    is_definition = code.startswith(("def ", "class ", "async ", "@"))
    return "\n\n".join(parts) + "\n" * (2 + is_definition) + formatted(code) + "\n"


def docstring(title: str) -> str:
    """Return the docstring of a script."""
    text = title.replace("\\", "\\\\")
    if len(text) <= WIDTH - 2 * len(QUOTES):
        return f"{QUOTES}{text}{QUOTES}"
    paragraphs = f"{QUOTES}{text}".splitlines()
    wrapped = [textwrap.fill(each, WIDTH, break_on_hyphens=False) for each in paragraphs]
    return "\n".join([*wrapped, QUOTES])


def _apart(tree: ast.Module, program: str) -> tuple[set[str], list[str]]:
    """Return the imports and the other statements of a program."""
    imports: set[str] = set()
    names: dict[str | None, set[str]] = {}
    lines: list[str] = program.splitlines()
    for node in tree.body:
        if isinstance(node, (ast.Import, ast.ImportFrom)):
            imported = {ast.unparse(alias) for alias in node.names}
            if isinstance(node, ast.ImportFrom):
                names[node.module] = names.get(node.module, set()) | imported
            else:
                imports |= {f"import {each}" for each in imported}
            for number in range(node.lineno - 1, node.end_lineno or node.lineno):
                lines[number] = ""
    imports |= {f"from {module} import {', '.join(sorted(names[module]))}" for module in names}
    return imports, lines


def imports(candidate: Candidate, folder: Path) -> list[str]:
    """Return the lines that import a candidate as `EventEmitter`, of which the first names it.

    Args:
        candidate: The candidate to import.
        folder: The folder in which the lines will run; paths are relative to it.

    """
    first, *inner = candidate.name.rpartition(":")[2].split(".")
    if not candidate.module:
        dotted = "".join(f".{name}" for name in inner)
        place = path_from(candidate.root, folder)
        return [double_quoted(f"EventEmitter = runpy.run_path({place!r})[{first!r}]{dotted}")]
    if inner:
        dotted = ".".join([first, *inner])
        return [f"from {candidate.module} import {first}", "", f"EventEmitter = {dotted}"]
    renamed = "" if first == "EventEmitter" else " as EventEmitter"
    return [f"from {candidate.module} import {first}{renamed}"]


def path_from(path: str, folder: Path) -> str:
    """Return a path relative to a folder if it lies below it."""
    seen_from_there = relative(path or str(folder), folder)
    return Path(path if seen_from_there.startswith(os.pardir) else seen_from_there).as_posix()


def _tried(step: str, caught: str, handling: Sequence[str]) -> str:
    return "\n".join(
        [
            "try:",
            textwrap.indent(step, INDENT),
            f"except {caught}:",
            *(textwrap.indent(each, INDENT) for each in handling),
        ]
    )


def _printed(label: str, arguments: str) -> str:
    line = f'print("{label}", {arguments})'
    if len(line) <= WIDTH:
        return line
    return "\n".join(["print(", f'{INDENT}"{label}",', f"{INDENT}{arguments},", ")"])


def _seen(comparison: Comparison) -> list[str]:
    shown = _printed("actual  ", comparison.actual)
    ending = [f"sys.exit({comparison.broken})"] if comparison.broken else []
    return [*comparison.seen, shown, *ending]
