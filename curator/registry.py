"""A closed family of named dataclasses, and their JSON form."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, fields
from typing import Any, ClassVar, Generic, TypeVar

from curator.errors import UnknownNameError
from curator.language import _, joined


@dataclass(frozen=True)
class Named:
    """A member of a family; its fields are its options, all of them JSON values.

    A field says what it is for in its metadata: `help` is a phrase for forms and the command
    line, `kind` one of "column" ("" is none where it may be left out), "columns", "hidden" (columns
    that are hidden), "rows", "deleted" (rows that are deleted), "text", "number", "switch",
    "block", "secret" (never written down), or "choice", whose `choices` are values and what they
    mean in words.
    """

    name: ClassVar[str]


Member = TypeVar("Member", bound=Named)


def dump(member: Named) -> dict[str, Any]:
    """Return `member` as JSON-ready data: its name, and its options but for the secret ones."""
    told = [option for option in fields(member) if option.metadata.get("kind") != "secret"]
    return {"name": member.name, **{option.name: getattr(member, option.name) for option in told}}


class Registry(Generic[Member]):
    """The members of one family, looked up by name."""

    def __init__(self, kind: str, *members: type[Member]) -> None:
        """`kind` is the family's singular noun in the curator's language, used in messages."""
        self.kind = kind
        self._members = {member.name: member for member in members}
        if len(self._members) != len(members):
            raise ValueError(f"Two {kind}s share a name.")

    def __iter__(self) -> Iterator[type[Member]]:
        return iter(self._members.values())

    def __getitem__(self, name: str) -> type[Member]:
        try:
            return self._members[name]
        except KeyError:
            known = joined(self._members)
            raise UnknownNameError(
                _("There is no {kind} {name!r}. Known: {known}.").format(
                    kind=self.kind, name=name, known=known
                )
            ) from None

    def load(self, data: Mapping[str, Any]) -> Member:
        """Rebuild a member from what `dump` returned; JSON's lists become tuples again."""
        options = {key: _frozen(value) for key, value in data.items() if key != "name"}
        return self[data["name"]](**options)


def _frozen(value: Any) -> Any:
    return tuple(_frozen(item) for item in value) if isinstance(value, list | tuple) else value
