"""Every reproducer shows its bug, and is quiet where the bug is not.

    python conformance/tests/proofs/reproducers.py [NAME ...]

For every defect and every clause it is reported under, the script is run in a process of its own:
it has to end with the exit code 1 and print what the failure says. Then the same script is run
with the reference and with every variant that keeps the clause, and has to end with 0.
With parts of names only those defects are tried.
"""

from __future__ import annotations

import argparse
import ast
import functools
import io
import logging
import re
import subprocess
import sys
import tempfile
from collections.abc import Iterable, Iterator
from concurrent.futures import ProcessPoolExecutor
from contextlib import redirect_stderr, redirect_stdout
from pathlib import Path
from typing import Any
from unittest import mock

from document import silent
from emitter_conformance.candidate.loading import Candidate, load
from emitter_conformance.candidate.process_state import restored
from emitter_conformance.checks import reproducer
from emitter_conformance.core import describe
from emitter_conformance.core.clauses import check_name
from emitter_conformance.engine.in_process import Request, examine_programs
from emitter_conformance.programs.search import Scope
from emitter_conformance.typecheck.examiner import PACKAGE, programs_of
from emitter_conformance.typecheck.reproducer import typed_script
from emitter_conformance.verdict.failure import Failure
from emitter_conformance.verdict.verdict import Terms
from emitter_spec import PROFILES, Clause, Level
from emitters import (
    DEFECTS,
    SEQUENCES,
    SPECIFICATION,
    VARIANTS,
    broken,
    candidate,
    declared,
    keeps,
    name,
)
from typed_emitters import TYPED_DEFECTS, seen, typing_results

PRINTED = re.compile(r"expected (.*)\nactual   (.*)\n", re.DOTALL)
EXCEPTION = re.compile(r"(\w+)\((.*?),?\)", re.DOTALL)
OBJECT = re.compile(r"<[^<>]*>")
NEWLINE = "\n"
NO_ERROR = "no log record of an error"
LOGGED = re.compile(r" \(logged: .*| \(not deterministic.*", re.DOTALL)


def script(clause: str, of: Candidate, failure: Failure) -> str:
    """Return the script of a failure, with any candidate instead of the one that failed."""
    sentence = SPECIFICATION[clause].sentence
    if SPECIFICATION[clause].needs == PACKAGE:
        program = programs_of(of, SPECIFICATION)[check_name(SPECIFICATION[clause])]
        return typed_script(f"{clause}: {sentence}", of, program.source, Path.cwd())
    return reproducer.script(f"{clause}: {sentence}", of, failure.program, Path.cwd())


@functools.cache
def good(clause: str) -> list[Candidate]:
    """Return those of the reference and the variants that keep a clause, or all that bind."""
    clauses = [SPECIFICATION[clause]] if clause else SPECIFICATION.clauses("1.2")
    binding = [each for each in clauses if each.level is not Level.OPEN]
    is_typed = clause != "" and SPECIFICATION[clause].needs == PACKAGE
    if not clause:
        binding = [each for each in binding if not each.needs and PROFILES[0].asks(each)]
    keeping = [path for path in VARIANTS if _keeps_all(path, binding)]
    if is_typed:  # the others have the annotations of the reference
        keeping = [path for path in keeping if path.stem.startswith("annotated")]
    is_asked = not clause or SPECIFICATION[clause].subject.value != "classes"
    variants = map(seen if is_typed else candidate, keeping)
    is_kept = any(PROFILES[0].asks(each) and not each.draft for each in clauses)
    references = [load("emitter_reference", Path.cwd())] * is_kept
    every = [*references, *variants]
    return [each for each in every if each.is_class or is_asked]


def _keeps_all(variant: Path, clauses: Iterable[Clause]) -> bool:
    return all(keeps(variant, clause) for clause in clauses)


