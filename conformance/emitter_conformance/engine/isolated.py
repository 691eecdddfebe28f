"""Judges candidates in processes of their own: what ends a process costs one clause.

Each candidate has one worker. It is a plain child process that is talked to through pipes: the
parent has to know which clause was running, how the process ended and what it did last, and to
go on with the next clause in a new one, all of which pytest-xdist keeps to itself.
"""

from __future__ import annotations

import contextlib
import dataclasses
import json
import queue
import struct
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Sequence
from pathlib import Path
from typing import IO, Any, Callable, NoReturn, TypeVar

from emitter_spec import Clause, Specification

from emitter_conformance.candidate import places
from emitter_conformance.candidate.door import SHORT, Allowance
from emitter_conformance.candidate.loading import Candidate, CandidateError
from emitter_conformance.core import operating_system
from emitter_conformance.core.errors import reason
from emitter_conformance.core.imports import APART, environment
from emitter_conformance.core.operating_system import clock
from emitter_conformance.programs.exhaustive import programs as every
from emitter_conformance.programs.random_programs import sampled
from emitter_conformance.programs.search import Scope
from emitter_conformance.verdict.verdict import Outcome, Result, SearchResult

from .in_process import Request, exit_failure, hang_failure, program_failure, search_failure
from .worker import COUNTER

GRACE = 2.0
"""Seconds beyond the deadline after which a worker that does not answer is ended."""
TICK = 0.1
BEGIN = f"from {__package__}.worker import main; main()"

Data = dict[str, Any]
Answer = TypeVar("Answer")


class WorkerLost(Exception):
    """A worker ended, or had to be ended, before it answered.

    Attributes:
        outcome: The outcome: timeout, crash or exit.
        words: The end of the worker, in words.
        place: The line that ran last, or "".
        steps: The steps of the check that had begun.
        traceback: The traceback that it left, or "".

    """

    def __init__(
        self,
        outcome: Outcome,
        words: str,
        place: str = "",
        steps: Sequence[str] = (),
        traceback: str = "",
    ) -> None:
        super().__init__(words)
        self.outcome, self.words, self.place, self.steps = outcome, words, place, steps
        self.traceback = traceback


