"""The members of an XLSX workbook's archive, and which of them belong together."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from html import unescape
from posixpath import join, normpath
from zipfile import ZipFile

LARGEST = 64 << 20
"""Bytes of the largest member that is read whole."""

_SHEET = re.compile(rb"<(?:\w+:)?sheet\b[^>]*>")
_RELATION = re.compile(rb"<(?:\w+:)?Relationship\b[^>]*>")


@dataclass(frozen=True)
class Relation:
    """What one member says of another."""

    kind: str
    """The last word of its type, such as "worksheet", "comments" or "externalLink"."""
    target: str
    """The other member, or an address outside the file."""
    outside: bool


@dataclass(frozen=True)
class Package:
    """A workbook's archive."""

    archive: ZipFile
    names: Sequence[str]
    book: str
    """The member that lists the sheets; "" where there is none."""
    sheets: Sequence[tuple[str, str]]
    """Each sheet's name and the member that holds it."""

    @classmethod
    def of(cls, archive: ZipFile) -> Package:
        """Read what the workbook lists; raises what zipfile raises."""
        names = archive.namelist()
        book = next((name for name in names if name.lower().endswith("workbook.xml")), "")
        known = relations(archive, names, book)
        sheets = []
        for found in _SHEET.findall(archive.read(book)) if known else ():
            relation = known.get(attribute(found, rb"\w+:id"))
            if relation is not None and relation.target in names:
                sheets.append((attribute(found, b"name"), relation.target))
        return cls(archive, names, book, sheets)

    def part(self, kind: str) -> str:
        """Return the member that is of a kind for the whole workbook, "" where there is none."""
        found = relations(self.archive, self.names, self.book).values()
        return next((one.target for one in found if one.kind == kind), "")

    def relations(self, part: str) -> Sequence[Relation]:
        """Return what a member says of others."""
        return [*relations(self.archive, self.names, part).values()]

    def read(self, part: str) -> bytes:
        """Return a member, nothing for one that is missing or too large to be well."""
        if part not in self.names or self.archive.getinfo(part).file_size > LARGEST:
            return b""
        return self.archive.read(part)


def relations(archive: ZipFile, names: Sequence[str], part: str) -> Mapping[str, Relation]:
    """Return what `part` says of other members, by the name that it gives them."""
    folder, _, file = part.rpartition("/")
    member = join(folder, "_rels", f"{file}.rels")
    if member not in names:
        return {}
    found = {}
    for element in _RELATION.findall(archive.read(member)):
        target = attribute(element, b"Target")
        outside = attribute(element, b"TargetMode") == "External"
        if target and not outside:
            inner = target.startswith("/")
            target = target.lstrip("/") if inner else normpath(join(folder, target))
        kind = attribute(element, b"Type").rpartition("/")[2]
        found[attribute(element, b"Id")] = Relation(kind, target, outside)
    return found


def attribute(element: bytes, name: bytes) -> str:
    """Return an attribute of an element's tag, "" where it has none."""
    found = re.search(rb"\s" + name + rb"\s*=\s*(?:\"([^\"]*)\"|'([^']*)')", element)
    if found is None:
        return ""
    return unescape((found[1] or found[2] or b"").decode("utf-8", "replace"))
