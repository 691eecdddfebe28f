"""Figures of cost follow from measured values, and are printed, saved and drawn."""

from __future__ import annotations

import dataclasses
import json
import re
from pathlib import Path

import pyperf
import pytest
from costs import MICROSECOND, NAMES, benchmark, cost
from emitter_conformance.cost import markdown, page, rows, saved, table
from emitter_conformance.cost.figures import Growth, Place, exponent, stopped
from emitter_conformance.cost.operations import KNOWN
from emitter_conformance.cost.plot import Axis, Chart, Ratios, ends
from emitter_conformance.cost.rows import CostCell
from pages import Element, read
from verdicts import SPECIFICATION, report, verdict

SLOW = {Place(1, "off-last", 10_000): "too slow", Place(1, "on", 10): "raises KeyError"}
TABLE = """\
ref  emitter_reference:EventEmitter
a    mypkg.emitter:EventEmitter

a: emits up to 2.00 times slower; off is up to 2000 times slower; once is up to
  2.00 times slower; on needs 2.00 times the memory; once needs 2.00 times the
  memory

                             ref       a
emit to 0                1.00 us 2.00 us   2.00x
emit to 1                1.00 us 2.00 us   2.00x
emit to 10               10.0 us 20.0 us   2.00x
emit to 1 000            1.00 ms 2.00 ms   2.00x
emit to 10, mixed        10.0 us 20.0 us   2.00x
emit to 1 000, mixed     1.00 ms 2.00 ms   2.00x
on, to 10                1.00 us raises KeyError
on, to 1 000             1.00 us raises KeyError
off, of 10               1.00 us 20.0 us   20.0x
off, of 1 000            1.00 us 2.00 ms   2000x
once and call, of 1      1.00 us 2.00 us   2.00x
once and call, of 1 000  1.00 us 2.00 us   2.00x
memory of an on            100 B   200 B   2.00x
memory of a once           100 B   200 B   2.00x

growth                       ref       a
emit                        1.00    1.00
on                          0.00               -
off, worst place            0.00    1.00    last
once and call               0.00    0.00
memory of an on             0.00    0.00
memory of a once            0.00    0.00

a: on: raises KeyError
a: off, last: too slow, stopped at 1 000
"""


# Figures


@pytest.mark.parametrize("power", [-0.5, 0.0, 1.0, 2.0])
def test_exponent(power: float) -> None:
    """The exponent of a power law is found from its values."""
    points = [(10.0**size, 3 * 10.0 ** (size * power)) for size in range(1, 6)]
    assert exponent(points) == pytest.approx(power)


def test_ratios_are_of_pairs() -> None:
    """A disturbance of both candidates at once does not change their ratio."""
    own, base = Place(1, "on", 10), Place(0, "on", 10)
    disturbed = [1.0, 10.0, 100.0, 2.0, 4.0]
    benchmarks = {
        base: benchmark(base, disturbed),
        own: benchmark(own, [value * factor for value, factor in zip(disturbed, (1, 2, 3, 4, 5))]),
    }
    measured = dataclasses.replace(cost(), benchmarks=benchmarks)
    assert measured.ratios(own) == (2.0, 3.0, 4.0)
    assert measured.spread() == pytest.approx(1 / 3)
    single = {place: benchmark(place, [2.0]) for place in (own, base)}
    assert dataclasses.replace(measured, benchmarks=single).ratios(own) == (1.0, 1.0, 1.0)


def test_growth_needs_points() -> None:
    """Growth has no figure with only two sizes."""
    measured = cost(problems={Place(1, "on", 1_000): "too slow", Place(1, "once", 10_000): "w"})
    assert measured.growth(1, "on") is None
    assert measured.growth(1, "once") == Growth(0.0, 1_000)


@pytest.mark.parametrize(
    ("power", "problems", "name"),
    [
        (1.0, {}, "off-last"),
        (-1.0, {}, "off-first"),
        (0.0, {Place(1, f"off-{each}", 10): "raises" for each in ("first", "middle")}, "off-last"),
        (
            0.0,
            {Place(1, f"off-{each}", 100): "raises" for each in ("first", "middle", "last")},
            "off-first",
        ),
    ],
)
def test_worst_removal(power: float, problems: dict[Place, str], name: str) -> None:
    """The worst removal is the one that grows most, or the only one with a figure."""
    assert cost(powers=(0, power), problems=problems).worst_removal(1) == name


def test_where_series_end() -> None:
    """Series that end at the same size for the same reason are reported together."""
    problems = {Place(1, f"off-{each}", 100): "too slow" for each in ("first", "middle", "last")}
    measured = cost(problems={**problems, Place(1, "once", 1): "calls again"})
    names = ["off-first", "off-middle", "off-last"]
    assert stopped(measured, 1) == [("too slow", 10, names), ("calls again", 0, ["once"])]
    assert rows.notes(measured, 1) == ["off: too slow, stopped at 10", "once and call: calls again"]
    assert stopped(measured, 0) == []


