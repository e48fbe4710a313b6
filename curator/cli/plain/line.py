"""A line that was typed, taken apart word by word."""

from __future__ import annotations

import re

from curator.errors import UnknownNameError
from curator.language import _

_WHITE = re.compile(r"\s*")
_QUOTES = "\"'"


class Line:
    """What is left of a line; whoever takes a word of it leaves the rest to the next.

    A word ends at white space. Quotes hold a word of several together where they open at its
    beginning or right after its first `=`; elsewhere they are letters, as in don't. Within "…"
    a backslash stands before a quote or a backslash that is meant.
    """

    def __init__(self, text: str) -> None:
        self._text = text.strip()
        self._at = 0

    def __bool__(self) -> bool:
        """Whether anything is left."""
        return self._at < len(self._text)

    def word(self) -> str:
        """Take the next word; "" also where nothing is left.

        Raises:
            UnknownNameError: a quote is not closed.
        """
        word, self._at = self._next()
        return word

    def peek(self) -> str:
        """Return the next word and leave it; as it stands where its quote is not closed."""
        try:
            return self._next()[0]
        except UnknownNameError:
            return self._text[self._at :]

    def is_last(self) -> bool:
        """Whether nothing comes after the next word; as for a text whose quote is not closed."""
        try:
            return self._next()[1] == len(self._text)
        except UnknownNameError:
            return True

    def skip(self, word: str) -> bool:
        """Take the next word if it is `word`, unquoted; return whether it was."""
        end = self._at + len(word)
        if self._text[self._at : end] != word or self._text[end : end + 1].strip():
            return False
        self._at = _past_white(self._text, end)
        return True

    def rest(self) -> str:
        """Take all that is left as it was typed; without its quotes if it is one quoted word."""
        rest = self._text[self._at :]
        if rest[:1] in _QUOTES and rest:
            try:
                word, end = self._next()
            except UnknownNameError:  # a text that begins with an apostrophe
                pass
            else:
                rest = word if end == len(self._text) else rest
        self._at = len(self._text)
        return rest

    def _next(self) -> tuple[str, int]:
        """Return the next word, and where the one after it begins."""
        text, at = self._text, self._at
        letters: list[str] = []
        opens = True
        while at < len(text) and not text[at].isspace():
            if opens and text[at] in _QUOTES:
                quoted, at = _quoted(text, at)
                letters.append(quoted)
                opens = False
                continue
            opens = text[at] == "=" and "=" not in letters
            letters.append(text[at])
            at += 1
        return "".join(letters), _past_white(text, at)


def _quoted(text: str, at: int) -> tuple[str, int]:
    """Return what stands in the quotes that open at `at`, and the place past them."""
    quote = text[at]
    letters: list[str] = []
    place = at + 1
    while place < len(text):
        if quote == '"' and text[place] == "\\" and text[place + 1 : place + 2] in ('"', "\\"):
            place += 1
        elif text[place] == quote:
            return "".join(letters), place + 1
        letters.append(text[place])
        place += 1
    raise UnknownNameError(_("The quote of {word} is not closed.").format(word=text[at:]))


def _past_white(text: str, at: int) -> int:
    found = _WHITE.match(text, at)
    assert found is not None  # nothing matches as well
    return found.end()
