"""Which action a key runs, without collecting all bindings at each key."""

from __future__ import annotations

from collections.abc import Mapping

from textual.widget import Widget


class ActionsByKey:
    """The actions that keys run while a widget has the focus, collected anew for other keys."""

    def __init__(self, widget: Widget) -> None:
        self._widget = widget
        self._choice: object = None
        self._actions: Mapping[str, str] | None = None

    def __call__(self, key: str) -> str | None:
        """Return the action that a key runs, None if it runs none."""
        choice = getattr(self._widget.app, "key_choice", None)
        if self._actions is None or choice is not self._choice:
            active = self._widget.screen.active_bindings
            self._choice = choice
            self._actions = {pressed: each.binding.action for pressed, each in active.items()}
        return self._actions.get(key)