def run_alone(text: str) -> subprocess.CompletedProcess[str]:
    """Run a script in a process of its own."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder, "script.py")
        path.write_text(text, encoding="utf-8")
        command = [sys.executable, "-W", "ignore", str(path)]
        return subprocess.run(
            command, capture_output=True, encoding="utf-8", check=False, timeout=60
        )


def run_here(text: str) -> tuple[int, str]:
    """Run a script in this process; return its exit code and output."""
    printed = io.StringIO()
    code: object = 0
    handlers = mock.patch.object(logging.Logger, "callHandlers", logging.Logger.callHandlers)
    with restored(), handlers, redirect_stdout(printed), redirect_stderr(printed):
        try:
            exec(compile(text, "<script>", "exec"), {"__name__": "__main__"})
        except SystemExit as ended:
            code = ended.code
        except BaseException as error:
            code = describe.error(error)
    return int(code) if isinstance(code, int) else 1, f"{printed.getvalue()}{code}"


def matches(failure: Failure, stdout: str, stderr: str = "") -> bool:
    """Return whether a script printed what the failure says.

    A script that cannot look at what it is to show ends with a traceback instead.
    """
    if "\nactual   " not in stdout:
        stdout += f"actual   {stderr.strip().rpartition(NEWLINE)[2]}\n"
        if stdout.rpartition("actual   ")[2].strip() not in failure.actual:
            return False
        return stdout.startswith("expected ")
    printed = PRINTED.fullmatch(stdout)
    assert printed is not None
    actual = LOGGED.sub("", failure.actual).replace("another object: ", "")
    if actual.startswith("no exception from"):
        actual = "None"
    if actual == describe.ANOTHER_ORDER:
        return sorted(printed[1]) == sorted(printed[2])
    expected = [_any_order(each) for each in _wordings(printed[1])]
    as_printed = _any_order(failure.expected) in expected and any(
        _alike(actual, each) for each in _wordings(printed[2])
    )
    return as_printed or (failure.expected, actual) == _compared(printed[1], printed[2])


def _compared(expected: str, actual: str) -> tuple[str, str]:
    """Return how a failure words the printed calls, of which it shows the difference alone."""
    seen, ours = _value(describe.ADDRESS.sub("", actual)), _value(_any_order(expected))
    if not (isinstance(seen, list) and isinstance(ours, list)):
        return expected, actual
    return describe.compared(seen, ours, in_order=expected == _any_order(expected))


def _any_order(words: str) -> str:
    return re.sub(",? in any order$", "", words)


def _alike(words: str, others: str) -> bool:
    """Return whether words are equal but for a cut and the depth of the stack."""
    if words.startswith("RecursionError"):
        return others.startswith("RecursionError")
    start, shortened, _ = words.replace("steps.", "__main__.").partition("...")
    return others.startswith(start) if shortened else others == start


def _wordings(printed: str) -> Iterator[str]:
    """Yield the texts that a failure may have for what a script printed."""
    printed = describe.ADDRESS.sub("", printed)
    yield printed
    yield printed.replace('"', "'")
    left, _, right = printed.partition(" is ")
    yield f"{left} is {describe.value(_value(right))}"
    exception = EXCEPTION.fullmatch(printed)
    if exception is not None:
        kind, arguments = exception.groups()
        message = " ".join(str(_value(arguments)).split())
        yield from [kind, f"{kind}: {message}", f"{kind}: {arguments}"]
    value = _value(_any_order(printed))
    if isinstance(value, list):
        yield describe.calls(value)
        yield ", ".join(map(str, value)) or "no log record"
        yield ", ".join(map(describe.value, value))
        yield describe.records([str(each) for each in value]) or NO_ERROR
        yield f"log records of level {', '.join(map(str, value))}" * bool(value) or NO_ERROR


class _Shown(str):
    """An object that is known by its `repr` only."""

    __slots__ = ()
    __repr__ = str.__str__


def _value(printed: str) -> Any:
    """Return the value of a printed text, or an object with that `repr`."""
    try:
        return ast.literal_eval(printed)
    except (SyntaxError, ValueError):
        pass
    try:
        text = OBJECT.sub(lambda found: f"shown({found[0]!r})", printed)
        return eval(text, {"shown": _Shown, "RuntimeError": RuntimeError})
    except (SyntaxError, NameError):
        return _Shown(printed)


def failures_of(path: Path) -> dict[str, Failure]:
    """Return the failures of a defect by its checks, or by a program if no check fails."""
    if path in TYPED_DEFECTS:
        found = typing_results()[path]
        return {each.clause.id: each.failure for each in found if each.failure is not None}
    if path not in SEQUENCES:
        return broken(candidate(path), only=declared(path))
    strict = Terms("1.2", is_default=False, strict=True)
    result = examine_programs(candidate(path), SPECIFICATION, Request(strict, Scope())).result
    assert result is not None
    assert result.failure is not None
    return {result.clause.id: result.failure}


def try_all(path: Path) -> tuple[int, int, list[str]]:
    """Run the scripts of a defect; return the numbers of scripts and runs, and complaints."""
    complaints, runs = [], 0
    with silent():
        failures = failures_of(path)
    for clause, failure in failures.items():
        title = f"{name(path)}: {clause}"
        is_typed = path in TYPED_DEFECTS
        of = seen(path) if is_typed else candidate(path)
        ended = run_alone(script(clause, of, failure))
        if ended.returncode != 1:
            complaints.append(f"{title}: exit code {ended.returncode} with the defect")
        is_program = path in SEQUENCES
        if is_program:  # it prints all calls, and the failure the one that is wrong
            says_so = ended.stdout.startswith(f"expected {failure.expected}\nactual   ")
        elif is_typed:
            says_so = ended.stdout.endswith(f"\nactual   {failure.actual}\n")
        else:
            says_so = matches(failure, ended.stdout, ended.stderr)
        if not says_so:
            complaints.append(
                f"{title}: prints {ended.stdout!r}, but expected {failure.expected!r} "
                f"and actual {failure.actual!r}; {ended.stderr[-300:]}"
            )
        for other in good("" if is_program else clause):
            code, printed = run_here(script(clause, other, failure))
            runs += 1
            if code != 0:
                complaints.append(f"{title}: exit code {code} with {other.name}: {printed}")
    return len(failures), len(failures) + runs, complaints


def main() -> int:
    """Run all scripts, count and complain."""
    parser = argparse.ArgumentParser(description="Try the reproducers of every defect.")
    parser.add_argument("names", nargs="*", help="parts of names of defects")
    names: Iterable[str] = parser.parse_args().names or [""]
    every = [*DEFECTS, *SEQUENCES]
    paths = [path for path in every if any(word in name(path) for word in names)]
    with ProcessPoolExecutor() as pool:
        tried = list(pool.map(try_all, paths))
    complaints = [complaint for _, _, some in tried for complaint in some]
    scripts, runs = sum(row[0] for row in tried), sum(row[1] for row in tried)
    print(*complaints, sep="\n", file=sys.stderr)
    print(f"{len(paths)} defects, {scripts} scripts, {runs} runs, {len(complaints)} complaints")
    return int(bool(complaints))


if __name__ == "__main__":
    sys.exit(main())
