"""A page's text into elements; no entity is opened, no script run, nothing fetched."""

from __future__ import annotations

from lxml import etree

from extractors.web.words import Element


def parsed(text: str) -> tuple[Element, bool]:
    """Return the page's root, and whether it was read to its end: very deep nesting ends it.

    What browsers put up with is put up with. The parser's own limits hold, which bound the depth
    of elements and the length of texts.
    """
    parser = etree.HTMLParser(
        encoding="utf-8",
        no_network=True,
        huge_tree=False,
        recover=True,
        remove_comments=True,
        remove_pis=True,
    )
    shown = text.replace("\x00", "\ufffd")
    root = etree.fromstring(shown.encode("utf-8", "replace"), parser)
    whole = not any(error.type_name in _ENDINGS for error in parser.error_log)
    return (etree.Element("html") if root is None else root), whole


_ENDINGS = ("ERR_INTERNAL_ERROR", "ERR_NAME_TOO_LONG", "ERR_RESOURCE_LIMIT", "ERR_NO_MEMORY")
