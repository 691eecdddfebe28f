"""The process in which an isolated candidate is judged.

It reads requests from its standard input and answers on what was its standard output, one line
of JSON each. What the candidate prints goes nowhere, and pytest is not imported here.
"""

from __future__ import annotations

import contextlib
import faulthandler
import json
import mmap
import os
import signal
import struct
import sys
from pathlib import Path
from typing import Any, Callable

import emitter_spec

from emitter_conformance.candidate.deadline import Deadline
from emitter_conformance.candidate.exits import leave
from emitter_conformance.candidate.loading import Candidate, CandidateError, load
from emitter_conformance.checks.lookup import check_of

from .in_process import Request, examine, examine_programs

MEMORY = 2 << 30
"""How many bytes a candidate may take beyond what it has after its import."""
PARENT_DEATH_SIGNAL = 1  # PR_SET_PDEATHSIG of Linux
COUNTER = struct.Struct("Q")
"""How the number of the program that runs is shared with the parent."""

Data = dict[str, Any]


class Worker:
    """Answers requests about one candidate.

    Args:
        answer: Takes an answer.
        setting: What the parent says first: the deadline, where modules are found, and the files
            for the traceback of a crash and for the number of the program that runs.

    """

    candidate: Candidate

    def __init__(self, answer: Callable[[Data], object], setting: Data) -> None:
        self._answer = answer
        self._process = os.getpid()
        self._seconds: float = setting["seconds"]
        self._specification = emitter_spec.load()
        self._traceback = open(setting["traceback"], "w", encoding="utf-8")  # noqa: SIM115
        self._number = open(setting["number"], "r+b")  # noqa: SIM115
        self._shared = mmap.mmap(self._number.fileno(), COUNTER.size)
        faulthandler.enable(self._traceback)
        sys.path[:] = setting["path"]

    def load(self, given: str, folder: str) -> None:
        """Import the candidate and say who it is, or why it cannot be judged."""
        try:
            self.candidate = load(given, Path(folder), self._seconds)
        except CandidateError as error:
            self.answer({"error": str(error)})
            return
        _limit_memory()
        more = {"module": self.candidate.module, "root": self.candidate.root}
        self.answer({"candidate": {**self.candidate.to_data(), **more}})

    def serve(self, request: Data) -> None:
        """Do what is asked for."""
        if "clause" in request:
            self._examine(request["clause"], request["seconds"])
        else:
            self._search(Request.from_data(request["programs"]))

    def answer(self, answer: Data) -> None:
        """Answer, unless this is a process that the candidate forked."""
        if os.getpid() != self._process:
            leave(0)
        self._answer(answer)

    def _examine(self, clause_id: str, seconds: float) -> None:
        clause = self._specification[clause_id]
        check = check_of(clause, self._specification)
        result = examine(clause, check, self.candidate, seconds, self._tell_step)
        self.answer({"result": result.to_data()})

    def _tell_step(self, source: str) -> None:
        self.answer({"step": source})

    def _search(self, request: Request) -> None:
        def note(number: int) -> None:
            COUNTER.pack_into(self._shared, 0, number)

        found = examine_programs(self.candidate, self._specification, request, note=note)
        self.answer({"programs": found.to_data()})


def _limit_memory() -> None:
    """Let memory that grows without end become a MemoryError, where the system can do that."""
    with contextlib.suppress(ImportError, OSError, ValueError):
        import resource

        pages = int(Path("/proc/self/statm").read_text(encoding="ascii").split()[0])
        limit = pages * resource.getpagesize() + MEMORY
        resource.setrlimit(resource.RLIMIT_AS, (limit, resource.getrlimit(resource.RLIMIT_AS)[1]))


def _end_with_parent() -> None:
    """Let the system end this process when its parent has ended, where it can do that.

    A candidate that hangs does not read that there are no more requests.
    """
    with contextlib.suppress(ImportError, OSError, AttributeError):
        import ctypes

        ctypes.CDLL(None).prctl(PARENT_DEATH_SIGNAL, signal.SIGKILL)


def main() -> None:
    """Serve until the parent has no more requests."""
    _end_with_parent()
    Deadline.patience = sys.maxsize  # the parent ends this process
    requests, answers = os.fdopen(os.dup(0), "rb"), os.fdopen(os.dup(1), "wb")
    nothing = os.open(os.devnull, os.O_RDWR)
    for stream in (0, 1, 2):
        os.dup2(nothing, stream)

    def answer(data: Data) -> None:
        answers.write(json.dumps(data).encode() + b"\n")
        answers.flush()

    setting = json.loads(requests.readline())
    worker = Worker(answer, setting)
    worker.load(setting["given"], setting["folder"])
    for line in requests:
        worker.serve(json.loads(line))
    leave(0)  # whatever threads the candidate left


if __name__ == "__main__":
    main()
