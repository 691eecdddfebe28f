"""The kill matrix: every clause put to every defect and every variant.

    python conformance/tests/proofs/kill_matrix.py [--check] [--every N] [NAME ...]

Writes `conformance/kill_matrix.md`, or with `--check` fails if it is not current. With `--every`
it judges the variants and one of N other emitters, and compares their lines with the document.
With parts of names it judges only those emitters and writes nothing. It fails, and writes nothing,
when

- a defect is reported under other clauses than it declares, or for another reason;
- a variant breaks a clause that it declares to keep, or runs a program in a way it may not;
- a defect that only sequences show is reported by a check, or not by the program it declares;
- a clause that binds has no defect that breaks it and nothing else.

Emitters whose EDITIONS name a draft are judged by its clauses, all others by the published ones.

Clauses that mypy judges are put to the variants and to the defects of their own chapter, those
that need LiveKit's packages only to the latter.
"""

from __future__ import annotations

import argparse
import sys
import zlib
from collections.abc import Iterable, Sequence
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass, field
from pathlib import Path

import emitter_conformance
from catalogue_kills import Kills, kills, section
from document import CONFORMANCE, deliver, silent, table
from drop_in_emitters import DROP_IN_DEFECTS, drop_in_results
from emitter_conformance.optional.examiner import is_installed
from emitter_conformance.programs.search import Scope
from emitter_conformance.verdict.verdict import Outcome, Result
from emitter_spec import Clause, Level
from emitters import (
    DEFECTS,
    SEQUENCES,
    SPECIFICATION,
    VARIANTS,
    broken_alone,
    candidate,
    counterexamples,
    declaration,
    declared,
    keeps,
    name,
    results,
    shown_by_a_program,
)
from typed_emitters import typing_results

FEW = Scope(depth=4, number=100)
DOCUMENT = CONFORMANCE / "kill_matrix.md"
SIGNS = {Outcome.KEPT: ".", Outcome.BROKEN: "X"}
BINDING = [clause for clause in SPECIFICATION if clause.level is not Level.OPEN]
CHOICES = ("clause", "choices")
"""The head of the table of what variants choose."""


@dataclass(frozen=True)
class Row:
    """The outcomes of all clauses on one emitter.

    Attributes:
        path: The file of the defect or variant.
        programs: For each program that was rejected the clause and the number of operations.
        outcomes: The outcome of each clause that applies, by id.
        reasons: The actual of each broken clause.
        observations: The observation on each open clause, by id.

    """

    path: Path
    programs: tuple[tuple[str, int], ...] = ()
    outcomes: dict[str, Outcome] = field(default_factory=dict)
    reasons: dict[str, str] = field(default_factory=dict)
    observations: dict[str, str] = field(default_factory=dict)

    def with_results(self, results: Iterable[Result]) -> Row:
        """Add the outcomes of clauses."""
        for result in results:
            self.outcomes[result.clause.id] = result.outcome
            if result.failure:
                self.reasons[result.clause.id] = result.failure.actual
            if result.observation:
                self.observations[result.clause.id] = result.observation
        return self

    def sign(self, clause: Clause) -> str:
        """Return the outcome of a clause as one character."""
        if clause.id in self.observations:
            return "o"
        return SIGNS.get(self.outcomes[clause.id], "!") if clause.id in self.outcomes else "-"


def judge(path: Path) -> Row:
    """Return the row of an emitter, with programs where they decide; its output is discarded."""
    programs = []
    with silent():
        found = results(candidate(path))
        if path in DROP_IN_DEFECTS:
            found += drop_in_results(str(path))
        if path not in DEFECTS:
            scope = Scope() if path in SEQUENCES else FEW
            for _, shown in counterexamples(path, scope):
                if shown is not None:
                    programs.append((shown.rejection.clause, len(shown.program)))
    return Row(path, tuple(programs)).with_results(found)


