"""Bad input of every kind is accepted or refused with one line, and no file is half written.

Hypothesis makes the input, the same at each run: waivers, saved verdicts, options, names of
reports, and chapters of the specification.
"""

from __future__ import annotations

import contextlib
import copy
import itertools
import json
import pprint
import string
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
import tomlkit
from emitter_conformance import reports
from emitter_conformance.cli import main
from emitter_conformance.plugin import pytest_configure, session
from emitter_conformance.reports import FORMATS, ReportError, saved
from emitter_conformance.verdict import waivers
from emitter_conformance.verdict.waivers import Waiver, WaiverError
from emitter_spec import Edition, SpecificationError
from emitter_spec.parser import parse_chapter, parse_editions
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from verdicts import MUST, OTHER, SHOULD, SPECIFICATION, rejected, report, verdict

NUMBERS = itertools.count()
AWKWARD = st.sampled_from(
    ["", " ", "\n", "a\nb", "\r", "\x00", "\x1b[31m", "\u2028", "\ud800", "1" * 5000, "é", "%s{0}"]
)
TEXT = st.one_of(AWKWARD, st.text(max_size=8))
BYTES = st.binary(max_size=40)


def examples(number: int) -> Callable[[Any], Any]:
    """Return settings with so many examples, the same each time."""
    return settings(
        max_examples=number,
        derandomize=True,
        database=None,
        deadline=None,
        suppress_health_check=list(HealthCheck),
    )


@pytest.fixture
def folder(tmp_path: Path) -> Iterator[Path]:
    """Yield a folder in which no draft is left at the end."""
    yield tmp_path
    assert list(tmp_path.rglob("*.draft")) == []


def check_line(error: BaseException) -> None:
    """Check that a message is one line that can be shown."""
    text = str(error)
    assert text.splitlines() == [text]
    assert text.isprintable()


# Waivers

CLAUSES = st.sampled_from([MUST, OTHER, SHOULD, "open.order", "once.fire-once"])
DATES = st.dates().map(str) | st.datetimes().map(str) | st.sampled_from(["2027-02-30", "2027"])
LEAVES = st.one_of(
    TEXT.map(lambda text: json.dumps(text)),
    CLAUSES.map(lambda text: json.dumps(text)),
    DATES,
    st.sampled_from(
        ["1", "-0.5", "true", "nan", "inf", "{}", "[]", "[[]]", '["a", 1]', "9" * 5000]
    ),
)
VALUES = st.one_of(
    LEAVES,
    st.lists(LEAVES, max_size=3).map(lambda values: f"[{', '.join(values)}]"),
    LEAVES.map(lambda value: f"[{{a = {value}}}]"),
)
KEYS = st.one_of(
    st.sampled_from(["clause", "reason", "link", "expires", "actual", "candidate", "waivers"]),
    TEXT.map(lambda text: json.dumps(text)),
)
PAIRS = st.builds("{} = {}".format, KEYS, VALUES)
USUAL = st.builds('clause = "{}"\nreason = {}'.format, CLAUSES, TEXT.map(json.dumps))
HEADS = st.sampled_from(
    [
        *("[[waivers]]", "[waivers]", "[[tool.emitter-conformance.waivers]]"),
        *("[tool.emitter-conformance]", "[tool]", "[[tool]]", "[project]", "[a.b]", ""),
    ]
)
TABLES = st.builds("\n".join, st.tuples(HEADS, USUAL | PAIRS, PAIRS | st.just("")))
LINES = st.sampled_from(
    [
        "[[waivers]]",
        "[[tool.emitter-conformance.waivers]]",
        f'clause = "{MUST}"',
        'reason = "r"',
        "tool = {}",
        "tool = {emitter-conformance = {}}",
        f'tool.emitter-conformance.waivers = [{{clause = "{MUST}", reason = "r"}}]',
        f'waivers = [{{clause = "{MUST}", reason = "r"}}]',
        "[tool.emitter-conformance]",
        "[tool.mypy]",
        "waivers = []",
        "strict = true",
        "[project]",
    ]
)
TOML = st.one_of(
    st.lists(TABLES, max_size=3).map("\n".join),
    st.lists(LINES, max_size=6).map("\n".join),
)
NAMES = st.sampled_from(["waivers.toml", "pyproject.toml"])


