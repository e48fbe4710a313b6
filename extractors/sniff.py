"""Tell a file's kind by its content; what it is called is never asked."""

from __future__ import annotations

import os
import re
import stat
from pathlib import Path
from zipfile import BadZipFile, ZipFile

from curator.errors import ExtractionError
from curator.language import _, ngettext
from extractors.encoding import unmarked_utf16

PDF = "application/pdf"
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
XLS = "application/vnd.ms-excel"
XLSB = "application/vnd.ms-excel.sheet.binary.macroenabled.12"
ODS = "application/vnd.oasis.opendocument.spreadsheet"
TEXT = "text/csv"
HTML = "text/html"
MHTML = "multipart/related"
ZIP = "application/zip"

HEAD = 4096
"""How many first bytes are looked at."""
ZIP_CONTENTS = 2 << 30
"""No archive whose contents are larger, in bytes, is opened."""
ZIP_RATIO = 200
"""No archive whose contents are so many times its size is opened, unless they are small."""
ZIP_SMALL = 64 << 20
"""Contents of up to so many bytes are harmless, however well they were packed."""

_OLE2 = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_BIFF = tuple(bytes([9, version]) for version in (0, 2, 4, 8))
_BOMS = (b"\xef\xbb\xbf", b"\xff\xfe", b"\xfe\xff")
_CONTROLS = re.compile(rb"[\x00-\x08\x0e-\x1a\x1c-\x1f]")
_PAGE = re.compile(
    rb"<(?:!doctype\s+html|(?:html|head|body|table|meta|title|div|center|dl|h[1-6]|p|style|script"
    rb"|link|font|form|span|ul|ol|pre|main|section|article|header|nav)[\s>/])"
)
_MHTML = re.compile(rb"(?:[\w-]{1,60}:[^\n]*\n(?:[ \t][^\n]*\n){0,20}){0,30}mime-version:")
_IMAGES = (b"\x89PNG", b"\xff\xd8\xff", b"GIF8", b"II*\x00", b"MM\x00*")


def media_type(path: Path) -> str:
    """Return the media type of the file at `path`, one of `curator.sources.MEDIA_TYPES`.

    Raises:
        ExtractionError: it is missing, empty, locked, unsafe to open or of a kind not read.
    """
    regular(path)
    with path.open("rb") as file:
        head = file.read(HEAD)
    if b"%PDF-" in head[:1024]:
        return PDF
    if head.startswith((b"PK\x03\x04", b"PK\x05\x06", b"PK\x07\x08")):
        return _archive(path)
    if head.startswith(_OLE2):
        return _compound(path)
    if head.startswith(_BIFF) and b"\x00" in head[:8]:
        return XLS
    page = _markup(path, head)
    if page is not None:
        return page
    _refuse_binary(path, head)
    return TEXT


def regular(path: Path) -> os.stat_result:
    """Return what the system says of the file at `path`.

    Raises:
        ExtractionError: there is no readable file, or nothing is in it.
    """
    try:
        found = path.stat()
        if stat.S_ISDIR(found.st_mode):
            raise ExtractionError(
                _("{file} is a folder; name a file in it.").format(file=path.name or path)
            )
        if not stat.S_ISREG(found.st_mode):
            raise ExtractionError(
                _("{file} is a device or a pipe, not a file.").format(file=path.name)
            )
        with path.open("rb"):
            pass
    except FileNotFoundError as error:
        raise ExtractionError(_("There is no file {file}.").format(file=path)) from error
    except (OSError, ValueError) as error:
        raise ExtractionError(
            _("{file} cannot be opened for reading.").format(file=path.name)
        ) from error
    if found.st_size == 0:
        raise ExtractionError(_("{file} is empty.").format(file=path.name))
    return found


