"""Every action of every place, for the command line."""

from __future__ import annotations

from collections.abc import Mapping

from screens.app import CuratorApp
from screens.keyboard.catalogue import Action, catalogue


def every_action() -> Mapping[str, Action]:
    """Return the actions of all places by their ids."""
    return catalogue(CuratorApp.EDITING)
