"""`TimeExpression`: words about time with the days they allow; `Setting`: when and by whom they were said."""

from dataclasses import dataclass
from datetime import date

from servanda.codebook.times import TimeBook, times
from servanda.model import DeadlineKind, Span

#: Beyond these years a publication date is a mistake, and reckoning from it would leave the calendar.
_SANE_YEARS = range(1500, 2500)


@dataclass(frozen=True, slots=True)
class TimeExpression:
    """Words about time. `start` and `end` bound the days they allow, None where no date follows.

    `past` holds where those days lie before the publication, or the words say so ("since 1986").
    """

    span: Span
    text: str
    start: date | None
    end: date | None
    kind: DeadlineKind
    past: bool = False


@dataclass(frozen=True, slots=True)
class Setting:
    """What words about time are seen from: the publication date, the issuer's party code, the word book."""

    published: date | None
    publisher: str | None
    book: TimeBook


@dataclass(frozen=True, slots=True)
class Found:
    """An expression at `[start, end)` of the text that was given, before its words are cut out."""

    start: int
    end: int
    first: date | None
    last: date | None
    kind: DeadlineKind
    past: bool = False


def setting(published: date | None, publisher: str | None) -> Setting:
    """A setting with the shipped word book. A publication date out of all reason counts as unknown."""
    if published is not None and published.year not in _SANE_YEARS:
        published = None
    return Setting(published, publisher, times())


_MARKS = (("\n", " "), ("\t", " "), ("\r", " "), ("\u00a0", " "), ("\u2009", " "), ("\u202f", " "))
_QUOTES = (("\u2019", "'"), ("\u2018", "'"), ("\u02bc", "'"))
_DASHES = (("\u2013", "-"), ("\u2014", "-"), ("\u2010", "-"), ("\u2011", "-"), ("\u2212", "-"))


def fold(text: str, book: TimeBook) -> str:
    """`text` as the patterns meet it, of the same length: lower case, plain quotes, dashes and spaces.

    Words that are months only with a capital are spoilt where they stand in lower case.
    """
    for verb in book.verbs:
        text = text.replace(verb, "_" * len(verb))
    lower = text.lower()
    if len(lower) != len(text):  # a few letters grow when lowered: leave those as they are
        lower = "".join(low if len(low := char.lower()) == 1 else char for char in text)
    for old, new in (*_MARKS, *_QUOTES, *_DASHES):
        lower = lower.replace(old, new)
    return lower
