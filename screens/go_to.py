"""The question where to go: a row by its number, a column by the beginning of its name."""

from __future__ import annotations

from collections.abc import Sequence

from textual import on
from textual.app import ComposeResult
from textual.containers import Vertical
from textual.suggester import SuggestFromList
from textual.widgets import Footer, Input, Static

from curator.errors import CuratorError, UnknownNameError
from curator.language import _, joined, ngettext
from screens.dialog import Dialog
from screens.widgets.typing_input import TypingInput

Destination = tuple[int | None, int | None]
"""Row and column by position; None stays where it is."""

_MARKS_OF_GROUPS = str.maketrans("", "", ",٬'’\u00a0\u202f")
_SEVERAL = 5


class GoToScreen(Dialog[Destination | None]):
    """Asks where to go; dismissed with a destination, or None where the person went back."""

    HELP = _("""
## Go to

A number goes to that row; a name, or its beginning, to that column; both, as in `12 city`, to that
cell. The right arrow takes the name that is proposed.
""")
    DEFAULT_CSS = """
    GoToScreen { align: center bottom; }
    """

    def __init__(self, columns: Sequence[str], row_count: int) -> None:
        super().__init__()
        self.columns = columns
        self.row_count = row_count

    def compose(self) -> ComposeResult:
        """Lay out the question and the line."""
        count = self.row_count
        words = ngettext("There is {count:,} row.", "Rows are numbered 1 to {count:,}.", count)
        with Vertical(classes="dialog"):
            yield Static(_("Go to a row or a column"), classes="dialog-title", markup=False)
            yield Static(words.format(count=count), id="words", markup=False)
            yield TypingInput(
                placeholder=_("a number, a column's name, or both"),
                suggester=SuggestFromList(self.columns, case_sensitive=False),
            )
        yield Footer()

    @on(Input.Submitted)
    def accept(self, event: Input.Submitted) -> None:
        """Go there, or say why that is nowhere and ask again."""
        event.stop()
        try:
            found = destination(event.value, self.columns, self.row_count)
        except CuratorError as error:
            self.query_one("#words", Static).update(str(error))
        else:
            self.dismiss(found)


def destination(answer: str, columns: Sequence[str], row_count: int) -> Destination:
    """Return where an answer leads: "12", ":12", "city", "ci", "12 city".

    Raises:
        UnknownNameError: there is no such row or column, or several columns begin so.
    """
    words = answer.strip().removeprefix(":").strip()
    number, _space, name = words.partition(" ")
    row = _number(words)
    if row is None and words in columns:
        return None, columns.index(words)
    if row is None and name and (row := _number(number)) is not None:
        words = name.strip()
        return _row(row, row_count), _column(words, columns)
    if row is not None:
        return _row(row, row_count), None
    return None, _column(words, columns)


def _number(word: str) -> int | None:
    """Return the number that a word is, in the digits of any script."""
    digits = word.translate(_MARKS_OF_GROUPS)
    return int(digits) if digits.isdecimal() else None


def _row(number: int, row_count: int) -> int:
    if not 1 <= number <= row_count:
        raise UnknownNameError(
            _("There is no row {number:,}; rows are numbered 1 to {count:,}.").format(
                number=number, count=row_count
            )
        )
    return number - 1


def _column(name: str, columns: Sequence[str]) -> int:
    wanted = name.casefold()
    same = [place for place, known in enumerate(columns) if known.casefold() == wanted]
    begin = [place for place, known in enumerate(columns) if known.casefold().startswith(wanted)]
    found = same or begin
    if len(found) == 1:
        return found[0]
    if not found or not wanted:
        raise UnknownNameError(_("No column's name begins with “{name}”.").format(name=name))
    known = joined(columns[place] for place in found[:_SEVERAL])
    raise UnknownNameError(
        _("Several columns begin with “{name}”: {known}{more}").format(
            name=name, known=known, more=", …" if len(found) > _SEVERAL else "."
        )
    )
