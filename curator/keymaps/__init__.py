"""Keymaps: which keys do what, as presets and as a person's own choice.

An action has a name such as `editor.undo` (its place and what it does) and is written with keys
beside its screen. A preset changes some of them, a person's own choice changes further ones.
"""

from __future__ import annotations

from curator.keymaps.choice import KeyChoice
from curator.keymaps.layouts import LAYOUTS, latin
from curator.keymaps.presets import PRESETS, Preset, preset

__all__ = ["LAYOUTS", "PRESETS", "KeyChoice", "Preset", "latin", "preset"]
