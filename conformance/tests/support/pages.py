"""A parser of HTML pages into trees, for tests."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from html.parser import HTMLParser

VOID = ("br", "input", "link", "meta", "wbr")


@dataclass
class Element:
    """An element of a page.

    Attributes:
        tag: Name of the tag.
        attributes: Attributes by name; one without a value has "".
        content: Elements and texts in their order.

    """

    tag: str
    attributes: dict[str, str] = field(default_factory=dict)
    content: list[Element | str] = field(default_factory=list)

    def __getitem__(self, attribute: str) -> str:
        return self.attributes.get(attribute, "")

    @property
    def text(self) -> str:
        """All text below the element as it is written."""
        return "".join(each if isinstance(each, str) else each.text for each in self.content)

    @property
    def words(self) -> str:
        """All text below the element, on one line."""
        return " ".join(self.text.split())

    def all(self, tag: str = "", **attributes: str) -> list[Element]:
        """Return elements; `class_` is one of the classes, `data_level` is `data-level`."""
        return [each for each in self._below() if each._is(tag, attributes)]

    def one(self, tag: str = "", **attributes: str) -> Element:
        """Return the only element."""
        (found,) = self.all(tag, **attributes)
        return found

    def _is(self, tag: str, attributes: dict[str, str]) -> bool:
        wanted = {name.strip("_").replace("_", "-"): value for name, value in attributes.items()}
        classes = wanted.pop("class", "").split()
        return (
            tag in ("", self.tag)
            and set(classes) <= set(self["class"].split())
            and all(self.attributes.get(name) == value for name, value in wanted.items())
        )

    def _below(self) -> Iterator[Element]:
        for each in self.content:
            if isinstance(each, Element):
                yield each
                yield from each._below()


def read(page: str) -> Element:
    """Return the tree of a page.

    Raises:
        ValueError: An element is closed that is not open, or stays open.

    """
    reader = _Reader()
    reader.feed(page)
    reader.close()
    if len(reader.open) > 1:
        raise ValueError(f"<{reader.open[-1].tag}> is not closed")
    return reader.open[0]


class _Reader(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.open = [Element("")]

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        element = Element(tag, {name: value or "" for name, value in attrs})
        self.open[-1].content.append(element)
        if tag not in VOID:
            self.open.append(element)

    def handle_endtag(self, tag: str) -> None:
        if self.open[-1].tag != tag:
            raise ValueError(f"</{tag}> closes <{self.open[-1].tag}>")
        self.open.pop()

    def handle_data(self, data: str) -> None:
        self.open[-1].content.append(data)