def _archive(path: Path) -> str:
    try:
        with ZipFile(path) as archive:
            members = archive.infolist()
            names = {member.filename.replace("\\", "/").lower() for member in members}
            _refuse_bombs(path, sum(member.file_size for member in members))
            packed = "mimetype" in names and archive.getinfo("mimetype").file_size < 200
            declared = archive.read("mimetype").strip() if packed else b""
    except (BadZipFile, OSError, KeyError, ValueError, NotImplementedError, RuntimeError) as error:
        raise ExtractionError(
            _("{file} begins like a workbook but is damaged or cut short.").format(file=path.name)
        ) from error
    if "xl/workbook.bin" in names:
        return XLSB
    if any(name.endswith("workbook.xml") for name in names):
        return XLSX
    if declared.startswith(b"application/vnd.oasis.opendocument.spreadsheet"):
        return ODS
    if not declared and "content.xml" in names:
        return ODS
    if declared or names & _DOCUMENTS:
        raise ExtractionError(
            _("{file} is a document or a program, but not a workbook.").format(file=path.name)
        )
    return ZIP


def _refuse_bombs(path: Path, contents: int) -> None:
    size = path.stat().st_size
    if contents > ZIP_CONTENTS or (contents > ZIP_SMALL and contents > ZIP_RATIO * size):
        raise ExtractionError(
            ngettext(
                "{file} would unpack from {size:,} to {contents:,} byte; "
                "a file like that is not opened.",
                "{file} would unpack from {size:,} to {contents:,} bytes; "
                "a file like that is not opened.",
                contents,
            ).format(file=path.name, size=size, contents=contents)
        )


def _compound(path: Path) -> str:
    """An OLE2 file's directory names its streams in UTF-16, anywhere in the file."""
    found: set[str] = set()
    wanted = {name: name.encode("utf-16-le") for name in _STREAMS}
    tail = b""
    with path.open("rb") as file:
        while chunk := file.read(1 << 20):
            found.update(name for name, coded in wanted.items() if coded in tail + chunk)
            tail = chunk[-64:]
    if "EncryptedPackage" in found:
        raise ExtractionError(
            _("{file} is locked with a password; save a copy without one and read that.").format(
                file=path.name
            )
        )
    if found & {"Workbook", "Book", "WORKBOOK", "BOOK"}:
        return XLS
    raise ExtractionError(
        _("{file} is an Office file, but not a workbook, or is damaged.").format(file=path.name)
    )


_DOCUMENTS = {"[content_types].xml", "meta-inf/manifest.mf", "meta-inf/manifest.xml"}
"""One of these is in every document of an office suite and every Java program."""
_STREAMS = ("EncryptedPackage", "Workbook", "Book", "WORKBOOK", "BOOK")


def _markup(path: Path, head: bytes) -> str | None:
    """Return the media type of a web page, None for what is no markup."""
    text = head.replace(b"\x00", b"").lstrip(b"\xef\xbb\xbf\xff\xfe \t\r\n").lower()
    if b"urn:schemas-microsoft-com:office:spreadsheet" in text and text.startswith(b"<"):
        raise ExtractionError(
            _(
                "{file} is an XML spreadsheet of Excel 2003; "
                "open it in a spreadsheet program and save it as XLSX."
            ).format(file=path.name)
        )
    if _MHTML.match(text):
        return MHTML
    if _PAGE.match(text):
        return HTML
    if text.startswith((b"<?xml", b"<!doctype", b"<!--")):
        if b"<html" in text:
            return HTML
        raise ExtractionError(
            _("{file} is an XML document; those are not read yet.").format(file=path.name)
        )
    return None


def _refuse_binary(path: Path, head: bytes) -> None:
    """Text holds next to no control characters, unless it is UTF-16."""
    if head.startswith(_IMAGES):
        raise ExtractionError(
            _("{file} is a picture; pictures are not read.").format(file=path.name)
        )
    if head.startswith(_BOMS) or unmarked_utf16(head):
        return
    if len(_CONTROLS.findall(head)) > max(2, len(head) * 0.02):
        raise ExtractionError(_("{file} is of a kind that is not read.").format(file=path.name))
