"""Where the store lies and who is working: options, environment, platform folders."""

from __future__ import annotations

import os
from pathlib import Path

from platformdirs import user_config_path, user_data_path

HANDLE = "curator"
"""Who works where nobody said: never the login, never the machine's name."""


def store_path(option: str | Path | None = None) -> Path:
    """Return the store's file: the option, else CURATOR_STORE, else the data folder's."""
    chosen = option or os.environ.get("CURATOR_STORE")
    if chosen:
        return Path(chosen).expanduser()
    return user_data_path("curator", appauthor=False) / "curator.store"


def handle(option: str | None = None) -> str | None:
    """Return the person's handle: the option, else CURATOR_HANDLE, else the one asked for once.

    None means that nobody has said yet.
    """
    chosen = option or os.environ.get("CURATOR_HANDLE")
    if chosen:
        return chosen.strip() or None
    try:
        return _handle_file().read_text(encoding="utf-8").strip() or None
    except (OSError, UnicodeDecodeError):
        return None


def remember_handle(handle: str) -> None:
    """Keep the handle for the next time; raises OSError."""
    file = _handle_file()
    file.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    file.write_text(handle + "\n", encoding="utf-8")
    file.chmod(0o600)


def _handle_file() -> Path:
    return user_config_path("curator", appauthor=False) / "handle"
