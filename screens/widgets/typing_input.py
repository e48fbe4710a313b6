"""An input that keeps the order of keys, and takes back what was typed."""

from __future__ import annotations

from typing import ClassVar

from textual import events
from textual.binding import Binding, BindingType

from curator.language import _
from screens.widgets.line_input import LineInput


class TypingInput(LineInput):
    """Acts on the keys that are its bindings at once, and undoes typing word by word.

    Textual's input lets a bound key (Backspace, an arrow, Enter) travel up to the screen before it
    acts, so that letters which came in the same breath, over a slow line or from a fast hand,
    overtake it.
    """

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("ctrl+z", "undo_typing", _("Undo typing"), show=False),
        Binding("ctrl+y", "redo_typing", _("Redo typing"), show=False),
    ]

    _past: tuple[str, ...] = ()
    """Texts that stood here, oldest first."""
    _future: tuple[str, ...] = ()
    """Texts that were taken back, the next one last."""
    _moving = False
    """Whether a text is being taken back or put back."""

    is_given = False
    """Whether Enter was pressed; keys that follow are for what comes next."""

    async def action_submit(self) -> None:
        """Hand on what stands here."""
        self.is_given = True
        await super().action_submit()

    async def _on_key(self, event: events.Key) -> None:
        bound = self._bindings.key_to_bindings.get(event.key)
        if bound and not (event.is_printable and event.character is not None):
            event.prevent_default()
            if await self.app.run_action(bound[0].action, self):
                event.stop()

    def watch_value(self, old: str, new: str) -> None:
        """Remember what stood here before; letters of one word are taken back together."""
        if self._moving or old == new or not self.is_attached:
            return
        self._future = ()
        if not (self._past and _continues(self._past[-1], old, new)):
            self._past = (*self._past, old)

    def action_undo_typing(self) -> None:
        """Take back what was typed last; what the dataset holds is left alone."""
        if self._past:
            *past, text = self._past
            self._past, self._future = tuple(past), (*self._future, self.value)
            self._put(text)

    def action_redo_typing(self) -> None:
        """Put back what was taken back."""
        if self._future:
            *future, text = self._future
            self._past, self._future = (*self._past, self.value), tuple(future)
            self._put(text)

    def _put(self, text: str) -> None:
        """Put a text here, with the cursor where it differs from what stood here."""
        kept = _shared(self.value[::-1], text[::-1])
        self._moving = True
        self.value = text
        self._moving = False
        self.cursor_position = len(text) - kept


def _continues(before: str, old: str, new: str) -> bool:
    """Whether one more letter was typed behind those that were typed since `before`."""
    if len(new) != len(old) + 1 or len(old) <= len(before):
        return False
    place = _shared(old, new)
    first = _shared(before, old)
    return not new[place].isspace() and first <= place and place - first == len(old) - len(before)


def _shared(one: str, other: str) -> int:
    """Return how many first letters two texts share."""
    pairs = zip(one, other, strict=False)
    return next((n for n, (a, b) in enumerate(pairs) if a != b), min(len(one), len(other)))