class WorkerProcess:
    """A process that judges one candidate, started again whenever it was lost.

    Args:
        given: The words of the user for the candidate.
        folder: The user's folder.
        seconds: The time limit of a check in seconds; 0 is no limit.
        is_partial: Whether the candidate may lack methods.

    """

    def __init__(self, given: str, folder: Path, seconds: float, is_partial: bool = False) -> None:
        self._given, self._folder, self._seconds = given, folder, seconds
        self._is_partial = is_partial
        self._lacks: tuple[str, ...] = ()
        self._allowance = Allowance(seconds)
        self._notes: IO[bytes] | None = None
        self._error = self._traceback = ""
        self._process: subprocess.Popen[bytes] | None = None
        self._answers: queue.Queue[Data | None] = queue.Queue()

    def load(self) -> Candidate:
        """Start the process, and return the candidate, without the class itself.

        Raises:
            CandidateError: The candidate cannot be judged.

        """
        try:
            found = self._understood(self._start(), _loaded)
        except WorkerLost as how:
            where = f" ({how.place})" if how.place else ""
            raise CandidateError(f"--impl={self._given}: importing it: {how}{where}") from None
        if isinstance(found, CandidateError):
            raise found
        self._lacks = found.lacks
        return found

    def examine(
        self, clause: Clause, specification: Specification, is_probe: bool = False
    ) -> Result:
        """Run the check of a clause, or the probe, in the process."""
        start, seconds = time.perf_counter(), self._allowance.seconds
        if is_probe:
            seconds = min(SHORT, seconds)
        if self._allowance.is_spent:
            return Result(clause, Outcome.NOT_RUN, reason=self._allowance.reason)
        try:
            request = {"clause": clause.id, "probe": is_probe, "seconds": seconds}
            answer = self._ask(request, seconds=seconds)
            result = self._understood(answer, lambda it: _result(it, clause, specification))
        except WorkerLost as how:
            self._traceback = how.traceback
            failure = exit_failure(how.steps, how.words, how.place)
            if how.outcome is Outcome.TIMEOUT:
                failure = hang_failure(how.steps, seconds, how.place)
                self._allowance.unended += 1
            taken = time.perf_counter() - start
            return Result(clause, how.outcome, failure, seconds=taken)
        if result.outcome is Outcome.TIMEOUT:
            self._allowance.unended += 1
        return result

    def search(
        self,
        request: Request,
        specification: Specification,
        note: Callable[[int], object] = int,
    ) -> SearchResult:
        """Search for a rejected program; `note` takes the number of the one that runs."""
        self._allowance.extend(request.scope.extent)
        try:
            answer = self._ask({"programs": request.to_data()}, note)
            return self._understood(
                answer, lambda it: SearchResult.from_data(it["programs"], specification)
            )
        except WorkerLost as how:
            self._traceback = how.traceback
            scope, number = request.scope, self._read_number()
            failure = dataclasses.replace(search_failure(how.words), where=how.place)
            if self._allowance.is_spent:
                failure = search_failure(self._allowance.reason)
            elif number:
                program = _program(number, scope, self._lacks)
                failure = program_failure(program, request.seconds, how.place, how.words)
            short = min(number, sum(1 for _ in every(scope.depth, self._lacks)))
            return SearchResult(scope.depth, short, number - short, scope.seed, lost=failure)

    def take_traceback(self) -> str:
        """Return the traceback that the last process left when it was lost, once, or ""."""
        traceback, self._traceback = self._traceback, ""
        return traceback

    def close(self) -> None:
        """End the process for good."""
        if self._process is not None:
            with contextlib.suppress(OSError):
                _stream(self._process.stdin).close()
            with contextlib.suppress(subprocess.TimeoutExpired):
                self._process.wait(GRACE)
            self.kill()
        self._forget_notes()

    def _forget_notes(self) -> None:
        if self._notes is not None:
            self._notes.close()
            self._notes = None

    def _start(self) -> Data:
        """Start the process; its standard error is a file that no folder shows.

        The file begins with the number of the program that runs; tracebacks follow.

        Raises:
            WorkerLost: The process cannot be started, or does not answer.

        """
        self._forget_notes()
        try:
            self._notes = tempfile.TemporaryFile(buffering=0)  # noqa: SIM115
            self._notes.write(bytes(COUNTER.size))
            self._process = subprocess.Popen(
                [sys.executable, "-c", APART + BEGIN],
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
                stderr=self._notes,
                cwd=self._folder,
                env=environment(without="PYTEST_"),
                **operating_system.apart(),
            )
        except OSError as error:
            words = f"no process can be started: {reason(error)}"
            raise WorkerLost(Outcome.CRASH, words) from None
        self._answers = queue.Queue()
        reading = (_stream(self._process.stdout), self._answers)
        threading.Thread(target=_read, args=reading, daemon=True).start()
        return self._exchange(
            {
                "given": self._given,
                "folder": str(self._folder),
                "seconds": self._seconds,
                "partial": self._is_partial,
                "path": sys.path,
            }
        )

    def _ask(
        self,
        request: Data,
        note: Callable[[int], object] | None = None,
        seconds: float | None = None,
    ) -> Data:
        if self._error:
            raise WorkerLost(Outcome.CRASH, self._error, "", [])
        if self._process is None:
            found = self._understood(self._start(), _loaded)
            if isinstance(found, CandidateError):
                self._error = f"a new process cannot load it: {found}"
                self._lose(Outcome.CRASH, self._error, [])
        return self._exchange(request, note, seconds)

    def kill(self) -> None:
        """End the process, whatever it does."""
        process, self._process = self._process, None
        if process is not None:
            _kill(process)

    def _exchange(
        self,
        request: Data,
        note: Callable[[int], object] | None = None,
        seconds: float | None = None,
    ) -> Data:
        try:
            return self._answer(request, note, seconds)
        except KeyboardInterrupt:  # it may be at work for long
            self.kill()
            raise

    def _answer(
        self,
        request: Data,
        note: Callable[[int], object] | None,
        seconds: float | None,
    ) -> Data:
        """Return the answer to a request.

        Args:
            request: The request.
            note: Function that takes the number of the program that runs; each has the whole time.
            seconds: The time limit in seconds, if it is not the usual one.

        Raises:
            WorkerLost: The worker ended before it answered.

        """
        process = self._process
        assert process is not None
        limit = self._seconds if seconds is None else seconds
        allowance, taken = self._allowance, self._allowance.taken
        with contextlib.suppress(OSError):  # it has ended, which shows below
            whole = {**request, "allowance": vars(allowance)}
            _stream(process.stdin).write(json.dumps(whole).encode() + b"\n")
            _stream(process.stdin).flush()
        steps: list[str] = []
        begin, number = clock(process), 0
        start = begin
        while True:
            if process.poll() is None:
                allowance.taken = taken + clock(process) - start
            with contextlib.suppress(queue.Empty):
                answer = self._answers.get(timeout=TICK)
                if answer is not None and "step" in answer:
                    if answer["step"]:
                        steps.append(str(answer["step"]))
                    else:
                        steps.clear()
                    continue
                if answer is not None:
                    return answer
                try:
                    process.wait(GRACE)
                except subprocess.TimeoutExpired:
                    self._lose(Outcome.CRASH, "the process closed its pipe to the kit", steps)
            code = process.poll()
            if code is not None and self._answers.empty():
                is_crash, words = operating_system.ending(code)
                self._lose(Outcome.CRASH if is_crash else Outcome.EXIT, words, steps)
            if note is not None and self._read_number() != number:
                begin, number = clock(process), self._read_number()
                note(number)
            late = max(clock(process) - begin - limit, -allowance.left)
            if limit and late > GRACE:
                self._lose(Outcome.TIMEOUT, "no end", steps)

    def _understood(self, answer: Data, read: Callable[[Data], Answer]) -> Answer:
        """Return what a function reads in an answer.

        Raises:
            WorkerLost: It is no answer of the kit: the candidate replaced what makes them.

        """
        try:
            return read(answer)
        except (AttributeError, KeyError, TypeError, ValueError):
            self._lose(Outcome.CRASH, "the process sent no answer of the kit", [])

    def _lose(self, outcome: Outcome, words: str, steps: list[str]) -> NoReturn:
        """End the process, if it has not ended, after it has reported where it is."""
        process, self._process = self._process, None
        assert process is not None
        start = time.monotonic()
        with contextlib.suppress(OSError, subprocess.TimeoutExpired):
            operating_system.ask_for_traceback(process)
            process.wait(GRACE)
        _kill(process)
        self._allowance.taken += time.monotonic() - start
        text = self._read_notes()
        _, begin, traceback = text.rpartition(places.TRACEBACK)
        if begin:
            words = f"{words}: {traceback.strip().splitlines()[-1].strip()}"
        raise WorkerLost(outcome, words, places.in_text(text), steps, begin and begin + traceback)

    def _read_notes(self) -> str:
        """Return the tracebacks that the process has left."""
        assert self._notes is not None
        self._notes.seek(COUNTER.size)
        return self._notes.read().decode("utf-8", "replace")

    def _read_number(self) -> int:
        """Return the number of the program that runs."""
        assert self._notes is not None
        number = 0
        with contextlib.suppress(OSError, struct.error):  # the candidate made it shorter
            number = COUNTER.unpack(operating_system.read_first(self._notes, COUNTER.size))[0]
        return number


