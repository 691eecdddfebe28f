"""A chapter is read as it is written, and refused with file and line if it is malformed."""

from __future__ import annotations

from pathlib import Path

import pytest
from emitter_spec import Edition, Level, SpecificationError, Subject, Term, load
from emitter_spec.parser import parse_chapter, parse_editions, parse_glossary

EDITIONS = (Edition("1.0", "the first"), Edition("1.2", "the second"))

CHAPTER = """\
# 3. Removal

What `off` ends.

## removal.ends-the-calls

- Editions: 1.0, 1.2
- Applies to: classes

> After `off` an emission MUST NOT call
> the callback.

*Why.* The documented purpose.
It goes on.

A second paragraph.

*If this fails.* Look again.

```python
emitter = EventEmitter()

assert emitter
```

## removal.is-kind

- Editions: 1.2

> `off` SHOULD be kind.

*Why.* Why not.

*If this fails.* Be kind.

```python
pass
```
"""


@pytest.fixture
def removal(tmp_path: Path) -> Path:
    """Return the path of a well-formed chapter."""
    return write(tmp_path, CHAPTER)


def write(folder: Path, text: str) -> Path:
    """Write a chapter."""
    path = folder / "removal.md"
    path.write_text(text, encoding="utf-8")
    return path


def test_chapter_has_name_number_and_title(removal: Path) -> None:
    """The name comes from the file, number and title from the heading."""
    chapter = parse_chapter(removal, EDITIONS)
    assert (chapter.name, chapter.number, chapter.title) == ("removal", 3, "Removal")
    assert chapter.path == removal


def test_introduction_is_kept_as_markdown(tmp_path: Path) -> None:
    """What stands before the first clause keeps its lines, its paragraphs and its code."""
    text = "What `off` ends.\nSee [once](once.md).\n\nA list:\n\n```python\na\n\nb\n```"
    path = write(tmp_path, CHAPTER.replace("What `off` ends.", text))
    assert parse_chapter(path, EDITIONS).introduction == text


def test_introduction_may_follow_its_heading_at_once(tmp_path: Path) -> None:
    """No blank line is needed below the title."""
    path = write(tmp_path, CHAPTER.replace("Removal\n\nWhat", "Removal\nWhat"))
    assert parse_chapter(path, EDITIONS).introduction == "What `off` ends."


def test_introduction_can_be_missing(tmp_path: Path) -> None:
    """A chapter may begin with its first clause."""
    path = write(tmp_path, CHAPTER.replace("What `off` ends.\n\n", ""))
    assert parse_chapter(path, EDITIONS).introduction == ""


def optional(line: str, word: str = "SHOULD") -> str:
    """Return a chapter with a line below its title, all of whose clauses have one level."""
    text = CHAPTER.replace("Removal\n\n", f"Removal\n\n{line}\n\n")
    return text.replace("MUST NOT", word).replace("SHOULD", word)


def test_chapter_may_be_optional(tmp_path: Path) -> None:
    """An optional chapter and its clauses say what they need."""
    chapter = parse_chapter(write(tmp_path, optional("- Optional: needs mypy")), EDITIONS)
    assert chapter.needs == "mypy"
    assert {clause.needs for clause in chapter.clauses} == {"mypy"}
    assert chapter.introduction.startswith("- Optional: needs mypy\n\n")


def test_chapter_is_not_optional_by_default(removal: Path) -> None:
    """A chapter that does not say otherwise needs nothing."""
    chapter = parse_chapter(removal, EDITIONS)
    assert {chapter.needs, *(clause.needs for clause in chapter.clauses)} == {""}


@pytest.mark.parametrize(
    ("line", "word", "number", "reason"),
    [
        ("- Optional", "SHOULD", 3, "expected '- Optional: needs <package>'"),
        ("- Optional: perhaps", "SHOULD", 3, "expected '- Optional: needs <package>'"),
        ("- Optional: needs mypy", "MUST", 12, "a clause of an optional chapter cannot say MUST"),
    ],
)
def test_malformed_option_is_refused(
    tmp_path: Path, line: str, word: str, number: int, reason: str
) -> None:
    """A malformed line about what a chapter needs is refused with file and line."""
    path = write(tmp_path, optional(line, word))
    with pytest.raises(SpecificationError) as caught:
        parse_chapter(path, EDITIONS)
    assert str(caught.value) == f"{path}:{number}: {reason}"


