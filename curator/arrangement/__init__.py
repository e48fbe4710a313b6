"""How a view's rows are arranged: sorted by keys, and filtered by conditions."""

from curator.arrangement.arrangement import Arrangement, Filter
from curator.arrangement.conditions import (
    Between,
    Blank,
    CellCondition,
    Changed,
    Compared,
    Condition,
    Flagged,
    Has,
    Is,
    Matches,
    Not,
    Noted,
    Starts,
)
from curator.arrangement.expression import condition, filter_of, sort_key
from curator.arrangement.sort_key import KINDS, Kind, SortKey, likely_kind

__all__ = [
    "KINDS",
    "Arrangement",
    "Between",
    "Blank",
    "CellCondition",
    "Changed",
    "Compared",
    "Condition",
    "Filter",
    "Flagged",
    "Has",
    "Is",
    "Kind",
    "Matches",
    "Not",
    "Noted",
    "SortKey",
    "Starts",
    "condition",
    "filter_of",
    "likely_kind",
    "sort_key",
]
