"""The store: the only room that knows SQLite."""

from curator.store.arranged_view import ArrangedView, arranged
from curator.store.dataset import Dataset
from curator.store.doctor import Finding, examine
from curator.store.store import KeptSource, Store, Summary
from curator.store.stored_view import StoredView
from curator.store.undoing import Taken

__all__ = [
    "ArrangedView",
    "Dataset",
    "Finding",
    "KeptSource",
    "Store",
    "StoredView",
    "Summary",
    "Taken",
    "arranged",
    "examine",
]
