"""The text of a saved page: by its byte-order mark, its headers, what it says, or its bytes."""

from __future__ import annotations

import codecs
import email
import email.policy
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from email.message import EmailMessage
from pathlib import Path

from curator.errors import ExtractionError
from curator.language import _
from extractors import encoding as encodings
from extractors import sniff

HEAD = 4096
"""A page says within so many bytes how it is written; the HTML standard asks for 1024."""

_BOMS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_META = re.compile(rb"""<meta[^>]{0,500}?charset\s*=\s*["']?\s*([\w.:-]{1,40})""", re.IGNORECASE)
_XML = re.compile(rb"""^\s*<\?xml[^>]{0,200}?encoding\s*=\s*["']([\w.:-]{1,40})""")
_LABELS: Mapping[str, str] = {
    "iso-8859-1": "cp1252",
    "iso8859-1": "cp1252",
    "latin1": "cp1252",
    "us-ascii": "cp1252",
    "ascii": "cp1252",
    "iso-8859-9": "cp1254",
    "iso-8859-11": "cp874",
    "tis-620": "cp874",
    "gb2312": "gb18030",
    "gbk": "gb18030",
    "shift_jis": "cp932",
    "ks_c_5601-1987": "cp949",
    "euc-kr": "cp949",
    "utf-16": "utf-8",
    "unicode": "utf-8",
}
"""What browsers read in the place of what pages say (WHATWG Encoding, section 4.2). A page that
can be read far enough to say UTF-16 is not written in it."""


@dataclass(frozen=True)
class Decoded:
    """A page's text."""

    text: str
    encoding: str
    flags: tuple[str, ...] = ()
    """What a person should know of how it was read."""


def decoded(path: Path, media_type: str, wished: str | None = None) -> Decoded:
    """Return the text of the page, of an MHTML file that of its first page.

    Args:
        path: the file.
        media_type: HTML or MHTML.
        wished: the encoding that it is read in whatever it says; None takes what it says.

    Raises:
        ExtractionError: there is no page in it.
    """
    if media_type != sniff.MHTML:
        return _decoded(path.read_bytes(), None, path, wished)
    with path.open("rb") as file:
        message = email.message_from_binary_file(file, policy=email.policy.default)
    for part in _parts(message):
        if part.get_content_type() in ("text/html", "application/xhtml+xml"):
            content = part.get_payload(decode=True)
            assert isinstance(content, bytes)
            told = part.get_content_charset()
            eight_bit = str(part.get("content-transfer-encoding", "")).strip() in ("8bit", "binary")
            return _decoded(content, told, path if eight_bit else None, wished)
    raise ExtractionError(_("{file} holds no web page.").format(file=path.name))


def _parts(message: EmailMessage) -> Iterator[EmailMessage]:
    """Yield the parts of a message that hold no others, in order."""
    for part in message.walk():
        if not part.is_multipart():
            yield part


def _decoded(content: bytes, told: str | None, path: Path | None, wished: str | None) -> Decoded:
    """Decode a page.

    Args:
        told: what a header says of its encoding.
        path: the file that holds its bytes as they are, None where there is none.
        wished: the encoding that a person chose.

    Raises:
        ExtractionError: there is no encoding such as a person chose.
    """
    if wished is not None:
        name = encodings.known(wished)
        return Decoded(content.decode(name, "replace"), name)
    for mark, name in _BOMS:
        if content.startswith(mark):
            return Decoded(content[len(mark) :].decode(name, "replace"), name)
    said = _known(told) or _known(_said(content))
    if said is not None:
        text = _strictly(content, said)
        if text is not None:
            return Decoded(text, said)
    name, flags = _told_by_bytes(content, path)
    if said is not None:
        flags = (f"says that it is {said.upper()} and is not; read as {encodings.spoken(name)}",)
    return Decoded(content.decode(name, "replace"), name, flags)


def _said(content: bytes) -> str | None:
    head = content[:HEAD]
    found = _META.search(head) or _XML.search(head)
    return found[1].decode("ascii") if found else None


def _known(label: str | None) -> str | None:
    """Return Python's name for what a page says, None for what is no text encoding."""
    if label is None:
        return None
    name = label.strip().lower()
    try:
        return encodings.known(_LABELS.get(name, name))
    except ExtractionError:
        return None


def _strictly(content: bytes, name: str) -> str | None:
    try:
        return content.decode(name)
    except UnicodeDecodeError:
        return None


def _told_by_bytes(content: bytes, path: Path | None) -> tuple[str, tuple[str, ...]]:
    if _strictly(content, "utf-8") is not None:
        return "utf-8", ()
    if path is None:
        return "cp1252", ("read as windows-1252",)
    verdict = encodings.detect(path)
    sure = "" if verdict.certain else ", which its bytes leave in doubt"
    return verdict.encoding, (f"read as {encodings.spoken(verdict.encoding)}{sure}",)
