"""Waivers are read from TOML or refused in one line; writing keeps the rest of a file."""

from __future__ import annotations

import dataclasses
import datetime
import json
from pathlib import Path

import pytest
from emitter_conformance.verdict import waivers
from emitter_conformance.verdict.failure import Failure
from emitter_conformance.verdict.waivers import Waiver, WaiverError
from verdicts import CANDIDATE, FAILURE, MUST, OTHER, SPECIFICATION

FULL = Waiver(
    MUST, "until 2.0", "issue 7", datetime.date(2027, 1, 31), ("KeyError: 'alice'",), "a:E"
)
TEXT = f"""\
[[waivers]]
clause = "{MUST}"
reason = "until 2.0"
link = "issue 7"
expires = 2027-01-31
actual = "KeyError: 'alice'"
candidate = "a:E"
"""
SHORT = f'[[waivers]]\nclause = "{MUST}"\nreason = "until 2.0"\n'


def saved(folder: Path, text: str, name: str = "waivers.toml") -> Path:
    """Return a file with this text."""
    path = folder / name
    path.write_text(text, encoding="utf-8")
    return path


def test_reads_every_key(tmp_path: Path) -> None:
    """A file of waivers is read with every key."""
    assert waivers.read(saved(tmp_path, TEXT), SPECIFICATION) == (FULL,)


def test_reads_the_table_of_the_project(tmp_path: Path) -> None:
    """Waivers in `pyproject.toml` are below the name of the kit."""
    text = '[project]\nname = "mypkg"\n' + SHORT.replace("[[", "[[tool.emitter-conformance.")
    path = saved(tmp_path, text, "pyproject.toml")
    assert waivers.find(tmp_path) == path
    assert waivers.read(path, SPECIFICATION) == (Waiver(MUST, "until 2.0"),)


@pytest.mark.parametrize("text", [None, "", '[project]\nname = "mypkg"\n'])
def test_project_without_waivers(tmp_path: Path, text: str | None) -> None:
    """A missing file, or one that does not name the kit, has no waivers."""
    if text is not None:
        assert waivers.read(saved(tmp_path, text, "pyproject.toml"), SPECIFICATION) == ()
    assert waivers.find(tmp_path) is None


def test_several_actuals(tmp_path: Path) -> None:
    """A waiver may have a list of actuals."""
    path = saved(tmp_path, SHORT + 'actual = ["this", "that"]\n')
    assert waivers.read(path, SPECIFICATION) == (
        Waiver(MUST, "until 2.0", actual=("this", "that")),
    )


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("[[waivers", "is not TOML: "),
        ("waiver = 1", "'waiver' is not known here; write [[waivers]]"),
        ("waivers = 1", "write each waiver as [[waivers]]"),
        ("waivers = [1]", "write each waiver as [[waivers]]"),
        ('[[waivers]]\nreason = "r"', "waiver 1: it needs a clause"),
        (f'[[waivers]]\nclause = "{MUST}"', "waiver 1: it needs a reason"),
        (SHORT.replace("until 2.0", ""), "waiver 1: it needs a reason"),
        (SHORT + "until = 2027-01-31", "waiver 1: 'until' is not known (known: clause, reason, "),
        (SHORT.replace('"until 2.0"', "2"), "waiver 1: 'reason' is not text"),
        (SHORT + "actual = [1]", "waiver 1: 'actual' is not text"),
        (SHORT + "actual = 1", "waiver 1: 'actual' is not text"),
        (SHORT + 'expires = "2027-01-31"', "'expires' is not a date; write expires = 2027-01-31"),
        (SHORT + "expires = 2027-01-31T00:00:00", "waiver 1: 'expires' is not a date"),
        (SHORT.replace(MUST, "once.fire-once"), "(did you mean 'once.fires-once'?)"),
        (SHORT.replace(MUST, "handle"), "no clause 'handle' (did you mean 'once.handle-cancels'?)"),
        (SHORT.replace(MUST, "xyzzy"), "waiver 1: no clause 'xyzzy'"),
        (SHORT.replace(MUST, "open.order"), "open.order is open, so it cannot be broken; remove"),
        (SHORT + SHORT, f"{MUST} is waived twice"),
        (SHORT + SHORT + 'candidate = "a:E"', f"{MUST} is waived twice"),
    ],
)
def test_mistake_is_one_line(tmp_path: Path, text: str, message: str) -> None:
    """A wrong waiver is refused in one line with the file and the waiver."""
    path = saved(tmp_path, text)
    with pytest.raises(WaiverError) as raised:
        waivers.read(path, SPECIFICATION)
    line = str(raised.value)
    assert line.startswith(f"{path}: ")
    assert message in line
    assert "\n" not in line