def complaints_about(row: Row) -> Iterable[str]:
    """Return the differences between a row and what its emitter declares."""
    for clause, outcome in row.outcomes.items():
        if outcome not in SIGNS:
            yield f"{name(row.path)}: {clause} did not come to an end: {outcome.value}"
    if row.path in SEQUENCES:
        for clause, actual in row.reasons.items():
            yield f"{name(row.path)}: reported by the check of {clause}: {actual}"
        if row.programs != (shown_by_a_program(row.path),):
            yield f"{name(row.path)}: shown by other programs: {row.programs}"
        return
    if row.path in VARIANTS:
        for clause, size in row.programs:
            yield f"{name(row.path)}: {clause} by a program of {size} operations"
        for clause, actual in row.reasons.items():
            if keeps(row.path, SPECIFICATION[clause]):
                yield f"{name(row.path)}: reported under {clause}: {actual}"
        return
    reasons = declared(row.path)
    for clause in sorted({*reasons, *row.reasons}):
        if clause not in row.reasons:
            yield f"{name(row.path)}: declares {clause}, which is not reported"
        elif clause not in reasons:
            yield f"{name(row.path)}: does not declare {clause}: {row.reasons[clause]}"
        elif reasons[clause] not in row.reasons[clause]:
            yield f"{name(row.path)}: {clause} for another reason: {row.reasons[clause]}"


def complaints_about_clauses(rows: Iterable[Row]) -> Iterable[str]:
    """Return the binding clauses that no defect breaks alone."""
    alone = {clause for row in rows for clause in broken_alone(row.reasons)}
    for clause in BINDING:
        if clause.id not in alone:
            yield f"{clause.id}: no defect breaks it and nothing else"


def one_of(number: int) -> list[Path]:
    """Return the variants and one of a number of the other emitters.

    The sources choose which: the same ones for one state of the project, others after a change.
    """
    sources = [*Path(emitter_conformance.__file__).parent.rglob("*.py"), DOCUMENT]
    digest = zlib.crc32(b"".join(path.read_bytes() for path in sorted(sources)))
    return [*[*DEFECTS, *SEQUENCES][digest % number :: number], *VARIANTS]


def lines_that_differ(rows: Sequence[Row], text: str) -> Iterable[str]:
    """Return the lines that a document should have for some rows, and has not.

    The choices of the variants are compared if the rows have all variants.
    """
    found = {" ".join(line.split()) for line in text.splitlines()}
    lines = _grid(rows).splitlines()
    variants = [row for row in rows if row.path in VARIANTS]
    if len(variants) == len(VARIANTS):
        lines += table(CHOICES, _choices(variants)).splitlines()
    for line in lines:
        if " ".join(line.split()) not in found:
            yield f"{DOCUMENT.name} lacks: {line}"


def document(rows: Sequence[Row], shown: Iterable[Kills]) -> str:
    """Return the text of the matrix.

    Args:
        rows: The outcomes, emitter by emitter.
        shown: What the values of the checks show, defect by defect.

    """
    defects = [row for row in rows if row.path in DEFECTS]
    variants = [row for row in rows if row.path in VARIANTS]
    sequences = [row for row in rows if row.path in SEQUENCES]
    chapters = SPECIFICATION.chapters
    sizes = ", ".join(f"{chapter.name} {len(chapter.clauses)}" for chapter in chapters)
    head = f"""\
# Kill matrix

Written by `python conformance/tests/proofs/kill_matrix.py`.
`tox run -e matrix-whole` fails if it is not current, `tox run -e matrix` compares one line of six.

{len(defects)} defects, {len(sequences)} that only sequences show, {len(variants)} variants, \
{len(list(SPECIFICATION))} clauses, \
{sum(len(row.outcomes) for row in rows)} outcomes.
Each defect is reported under the clauses it declares and no other, for the reason it declares.
Each variant keeps the clauses it is judged by, and runs every program as it may.
Each of the {len(BINDING)} clauses that bind has a defect that breaks it and nothing else.
"""
    grid = f"""\
A line for each emitter, a sign for each clause, in the order of the chapters: {sizes}.
`.` kept, `X` broken, `o` open and observed, `-` not asked: a factory is not asked about classes;
of a draft, only those are asked that are written for it, and they are asked nothing else;
defects of other chapters, which annotate as little as they can, are not asked about types; and the
last chapter is put to its own defects only, as far as LiveKit's packages get with them.

```text
{_grid(rows)}
```
"""
    wrong = ("defect", "what is wrong", "broken", "what is reported")
    differs = ("variant", "how it differs", "judged by", "breaks of the rest")
    return "\n".join(
        [
            head,
            "## The defects of each clause\n",
            *[_chapter(chapter.name, chapter.clauses, defects) for chapter in chapters],
            "## What is wrong with each defect\n",
            table(wrong, map(_defect, defects)),
            "## What only sequences show\n",
            "No check reports these; a program does.\n",
            table(("defect", "what is wrong", "broken", "operations"), map(_sequence, sequences)),
            "## How each variant differs\n",
            table(differs, map(_variant, variants)),
            "## What is open\n",
            "What the variants choose; every choice is accepted.\n",
            table(CHOICES, _choices(variants)),
            section(shown),
            "## Every outcome\n",
            grid,
        ]
    )