@given(NAMES, TOML.map(lambda text: text.encode("utf-8", "replace")) | BYTES)
@examples(120)
def test_waivers(folder: Path, name: str, content: bytes) -> None:
    """A file of waivers is read and written back with all else in it, or refused."""
    path = folder / name
    path.write_bytes(content)
    waivers.find(folder)
    try:
        read = waivers.read(path, SPECIFICATION)
    except WaiverError as error:
        check_line(error)
        return
    before = others(path)
    for written in (read, (), (Waiver(MUST, "r"),)):
        try:
            waivers.write(path, written)
        except WaiverError as error:
            check_line(error)
            assert path.read_bytes() == content
            return
        assert waivers.read(path, SPECIFICATION) == written
        assert others(path) == before
        content = path.read_bytes()


def others(path: Path) -> Any:
    """Return the data of a file without the waivers and their tables."""
    document = tomlkit.parse(path.read_text(encoding="utf-8")).unwrap()
    table = document
    for name in waivers._names(path):
        table = table.get(name, {})
    table.pop("waivers", None)
    if not document.get("tool", {}).get("emitter-conformance", True):
        del document["tool"]["emitter-conformance"]
    if not document.get("tool", True):
        del document["tool"]
    return pprint.pformat(document)  # in whatever order: a dotted name begins its table early


@pytest.mark.parametrize(
    "text", ["a = " + "[" * 100_000, "a" + ".a" * 500 + " = "], ids=["lists", "names"]
)
def test_waivers_that_are_too_deep(folder: Path, text: str) -> None:
    """Waivers nested too deeply are refused like any file that is not TOML."""
    path = folder / "waivers.toml"
    path.write_text(text, encoding="utf-8")
    for use in (lambda: waivers.read(path, SPECIFICATION), lambda: waivers.write(path, ())):
        with pytest.raises(WaiverError) as raised:
            use()
        check_line(raised.value)


@given(TEXT, TEXT, TEXT)
@examples(50)
def test_waivers_of_a_command(folder: Path, reason: str, link: str, actual: str) -> None:
    """Waivers that the command writes can be read again."""
    path = folder / "waivers.toml"
    written = (Waiver(MUST, reason or "r", link, actual=(actual,) if actual else ()),)
    try:
        waivers.write(path, written)
    except WaiverError as error:
        check_line(error)
        return
    assert waivers.read(path, SPECIFICATION) == written


# Saved verdicts

SAVED = json.loads(
    saved.render(
        report(verdict(MUST, waivers=[Waiver(MUST, "r")], programs=rejected(OTHER)), verdict()),
        SPECIFICATION,
    )
)
PLAIN = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | TEXT | st.just(10**400),
    lambda inner: st.lists(inner, max_size=2) | st.dictionaries(TEXT, inner, max_size=2),
    max_leaves=3,
)


@st.composite
def mutations(draw: Callable[[Any], Any]) -> Any:
    """Return a saved report with some values removed or replaced."""
    data = copy.deepcopy(SAVED)
    for _ in range(draw(st.integers(1, 2))):
        place, key = data, draw(st.sampled_from(list(data)))
        while isinstance(place[key], (dict, list)) and place[key] and draw(st.integers(0, 3)):
            place = place[key]
            keys = list(place) if isinstance(place, dict) else [*range(len(place))]
            key = draw(st.sampled_from(keys))
        change = draw(st.sampled_from(["delete", "plain", "plain", "text", "other", "more"]))
        if change == "delete":
            del place[key]
        elif change == "more" and isinstance(place, dict):
            place[draw(TEXT)] = draw(PLAIN)
        elif change == "other":
            place[key] = copy.deepcopy(draw(st.sampled_from([*SAVED.values(), place[key]])))
        else:
            place[key] = draw(TEXT if change == "text" else PLAIN)
        if not data:
            break
    return data


