"""Files into tables: the extractors, and the front functions that run them in a child process.

Importing this package loads no PDF or spreadsheet library; the child process does, when it reads.
"""

from __future__ import annotations

from curator.language import _
from curator.registry import Registry
from extractors.alike import put_together
from extractors.base import Extractor
from extractors.comparing import is_read_twice, read_twice
from extractors.correcting import Corrected, Correcting
from extractors.delimited import Delimited
from extractors.drawn import Drawn, parse_drawn
from extractors.group import Group, Member, is_group
from extractors.group_reading import GroupReading, ReadFile, group_report, read_group
from extractors.limits import Limits
from extractors.options import Options, parse_pages
from extractors.pdf.pdf_tables import PdfTables
from extractors.pdf.pdfplumber_finder import Pdfplumber
from extractors.spool import Found, Spool
from extractors.together import Together
from extractors.web.saved_page import SavedPage
from extractors.workbook import Workbook
from extractors.worker import page_picture, page_text, read, report

EXTRACTORS: Registry[Extractor] = Registry(
    _("extractor"), PdfTables, Pdfplumber, Workbook, SavedPage, Delimited
)
"""Every extractor; of those that read a media type, the first is the one taken unasked."""

__all__ = [
    "EXTRACTORS",
    "Corrected",
    "Correcting",
    "Drawn",
    "Extractor",
    "Found",
    "Group",
    "GroupReading",
    "Limits",
    "Member",
    "Options",
    "ReadFile",
    "Spool",
    "Together",
    "group_report",
    "is_group",
    "is_read_twice",
    "page_picture",
    "page_text",
    "parse_drawn",
    "parse_pages",
    "put_together",
    "read",
    "read_group",
    "read_twice",
    "report",
]
