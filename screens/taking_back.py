"""Taking steps of a history back, and putting them back again, over the history's screen."""

from __future__ import annotations

from collections.abc import Callable

from curator.history import Entry
from curator.language import _, ngettext
from curator.store import Dataset, Taken
from curator.values import one_line
from screens.ask import AskScreen
from screens.base import CuratorScreen
from screens.desk import Desk
from screens.entries_view import Log, sentence, step_name
from screens.note_words import moment
from screens.prose import cells_words
from screens.widgets.scripts import isolated


class TakingBack:
    """Says why a step cannot be taken back, or asks for the reason and takes it back."""

    def __init__(
        self,
        screen: CuratorScreen,
        desk: Desk,
        dataset: Dataset,
        taken: Callable[[str | None], object],
    ) -> None:
        """`taken` is called once the store holds the step, with words that are not told yet."""
        self._screen = screen
        self._desk = desk
        self._dataset = dataset
        self._done = taken

    def this(self, entry: Entry, log: Log) -> None:
        """Take back a step of the log."""
        newest, later = log.newest_standing(), log.taken_back_by(entry)
        if later is not None:
            self._say(
                _(
                    "{entry} was taken back already by {later}, {at}. Take that one back to have"
                    " it again."
                ).format(entry=step_name(entry), later=step_name(later), at=moment(later.at))
            )
        elif entry.kind == "add":
            self._say(_("Revision 1 is the dataset as it was added; it cannot be taken back."))
        elif entry.sort == "revision":
            self._ask(entry)
        elif newest is not None and newest == entry:
            self._take_back(None, None)
        else:
            self._say(
                _(
                    "A note's event can be taken back only while it is the newest step. Ctrl+Z"
                    " takes back the newest; the note itself can be answered with F4, and settled"
                    " or opened again from the list of notes."
                )
            )

    def newest(self, log: Log) -> None:
        """Take back the newest step that stands."""
        newest = log.newest_standing()
        if newest is None:
            words = _("There is nothing to undo in {dataset}.")
            self._say(words.format(dataset=self._dataset.name))
        elif newest.sort == "annotation":
            self._take_back(None, None)
        else:
            self._ask(newest)

    def redo(self) -> None:
        """Put back what the newest undo took, if nothing was done since."""
        self._screen.do(lambda: self._dataset.redo(self._desk.who), self._put_back)

    def _put_back(self, taken: Taken) -> None:
        self._screen.tell_left(taken.left)
        self._done(f"{taken.what[0].upper()}{taken.what[1:]}.")

    def _ask(self, entry: Entry) -> None:
        """Ask for the reason; Escape goes back and changes nothing."""
        self._screen.app.push_screen(
            AskScreen(
                _("Take back revision {number}?").format(number=entry.number),
                _("{what}  ({cells})\nSay why, or just press Enter.").format(
                    what=isolated(sentence(one_line(entry.what, 50))),
                    cells=cells_words(entry.cells),
                ),
                placeholder=_("why"),
            ),
            lambda why: self._take_back(entry.number, why) if why is not None else None,
        )

    def _take_back(self, revision: int | None, why: str | None) -> None:
        """Take back a revision, or with None the newest step."""
        reason = (why or "").strip() or None
        self._screen.do(lambda: self._dataset.undo(self._desk.who, revision, reason), self._taken)

    def _taken(self, taken: Taken) -> None:
        step = f"{taken.step.sort[0]}{taken.step.number}"
        left = sum(left.count for left in taken.left)
        if not left:
            words = _("{step} is taken back. That is a step of its own, the newest.")
            self._done(words.format(step=step))
            return
        self._screen.notify(
            ngettext(
                "{step} is taken back, but for {count:,} place that changed again since."
                " The newest step's details name them.",
                "{step} is taken back, but for {count:,} places that changed again since."
                " The newest step's details name them.",
                left,
            ).format(step=step, count=left),
            severity="warning",
            timeout=20,
        )
        self._done(None)

    def _say(self, words: str) -> None:
        self._screen.notify(words, timeout=10, markup=False)