def test_clause_has_every_part(removal: Path) -> None:
    """A clause carries what its text says, each part on one line."""
    clause = parse_chapter(removal, EDITIONS).clauses[0]
    assert clause.id == "removal.ends-the-calls"
    assert clause.slug == "ends-the-calls"
    assert clause.chapter == "removal"
    assert clause.level is Level.MUST
    assert clause.editions == ("1.0", "1.2")
    assert clause.subject is Subject.CLASSES
    assert clause.sentence == "After `off` an emission MUST NOT call the callback."
    assert clause.why == "The documented purpose. It goes on. A second paragraph."
    assert clause.hint == "Look again."
    assert clause.example == "emitter = EventEmitter()\n\nassert emitter\n"
    assert clause.line == 5
    assert (clause.exception, clause.follows) == ("", ())
    assert clause.uri == "urn:emitter-spec:removal.ends-the-calls"


def test_level_is_the_normative_word(removal: Path) -> None:
    """The level is read from the sentence."""
    assert parse_chapter(removal, EDITIONS).clauses[1].level is Level.SHOULD


def test_clause_is_about_emitters_by_default(removal: Path) -> None:
    """A clause that does not say otherwise is asked of every emitter."""
    assert parse_chapter(removal, EDITIONS).clauses[1].subject is Subject.EMITTERS


def test_exception_is_a_part_of_the_norm(tmp_path: Path) -> None:
    """An exception is read from between the sentence and the reason."""
    text = CHAPTER.replace("*Why.* Why not.", "*Except.* On Sundays.\nAlways.\n\n*Why.* Why not.")
    assert parse_chapter(write(tmp_path, text), EDITIONS).clauses[1].exception == (
        "On Sundays. Always."
    )


def test_corollary_names_its_rules(tmp_path: Path) -> None:
    """A clause without a name of a rule is one."""
    follows = "- Editions: 1.2\n- Follows from: removal.ends-the-calls, once.fires-once"
    path = write(tmp_path, CHAPTER.replace("- Editions: 1.2\n\n", f"{follows}\n\n"))
    rule, corollary = parse_chapter(path, EDITIONS).clauses
    assert (rule.is_rule, corollary.is_rule) == (True, False)
    assert corollary.follows == ("removal.ends-the-calls", "once.fires-once")


def test_rules_of_the_profiles_say_who_is_asked(removal: Path) -> None:
    """A clause about classes is not asked of fakes and subclasses, a SHOULD not of fakes."""
    about_classes, should = parse_chapter(removal, EDITIONS).clauses
    assert about_classes.profiles == ("emitter", "drop-in", "thread-safe")
    assert should.profiles == ("emitter", "drop-in", "subclass", "thread-safe")
    assert should.methods == ()


def test_clause_makes_an_exception_of_its_profiles(tmp_path: Path) -> None:
    """A clause names the profiles that it is asked of, or not asked of."""
    text = CHAPTER.replace("- Applies to: classes", "- Asked of: double, drop-in")
    text = text.replace("- Editions: 1.2", "- Editions: 1.2\n- Not asked of: subclass, emitter")
    first, second = parse_chapter(write(tmp_path, text), EDITIONS).clauses
    assert first.profiles == ("double", "drop-in")
    assert second.profiles == ("drop-in", "thread-safe")


def test_chapter_has_fields_for_all_its_clauses(tmp_path: Path) -> None:
    """What stands below the heading of a chapter holds for clauses that have no own."""
    lines = "- Not asked of: thread-safe\n- Needs: off"
    text = CHAPTER.replace("Removal\n\n", f"Removal\n\n{lines}\n\n")
    text = text.replace("- Editions: 1.2", "- Editions: 1.2\n- Needs: on as a decorator, off")
    first, second = parse_chapter(write(tmp_path, text), EDITIONS).clauses
    assert (first.profiles, first.methods) == (("emitter", "drop-in"), ("off",))
    assert "thread-safe" not in second.profiles
    assert second.methods == ("on as a decorator", "off")


def test_clause_that_leaves_open_has_no_hint(tmp_path: Path) -> None:
    """An open clause has no hint, as nothing breaks it."""
    text = CHAPTER.replace("SHOULD", "MAY").replace("*If this fails.* Be kind.\n\n", "")
    assert parse_chapter(write(tmp_path, text), EDITIONS).clauses[1].hint == ""


def test_reference_is_the_id_of_a_clause(tmp_path: Path) -> None:
    """A link to a clause is for readers of the file; a link to a chapter is kept."""
    text = CHAPTER.replace(
        "Why not.", "See [`once.fires-once`](once.md#oncefires-once) in [once](x)."
    )
    text = text.replace("What `off` ends.", "See [`once.fires-once`](once.md#oncefires-once).")
    chapter = parse_chapter(write(tmp_path, text), EDITIONS)
    assert chapter.clauses[1].why == "See `once.fires-once` in [once](x)."
    assert chapter.introduction == "See `once.fires-once`."


