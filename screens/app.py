"""The application: it opens the library, asks who works, and keeps the palette."""

from __future__ import annotations

from collections.abc import Iterable
from functools import partial
from typing import Any, ClassVar

from rich.text import Text
from textual.app import SystemCommand
from textual.binding import Binding, BindingType
from textual.screen import Screen

from curator.errors import CuratorError
from curator.language import _
from curator.settings import remember_handle
from curator.store import Store
from screens.ask import AskScreen
from screens.calibration import CalibrationScreen
from screens.crash import leave_report
from screens.desk import Desk
from screens.display import Display
from screens.editor import EditorScreen
from screens.help import active_keys
from screens.library import LibraryScreen

NOBODY = "curator"
"""The handle of who does not want to give one."""


class CuratorApp(Display):
    """Curator's screens over one open store."""

    TITLE = "curator"
    CSS_PATH = "app.tcss"
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding(
            "f8,ctrl+p",
            "command_palette",
            _("Palette"),
            show=False,
            priority=True,
            key_display="F8",
        ),
        Binding("ctrl+q", "quit", _("Quit"), show=False),
    ]

    def __init__(self, store: Store, who: str | None, dataset: str | None) -> None:
        """`who` is the person's handle, None to ask; `dataset` is opened first, if any."""
        super().__init__()
        self._store = store
        self._who = who
        self._dataset = dataset

    def on_mount(self) -> None:
        """Ask who works, once, then open the library."""
        if self._who is not None:
            self._open(self._who)
            return
        self.push_screen(
            AskScreen(
                _("Who are you?"),
                _(
                    "A handle of your choice stands in the history for what you do. Not your"
                    " login: choose one that may be read by whoever gets the store. With Escape you"
                    " are {nobody} this time."
                ).format(nobody=NOBODY),
                value=NOBODY,
            ),
            self._remember,
        )

    def _remember(self, answer: str | None) -> None:
        who = (answer or "").strip() or NOBODY
        if answer is not None:
            try:
                remember_handle(who)
            except OSError as error:
                self.notify(
                    _("Your handle could not be kept: {strerror}.").format(strerror=error.strerror),
                    markup=False,
                )
        self._open(who)

    def _open(self, who: str) -> None:
        desk = Desk(self._store, who)
        self.push_screen(LibraryScreen(desk))
        if self._dataset is None:
            return
        try:
            dataset = self._store.dataset(self._dataset)
        except CuratorError as error:
            self.notify(str(error), severity="error", timeout=20, markup=False)
        else:
            self.push_screen(EditorScreen(desk, dataset))

    def get_system_commands(self, screen: Screen[Any]) -> Iterable[SystemCommand]:
        """Yield every action of the place one is in, with its key, then the application's own."""
        for key, binding in screen_actions(screen):
            title = f"{binding.description}  ({key})"
            yield SystemCommand(title, binding.tooltip, partial(self._act, screen, binding))
        yield SystemCommand(
            _("Which line reads right?"),
            _("Choose how Persian, Arabic and Hebrew are put in order"),
            self.action_calibrate,
        )
        yield from super().get_system_commands(screen)

    def action_calibrate(self) -> None:
        """Ask which line of right-to-left text reads right, and order text so."""
        self.push_screen(
            CalibrationScreen(), lambda wish: self.let_order(wish) if wish is not None else None
        )

    def _fatal_error(self) -> None:
        """Leave a report, in place of Textual's, which prints every variable on the terminal."""
        error = self._exception
        assert error is not None
        try:
            path = leave_report(error, self._store.path.parent)
        except OSError as refused:
            where = _("No report could be written: {strerror}.").format(strerror=refused.strerror)
        else:
            where = _("A report without any cell's value lies at {path}.").format(path=path)
        words = _("Curator broke down. What was kept before is safe in the store. {where}").format(
            where=where
        )
        self._exit_renderables.append(Text(words))
        self._close_messages_no_wait()

    def _act(self, screen: Screen[Any], binding: Binding) -> None:
        for active in screen.active_bindings.values():
            if active.binding.action == binding.action:
                self.call_later(self.run_action, binding.action, active.node)
                return


def screen_actions(screen: Screen[Any]) -> list[tuple[str, Binding]]:
    """Return (keys, binding) of each action that works on a screen."""
    keys = {what: key for key, what in active_keys(screen)}
    found: dict[str, Binding] = {}
    for active in screen.active_bindings.values():
        if active.binding.description in keys and active.enabled:
            found.setdefault(active.binding.description, active.binding)
    return [(keys[what], binding) for what, binding in found.items()]
