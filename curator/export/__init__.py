"""Exporters, and the safe writer for removable media."""

from curator.export.base import Exporter
from curator.export.delimited import Delimited
from curator.export.exporting import Exported, estimated_bytes, export, unasked
from curator.export.names import safe_name
from curator.export.verify import Verdict, verify
from curator.language import _
from curator.registry import Registry

EXPORTERS = Registry[Exporter](_("format"), Delimited)

__all__ = [
    "EXPORTERS",
    "Delimited",
    "Exported",
    "Exporter",
    "Verdict",
    "estimated_bytes",
    "export",
    "safe_name",
    "unasked",
    "verify",
]
