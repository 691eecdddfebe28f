"""The process in which LiveKit's packages run with a candidate in the place of their emitter.

    python -c "from emitter_conformance.drop_in.child import main; main()" FOLDER

It reads `request.json` in a folder, and adds to `answers` a line of JSON before and after each
case and before each statement. What the candidate prints goes nowhere.
"""

from __future__ import annotations

import ast
import asyncio
import faulthandler
import inspect
import json
import logging
import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import IO, Any

from emitter_conformance.candidate import places
from emitter_conformance.candidate.exits import leave
from emitter_conformance.candidate.loading import CandidateError, load
from emitter_conformance.candidate.places import STEPS_FILE
from emitter_conformance.core import describe, operating_system

from . import packages
from .program import Case

REQUEST, ANSWERS, NOTES = "request.json", "answers", "notes"

encode = json.JSONEncoder().encode
"""What a candidate does not replace with `json.dumps`."""

Data = dict[str, Any]


class Answers:
    """The file of answers, written by this process and no other that a candidate forks."""

    def __init__(self, file: IO[str]) -> None:
        self._file, self._process = file, os.getpid()

    def add(self, **answer: Any) -> None:
        """Add an answer."""
        if os.getpid() != self._process:
            leave(0)
        self._file.write(encode(answer) + "\n")
        self._file.flush()


class Errors(logging.Handler):
    """Keeps the exceptions that are logged: LiveKit's packages let few of them out."""

    def __init__(self) -> None:
        super().__init__(logging.ERROR)
        self.found: list[BaseException] = []

    def emit(self, record: logging.LogRecord) -> None:
        """Keep the exception of a record, unless a callback of the steps raised it."""
        error = record.exc_info[1] if record.exc_info else None
        if error is not None and places.origin(error) != STEPS_FILE:
            self.found.append(error)


@contextmanager
def logged() -> Iterator[list[BaseException]]:
    """Yield the list of the exceptions that are logged meanwhile."""
    errors = Errors()
    logging.root.addHandler(errors)
    try:
        yield errors.found
    finally:
        logging.root.removeHandler(errors)


async def run(case: Case, names: Data, answers: Answers, file: str) -> Data | None:
    """Run the statements of a case; return the failure that the first one shows that raises."""
    steps: list[str] = []
    for source in case.statements:
        answers.add(step=source)
        steps += source.splitlines()
        try:
            code = compile(source, STEPS_FILE, "exec", ast.PyCF_ALLOW_TOP_LEVEL_AWAIT)
            result = eval(code, names)
            if inspect.iscoroutine(result):
                await result
        except BaseException as error:
            expected, actual = difference(source, names, error)
            where = places.of_error(error, file)
            return {"steps": steps, "expected": expected, "actual": actual, "where": where}
    return None


def difference(source: str, names: Data, error: BaseException) -> tuple[str, str]:
    """Return what a statement expects and what came instead, in words."""
    node = ast.parse(source).body[0]
    if isinstance(error, AssertionError) and isinstance(node, ast.Assert):
        comparison = node.test
        assert isinstance(comparison, ast.Compare)
        left = ast.unparse(comparison.left)
        return ast.unparse(comparison), f"{left} == {describe.value(eval(left, names))}"
    return "no exception", describe.error(error)


def judge(case: Case, candidate: Any, answers: Answers, file: str) -> Data | None:
    """Run a case in a loop of its own; return its failure, or None."""
    names = {**vars(packages), "EventEmitter": candidate}
    with logged() as errors:
        failure = asyncio.run(run(case, names, answers, file))
    if failure is not None and errors and failure["expected"] != "no exception":
        failure["actual"] += f"; logged: {describe.error(errors[0])}"
        failure["where"] = places.of_error(errors[0], file)
    return failure


def serve(folder: Path, notes: IO[str]) -> None:
    """Judge the cases of a request; without the first one, the import, no other can be judged."""
    request = json.loads((folder / REQUEST).read_text(encoding="utf-8"))
    answers = Answers((folder / ANSWERS).open("a", encoding="utf-8"))
    sys.path[:] = request["path"]
    try:
        candidate = load(request["given"], Path(request["folder"]), request["seconds"])
    except CandidateError as error:
        answers.add(error=str(error))
        return
    packages.put_in_place(candidate.make)
    patience = request["patience"]
    for number, source in request["cases"]:
        operating_system.end_process_later(patience, notes.fileno())
        patience = request["seconds"]
        answers.add(begin=number)
        failure = judge(Case(source), candidate.make, answers, candidate.file)
        answers.add(end=number, failure=failure)
        if failure is not None and not number:
            break


def main() -> None:
    """Serve the request in the folder of the first argument, without output."""
    operating_system.end_with_parent()
    folder = Path(sys.argv[1])
    notes = (folder / NOTES).open("w", encoding="utf-8")
    nothing = os.open(os.devnull, os.O_RDWR)
    for stream in (0, 1, 2):
        os.dup2(nothing, stream)
    faulthandler.enable(notes)
    try:
        serve(folder, notes)
        code = 0
    except BaseException as error:
        notes.write(f"{describe.error(error)}\n")
        notes.flush()
        code = 1
    finally:
        leave(code)  # whatever threads the candidate left
