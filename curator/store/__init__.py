"""The store: the only room that knows SQLite."""

from curator.store.dataset import Dataset, Taken
from curator.store.doctor import Finding, examine
from curator.store.store import KeptSource, Store, Summary
from curator.store.stored_view import StoredView

__all__ = [
    "Dataset",
    "Finding",
    "KeptSource",
    "Store",
    "StoredView",
    "Summary",
    "Taken",
    "examine",
]
