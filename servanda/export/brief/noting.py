"""`Notes`: numbers sources as they are cited, and letters the words cited from each."""

from collections.abc import Iterable

from servanda.export import wording
from servanda.export.brief.days import day_words
from servanda.export.brief.sheet import Note, Quoted
from servanda.views import Quotation, Source

#: Letters of words that are shown in a line, and with a source; longer ones are cut.
IN_LINE, IN_NOTE = 210, 420


class Notes:
    """The sources of one sheet, numbered in the order in which they are first cited."""

    def __init__(self, sources: Iterable[Source]) -> None:
        self._sources = {source.document: source for source in sources}
        self._numbers: dict[str, int] = {}
        self._words: dict[str, dict[str, str]] = {}

    def quoted(self, quotation: Quotation) -> Quoted:
        """Words for a line. Those that are too long for it are cut, and stand with their source."""
        words = wording.one_line(quotation.quote)
        if len(words) <= IN_LINE:
            return Quoted(words, str(self._number(quotation.document)))
        return Quoted(cut(words, IN_LINE), self.cite(quotation))

    def cite(self, quotation: Quotation) -> str:
        """The citation of words that stand with their source."""
        number = self._number(quotation.document)
        letters = self._words.setdefault(quotation.document, {})
        words = cut(wording.one_line(quotation.quote), IN_NOTE)
        letter = letters.setdefault(words, _letter(len(letters)))
        return f"{number}{letter}"

    def notes(self) -> tuple[Note, ...]:
        """All sources cited so far."""
        return tuple(self._note(document, number) for document, number in self._numbers.items())

    def _number(self, document: str) -> int:
        return self._numbers.setdefault(document, len(self._numbers) + 1)

    def _note(self, document: str, number: int) -> Note:
        source = self._sources.get(document)
        words = self._words.get(document, {})
        quotes = tuple(Quoted(text, letter) for text, letter in words.items())
        if source is None:
            return Note(number, wording.one_line(document), "", "", wording.one_line(document), quotes)
        return Note(
            number=number,
            title=cut(wording.one_line(source.title or document), 160),
            publisher=wording.party(source.publisher) if source.publisher else "issuer unknown",
            day=day_words(source.published.isoformat() if source.published else None) or "undated",
            address=wording.one_line(source.address or document),
            quotes=quotes,
        )


def cut(words: str, letters: int) -> str:
    """`words` within so many letters, cut after a whole word where there is one."""
    if len(words) <= letters:
        return words
    head = words[: letters - 1]
    whole = head.rpartition(" ")[0]
    return f"{(whole if len(whole) > letters // 2 else head).rstrip(' ,;:')}…"


def _letter(number: int) -> str:
    """a, b, … z, aa, ab, …"""
    letters = ""
    while True:
        letters = chr(ord("a") + number % 26) + letters
        number = number // 26 - 1
        if number < 0:
            return letters