# Words


@pytest.mark.parametrize(
    ("value", "unit", "words"),
    [
        (0.0, "second", "0.00 ns"),
        (1.234e-9, "second", "1.23 ns"),
        (99.96e-9, "second", "100 ns"),
        (999.4e-9, "second", "999 ns"),
        (999.6e-9, "second", "1.00 us"),
        (12.34e-6, "second", "12.3 us"),
        (0.0456, "second", "45.6 ms"),
        (12.0, "second", "12.0 s"),
        (47.25, "byte", "47.2 B"),
        (4096.0, "byte", "4.10 kB"),
        (3e6, "byte", "3.00 MB"),
        (-8.0, "byte", "-8.00 B"),
    ],
)
def test_amount(value: float, unit: str, words: str) -> None:
    """An amount has three digits, and the unit that makes it short."""
    assert rows.amount(value, unit) == words


def test_table() -> None:
    """A table has medians, ratios and growth, and a problem in the place of a figure."""
    printed = table.render(cost(powers=(0, 1), problems=SLOW))
    assert printed.startswith(TABLE)
    assert printed.endswith("\nHalf of the ratios behind a figure lie within 0% of it.\n")


def test_table_is_80_columns_wide() -> None:
    """Further candidates have tables of their own, with the reference again."""
    names = [f"mypkg.number_{number}:EventEmitter" for number in range(6)]
    printed = table.render(cost([1, 20, 300, 4_000, 50_000, 0.001], [0] * 6, names=names))
    assert max(map(len, printed.splitlines())) <= 80
    tables = [line.split() for line in printed.splitlines() if line.startswith(" " * 20)]
    assert tables == [["ref", "a", "b", "c"], ["ref", "d", "e"]]


def test_candidate_that_does_nothing() -> None:
    """A candidate that does nothing has a reason in the place of each figure."""
    first = {Place(1, name, size): "does not call" for name, size in FIRST}
    measured = cost(problems=first)
    assert {row.cells[1] for row in rows.figures(measured)} == {
        CostCell("does not call", is_problem=True)
    }
    assert {row.cells[1].figure for row in rows.growths(measured)} == {"-"}
    assert rows.conclusion(measured, 1).startswith("does not call what is registered")
    assert rows.cell(measured, Place(2, "on", 10)).figure == "-"


def test_idle_candidate_is_not_the_fastest() -> None:
    """What does not call has times, but no ratios that would make it look fast."""
    measured = cost([1, 0.1], [0, 0], problems={Place(1, "emit", 1): "does not call"})
    assert rows.figures(measured)[0].cells[1] == CostCell("100 ns")
    assert not [dot for _, _, dots in Ratios(measured).rows for dot in dots]
    slow = cost(problems={Place(1, "emit", 1): "too slow"})
    assert rows.figures(slow)[0].cells[1].ratio == "2.00"


@pytest.mark.parametrize(
    ("scale", "words"),
    [
        (0.1, "emits up to 10.0 times faster; on is up to 10.0 times faster; off is"),
        (1.05, "costs what the reference costs"),
    ],
)
def test_conclusion(scale: float, words: str) -> None:
    """A sentence tells what is faster or slower, if it is by more than a fifth."""
    assert rows.conclusion(cost([1, scale], [0, 0]), 1).startswith(words)


def test_quick_measurement_says_so(tmp_path: Path) -> None:
    """Every format says that a measurement was quick, also when it was saved."""
    path = tmp_path / "cost.json"
    path.write_text(saved.render(dataclasses.replace(cost(), quick=True)), encoding="utf-8")
    for render in (page.render, table.render, markdown.render):
        assert "--quick" in read(render(saved.load(path))).words
        assert "--quick" not in render(cost())


FIRST = [(operation.name, operation.sizes[0]) for operation in KNOWN.values()]


def test_ratio_without_reference() -> None:
    """A size that only the candidate reached has a figure and no ratio."""
    measured = cost(problems={Place(0, "on", 1_000): "too slow", Place(0, "memory-on", 10): "w"})
    found = {row.title: row.cells for row in rows.figures(measured)}
    assert found["on, to 1 000"] == (CostCell("too slow", is_problem=True), CostCell("2.00 us"))
    assert found["memory of an on"] == (CostCell("w", is_problem=True), CostCell("200 B"))


def test_markdown() -> None:
    """Names are escaped in Markdown, and both tables have a column for each candidate."""
    measured = cost(problems=SLOW, names=[NAMES[0], "mypkg.my_emitter:*|*"])
    printed = markdown.render(measured)
    assert "- **mypkg.my\\_emitter:\\*\\|\\*** emits up to 2.00 times slower; off is up" in printed
    assert "| emit to 0 | 1.00 us | 2.00 us (2.00x) |\n" in printed
    assert "| off, worst place | 0.00 (" in printed
    assert "\n\n\n" not in printed


