"""The tree of folders in which files are chosen, one or several."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import ClassVar

from rich.style import Style
from rich.text import Text
from textual.binding import Binding, BindingType
from textual.message import Message
from textual.widgets import DirectoryTree
from textual.widgets.directory_tree import DirEntry
from textual.widgets.tree import TreeNode

from curator.language import _
from screens.keyboard.keyed import Keyed
from screens.widgets.scripts import pictured


class FileTree(Keyed, DirectoryTree):
    """Folders and files, without those whose names begin with a dot."""

    PLACE = _("Tree of files")
    ICON_NODE = "▸ "
    ICON_NODE_EXPANDED = "▾ "
    ICON_FILE = ""
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("space", "choose", _("Choose several"), key_display="Space")
    ]

    @dataclass
    class Chosen(Message):
        """A file was chosen, or is chosen no more."""

        count: int

    def __init__(self, folder: Path) -> None:
        """`folder` is where the tree begins."""
        super().__init__(folder)
        self.chosen: dict[Path, None] = {}
        """The files and folders that shall be read, in the order in which they were chosen."""

    def action_choose(self) -> None:
        """Choose the file or folder under the cursor too, or no more."""
        node = self.cursor_node
        if node is None or node.data is None:
            return
        path = Path(node.data.path)
        if path in self.chosen:
            del self.chosen[path]
        else:
            self.chosen[path] = None
        node.refresh()
        self.action_cursor_down()
        self.post_message(self.Chosen(len(self.chosen)))

    def filter_paths(self, paths: Iterable[Path]) -> Iterable[Path]:
        """Leave out what is hidden."""
        return [path for path in paths if not path.name.startswith(".")]

    def process_label(self, label: str | Text) -> Text:
        """Make a name safe to look at, and right-to-left names readable, once."""
        return label if isinstance(label, Text) else Text(pictured(label))

    def render_label(self, node: TreeNode[DirEntry], base_style: Style, style: Style) -> Text:
        """Put a sign before each file: whether it is chosen."""
        label = super().render_label(node, base_style, style)
        if node.data is None:
            return label
        chosen = Path(node.data.path) in self.chosen
        if node.allow_expand and not chosen:
            return label
        sign = "[x] " if chosen else "[ ] "
        return Text.assemble((sign, base_style), label)
