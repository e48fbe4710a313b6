"""The application: it opens the library, asks who works, and keeps the palette."""

from __future__ import annotations

from collections.abc import Iterable
from functools import partial
from typing import Any, ClassVar

from rich.text import Text
from textual.app import SystemCommand
from textual.binding import Binding, BindingType
from textual.command import CommandPalette
from textual.screen import Screen

from curator.demo.tour import Tour
from curator.errors import CuratorError
from curator.language import _
from curator.settings import remember_handle
from curator.store import Store
from screens.ask import AskScreen
from screens.backing_up import BackingUp
from screens.calibration import CalibrationScreen
from screens.clipboard import reaches_terminal
from screens.crash import leave_report
from screens.desk import Desk
from screens.display import Display
from screens.editor import EditorScreen
from screens.keyboard.active import LiveAction, live_actions
from screens.keyboard.app import KeyedApp
from screens.keyboard.keyed import NO_KEY
from screens.keys import KeysScreen
from screens.library import LibraryScreen
from screens.menu import MenuScreen
from screens.themes import SPOKEN
from screens.tour import Guide

NOBODY = "curator"
"""The handle of who does not want to give one."""


class CuratorApp(KeyedApp, Display, BackingUp):
    """Curator's screens over one open store."""

    PLACE = _("Everywhere")
    TITLE = "curator"
    EDITING = EditorScreen
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
        Binding("f10", "menu", _("Menu"), show=False, priority=True),
        Binding("ctrl+q", "quit", _("Quit"), show=False),
        Binding("ctrl+t", "skip_tour", _("Tour: skip this step"), show=False, priority=True),
        Binding(
            f"{NO_KEY}tour",
            "begin_tour",
            _("Tour: begin"),
            show=False,
            tooltip=_("Ten steps on the demo store"),
        ),
        Binding(
            f"{NO_KEY}stop-tour",
            "stop_tour",
            _("Tour: stop"),
            show=False,
            tooltip=_("It can go on at any time"),
        ),
        Binding(
            f"{NO_KEY}back-up",
            "back_up_now",
            _("Back up now"),
            show=False,
            tooltip=_("Copy the whole store beside itself, and examine the copy"),
        ),
        Binding(f"{NO_KEY}keys", "keys", _("Keys"), show=False, tooltip=_("Which keys do what")),
        *(
            Binding(
                f"{NO_KEY}{name}",
                f"use_theme('{name}')",
                _("Theme: {theme}").format(theme=words),
                show=False,
                tooltip=_("Show everything so, now and the next time"),
            )
            for name, words in SPOKEN.items()
        ),
        Binding(
            f"{NO_KEY}calibrate",
            "calibrate",
            _("Which line reads right?"),
            show=False,
            tooltip=_("Choose how Persian, Arabic and Hebrew are put in order"),
        ),
    ]

    def __init__(
        self, store: Store, who: str | None, dataset: str | None, tour: Tour | None = None
    ) -> None:
        """`who` is the person's handle, None to ask; `dataset` is opened first, if any.

        `tour` is where the tour of a demo store stands; None is another store.
        """
        super().__init__()
        self._guide = Guide(self, store, tour) if tour is not None else None
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
        self.keep_up()
        if self._guide is not None and self._guide.tour.runs:
            self._guide.begin()
        if self._dataset is None:
            return
        try:
            dataset = self._store.dataset(self._dataset)
        except CuratorError as error:
            self.notify(str(error), severity="error", timeout=20, markup=False)
        else:
            self.push_screen(EditorScreen(desk, dataset))

    def copy_to_clipboard(self, text: str) -> None:
        """Keep what was copied, and hand it to the terminal unless it is more than one takes."""
        if reaches_terminal(text):
            super().copy_to_clipboard(text)
        else:
            self._clipboard = text

    def get_system_commands(self, screen: Screen[Any]) -> Iterable[SystemCommand]:
        """Yield every action of the place one is in, with its keys."""
        for each in live_actions(screen):
            title = f"{each.does}  ({each.keys})" if each.keys else each.does
            yield SystemCommand(title, each.tooltip, partial(self.act, each))

    def action_calibrate(self) -> None:
        """Ask which line of right-to-left text reads right, and order text so."""
        self.push_screen(
            CalibrationScreen(), lambda wish: self.let_order(wish) if wish is not None else None
        )

    def action_menu(self) -> None:
        """Open the menu over the place one is in, or close it; the palette has none."""
        place = self.screen
        if isinstance(place, MenuScreen):
            place.dismiss(None)
        elif not isinstance(place, CommandPalette):
            self.push_screen(MenuScreen(place), self._chosen)

    def _chosen(self, action: LiveAction | None) -> None:
        if action is not None:
            self.act(action)

    def act(self, action: LiveAction) -> None:
        """Do what was chosen from a list, once the list is gone."""
        self.call_later(self.run_action, action.action, action.node)

    def action_keys(self) -> None:
        """Show which keys do what, and let them be changed."""
        self.push_screen(KeysScreen(self.actions(), self.key_choice, self.use_keys))

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Offer the tour where there is one: to begin it, or to go on with it and stop it."""
        if not action.endswith("_tour"):
            return True
        if self._guide is None:
            return False
        return (self._guide.tour.step is None) == (action == "begin_tour")

    def action_begin_tour(self) -> None:
        """Begin the tour."""
        if self._guide is not None:
            self._guide.begin()

    def action_stop_tour(self) -> None:
        """Stop the tour."""
        if self._guide is not None:
            self._guide.stop()

    def action_skip_tour(self) -> None:
        """Go on to the tour's next step."""
        if self._guide is not None and self._guide.tour.step is not None:
            self._guide.skip()

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