def _chapter(chapter: str, clauses: Sequence[Clause], defects: Sequence[Row]) -> str:
    rows = []
    for clause in clauses:
        breaking = [row for row in defects if clause.id in row.reasons]
        alone = [row.path.stem for row in breaking if len(row.reasons) == 1]
        others = [row.path.stem for row in breaking if len(row.reasons) > 1]
        if clause.level is not Level.OPEN:
            rows.append((f"`{clause.id}`", clause.level.value, ", ".join(alone), ", ".join(others)))
    if not rows:
        return ""
    return f"### {chapter}\n\n" + table(("clause", "level", "broken alone by", "and by"), rows)


def _defect(row: Row) -> tuple[str, ...]:
    reasons = declared(row.path)
    return (
        name(row.path).partition("/")[2],
        _sentence(row.path),
        "<br>".join(f"`{clause}`" for clause in reasons),
        "<br>".join(f"`` {actual} ``" for actual in reasons.values()),
    )


def _sequence(row: Row) -> tuple[str, ...]:
    clause, size = shown_by_a_program(row.path)
    return row.path.stem, _sentence(row.path), f"`{clause}`", str(size)


def _variant(row: Row) -> tuple[str, ...]:
    module = declaration(row.path)
    levels = "MUST and SHOULD" if module.KEEPS_SHOULD else "MUST"
    if not getattr(module, "KEEPS_TYPING", False):
        levels += " without typing"
    return (
        row.path.stem,
        _sentence(row.path),
        f"{levels} of {' and '.join(module.EDITIONS)}",
        "<br>".join(f"`{clause}`" for clause in row.reasons),
    )


def _choices(rows: Sequence[Row]) -> Iterable[tuple[str, str]]:
    for clause in SPECIFICATION:
        seen = {row.observations[clause.id] for row in rows if clause.id in row.observations}
        if seen:
            yield f"`{clause.id}`", "<br>".join(sorted(seen))


def _grid(rows: Sequence[Row]) -> str:
    width = max(len(name(row.path)) for row in rows)
    lines = []
    for row in rows:
        groups = ["".join(map(row.sign, chapter.clauses)) for chapter in SPECIFICATION.chapters]
        lines.append(f"{name(row.path):{width}}  {' '.join(groups)}")
    return "\n".join(lines)


def _sentence(path: Path) -> str:
    return (declaration(path).__doc__ or "").partition("\n")[0]


def main() -> int:
    """Judge the emitters, then complain or write the document."""
    parser = argparse.ArgumentParser(description="Put every clause to every defect and variant.")
    parser.add_argument("names", nargs="*", help="parts of names: judge these, write nothing")
    parser.add_argument("--check", action="store_true", help="compare, write nothing")
    parser.add_argument(
        "--every", type=int, default=1, metavar="N", help="compare one of N, write nothing"
    )
    arguments = parser.parse_args()
    paths = [*DEFECTS, *SEQUENCES, *VARIANTS] if arguments.every == 1 else one_of(arguments.every)
    if arguments.names:
        paths = [path for path in paths if any(word in name(path) for word in arguments.names)]
    if not (is_installed("mypy") and is_installed("livekit.agents")):
        sys.exit("optional chapters need packages: pip install mypy livekit-agents")
    with ProcessPoolExecutor() as pool:
        judged = pool.map(judge, paths)
        typing = typing_results()  # mypy runs meanwhile
        rows = [row.with_results(typing.get(row.path, ())) for row in judged]
        is_whole = arguments.every == 1 and not arguments.names
        shown = list(pool.map(kills, DEFECTS)) if is_whole else []
    print(f"{len(rows)} emitters, {sum(len(row.outcomes) for row in rows)} outcomes")
    complaints = [complaint for row in rows for complaint in complaints_about(row)]
    if arguments.every > 1:
        complaints += lines_that_differ(rows, DOCUMENT.read_text(encoding="utf-8"))
    if not is_whole:
        print(*complaints, sep="\n")
        return int(bool(complaints))
    complaints += complaints_about_clauses(rows)
    return deliver(DOCUMENT, document(rows, shown), complaints, arguments.check)


if __name__ == "__main__":
    sys.exit(main())
