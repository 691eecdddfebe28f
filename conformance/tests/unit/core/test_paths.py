"""Files are written whole or not at all; paths are shown from where the user is."""

from __future__ import annotations

import importlib.util
import pkgutil
from pathlib import Path

import emitter_conformance
import emitter_reference
import emitter_spec
import pytest
from emitter_conformance.core.errors import Mistake, UserError
from emitter_conformance.core.paths import (
    format_of,
    is_own,
    shorter,
    write_atomically,
    writing,
)

FOLDER = str(Path(emitter_conformance.__file__).parent)


def test_writes_into_new_folders(tmp_path: Path) -> None:
    """A file is written into new folders and over an older file, and leaves no draft."""
    path = tmp_path / "a" / "b.txt"
    for text in ("one", "two"):
        write_atomically(path, text)
        assert path.read_text(encoding="utf-8") == text
    assert list(path.parent.iterdir()) == [path]


def test_failure_leaves_nothing(tmp_path: Path) -> None:
    """A write that fails leaves neither half a file nor a draft."""
    (tmp_path / "folder").mkdir()
    with pytest.raises(OSError, match="folder"):
        write_atomically(tmp_path / "folder", "text")
    assert [path.name for path in tmp_path.iterdir()] == ["folder"]


@pytest.mark.parametrize(("name", "text"), [("a\0b", ""), ("", ""), ("a.txt", "\ud800")])
def test_what_no_file_can_have(tmp_path: Path, name: str, text: str) -> None:
    """An invalid name or text is refused like a place that cannot be written."""
    with pytest.raises(OSError, match=r"null byte|null character|surrogates|directory"):
        write_atomically(tmp_path / name, text)
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize(
    ("path", "shown"),
    [("/home/alice/a/b.py", "a/b.py"), ("/home/bob/b.py", "/home/bob/b.py")],
)
def test_shorter(path: str, shown: str) -> None:
    """A path below the folder is relative, any other is whole."""
    assert shorter(path, Path("/home/alice")) == shown


def test_every_module_of_the_kit_is_its_own() -> None:
    """Modules in every folder of the package, however deep, are the kit's."""
    prefix = f"{emitter_conformance.__name__}."
    found = list(pkgutil.walk_packages(emitter_conformance.__path__, prefix))
    specs = [importlib.util.find_spec(each.name) for each in found]
    files = [spec.origin for spec in specs if spec is not None and spec.origin is not None]
    assert len(files) == len(found) > 50
    assert all(is_own(file) for file in files)


@pytest.mark.parametrize(
    "file",
    [
        emitter_reference.__file__,
        emitter_spec.__file__,
        pytest.__file__,
        f"{FOLDER}.py",
        f"{FOLDER}_extra/emitter.py",
        "<steps>",
        "",
    ],
)
def test_other_files_are_not_its_own(file: str) -> None:
    """A folder whose name begins alike and code without a file are not the kit's."""
    assert not is_own(file)


def test_format_is_chosen_by_the_end_of_a_name() -> None:
    """The first end that fits chooses the format; a name without one is refused."""
    assert format_of("a.badge.json", (".badge.json", ".json"), UserError) == ".badge.json"
    with pytest.raises(UserError, match=r"^a\.pdf: not a page; end it with \.html, \.md$"):
        format_of("a.pdf", (".html", ".md"), UserError, "a page")


def test_refusal_of_a_file_is_one_line(tmp_path: Path) -> None:
    """A file that cannot be written is refused with the reason."""
    with pytest.raises(Mistake, match=r"cannot be written: Is a directory$"):  # noqa: SIM117
        with writing(tmp_path, UserError):
            tmp_path.write_text("", encoding="utf-8")
