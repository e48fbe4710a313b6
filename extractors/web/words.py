"""The text of an element as a person saw it, in one line."""

from __future__ import annotations

import re
from collections.abc import Iterator
from collections.abc import Set as AbstractSet
from dataclasses import dataclass

from lxml import etree

Element = etree._Element

UNSEEN = frozenset({"script", "style", "template", "noscript", "head", "title", "datalist"})
"""Elements whose text nobody sees."""
PARTED = frozenset(
    {
        *("address", "article", "blockquote", "br", "center", "dd", "div", "dl", "dt", "fieldset"),
        *("figcaption", "figure", "footer", "form", "h1", "h2", "h3", "h4", "h5", "h6", "header"),
        *("hr", "legend", "li", "main", "nav", "ol", "option", "p", "pre", "section", "select"),
        *("table", "tbody", "td", "textarea", "tfoot", "th", "thead", "tr", "ul", "input"),
    }
)
"""Elements that stand apart from what is before and after them."""

_HIDING = re.compile(r"(^|;)\s*(display\s*:\s*none|visibility\s*:\s*(hidden|collapse))", re.I)
_PICTURE = "text of a picture"


@dataclass(frozen=True)
class Words:
    """What an element says."""

    shown: str
    raw: str | None = None
    """With what the page hides, where that is more."""
    flag: str | None = None


def words_of(element: Element, apart: AbstractSet[Element] = frozenset()) -> Words:
    """Return the text of `element`; one line, without blanks at its ends.

    Args:
        apart: elements that do not belong to it, even where they stand in it.
    """
    if not len(element):
        return Words(_line([element.text or ""]))
    shown: list[str] = []
    every: list[str] = []
    for text, hidden in _texts(element, apart):
        every.append(text)
        if not hidden:
            shown.append(text)
    seen, whole = _line(shown), _line(every)
    if not seen:
        pictures = _line([f" {one.get('alt') or ''}" for one in element.iter("img")])
        return Words(pictures, whole or None, _PICTURE if pictures else None)
    return Words(seen, whole if whole != seen else None)


def is_hidden(element: Element) -> bool:
    """Tell whether the element itself says that nobody sees it."""
    if element.get("hidden") is not None:
        return True
    style = element.get("style")
    return style is not None and _HIDING.search(style) is not None


def is_bold(element: Element) -> bool:
    """Tell whether all text of the element is bold."""
    line = _line(list(map(str, element.itertext())))
    bold = [str(text) for one in element.iter("b", "strong") for text in one.itertext()]
    return bool(line) and line == _line(bold)


def _texts(element: Element, apart: AbstractSet[Element]) -> Iterator[tuple[str, bool]]:
    """Yield the texts in it, each with whether it is hidden; a blank where elements part them."""
    hiding: Element | None = None
    skipping: Element | None = None
    for event, one in etree.iterwalk(element, events=("start", "end")):
        if event == "start" and skipping is None:
            if one is not element and (one.tag in UNSEEN or one in apart):
                skipping = one
                continue
            if one.tag == "select":  # a list shows one of its options
                skipping = one
            if hiding is None and one is not element and is_hidden(one):
                hiding = one
            parted = " " if one.tag in PARTED else ""
            yield parted + _own(one), hiding is not None
        elif event == "end":
            if one is hiding:
                hiding = None
            if one is skipping:
                skipping = None
            if skipping is None and one is not element:
                parted = " " if one.tag in PARTED else ""
                yield parted + (one.tail or ""), hiding is not None


def _own(one: Element) -> str:
    """Return what an element says before any other in it; a field what was filled in."""
    if one.tag == "input":
        kind = (one.get("type") or "text").lower()
        if kind in ("checkbox", "radio"):
            return "[x]" if one.get("checked") is not None else "[ ]"
        filled = kind not in ("hidden", "password", "submit", "button", "image", "reset", "file")
        return one.get("value") or "" if filled else ""
    if one.tag == "select":
        options = list(one.iter("option"))
        chosen = [option for option in options if option.get("selected") is not None]
        return " ".join(_line(list(map(str, each.itertext()))) for each in chosen or options[:1])
    return one.text or ""


def _line(texts: list[str]) -> str:
    return " ".join("".join(texts).split())