def test_same_clause_for_two_candidates(tmp_path: Path) -> None:
    """Two candidates may have a waiver each for the same clause."""
    text = SHORT + 'candidate = "a:E"\n' + SHORT + 'candidate = "b:E"\n'
    assert [each.candidate for each in waivers.read(saved(tmp_path, text), SPECIFICATION)] == [
        "a:E",
        "b:E",
    ]


@pytest.mark.parametrize("text", ["tool = 1", "[tool]\nemitter-conformance = 1"])
def test_project_with_another_table(tmp_path: Path, text: str) -> None:
    """A value in the place of a table is refused by its name."""
    with pytest.raises(WaiverError, match="is not a table; write"):
        waivers.read(saved(tmp_path, text, "pyproject.toml"), SPECIFICATION)


@pytest.mark.parametrize(
    ("heading", "read"),
    [
        ("tool.emitter_conformance.waivers", "tool.emitter_conformance"),
        ("tool.emiter-conformance.waivers", "tool.emiter-conformance"),
        ("tool.Emitter-Conformance.waivers", "tool.Emitter-Conformance"),
        ("emitter-conformance.waivers", "emitter-conformance"),
        ("waivers", "waivers"),
    ],
)
def test_misspelt_table_of_the_project(tmp_path: Path, heading: str, read: str) -> None:
    """A misspelt table of the kit is refused, with the heading to write."""
    saved(tmp_path, SHORT.replace("waivers", heading), "pyproject.toml")
    path = waivers.find(tmp_path)
    assert path is not None
    with pytest.raises(WaiverError) as raised:
        waivers.read(path, SPECIFICATION)
    assert str(raised.value) == (
        f"{path}: [{read}] is not read; write [[tool.emitter-conformance.waivers]]"
    )


@pytest.mark.parametrize("name", ["emitters", "conformance", "commitizen"])
def test_table_of_another_tool(tmp_path: Path, name: str) -> None:
    """Tables of tools with other names are left alone."""
    path = saved(tmp_path, f"[tool.{name}]\nwaivers = 1\n", "pyproject.toml")
    assert waivers.read(path, SPECIFICATION) == ()


def test_missing_file(tmp_path: Path) -> None:
    """A missing file is refused."""
    with pytest.raises(WaiverError, match=r"waivers.toml: cannot be read: No such file"):
        waivers.read(tmp_path / "waivers.toml", SPECIFICATION)


def test_file_that_is_not_text(tmp_path: Path) -> None:
    """A file that is not text is neither read nor overwritten."""
    path = tmp_path / "waivers.toml"
    path.write_bytes(b"\xff\xfe")
    with pytest.raises(WaiverError, match="is not TOML"):
        waivers.read(path, SPECIFICATION)
    with pytest.raises(WaiverError, match="cannot be read"):
        waivers.write(path, [])
    assert path.read_bytes() == b"\xff\xfe"


def test_date_is_its_last_day() -> None:
    """The date of a waiver is its last day in UTC."""
    assert not FULL.has_expired(datetime.date(2027, 1, 31))
    assert FULL.has_expired(datetime.date(2027, 2, 1))
    assert not Waiver(MUST, "r").has_expired()


@pytest.mark.parametrize(
    ("month", "day", "soon"), [(1, 16, False), (1, 17, True), (1, 31, True), (2, 1, False)]
)
def test_last_day_is_near(month: int, day: int, soon: bool) -> None:
    """A waiver expires soon from fourteen days before its last day until that day."""
    assert FULL.expires_soon(datetime.date(2027, month, day)) is soon
    assert not Waiver(MUST, "r").expires_soon()


@pytest.mark.parametrize(
    ("waiver", "excused"),
    [
        (Waiver(MUST, "r"), True),
        (Waiver(MUST, "r", actual=(FAILURE.actual,)), True),
        (Waiver(MUST, "r", actual=("that",)), False),
        (Waiver(MUST, "r", expires=datetime.date(2020, 1, 1)), False),
        (Waiver(OTHER, "r"), False),
    ],
)
def test_what_it_excuses(waiver: Waiver, excused: bool) -> None:
    """A waiver covers its clause, until its day, for the actuals that it names."""
    assert waiver.excuses(SPECIFICATION[MUST], FAILURE) is excused


