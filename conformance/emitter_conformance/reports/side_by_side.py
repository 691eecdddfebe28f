"""Several candidates side by side: a line for each, and the clauses where they differ."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence

from emitter_conformance.verdict.verdict import Outcome, Verdict

from .cells import Cell, CellState, Column, columns, rows
from .sentences import count, paragraphs, some, wrapped

NAME, CELL = 22, 4
"""The widths of a name and of a chapter in the picture, which fits into 80 columns."""
LEGEND = "+ conforms  x does not  ? no verdict  3 broken  (3) broken, not binding"
MORE = "w waived  - not run"
SIGNS = {"\N{CHECK MARK}": "+", "\N{BALLOT X}": "x", "?": "?"}
SHARED = {
    Outcome.BROKEN: "broken",
    Outcome.UNSUPPORTED: "unsupported",
    Outcome.TIMEOUT: "timeout",
    Outcome.CRASH: "crash",
    Outcome.EXIT: "exit",
    CellState.WAIVED: "waived",
    CellState.OPEN: "done unlike a draft",
    Outcome.NOT_RUN: "not run",
}


def picture(candidates: Sequence[Column]) -> list[str]:
    """Return a table of what each candidate breaks in each chapter, with a line of heads."""
    heads = (f"{_short(chapter):>{CELL}}" for chapter in candidates[0].chapters)
    lines = [" " * (NAME + 2) + "".join(heads)]
    for column in candidates:
        cells = "".join(f"{_cell(states):>{CELL}}" for states in column.chapters.values())
        name = column.name if len(column.name) <= NAME else f"...{column.name[3 - NAME :]}"
        lines.append(f"{SIGNS[column.mark]} {name:<{NAME}}{cells}")
    return lines


def _short(chapter: str) -> str:
    """Return three letters of the name of a chapter; of `type_error`, those of its last word."""
    last = chapter.rpartition("_")[2]
    return (last if len(last) > 2 else chapter)[:3]


def _cell(states: Counter[CellState]) -> str:
    if states[CellState.BROKEN]:
        return str(states[CellState.BROKEN])
    if states[CellState.LOOSE]:
        return f"({states[CellState.LOOSE]})"
    if states[CellState.WAIVED]:
        return "w"
    return "-" if states[CellState.NOT_RUN] else "."


def legend(candidates: Sequence[Column]) -> list[str]:
    """Return the lines that explain the signs of the picture."""
    used = {state for each in candidates for states in each.chapters.values() for state in states}
    return [LEGEND, *[MORE] * bool(used & {CellState.WAIVED, CellState.NOT_RUN})]


def differences(candidates: Sequence[Column]) -> list[str]:
    """Return a sentence for each group of clauses in which the same candidates differ."""
    every = rows(candidates, [result.clause for result in candidates[0].verdict.results])
    groups: dict[tuple[object, ...], list[str]] = {}
    for row in every:
        if row.differs:
            weight = next(
                (cell.weight for cell in row.cells if cell.state is not CellState.NOT_ASKED), ""
            )
            shown = row.clause.id + (f" ({weight})" if weight != "MUST" else "")
            groups.setdefault(tuple(cell.outcome for cell in row.cells), []).append(shown)
    return [
        f"{_who(candidates, outcomes)}: {', '.join(clauses)}"
        for outcomes, clauses in groups.items()
    ]


def _who(candidates: Sequence[Column], outcomes: Sequence[object]) -> str:
    """Return in words what became of clauses that some candidates do not keep."""
    words = []
    for outcome, word in SHARED.items():
        names = [each.name for each, other in zip(candidates, outcomes) if other is outcome]
        others = [each.name for each in candidates if each.name not in names]
        if names:
            by = "" if outcome is Outcome.NOT_RUN else "by "
            all_but = len(names) > len(others) + 1
            who = f"all but {', '.join(others)}" if all_but else ", ".join(names)
            words.append(f"{word} {by}{who}")
    return "; ".join(words)


def lines(verdicts: Sequence[Verdict]) -> Iterator[str]:
    """Yield the comparison, 80 columns wide; no line for one candidate."""
    if len(verdicts) < 2:
        return
    candidates = columns(verdicts)
    yield from picture(candidates)
    yield from legend(candidates)
    yield ""
    yield from paragraphs(differences(candidates))
    every = rows(candidates, [result.clause for result in verdicts[0].results])
    same = [row for row in every if not row.differs]
    kept = [row.clause for row in same if _is_any(row.cells, Outcome.KEPT)]
    yield f"kept by all: {count(kept)}"
    for outcome, word in SHARED.items():
        clauses = [row.clause for row in same if _is_any(row.cells, outcome)]
        if clauses:
            yield from wrapped(f"{word} in all: {some(clauses)}")


def _is_any(cells: Sequence[Cell], outcome: object) -> bool:
    return any(each.outcome is outcome for each in cells)