# Saved


def test_saved_costs_are_those_of_before(tmp_path: Path) -> None:
    """Saved costs are a file of pyperf, and give the same report in every format."""
    measured, path = cost(powers=(0, 1), problems=SLOW), tmp_path / "cost.json"
    path.write_text(saved.render(measured), encoding="utf-8")
    loaded = saved.load(path)
    for render in (saved.render, page.render, markdown.render, table.render):
        assert render(loaded) == render(measured)
    suite = pyperf.BenchmarkSuite.load(str(path))
    (last, *_) = [each for each in suite if each.get_name() == str(Place(0, "once", 10))]
    assert last.median() == pytest.approx(MICROSECOND)


@pytest.mark.parametrize(
    ("old", "new", "message"),
    [
        ('"format": 1', '"format": 2', "is not a saved cost; measure again"),
        ('"emitter_conformance": {', '"other": {', "is not a saved cost"),
        ('"operation": "on"', '"operation": "fire"', "is not a saved cost"),
        ('"size": 100000', '"size": 5', "is not a saved cost"),
        ('"candidate": 1', '"candidate": 7', "is not a saved cost"),
        ('"candidate": 1', '"candidate": -1', "is not a saved cost"),
        ("{", "", "is not a saved cost"),
    ],
)
def test_what_is_no_saved_cost(tmp_path: Path, old: str, new: str, message: str) -> None:
    """A file that holds no costs is refused in one line."""
    path = tmp_path / "cost.json"
    path.write_text(saved.render(cost()).replace(old, new), encoding="utf-8")
    with pytest.raises(saved.CostError, match=message) as raised:
        saved.load(path)
    assert str(path) in str(raised.value)


def test_file_that_cannot_be_read(tmp_path: Path) -> None:
    """A file that cannot be read is refused with the reason of the system or of its text."""
    (tmp_path / "cost.json").write_bytes(b"\xff")
    for name, message in (("missing", "cannot be read: No such"), ("cost", "can't decode")):
        with pytest.raises(saved.CostError, match=message):
            saved.load(tmp_path / f"{name}.json")


# Plots


def test_axis() -> None:
    """Equal factors have equal distances on an axis."""
    axis = Axis(1, 10_000, 0, 400)
    assert [axis(value) for value in (1, 10, 100, 10_000)] == [0, 100, 200, 400]
    assert axis.ticks == [1, 10, 100, 1_000, 10_000]
    assert Axis(0.5, 20, 0, 1).ticks == [0.5, 1, 2, 5, 10, 20]


@pytest.mark.parametrize(
    ("values", "around"),
    [
        ((3, 40), (2, 50)),
        ((0.25, 1.2), (0.2, 2)),
        ((10, 10), (10, 20)),
        ((0.02,), (0.02, 0.05)),
        ((0.0999, 5.001), (0.05, 10)),
    ],
)
def test_ends(values: tuple[float, ...], around: tuple[float, float]) -> None:
    """An axis spans the data in steps of 1, 2 and 5, and has a length."""
    assert ends(values) == pytest.approx(around)


def test_chart() -> None:
    """A chart has a line for each candidate with values, and no point at 0 callbacks."""
    chart = Chart(cost(powers=(0, 1), problems={Place(1, "emit", 1): "does not call"}), "emit")
    (line,) = chart.lines
    assert line.candidate == 0
    assert line.path.startswith("58.0,182.0 ")
    assert [text for _, text in chart.columns] == ["1", "10", "100", "1 000", "10 000", "100 000"]
    assert [text for _, text in chart.levels][:3] == ["1 us", "10 us", "100 us"]


def test_chart_of_removals() -> None:
    """The chart of removals has the worst place of each candidate."""
    chart = Chart(cost(powers=(0, 1)), "off")
    flat, steep = (line.points for line in chart.lines)
    assert len({y for _, y in flat}) == 1
    assert len({y for _, y in steep}) == len(steep) == 5


def test_chart_of_nothing() -> None:
    """A chart without values has axes."""
    problems = {Place(each, "on", 10): "raises KeyError" for each in (0, 1)}
    chart = Chart(cost(problems=problems), "on")
    assert (chart.lines, len(chart.columns), len(chart.levels)) == ([], 2, 2)


def test_ratios_as_dots() -> None:
    """The reference is the line at one; a row without a ratio has no dot."""
    plot = Ratios(cost(problems={Place(1, "on", 10): "raises KeyError"}))
    found = {title: dots for title, _, dots in plot.rows}
    (dot,) = found["emit to 10, mixed"]
    assert (found["on, to 10"], dot.candidate, dot.said) == ([], 1, "2.00")
    assert [text for _, text in plot.columns] == ["0.5x", "1x", "2x"]
    assert dot.y == 6 + 22 * 4.5
    assert plot.x(1) < dot.low == dot.at == dot.high == plot.right
    (memory,) = found["memory of a once"]
    assert (memory.candidate, memory.said) == (1, "2.00")


