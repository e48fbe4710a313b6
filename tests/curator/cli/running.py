"""Running curator's verbs in tests."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from click.testing import CliRunner, Result

from curator.cli import cli

CSV = "province,city,count\nGilan,Rasht,001\n,Anzali,=1+1\nFars,Shiraz,\n"


def towns(folder: Path) -> Path:
    """Write a text table with a blank cell, a leading zero and a formula."""
    path = folder / "towns.csv"
    path.write_text(CSV, encoding="utf-8")
    return path


def run(*words: object, code: int = 0) -> Result:
    result = CliRunner().invoke(cli, [str(word) for word in words])
    if result.exception and not isinstance(result.exception, SystemExit):
        raise result.exception
    assert result.exit_code == code, result.output
    return result


def told(*words: object) -> Any:
    return json.loads(run(*words).stdout)
