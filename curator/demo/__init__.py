"""The documents that the project ships for demo and practice; docs/make_demo_documents.py makes them."""

from __future__ import annotations

from pathlib import Path

__all__ = ["documents"]


def documents() -> tuple[Path, Path]:
    """Return the statistics PDF and the clinics workbook, both with invented figures only."""
    here = Path(__file__).parent
    return here / "ports-statistics.pdf", here / "clinics.xlsx"