@pytest.mark.parametrize(
    ("old", "new", "line", "reason"),
    [
        ("# 3. Removal", "# Removal", 1, "a chapter begins with"),
        ("# 3. Removal", f"# {'3' * 5000}. Removal", 1, "a chapter begins with"),
        ("pass\n```\n", "pass\n```\nMore.\n", 36, "the example ends with"),
        ("## removal.is-kind", "## removal.ends-the-calls", 26, "duplicate id"),
        ("## removal.is-kind", "## removal.Is-Kind", 26, "not an id"),
        ("## removal.is-kind", "## once.is-kind", 26, "does not belong to chapter removal"),
        ("`off` SHOULD be kind.", "`off` is kind.", 30, "no level"),
        ("`off` SHOULD be", "`off` SHOULD and MUST be", 30, "two normative words: SHOULD and MUST"),
        ("SHOULD be kind.", "SHOULD be kind", 30, "ends with a full stop"),
        ("SHOULD be kind.", "SHOULD be kind. Always.", 30, "one sentence"),
        ("- Editions: 1.2", "- Editions: 1.3", 28, "unknown edition '1.3' (known: 1.0, 1.2)"),
        ("- Editions: 1.2\n", "", 29, "expected its editions"),
        ("- Editions: 1.2", "- Editions: 1.2\n- Not in: 1.2", 28, "unknown draft '1.2' (known: )"),
        ("- Editions: 1.2", "- Editions: 1.2\n- Colour: red", 28, "unknown field 'Colour'"),
        (
            "- Editions: 1.2",
            "- Editions: 1.2\n- Asked of: all",
            28,
            "unknown profile 'all' (known: e",
        ),
        ("- Editions: 1.2", "- Editions: 1.2\n- Needs: of", 28, "unknown method 'of' (known: on w"),
        ("Applies to: classes", "Applies to: all", 7, "cannot apply to 'all'"),
        ("- Editions: 1.2", "- Editions: 1.2\n- Follows from: off", 28, "'off' is not an id"),
        ("`off` SHOULD be kind.", "`off` MAY be kind.", 34, "nothing breaks a clause with MAY"),
        ("*Why.* Why not.", "*Except.*\n\n*Why.* Why not.", 26, "'*Except.*' says nothing"),
        ("> `off` SHOULD be kind.\n\n", "", 30, "expected its sentence"),
        ("*Why.* Why not.\n\n", "", 32, "expected '*Why.*'"),
        ("*Why.* Why not.", "*Why.*", 26, "'*Why.*' says nothing"),
        ("*If this fails.* Be kind.\n\n", "", 34, "expected '*If this fails.*'"),
        ("```python\npass\n```\n", "", 26, "expected its example"),
        ("```python\npass\n```\n", "```python\npass\n", 36, "not closed"),
        ("```python\npass\n```\n", "```python\npass\n```\n\nMore.\n", 40, "ends with its example"),
    ],
)
def test_malformed_chapter_is_refused_with_file_and_line(
    tmp_path: Path, old: str, new: str, line: int, reason: str
) -> None:
    """The message names the file, the line and what is wrong there."""
    assert CHAPTER.count(old) == 1
    path = write(tmp_path, CHAPTER.replace(old, new))
    with pytest.raises(SpecificationError) as caught:
        parse_chapter(path, EDITIONS)
    assert str(caught.value).startswith(f"{path}:{line}: ")
    assert reason in str(caught.value)


@pytest.mark.parametrize(
    ("text", "reason"),
    [("", "a chapter begins with"), ("# 1. Title\n\nProse.\n", "at least one clause")],
)
def test_chapter_without_clauses_is_refused(tmp_path: Path, text: str, reason: str) -> None:
    """An empty chapter is a mistake."""
    with pytest.raises(SpecificationError, match=reason):
        parse_chapter(write(tmp_path, text), EDITIONS)


def test_file_that_is_not_text_is_refused(tmp_path: Path) -> None:
    """Bytes that are not UTF-8, and a file that is not there, are refused by name."""
    path = tmp_path / "removal.md"
    with pytest.raises(SpecificationError, match="cannot be read"):
        parse_chapter(path, EDITIONS)
    path.write_bytes(b"\xff\xfe\x00")
    with pytest.raises(SpecificationError, match="cannot be read"):
        parse_chapter(path, EDITIONS)


