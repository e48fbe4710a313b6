"""Writing notes, answering and settling them over whichever screen one is on."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from curator.annotations import SPOKEN, Annotation
from curator.language import _
from curator.store import Dataset
from curator.values import one_line
from screens.annotate import AnnotateScreen, Target, Written
from screens.answer import Answered, AnswerScreen
from screens.ask import AskScreen
from screens.base import CuratorScreen
from screens.desk import Desk
from screens.widgets.scripts import isolated, pictured


class Noting:
    """Asks for what is to be said, and keeps it in the store."""

    def __init__(self, screen: CuratorScreen, desk: Desk, kept: Callable[[str], object]) -> None:
        """`kept` is told in a sentence what is in the store now."""
        self._screen = screen
        self._desk = desk
        self._kept = kept

    def write(self, targets: Sequence[Target]) -> None:
        """Write a note on one of `targets`."""
        self._screen.app.push_screen(AnnotateScreen(targets), self._write)

    def _write(self, written: Written | None) -> None:
        if written is None:
            return
        target = written.target
        self._screen.do(
            lambda: target.dataset.annotate(
                target.place, written.kind, written.text, self._desk.who
            ),
            lambda number: self._kept(_("Annotation {number} written.").format(number=number)),
        )

    def write_or_answer(
        self, targets: Sequence[Target], dataset: Dataset, note: Annotation | None
    ) -> None:
        """Answer or settle the note that hangs here; write one where there is none."""
        if note is None:
            self.write(targets)
            return

        def decide(answered: Answered | None) -> None:
            if answered is not None and answered.event == "another":
                self.write(targets)
            elif answered is not None:
                self._append(dataset, note, answered.event, answered.text)

        self._screen.app.push_screen(AnswerScreen(note), decide)

    def answer(self, dataset: Dataset, note: Annotation) -> None:
        """Answer a note of `dataset`."""
        question = _("Answer to annotation {number}").format(number=note.number)
        self._ask(dataset, note, "answered", question, _said(note))

    def settle(self, dataset: Dataset, note: Annotation) -> None:
        """Settle a note of `dataset`, or open it again if it is settled."""
        words = _("{text}\nEnter goes on, with or without words.").format(text=_said(note))
        if note.state == "resolved":
            self._ask(dataset, note, "reopened", _("Why is it open again?"), words)
        else:
            self._ask(dataset, note, "resolved", _("How was it settled?"), words)

    def _ask(
        self, dataset: Dataset, note: Annotation, event: str, question: str, words: str
    ) -> None:
        self._screen.app.push_screen(
            AskScreen(question, words), lambda text: self._answer(dataset, note, event, text)
        )

    def _answer(self, dataset: Dataset, note: Annotation, event: str, text: str | None) -> None:
        """Append an event; Escape, which gives no text at all, appends none."""
        if text is not None:
            self._append(dataset, note, event, text or None)

    def _append(self, dataset: Dataset, note: Annotation, event: str, text: str | None) -> None:
        self._screen.do(
            lambda: dataset.answer(note.number, event, text, self._desk.who),
            lambda changed: self._kept(
                _("Annotation {number} of {dataset} is {state}.").format(
                    number=note.number,
                    dataset=dataset.name,
                    state=SPOKEN[changed.state],
                )
            ),
        )


def _said(note: Annotation) -> str:
    return isolated(pictured(one_line(note.text, 200)))
