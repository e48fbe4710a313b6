"""An input that keeps the order of keys, however fast they come."""

from __future__ import annotations

from textual import events

from screens.widgets.line_input import LineInput


class TypingInput(LineInput):
    """Acts on the keys that are its bindings at once.

    Textual's input lets a bound key (Backspace, an arrow, Enter) travel up to the screen before it
    acts, so that letters which came in the same breath, over a slow line or from a fast hand,
    overtake it.
    """

    async def _on_key(self, event: events.Key) -> None:
        bound = self._bindings.key_to_bindings.get(event.key)
        if bound and not (event.is_printable and event.character is not None):
            event.stop()
            event.prevent_default()
            await self.run_action(bound[0].action)