@given(
    st.one_of(
        mutations().map(json.dumps).map(str.encode), BYTES, PLAIN.map(json.dumps).map(str.encode)
    )
)
@examples(120)
def test_saved_verdict(folder: Path, content: bytes) -> None:
    """A changed report is read and rendered in every format, or refused."""
    path = folder / "report.json"
    path.write_bytes(content)
    try:
        loaded = saved.load(path, SPECIFICATION)
    except ReportError as error:
        check_line(error)
        return
    for ending in FORMATS:
        try:
            reports.write(folder / f"rendered{ending}", loaded, SPECIFICATION)
        except ReportError as error:
            check_line(error)
    assert saved.load(folder / "rendered.json", SPECIFICATION) == loaded
    for words in (["render", str(path)], ["compare", str(path), str(path)]):
        assert main.main(words) in (0, 1)


@pytest.mark.parametrize(
    "text",
    ["[" * 100_000, "1" * 5000, '{"a":' * 100_000, "NaN", ""],
    ids=["lists", "digits", "objects", "nan", "empty"],
)
def test_saved_verdict_that_is_none(folder: Path, text: str) -> None:
    """A file that is no saved report is refused, by the command too."""
    path = folder / "report.json"
    path.write_text(text, encoding="utf-8")
    with pytest.raises(ReportError) as raised:
        saved.load(path, SPECIFICATION)
    check_line(raised.value)


# Options

OPTIONS = ("edition", "timeout", "depth", "programs", "seed", "waivers", "reproducers")
NUMBERLIKE = st.sampled_from(
    [
        *("-1", "0", "1", "1.5", "1e3", "1e308", "1e400", "nan", "inf", "-inf", "1_0", " 1 "),
        *("٣", "²", "0x10", "9" * 5000, "9" * 30, "1.0", "1.2", "1.3"),
    ]
)


@given(
    st.sampled_from(OPTIONS),
    st.one_of(NUMBERLIKE, TEXT, st.text(string.printable, max_size=6)),
    st.booleans(),
)
@examples(60)
def test_option(pytester: pytest.Pytester, option: str, value: str, is_ini: bool) -> None:
    """An option is accepted, or refused before the run begins."""
    words = ["-o", f"impl_{option}={value}"] if is_ini else [f"--impl-{option}={value}"]
    _configure(pytester, words)


@given(st.lists(TEXT | st.just("a.json"), max_size=2), st.sampled_from([*FORMATS, ".pdf", ""]))
@examples(20)
def test_name_of_a_report(pytester: pytest.Pytester, names: list[str], ending: str) -> None:
    """The name of a report is accepted, or refused before the run begins."""
    _configure(pytester, [f"--impl-report={name}{ending}" for name in names])
    _configure(pytester, ["-o", "impl_report=" + "\n".join(f"{name}{ending}" for name in names)])


def _configure(pytester: pytest.Pytester, words: list[str]) -> None:
    """Begin a run on the reference and end it."""
    config = pytester.parseconfig("--impl=emitter_reference", *words)
    try:
        pytest_configure(config)
    except pytest.UsageError as error:
        check_line(error)
    finally:
        started = config.pluginmanager.get_plugin("emitter_conformance_run")
        if started is not None:
            assert isinstance(started, session.RunPlugin)
            started.pytest_unconfigure()
        config._ensure_unconfigure()  # pytester does that at the end only: too many files by then


PARTS = st.one_of(
    TEXT.map(lambda text: text.replace("/", "")),
    st.sampled_from(["file", "folder", "folder.json", "n" * 300, "n" * 250]),
).filter(lambda part: part != "..")