def test_editions_come_in_the_order_of_the_page(tmp_path: Path) -> None:
    """The first edition of the page is the default."""
    page = tmp_path / "editions.md"
    page.write_text("# Editions\n\n- **1.0**: the first\n- **1.2**: the second\n")
    assert parse_editions(page) == EDITIONS


def test_draft_has_the_clauses_of_the_edition_before_it(tmp_path: Path) -> None:
    """A clause is in a draft if it names it, or the edition before and not that it is left out."""
    page = tmp_path / "editions.md"
    page.write_text("- **1.0**: a\n- **1.2**: b\n- **next** (draft): c\n- **later** (draft): d\n")
    editions = parse_editions(page)
    assert [each.draft for each in editions] == [False, False, True, True]
    for fields, names in (
        ("1.0", ("1.0",)),
        ("1.2", ("1.2", "next", "later")),
        ("1.0, 1.2\n- Not in: next", ("1.0", "1.2")),
        ("1.2\n- Not in: later", ("1.2", "next")),
        ("next", ("next", "later")),
        ("later", ("later",)),
    ):
        text = CHAPTER.replace("- Editions: 1.2", f"- Editions: {fields}")
        clause = parse_chapter(write(tmp_path, text), editions).clauses[1]
        assert clause.editions == names
        assert clause.draft == (not {"1.0", "1.2"}.intersection(names))


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("# Editions\n", "1: no edition"),
        ("- **1.0** (draft): a\n", "1: the default, 1.0, cannot be a draft"),
        ("- **1.0**: a\n- **1.0**: b\n", "2: edition 1.0 is named"),
    ],
)
def test_malformed_editions_are_refused(tmp_path: Path, text: str, reason: str) -> None:
    """A page without editions, or with one twice, is refused."""
    page = tmp_path / "editions.md"
    page.write_text(text)
    with pytest.raises(SpecificationError, match=reason):
        parse_editions(page)


def test_two_chapters_of_one_number_are_refused(tmp_path: Path) -> None:
    """The reading order is unambiguous."""
    (tmp_path / "editions.md").write_text("- **1.0**: a\n- **1.2**: b\n")
    chapters = tmp_path / "chapters"
    chapters.mkdir()
    write(chapters, CHAPTER)
    (chapters / "ending.md").write_text(CHAPTER.replace("removal.", "ending."))
    with pytest.raises(SpecificationError, match="chapter 3 is ending"):
        load(tmp_path)


@pytest.mark.parametrize(
    ("rule", "reason"),
    [
        ("removal.ends", "17: no clause 'removal.ends' to follow"),
        ("removal.is-kind", "17: 'removal.is-kind' follows from removal.ends-the-calls itself"),
        ("removal.is-new", "17: 'removal.is-new' is not in every edition of removal.is-odd"),
    ],
)
def test_corollary_of_no_rule_is_refused(tmp_path: Path, rule: str, reason: str) -> None:
    """A clause that follows from no rule, or from one of fewer editions, is refused."""
    (tmp_path / "editions.md").write_text("- **1.0**: a\n- **1.2**: b\n")
    (tmp_path / "chapters").mkdir()
    parts = [
        ("ends-the-calls", "1.0, 1.2", ""),
        ("is-odd", "1.0, 1.2", f"- Follows from: {rule}\n"),
        ("is-kind", "1.0", "- Follows from: removal.ends-the-calls\n"),
        ("is-new", "1.2", ""),
    ]
    text = "# 3. Removal\n\n" + "\n".join(
        f"## removal.{slug}\n\n- Editions: {editions}\n{follows}\n> `off` MUST end.\n\n"
        f"*Why.* So.\n\n*If this fails.* Look.\n\n```python\npass\n```\n"
        for slug, editions, follows in parts
    )
    path = write(tmp_path / "chapters", text)
    with pytest.raises(SpecificationError) as caught:
        load(tmp_path)
    assert str(caught.value) == f"{path}:{reason}"


def test_glossary_defines_words(tmp_path: Path) -> None:
    """Each item of the glossary defines one word; the rest of the page is prose."""
    page = tmp_path / "glossary.md"
    page.write_text("# Glossary\n\nProse.\n\n- **handle**: what `once` returns.\n- other\n")
    assert parse_glossary(page) == (Term("handle", "what `once` returns."),)


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("# Glossary\n", "1: no word is defined"),
        ("- **fit**: a\n- **fit**: b\n", "2: 'fit' is defined twice"),
    ],
)
def test_malformed_glossary_is_refused(tmp_path: Path, text: str, reason: str) -> None:
    """A page without words, or with one twice, is refused."""
    page = tmp_path / "glossary.md"
    page.write_text(text)
    with pytest.raises(SpecificationError, match=reason):
        parse_glossary(page)
