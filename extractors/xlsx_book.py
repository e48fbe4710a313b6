"""What an XLSX or XLSM workbook tells besides its cells: comments, links, macros, people."""

from __future__ import annotations

import re
from collections.abc import Mapping
from xml.etree import ElementTree as ET
from zipfile import ZipFile

from extractors.book_facts import BookFacts
from extractors.sheet_facts import Comment
from extractors.xlsx_facts import number_of, xlsx_facts
from extractors.xlsx_package import Package

MOST = 10_000
"""No more comments of one sheet are read."""
_NAMING = ("creator", "lastModifiedBy", "Manager", "Company")
_PLACE = re.compile(r"\$?([A-Z]{1,3})\$?(\d{1,7})")
_LOCKED = re.compile(rb'workbookProtection\b[^>]*\block(?:Structure|Windows)="(?:1|true)"')
_SAID = re.compile(r"^\[Threaded comment\].*?\bComment:\s*", re.DOTALL)
"""What Excel puts before a comment of a thread for older versions of itself."""


def xlsx_book(archive: ZipFile) -> BookFacts:
    """Return what is to know of the workbook; raises what zipfile raises."""
    package = Package.of(archive)
    sheets = xlsx_facts(archive)
    people = _people(package)
    for name, part in package.sheets:
        sheets[name].comments += _comments(package, part, people)
    book = package.read(package.book)
    return BookFacts(
        sheets=sheets,
        links=_links(package),
        macros=any(name.lower().endswith("vbaproject.bin") for name in package.names),
        people=_naming(package),
        protected=_LOCKED.search(book) is not None,
    )


def _root(data: bytes) -> ET.Element | None:
    try:
        return ET.fromstring(data) if data else None
    except ET.ParseError:
        return None


def _tag(element: ET.Element) -> str:
    return element.tag.rpartition("}")[2]


def _naming(package: Package) -> list[str]:
    found: list[str] = []
    for part in ("docProps/core.xml", "docProps/app.xml"):
        root = _root(package.read(part))
        said = root if root is not None else ()
        tags = (_tag(element) for element in said if (element.text or "").strip())
        found += [tag for tag in tags if tag in _NAMING]
    return found


def _links(package: Package) -> list[str]:
    """Return the other files that cells take values from, without their folders."""
    books = [one.target for one in package.relations(package.book) if one.kind == "externalLink"]
    targets = (one for book in books for one in package.relations(book) if one.outside)
    found = [re.split(r"[\\/]", one.target.rstrip("/"))[-1] for one in targets]
    if any(name.endswith("connections.xml") for name in package.names):
        found.append("a database or web connection")
    return found


def _people(package: Package) -> Mapping[str, str]:
    """Return the names of those who wrote in threads, by their ids."""
    found = {}
    for part in package.names:
        if "/persons/" in part and part.endswith(".xml"):
            root = _root(package.read(part))
            for element in root if root is not None else ():
                found[element.get("id", "")] = element.get("displayName", "")
    return found


def _comments(package: Package, part: str, people: Mapping[str, str]) -> list[Comment]:
    known = package.relations(part)
    threads = [one.target for one in known if one.kind == "threadedComment"]
    found: list[Comment] = []
    for target in threads or [one.target for one in known if one.kind == "comments"]:
        root = _root(package.read(target))
        if root is not None:
            found += _threaded(root, people) if threads else _classic(root)
    return found[:MOST]


def _threaded(root: ET.Element, people: Mapping[str, str]) -> list[Comment]:
    found = []
    for element in root.iter():
        if _tag(element) == "threadedComment":
            text = "".join(one.text or "" for one in element if _tag(one) == "text")
            author = people.get(element.get("personId", ""), "")
            found += _comment(element.get("ref", ""), author, text)
    return found


def _classic(root: ET.Element) -> list[Comment]:
    authors = [element.text or "" for element in root.iter() if _tag(element) == "author"]
    found = []
    for element in root.iter():
        if _tag(element) != "comment":
            continue
        number = element.get("authorId", "")
        known = number.isdecimal() and int(number) < len(authors)
        author = authors[int(number)].strip() if known else ""
        text = "".join(one.text or "" for one in element.iter() if _tag(one) == "t")
        found += _comment(element.get("ref", ""), author, text)
    return found


def _comment(reference: str, author: str, text: str) -> list[Comment]:
    """Return the comment, without the author's name that Excel puts before it."""
    place = _PLACE.match(reference)
    said = _SAID.sub("", text).strip()
    if author and said.startswith(f"{author}:"):
        said = said[len(author) + 1 :].strip()
    if place is None or not said:
        return []
    return [Comment(int(place[2]) - 1, number_of(place[1].encode()) - 1, author, said)]
