"""Words by which tables say that they go on: captions, running totals and totals.

They are compared folded: case, accents, joiners and which code point writes a letter do not count.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache

from curator.values import folded
from extractors.header import is_number

CONTINUED = (
    "continued", "continuation", "contd", "cont'd", "cont",
    "continuación", "continúa", "continuação", "continua", "continuazione", "segue", "seguito",
    "suite et fin", "suite", "Fortsetzung", "fortgesetzt",
    "ادامهٔ", "ادامه", "دنباله", "تابع", "تتمة", "يتبع", "devamı", "devam",
    "продолжение", "окончание", "जारी", "क्रमशः",
)  # fmt: skip
"""Words that say in a caption that the table began on an earlier page."""

LABELS = (
    "table", "tab", "tableau", "tabela", "tabla", "cuadro", "quadro", "tabelle", "tabella",
    "annex", "anexo", "annexe", "schedule", "exhibit", "таблица", "tablo", "جدول", "तालिका",
)  # fmt: skip
"""Words that stand before a table's number."""

CARRIED = (
    "carried forward", "brought forward", "carried over", "brought over", "carry forward",
    "balance forward", "total carried", "running total", "continued on next page",
    "continued from previous page", "page total", "total this page", "total for this page",
    "suma y sigue", "sumas y siguen", "suma anterior", "sumas anteriores", "total anterior",
    "viene de la página anterior", "viene de página anterior", "pasa a la página",
    "total de la página", "total página",
    "a transportar", "de transporte", "soma e segue", "vem da página anterior", "total da página",
    "à reporter", "report de la page", "report page précédente", "total de la page",
    "Übertrag von", "Übertrag auf", "riporto da", "a riportare", "totale pagina",
    "نقل به صفحه", "نقل از صفحه", "منقول از صفحه", "منقول به صفحه", "جمع صفحه", "جمع این صفحه",
    "ادامه در صفحه", "المجموع المرحل", "مرحل الى", "مرحل من", "منقول من", "ما قبله",
    "مجموع الصفحة", "nakli yekun", "sayfa toplamı",
)  # fmt: skip
"""Words of a row that carries a total over a page break."""

CARRIED_ALONE = (
    "c/f", "b/f", "c/fwd", "b/fwd", "vienen", "arrastre", "transporte", "transportado", "report",
    "Übertrag", "Seitensumme", "riporto", "devir",
)  # fmt: skip
"""The same, where they are all that the cell says."""

TOTAL = (
    "total", "totals", "suma", "soma", "somme", "summe", "gesamt", "insgesamt", "totale", "toplam",
    "итого", "всего", "جمع", "مجموع", "المجموع", "الاجمالي", "जम्मा",
)  # fmt: skip
"""Words with which the label of a total begins."""

GRAND = (
    "grand total", "total general", "total geral", "total général", "totale generale",
    "gesamtsumme", "genel toplam", "جمع کل", "المجموع الكلي", "المجموع العام", "कुल जम्मा",
)  # fmt: skip
"""Words of the total of a whole table."""

LONGEST_REST = 24
"""Characters that may stand beside a running total's words, such as a currency or a page."""
_ALONE = re.compile(r"[^\w/']+")
_DIGITS = re.compile(r"\d+")


@dataclass(frozen=True)
class Caption:
    """What a caption says, without the words that say that the table goes on."""

    text: str
    """Folded, letters and digits only."""
    label: str | None
    """The table's number as written, None if it has none."""
    continued: bool


def caption_of(title: str) -> Caption:
    """Take a caption apart."""
    said = " ".join(folded(title).split())
    rest = _continued().sub(" ", said)
    label = _label().search(rest)
    return Caption(_ALONE.sub("", rest), label[1] if label else None, rest != said)


def is_running_title(title: str, lines: Sequence[str]) -> bool:
    """Whether a title stands at the head of the page before too, but for its numbers."""
    known = {_without_numbers(line) for line in lines}
    return _without_numbers(title) in known


def comparable(cell: str | None) -> str:
    """Return what a header's cell is compared by: white space, signs and "continued" left out."""
    return _ALONE.sub("", _continued().sub(" ", folded(cell))) if cell else ""


def is_running_total(row: Sequence[str | None]) -> bool:
    """Whether a row does no more than carry a total over a page break."""
    texts = [cell for cell in row if cell and cell.strip() and not is_number(cell)]
    labels = [cell for cell in texts if _carries(cell)]
    others = [cell for cell in texts if not _carries(cell)]
    return bool(labels) and all(len(cell.strip()) <= 4 for cell in others)


def is_total(row: Sequence[str | None]) -> bool:
    """Whether a row is labelled as a total."""
    return any(_begins(cell, TOTAL) or _begins(cell, GRAND) for cell in row)


def is_grand_total(row: Sequence[str | None]) -> bool:
    """Whether a row is labelled as the total of a whole table."""
    return any(_begins(cell, GRAND) for cell in row)


def _carries(cell: str) -> bool:
    said = _plain(cell)
    if said in _folded(CARRIED_ALONE):
        return True
    return any(
        words in said and len(said) - len(words) <= LONGEST_REST for words in _folded(CARRIED)
    )


def _begins(cell: str | None, words: tuple[str, ...]) -> bool:
    if not cell or len(cell) > 60:
        return False
    said = f"{_plain(cell)} "
    return any(said.startswith(f"{word} ") for word in _folded(words))


def _plain(text: str) -> str:
    return " ".join(_ALONE.sub(" ", folded(text)).split())


def _without_numbers(text: str) -> str:
    return _ALONE.sub("", _DIGITS.sub("", folded(text)))


@cache
def _folded(words: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(_plain(word) for word in words)


@cache
def _continued() -> re.Pattern[str]:
    """At the end of a caption, in brackets, or at the beginning where a label or a sign follows."""
    words = "|".join(re.escape(folded(word)) for word in CONTINUED)
    word = rf"(?:{words})(?!\w)\.?"
    of = r"(?:\s+(?:of|de la|de|da|do|du|des|der|del)(?!\w))?"
    return re.compile(
        rf"[(\[]\s*(?:{word})[^)\]]*[)\]]|^{word}{of}(?=\s*(?:[-:–—]|{_labels()}|$))"
        rf"|(?<!\w){word}\s*$"
    )


@cache
def _label() -> re.Pattern[str]:
    return re.compile(
        rf"(?<!\w){_labels()}\W{{0,3}}(?:n[o°º]?\W{{0,2}}|{folded('شماره')}\s*)?"
        r"([a-z]?\d+(?:[.\-/–]\d+)*[a-z]?|[ivxlc]+)(?!\w)"
    )


def _labels() -> str:
    return f"(?:{'|'.join(folded(word) for word in LABELS)})"