def test_dots_of_a_row_lie_beside_each_other() -> None:
    """Equal ratios lie beside one another around the height of their row."""
    names = [f"mypkg.number_{number}:EventEmitter" for number in range(4)]
    _, y, dots = Ratios(cost([1] * 4, [0] * 4, names=names)).rows[0]
    assert [round(dot.y - y, 1) for dot in dots] == [-4.7, 0.0, 4.7]


# The page


def shown(text: str) -> Element:
    """Read a page."""
    return read(text)


def test_page_stands_alone() -> None:
    """The page has no network, no script, unique ids, and a text for every drawing."""
    text = page.render(cost([1, 2, 3], [0, 1, 2], problems=SLOW))
    tree = shown(text)
    ids = re.findall(r' id="([^"]+)"', text)
    assert len(set(ids)) == len(ids)
    assert not tree.all("script")
    assert not re.search(r'\b(?:src|href|style|xlink)="', text)
    assert (
        "default-src 'none'; style-src 'sha256-"
        in tree.one("meta", http_equiv="Content-Security-Policy")["content"]
    )
    drawings = tree.all("svg", role="img")
    assert len(drawings) == 7
    for drawing in drawings:
        for place in drawing["aria-labelledby"].split():
            assert drawing.one(id=place).words
    assert "Powers: reference 1.00, mypkg.emitter 1.00, mypkg.lists 1.00." in drawings[1].words
    assert [len(each.all("polyline")) for each in drawings] == [0, 3, 2, 3, 3, 3, 3]


def test_page_tells_the_figures() -> None:
    """Tables of the page have the figures, problems in their places, and ends of series."""
    tree = shown(page.render(cost(powers=(0, 1), problems=SLOW)))
    figures, growth, every = tree.all("table")
    cells = {row.one("th").words: [cell.words for cell in row.all("td")] for row in body(figures)}
    assert cells["emit to 10"] == ["10.0 us", "20.0 us 2.00x"]
    assert cells["on, to 10"] == ["1.00 us", "raises KeyError"]
    assert body(growth)[2].all("td")[1].words == "1.00 last"
    assert len(body(every)) == sum(len(each.sizes) for each in KNOWN.values())
    assert (
        "mypkg.emitter off, last: too slow, stopped at 1 000"
        in tree.one("ul", class_="stops").words
    )
    assert (
        tree.one("head").one("title").words == "What mypkg.emitter:EventEmitter costs: emitter cost"
    )


def body(of: Element) -> list[Element]:
    """Return the rows below the head of a table."""
    return of.one("tbody").all("tr")


def test_names_are_no_markup() -> None:
    """Names of candidates are escaped in HTML."""
    names = [NAMES[0], "mypkg:<script>&\"'"]
    tree = shown(page.render(cost(names=names)))
    assert not tree.all("script")
    assert "What mypkg:<script>&\"' costs" in tree.one("h1").words


def test_many_candidates_share_marks() -> None:
    """The seventh candidate has the mark of the second; no one has that of the reference."""
    names = [f"mypkg.number_{number}:EventEmitter" for number in range(8)]
    measured = cost([1] * 8, [0] * 8, names=names)
    marks = [mark for _, _, mark in page.Costs(measured).named]
    assert marks == [0, 1, 2, 3, 4, 5, 1, 2]
    assert page.Costs(measured).title == "What 7 candidates cost"
    shown(page.render(measured))


def test_costs_on_the_page_of_a_verdict() -> None:
    """Costs follow the specification on the page of a verdict, with a link and no script."""
    names = [NAMES[0], verdict().candidate.title, NAMES[2]]
    given = cost([1, 2, 3], [0] * 3, names=names)
    text = page.joined(report(verdict()), SPECIFICATION, given)
    tree = shown(text)
    assert tree.one("section", id="cost").one("h2", id="cost-title").words
    assert tree.one("a", href="#cost").words == "Cost"
    _, judged, other = tree.one("ul", class_="marks").all("li")
    assert judged.words.endswith("(CONFORMANT)")
    assert other.words.endswith("(not judged here)")
    assert len(tree.all("script")) == 1
    ids = re.findall(r' id="([^"]+)"', text)
    assert len(set(ids)) == len(ids)


def test_saved_costs_say_where_they_were_measured() -> None:
    """Saved costs name the processor, and not the machine."""
    known = saved.machine()
    assert "python_version" in known
    assert not {"hostname", "python_executable"} & set(known)
    json.dumps(known)
