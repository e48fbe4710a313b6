"""Keys: every action of every place with its keys, to be looked up and changed."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace
from typing import ClassVar

from rich.cells import cell_len, set_cell_size
from rich.text import Text
from textual import on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.widgets import Footer, Input, OptionList, Static
from textual.widgets.option_list import Option

from curator.keymaps import PRESETS, KeyChoice
from curator.language import _
from screens.base import CuratorScreen
from screens.keyboard.catalogue import Action
from screens.keyboard.keymap import Clash, clash_of, given, keys_of, taken
from screens.keyboard.words import shown_all
from screens.press_key import PressKeyScreen
from screens.widgets.typing_input import TypingInput

WIDE = 36
"""How wide the column of what actions do is."""


class KeysScreen(CuratorScreen):
    """Lists actions by place; Enter gives the one under the cursor a further key."""

    HELP = _("""
## Keys

Every action of every place, with its keys. **F3** finds one by what it does, its place or its key.
**Enter** gives an action one more key: press it. **Del** takes its keys away (the palette and the
menu still lead to it), **F4** gives back those of the preset. **F6** changes the preset: curator,
spreadsheet (letters are typed into cells) or visidata.

What you change is kept at once. On the command line: `curator keys`.
""")
    DEFAULT_CSS = """
    KeysScreen OptionList, KeysScreen OptionList:focus { height: 1fr; border: none; }
    """
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("f3,slash", "find", _("Filter"), key_display="F3"),
        Binding("f2,enter", "press", _("One more key"), key_display="Enter"),
        Binding("delete", "without", _("No key"), key_display="Del"),
        Binding("f4", "as_preset", _("Preset's keys"), key_display="F4"),
        Binding("f6", "next_preset", _("Next preset"), key_display="F6"),
    ]

    def __init__(
        self,
        actions: Mapping[str, Action],
        choice: KeyChoice,
        use: Callable[[KeyChoice], None],
    ) -> None:
        """`use` lets keys hold at once."""
        super().__init__()
        self._actions = actions
        self._choice = choice
        self._use = use

    def compose(self) -> ComposeResult:
        """Lay out the line that tells the preset, the filter and the list."""
        yield Static("", id="status", classes="line", markup=False)
        yield TypingInput(placeholder=_("Filter: what it does, a place or a key"))
        yield OptionList()
        yield Footer(compact=True)

    def on_mount(self) -> None:
        """Show all actions."""
        self._show()
        self.query_one(OptionList).focus()

    @on(Input.Changed)
    def sift(self) -> None:
        """Show the actions that fit what is typed."""
        self._show()

    @on(Input.Submitted)
    def sifted(self) -> None:
        """Go on to the list."""
        self.query_one(OptionList).focus()

    def action_find(self) -> None:
        """Type what is looked for."""
        self.query_one(Input).focus()

    def action_back(self) -> None:
        """Go back to the list, then to the place beneath."""
        if self.query_one(Input).has_focus:
            self.query_one(Input).value = ""
            self.query_one(OptionList).focus()
        else:
            self.dismiss()

    def action_press(self) -> None:
        """Ask for a key and give it to the action."""
        action = self._here()
        if action is None:
            return

        def attempt(key: str) -> KeyChoice | Clash:
            clash = clash_of(self._actions, self._choice, action, key)
            keys = dict.fromkeys([*keys_of(action, self._choice), key])
            return clash or given(self._actions, self._choice, action.id, tuple(keys))

        self.app.push_screen(
            PressKeyScreen(
                action.does, attempt, lambda clash: taken(self._actions, self._choice, clash)
            ),
            self._keep,
        )

    @on(OptionList.OptionSelected)
    def selected(self, event: OptionList.OptionSelected) -> None:
        """Ask for a key, as Enter does."""
        event.stop()
        self.action_press()

    def action_without(self) -> None:
        """Take an action's keys away."""
        action = self._here()
        if action is not None:
            self.do(lambda: given(self._actions, self._choice, action.id, ()), self._keep)

    def action_as_preset(self) -> None:
        """Give an action the preset's keys again."""
        action = self._here()
        if action is not None:
            own = {name: keys for name, keys in self._choice.own.items() if name != action.id}
            self._keep(replace(self._choice, own=own))

    def action_next_preset(self) -> None:
        """Take the next preset; the person's own keys stay."""
        after = PRESETS[(PRESETS.index(self._choice.preset) + 1) % len(PRESETS)]
        self._keep(replace(self._choice, preset=after))

    def _keep(self, choice: KeyChoice | None) -> None:
        if choice is not None:
            self.do(choice.keep, lambda _kept: self._kept(choice))

    def _kept(self, choice: KeyChoice) -> None:
        self._choice = choice
        self._use(choice)
        self._show()

    def _here(self) -> Action | None:
        lines = self.query_one(OptionList)
        option = lines.highlighted_option
        return self._actions.get(option.id or "") if option is not None else None

    def _show(self) -> None:
        here = self._here()
        wanted = self.query_one(Input).value.casefold().split()
        lines = self.query_one(OptionList)
        lines.clear_options()
        place = ""
        for action in self._actions.values():
            keys = shown_all(keys_of(action, self._choice))
            told = f"{action.title} {action.does} {action.id} {keys}".casefold()
            if not all(word in told for word in wanted):
                continue
            if action.title != place:
                place = action.title
                lines.add_option(Option(Text(place, "bold"), disabled=True))
            lines.add_option(Option(self._line(action, keys), id=action.id))
        if not lines.option_count:
            lines.add_option(Option(_("No action fits; Escape shows all again."), disabled=True))
        known = here is not None and any(each.id == here.id for each in lines.options)
        lines.highlighted = lines.get_option_index(str(here and here.id)) if known else 1
        self._tell()

    def _line(self, action: Action, keys: str) -> Text:
        own = "*" if action.id in self._choice.own else " "
        does = action.does if cell_len(action.does) < WIDE else set_cell_size(action.does, WIDE - 1)
        return Text(f"  {set_cell_size(does, WIDE)}{own} {keys}", no_wrap=True)

    def _tell(self) -> None:
        preset = self._choice.preset
        words = _("Keys: preset {name} ({help})").format(name=preset.name, help=preset.help)
        own = len(self._choice.own)
        more = _(" · * {count} of your own").format(count=own) if own else ""
        self.query_one("#status", Static).update(words + more)