def test_is_for_its_candidate() -> None:
    """A waiver belongs to a candidate by its name or by what the user wrote."""
    assert Waiver(MUST, "r", candidate=CANDIDATE.name).is_for(CANDIDATE)
    assert Waiver(MUST, "r", candidate=CANDIDATE.given).is_for(CANDIDATE)
    assert not FULL.is_for(CANDIDATE)


@pytest.mark.parametrize("waiver", [FULL, Waiver(MUST, "r")])
def test_crosses_processes(waiver: Waiver) -> None:
    """A waiver becomes plain data and comes back."""
    assert Waiver.from_data(json.loads(json.dumps(waiver.to_data()))) == waiver


# Writing


@pytest.mark.parametrize("name", ["waivers.toml", "pyproject.toml"])
def test_writes_what_it_reads(tmp_path: Path, name: str) -> None:
    """Written waivers are read as they were, in a new file and in the place of others."""
    path = tmp_path / name
    several = Waiver(OTHER, "r", actual=("this", "that"))
    for written in ([FULL, several], [several], []):
        waivers.write(path, written)
        assert waivers.read(path, SPECIFICATION) == tuple(written)


def test_writing_keeps_the_rest(tmp_path: Path) -> None:
    """Comments and other tables of a project are kept."""
    text = '# mine\n[project]\nname = "mypkg"  # yes\n\n[tool.mypy]\nstrict = true\n'
    path = saved(tmp_path, text, "pyproject.toml")
    waivers.write(path, [FULL])
    assert path.read_text(encoding="utf-8").startswith(text)
    waivers.write(path, [])
    assert path.read_text(encoding="utf-8").startswith(text)


@pytest.mark.parametrize(
    "text",
    [
        "tool = {}\n",
        "tool = {emitter-conformance = {}}\n",
        "tool = {mypy = {strict = true}}\n",
    ],
)
def test_writing_leaves_what_it_cannot_add_to(tmp_path: Path, text: str) -> None:
    """An inline table takes no waivers, and its file is not changed."""
    path = saved(tmp_path, text, "pyproject.toml")
    with pytest.raises(WaiverError, match=r"write its tables as \[tool.emitter-conformance"):
        waivers.write(path, [FULL])
    assert path.read_text(encoding="utf-8") == text


def test_writing_keeps_numbers_that_are_none(tmp_path: Path) -> None:
    """A nan in the file is kept, although it does not equal itself."""
    path = saved(tmp_path, "[tool.mine]\nlimit = nan\n", "pyproject.toml")
    waivers.write(path, [FULL])
    assert path.read_text(encoding="utf-8").startswith("[tool.mine]\nlimit = nan\n")


def test_place_that_cannot_be_written(tmp_path: Path) -> None:
    """A file that cannot be written is refused in one line."""
    saved(tmp_path, "", "file")
    with pytest.raises(WaiverError, match="cannot be written: "):
        waivers.write(tmp_path / "file" / "waivers.toml", [])


@pytest.mark.parametrize(
    ("seen", "is_accepted"),
    [
        ("calls is [('f', 1), ('g',)]", True),
        ("calls is [('g',), ('f', 1)]", True),
        ("calls is [('f',), ('g',)]", False),
        ("calls is [('g',)]", False),
        ("calls[1:] is [('f', 1), ('g',)]", False),
    ],
)
def test_order_of_calls_makes_no_other_failure(seen: str, is_accepted: bool) -> None:
    """An emitter with a set calls in another order each time."""
    waiver = Waiver(MUST, "r", actual=("calls is [('g',), ('f', 1)]",))
    assert (waiver.objection(Failure((), "expected", seen)) == "") is is_accepted


def test_waiver_of_programs_is_not_for_the_check() -> None:
    """A clause that only programs broke is red once its check fails too."""
    waiver = Waiver(OTHER, "r", by="programs")
    by_check = dataclasses.replace(FAILURE, actual="broken")
    assert not waiver.objection(dataclasses.replace(by_check, by_programs=True))
    assert waiver.objection(by_check) == (
        "it is for programs, and the check fails: 'broken'; mend the emitter, or waive this one"
    )
    assert Waiver.from_data(waiver.to_data()) == waiver


def test_by_what_it_is_broken_is_one_word(tmp_path: Path) -> None:
    """Nothing but programs can be named."""
    path = tmp_path / "waivers.toml"
    waivers.write(path, [Waiver(OTHER, "r", by="programs")])
    assert waivers.read(path, SPECIFICATION) == (Waiver(OTHER, "r", by="programs"),)
    path.write_text(path.read_text().replace("programs", "checks"))
    with pytest.raises(WaiverError, match="by = 'checks' is not known; write by = 'programs'"):
        waivers.read(path, SPECIFICATION)