class Isolated:
    """The engine that judges each candidate in a process of its own.

    Args:
        specification: All clauses.
        folder: The user's folder.
        seconds: The time limit of a check in seconds; 0 is no limit.
        is_partial: Whether candidates may lack methods.

    """

    def __init__(
        self,
        specification: Specification,
        folder: Path,
        seconds: float,
        is_partial: bool = False,
    ) -> None:
        self._specification, self._folder, self._seconds = specification, folder, seconds
        self._is_partial = is_partial
        self._workers: dict[str, WorkerProcess] = {}

    def load(self, given: str) -> Candidate:
        """Import a candidate in its process.

        Raises:
            CandidateError: The candidate cannot be judged.

        """
        self._workers[given] = WorkerProcess(given, self._folder, self._seconds, self._is_partial)
        return self._workers[given].load()

    def probe(self, clause: Clause, candidate: Candidate) -> Result:
        """Return the result of the probe for shared registrations."""
        return self._workers[candidate.given].examine(clause, self._specification, is_probe=True)

    def examine(self, clause: Clause, candidate: Candidate) -> Result:
        """Run the check of a clause against a candidate.

        Pytest shows a traceback of the process with the failure.
        """
        worker = self._workers[candidate.given]
        result = worker.examine(clause, self._specification)
        sys.stderr.write(worker.take_traceback())
        return result

    def search(
        self, candidate: Candidate, request: Request, note: Callable[[int], object]
    ) -> SearchResult:
        """Search for a rejected program."""
        worker = self._workers[candidate.given]
        found = worker.search(request, self._specification, note)
        sys.stderr.write(worker.take_traceback())
        return found

    def close(self) -> None:
        """End the processes."""
        for worker in self._workers.values():
            worker.close()


def _stream(stream: IO[bytes] | None) -> IO[bytes]:
    assert stream is not None
    return stream


def _kill(process: subprocess.Popen[bytes]) -> None:
    """End a process, if it has not ended, and those that it forked."""
    operating_system.kill(process)
    with contextlib.suppress(OSError):
        _stream(process.stdin).close()


def _read(stream: IO[bytes], answers: queue.Queue[Data | None]) -> None:
    """Put the answers of a pipe into a queue until it ends."""
    with stream:
        for line in stream:
            try:
                answer = json.loads(line)
            except ValueError:
                break
            answers.put(answer if isinstance(answer, dict) else {})
    answers.put(None)


def _loaded(answer: Data) -> Candidate | CandidateError:
    """Return the candidate of the first answer, or why it cannot be judged."""
    if "error" in answer:
        return CandidateError(str(answer["error"]))
    return Candidate.from_data(answer["candidate"])


def _result(answer: Data, clause: Clause, specification: Specification) -> Result:
    """Return the result of a clause.

    Raises:
        ValueError: The answer is about another clause.

    """
    result = Result.from_data(answer["result"], specification)
    if result.clause.id != clause.id:
        raise ValueError(f"{result.clause.id}, not {clause.id}")
    return result


def _program(number: int, scope: Scope, lacks: tuple[str, ...]) -> Any:
    """Return the program of a number."""
    programs: Sequence[Any] = list(every(scope.depth, lacks))
    if number <= len(programs):
        return programs[number - 1]
    return list(sampled(number - len(programs), scope.seed, lacks))[-1]
