"""Rulings: pieces of one line joined, and places that are one within a tolerance."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from extractors.pdf.ink import Rule

BESIDE = 1.6
"""Points by which pieces of one line may lie beside each other: double lines, sides of a box."""
GAP = 3.5
"""Points between pieces of one line: dots, dashes, and corners that do not meet."""
NEAR = 3.0
"""Points within which two places are one edge of a table."""


def joined(rules: Iterable[Rule]) -> list[Rule]:
    """Return lines whose pieces, dots and dashes are one rule each, ordered by their place."""
    groups: list[list[Rule]] = []
    for rule in sorted(rules):
        group = groups[-1] if groups else None
        if (
            group is not None
            and rule.at - group[-1].at <= BESIDE
            and rule.at - group[0].at <= 2 * BESIDE
        ):
            group.append(rule)
        else:
            groups.append([rule])
    return [rule for group in groups for rule in _end_to_end(group)]


def places(values: Iterable[float], near: float = NEAR) -> list[float]:
    """Return the means of values that lie close together, ascending."""
    groups: list[list[float]] = []
    for value in sorted(values):
        if groups and value - groups[-1][-1] <= near:
            groups[-1].append(value)
        else:
            groups.append([value])
    return [sum(group) / len(group) for group in groups]


def covered(rules: Iterable[Rule], start: float, end: float) -> float:
    """Return how much of the stretch from `start` to `end` rules cover, each point once."""
    total, reached = 0.0, start
    for rule_start, rule_end in sorted((max(start, r.start), min(end, r.end)) for r in rules):
        rule_start = max(rule_start, reached)
        if rule_end > rule_start:
            total += rule_end - rule_start
            reached = rule_end
    return total


def near(value: float, among: Iterable[float], room: float = NEAR) -> bool:
    """Whether a place is one of some others."""
    return any(abs(value - other) <= room for other in among)


def _end_to_end(group: Sequence[Rule]) -> list[Rule]:
    at = sum(rule.at for rule in group) / len(group)
    lines: list[Rule] = []
    for start, end in sorted((rule.start, rule.end) for rule in group):
        if lines and start <= lines[-1].end + GAP:
            lines[-1] = Rule(at, lines[-1].start, max(lines[-1].end, end))
        else:
            lines.append(Rule(at, start, end))
    return lines