@given(st.lists(PARTS, min_size=1, max_size=3).map("/".join), st.sampled_from(list(FORMATS)))
@examples(60)
def test_place_of_a_report(folder: Path, name: str, ending: str) -> None:
    """A report is written whole, or an earlier file stays as it was."""
    root = folder / str(next(NUMBERS))
    root.mkdir()
    (root / "folder.json").mkdir()
    (root / "file").write_text("mine", encoding="utf-8")
    path = root / f"{name.lstrip('/')}{ending}"
    judged = report(verdict())
    with contextlib.suppress(ReportError):
        reports.check([path], 1)
    try:
        reports.check([path], 1)
        reports.write(path, judged, SPECIFICATION)
    except ReportError as error:
        check_line(error)
    else:
        ending = reports.suffix(path.name)
        text = reports.render(judged, SPECIFICATION, ending)
        assert path.read_text(encoding="utf-8") == text
    assert (root / "file").read_text(encoding="utf-8") == "mine"


def test_report_that_is_interrupted(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """An interrupted report leaves neither half a file nor a draft."""
    path = folder / "report.json"
    path.write_text("earlier", encoding="utf-8")

    def interrupted(draft: str, path: Path) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr("emitter_conformance.core.paths.replace", interrupted)
    with pytest.raises(KeyboardInterrupt):
        reports.write(path, report(verdict()), SPECIFICATION)
    assert path.read_text(encoding="utf-8") == "earlier"
    assert list(folder.iterdir()) == [path]


# Chapters

CHAPTER = SPECIFICATION.chapters[3].path.read_text(encoding="utf-8").splitlines()
PAGE = SPECIFICATION.chapters[3].path.parents[1] / "editions.md"
EDITIONS = tuple(SPECIFICATION.editions)
LINES_OF_A_CHAPTER = st.one_of(
    TEXT,
    st.sampled_from(CHAPTER),
    st.sampled_from(
        [
            *("# 1. A", "# " + "1" * 5000 + ". A", "## ", "## emission.a", "```", "```python"),
            *("- Editions: ", "- Editions: 1.0", "- Editions: 1.0, 1.0", "- Applies to: 1", "- "),
            *("> ", "> A MUST b.", "*Why.*", "*If this fails.*", "*Why.* Because.", "    "),
        ]
    ),
)
CHANGES = st.lists(
    st.tuples(
        st.integers(0, 60), st.sampled_from(["drop", "put", "swap", "cut"]), LINES_OF_A_CHAPTER
    ),
    min_size=1,
    max_size=3,
)


def changed(lines: list[str], changes: list[tuple[int, str, str]]) -> str:
    """Return a text with some of its lines changed."""
    lines = lines[:80]
    for number, how, line in changes:
        place = number % max(len(lines), 1)
        if how == "cut":
            lines = lines[:place]
        elif how == "swap":
            lines[place : place + 2] = reversed(lines[place : place + 2])
        else:
            lines[place : place + (how == "drop")] = [line] * (how == "put")
    return "\n".join(lines)


@given(CHANGES | BYTES, st.booleans())
@examples(200)
def test_chapter(folder: Path, changes: list[tuple[int, str, str]] | bytes, is_page: bool) -> None:
    """A changed chapter is read, or refused with its file and one of its lines."""
    source = PAGE if is_page else SPECIFICATION.chapters[3].path
    lines = source.read_text(encoding="utf-8").splitlines()
    content = (
        changes
        if isinstance(changes, bytes)
        else changed(lines, changes).encode("utf-8", "replace")
    )
    path = folder / source.name
    path.write_bytes(content)
    try:
        if is_page:
            assert all(isinstance(each, Edition) for each in parse_editions(path))
            return
        chapter = parse_chapter(path, EDITIONS)
    except SpecificationError as error:
        check_line(error)
        number, _, reason = str(error).removeprefix(f"{path}:").partition(": ")
        assert 1 <= int(number) <= max(len(content.decode("utf-8", "replace").splitlines()), 1)
        assert reason
        return
    for clause in chapter.clauses:
        assert clause.id.startswith(f"{chapter.name}.")
        assert clause.editions
        assert "```" not in clause.example
