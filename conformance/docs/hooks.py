"""The documents of the three roots as one tree of pages, for MkDocs.

A document keeps its path, so that its links need no change; its address is shorter.
Pages stand in the order in which the README and the specification link to them.
What a document links to besides becomes a page of source.
The variable `VERDICTS` names a folder of folders with saved reports; each folder is a matrix.
"""

from __future__ import annotations

import os
import posixpath
import re
from collections.abc import Iterator
from pathlib import Path

import emitter_spec
from emitter_conformance.reports import html, merging, saved, specification
from markdown.extensions.toc import slugify
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.files import File, Files, InclusionLevel
from mkdocs.structure.pages import Page

ROOT = Path(__file__).parents[2]
SPECIFICATION = emitter_spec.load()
ANCHORS = {slugify(clause.id, "-"): clause.id for clause in SPECIFICATION}
HOME, CONTENTS = "README.md", "spec/emitter_spec/README.md"
FOLDERS = {  # of documents: their part of the site, and its address
    "conformance/docs": ("Guide", ""),
    "spec/emitter_spec": ("Specification", "specification"),
    "spec/emitter_spec/chapters": ("Specification", "specification"),
    "conformance": ("Proof", ""),
    "conformance/examples": ("Proof", "example"),
    "": ("Project", ""),
}
TABLES = ("conformance/kill_matrix.md", "conformance/mutants.md")
FENCE = "`" * 5  # longer than those within
LINK = re.compile(r"\[([^][]+)\]\(([\w./-]+)")


class Source(File):  # type: ignore[misc]  # MkDocs need not be installed
    """A file, or the modules of a folder, as a page that only links lead to."""

    def is_documentation_page(self) -> bool:
        """Return True, whatever the name of the file."""
        return True


def on_config(config: MkDocsConfig) -> None:
    """Let the anchor of a clause be its id."""
    config.mdx_configs["toc"]["slugify"] = lambda text, separator: (
        text if text in ANCHORS.values() else slugify(text, separator)
    )


def on_files(files: Files, config: MkDocsConfig) -> None:
    """Replace the files of the folder of this module by those of the site."""
    for file in [each for each in files if each.src_dir == config.docs_dir]:
        files.remove(file)
    parts: dict[str, list[str | dict[str, str]]] = {part: [] for part, _ in FOLDERS.values()}
    titles = {target: words for words, target in _links(HOME) if not words.endswith(".md")}
    documents = _documents()
    for path in documents:
        part, address = FOLDERS[posixpath.dirname(path)]
        file = File.generated(config, path, abs_src_path=str(ROOT / path))
        file.dest_uri = posixpath.join(address, posixpath.basename(file.dest_uri))
        files.append(file)
        parts[part].append({_title(titles[path]): path} if path in titles else path)
    for part, title, name, text in _pages():
        files.append(File.generated(config, name, content=text))
        parts[part].append({title: name})
    for picture in Path(config.docs_dir).glob("*.svg"):
        path = picture.relative_to(ROOT).as_posix()
        files.append(File.generated(config, path, abs_src_path=str(picture)))
    for target in [target for path in documents for _, target in _links(path)]:
        if (ROOT / target).exists() and files.get_file_from_path(target) is None:
            files.append(_source(target, config))
    parts["Project"].remove(HOME)
    config.nav = [{"Home": HOME}, *({part: pages} for part, pages in parts.items())]


def on_page_markdown(markdown: str, page: Page, config: MkDocsConfig, files: Files) -> str:
    """Lead links to clauses to their ids, and keep what is no prose out of the search."""
    if isinstance(page.file, Source) or page.file.src_uri in TABLES:
        page.meta["search"] = {"exclude": True}
    return re.sub(r"(?<=#)[\w-]+(?=\))", lambda found: ANCHORS.get(found[0], found[0]), markdown)


def _documents() -> list[str]:
    """Return the documents in the order in which they are linked to; the others come last."""
    paths = [path for folder in FOLDERS for path in Path(ROOT, folder).glob("*.md")]
    links = [target for _, target in [*_links(HOME), *_links(CONTENTS)]]
    places = {target: place for place, target in enumerate(links)}
    documents = sorted(path.relative_to(ROOT).as_posix() for path in paths)
    return sorted(documents, key=lambda path: places.get(path, len(links)))


def _links(document: str) -> Iterator[tuple[str, str]]:
    """Yield the words and the target of each link of a document to a file."""
    text = re.sub(r"(?ms)^```.*?^```$", "", (ROOT / document).read_text(encoding="utf-8"))
    for words, target in LINK.findall(text):
        yield words, posixpath.normpath(posixpath.join(posixpath.dirname(document), target))


def _pages() -> Iterator[tuple[str, str, str, str]]:
    """Yield the pages that the kit writes: their part, their title, their name and their text."""
    text = specification.html(SPECIFICATION)
    yield "Specification", "On one page", "specification.html", text
    for folder in sorted(Path(os.environ.get("VERDICTS", os.devnull)).glob("*/")):
        paths = sorted(folder.iterdir(), key=_version, reverse=True)
        given = [(path.stem, saved.load(path, SPECIFICATION)) for path in paths]
        text = html.render(merging.merged(given), SPECIFICATION)
        yield "Proof", _title(folder.name), f"{folder.name}.html", text


def _version(path: Path) -> list[int]:
    """Return the numbers in the name of a file, the order of versions."""
    return [int(number) for number in re.findall(r"\d+", path.stem)]


def _source(path: str, config: MkDocsConfig) -> File:
    """Return the page of a file, or of the modules of a folder."""
    file = ROOT / path
    modules = [file] if file.is_file() else sorted(file.glob("*.py"))
    blocks = [
        f'{FENCE}{each.suffix[1:]} title="{each.name}"\n{each.read_text(encoding="utf-8")}{FENCE}\n'
        for each in modules
    ]
    text = "\n".join([f"# {path}\n", *blocks])
    page = Source.generated(config, path, content=text, inclusion=InclusionLevel.NOT_IN_NAV)
    page.dest_uri = f"source/{path.lstrip('.')}.html"  # hidden folders are not published
    return page


def _title(words: str) -> str:
    return words[:1].upper() + words[1:].replace("-", " ")
