"""Files are written whole or not at all; paths are shown from where the user is."""

from __future__ import annotations

from pathlib import Path

import pytest
from emitter_conformance.files import shorter, write_atomically


def test_writes_into_new_folders(tmp_path: Path) -> None:
    """And over an older file, leaving nothing else behind."""
    path = tmp_path / "a" / "b.txt"
    for text in ("one", "two"):
        write_atomically(path, text)
        assert path.read_text(encoding="utf-8") == text
    assert list(path.parent.iterdir()) == [path]


def test_failure_leaves_nothing(tmp_path: Path) -> None:
    """Neither half a file nor a draft."""
    (tmp_path / "folder").mkdir()
    with pytest.raises(OSError, match="folder"):
        write_atomically(tmp_path / "folder", "text")
    assert [path.name for path in tmp_path.iterdir()] == ["folder"]


@pytest.mark.parametrize(("name", "text"), [("a\0b", ""), ("", ""), ("a.txt", "\ud800")])
def test_what_no_file_can_have(tmp_path: Path, name: str, text: str) -> None:
    """A name or a text is refused like a place that cannot be written."""
    with pytest.raises(OSError, match=r"null byte|null character|surrogates|directory"):
        write_atomically(tmp_path / name, text)
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize(
    ("path", "shown"),
    [("/home/alice/a/b.py", "a/b.py"), ("/home/bob/b.py", "/home/bob/b.py")],
)
def test_shorter(path: str, shown: str) -> None:
    """Relative below the folder, whole elsewhere."""
    assert shorter(path, Path("/home/alice")) == shown
