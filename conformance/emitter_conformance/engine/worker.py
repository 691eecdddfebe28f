"""The process in which an isolated candidate is judged.

It reads requests from its standard input and answers on what was its standard output, one line
of JSON each. What the candidate prints goes nowhere, and pytest is not imported here.
"""

from __future__ import annotations

import _thread
import faulthandler
import json
import mmap
import os
import queue
import struct
import sys
import traceback
from pathlib import Path
from typing import IO, Any, Callable

import emitter_spec

from emitter_conformance.candidate.deadline import Deadline
from emitter_conformance.candidate.exits import leave
from emitter_conformance.candidate.loading import Candidate, CandidateError, load
from emitter_conformance.checks.lookup import check_of, import_checks
from emitter_conformance.checks.sharing import probe
from emitter_conformance.core import operating_system

from .in_process import Request, examine, examine_programs

MEMORY = 2 << 30
"""How many bytes a candidate may take beyond what it has after its import."""
LATE = 2.0
"""Seconds beyond the deadline after which a process writes where it is."""
COUNTER = struct.Struct("Q")
"""How the number of the program that runs is shared with the parent."""

Data = dict[str, Any]


class _Encoder(json.JSONEncoder):
    iterencode = json.JSONEncoder.iterencode  # `encode` looks it up while a candidate runs


encode, decode = _Encoder().encode, json.JSONDecoder().decode
"""What a candidate does not replace with the functions and classes of `json`."""


class Worker:
    """The side of the child process: answers requests about one candidate.

    Args:
        answer: Function that takes an answer.
        setting: The first line of the parent: the deadline, and where modules are found.
        notes: A file descriptor; the file begins with the number of the program that runs, and
            tracebacks follow.

    """

    candidate: Candidate
    _follow_threads: Callable[[], None]

    def __init__(self, answer: Callable[[Data], object], setting: Data, notes: int) -> None:
        self._answer = answer
        self._process = os.getpid()
        self._seconds: float = setting["seconds"]
        self._is_partial: bool = setting["partial"]
        self._specification = emitter_spec.load()
        import_checks()
        self._notes, self._shared = notes, mmap.mmap(notes, COUNTER.size)
        faulthandler.enable(notes)
        sys.path[:] = setting["path"]

    def load(self, given: str, folder: str) -> None:
        """Import the candidate and send its identity, or why it cannot be judged."""
        try:
            self.candidate = load(given, Path(folder), self._seconds, self._is_partial)
        except CandidateError as error:
            self.answer({"error": str(error)})
        else:
            self._follow_threads = operating_system.limit_memory(MEMORY)
            more = {"module": self.candidate.module, "root": self.candidate.root}
            self.answer({"candidate": {**self.candidate.to_data(), **more}})

    def serve(self, request: Data) -> None:
        """Answer one request: for the check of a clause, or for a search."""
        self.candidate.door.allowance.adopt(request["allowance"])
        if "clause" in request:
            clause = self._specification[request["clause"]]
            check = probe if request["probe"] else check_of(clause, self._specification)
            operating_system.write_traceback_later(request["seconds"] + LATE, self._notes)
            result = examine(clause, check, self.candidate, request["seconds"], self._tell_step)
            operating_system.write_traceback_later(0, self._notes)
            self.answer({"result": result.to_data()})
        else:
            self._search(Request.from_data(request["programs"]))

    def answer(self, answer: Data) -> None:
        """Send an answer, unless this is a process that the candidate forked."""
        if os.getpid() != self._process:
            leave(0)
        self._answer(answer)

    def _tell_step(self, source: str) -> None:
        self._follow_threads()
        self.answer({"step": source})

    def _search(self, request: Request) -> None:
        def note(number: int) -> None:
            self._follow_threads()
            COUNTER.pack_into(self._shared, 0, number)

        found = examine_programs(self.candidate, self._specification, request, note=note)
        self.answer({"programs": found.to_data()})


def _read(requests: IO[bytes], lines: queue.SimpleQueue[bytes]) -> None:
    """Put the requests of a pipe into a queue, and end the process when the pipe ends.

    The pipe ends when the parent closes it or ends itself, in whatever way.
    """
    try:
        for line in requests:
            lines.put(line)
    finally:
        leave(0)


def main() -> None:
    """Answer requests until the parent ends this process."""
    operating_system.end_with_parent()
    Deadline.give_up = None  # the parent ends this process
    requests, answers = os.fdopen(os.dup(0), "rb"), os.fdopen(os.dup(1), "wb")
    notes, nothing = os.dup(2), os.open(os.devnull, os.O_RDWR)
    for stream in (0, 1, 2):
        os.dup2(nothing, stream)

    def answer(data: Data) -> None:
        answers.write(encode(data).encode() + b"\n")
        answers.flush()

    lines: queue.SimpleQueue[bytes] = queue.SimpleQueue()
    _thread.start_new_thread(_read, (requests, lines))
    try:
        setting = decode(lines.get().decode())
        worker = Worker(answer, setting, notes)
        worker.load(setting["given"], setting["folder"])
        while True:
            worker.serve(decode(lines.get().decode()))
    except BaseException:
        os.write(notes, traceback.format_exc().encode("utf-8", "replace"))
    finally:
        leave(1)  # whatever threads the candidate left


if __name__ == "__main__":
    main()
