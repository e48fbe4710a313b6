"""Turn PDFs and spreadsheets into datasets that others can trust."""

__version__ = "0.1.0"
