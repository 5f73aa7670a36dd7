"""`side_of`: what one document tells of the meeting: who, in what form, where, when, on what."""

import re
from collections.abc import Iterator, Sequence

from servanda.codebook.offices import OfficeBook
from servanda.codebook.topics import topics_of
from servanda.insight.aligning import Clause, Told
from servanda.insight.compare.answer import Side
from servanda.insight.compare.assurances import joint
from servanda.linking.meetings.details import occasion_of
from servanda.linking.meetings.rules import meeting_rules
from servanda.model import ActType, Flag, Modality
from servanda.reading.deadlines.find import find_times
from servanda.views import Quotation

_NAME = r"[A-ZÀ-Þ][\w’'-]+(?:\s+[A-ZÀ-Þ][\w’'-]+){0,3}"
_OF = re.compile(rf"\s+(?:of|for)\s+(?:the\s+)?{_NAME}(?:\s+of\s+(?:the\s+)?{_NAME})?")
_CALLED = re.compile(rf"(?:,\s+|\s+)({_NAME})")
#: "GYEONGJU, October 30, 2025 –"
_DATELINE = re.compile(
    r"^([A-ZÀ-Þ][\w.'’ -]{1,40}?)(?:,[^\n–—]{0,30})?,?\s"
    r"(?:\d{1,2}\s[A-Z][a-z]+|[A-Z][a-z]+\s\d{1,2}),?\s\d{4}\s*[–—-]",
    re.MULTILINE,
)


def side_of(told: Told, clauses: Sequence[Clause], lines: Sequence[Quotation]) -> Side:
    """A document as one side of the comparison; its topics are those of its `lines`."""
    met = main_meeting(told, clauses)
    return Side(
        source=told.source,
        joint=joint(told),
        parties=told.parties,
        persons=tuple(dict.fromkeys(_persons(met))) if met else (),
        form=occasion_of(met.node).form.value if met else None,
        place=_place(told, met) if met else None,
        day=_day(met) if met else None,
        met=met.quotation if met else None,
        topics=tuple(sorted({topic for one in lines for topic in topics_of(one.quote)})),
        acts=len(told.reading.acts),
    )


def main_meeting(told: Told, clauses: Sequence[Clause]) -> Clause | None:
    """The clause that tells of the meeting: the first that names most who take part, and their offices."""
    held = [
        one
        for one in clauses
        if one.act.type is ActType.MEET
        and one.act.modality is Modality.DONE
        and not {Flag.RECAP, Flag.NEGATED} & {*one.act.flags}
    ]
    return max(
        held,
        key=lambda one: (len(one.node.parties & {*told.parties}), occasion_of(one.node).level is not None),
        default=None,
    )


def _persons(met: Clause) -> Iterator[str]:
    """Titles as they stand, with what follows of country and name."""
    quote = met.act.quote
    for office in OfficeBook.load().find(quote, publisher=met.told.publisher):
        if office.kind in ("leaders", "collective"):
            continue
        end = office.span.end
        country = _OF.match(quote, end)
        end = country.end() if country else end
        name = _CALLED.match(quote, end)
        if name and (country is None or quote[end] == ","):
            end = name.end()
        told = " ".join(quote[office.span.start : end].split())
        yield told if country else told.replace(", ", " ")


def _place(told: Told, met: Clause) -> str | None:
    """Where the clause says, with the city of the dateline where it names that too; else the dateline."""
    line = _DATELINE.search(told.text)
    city = line.group(1).strip() if line else None
    city = city.title() if city and city.isupper() else city
    place = occasion_of(met.node).place
    if place is None or city is None:
        return place or city
    return f"{place}, {city}" if city not in place and city in met.own else place


def _day(met: Clause) -> str | None:
    """The day that the sentence tells, else that of the document; not that of an event beside it."""
    published = met.node.published
    margin = meeting_rules().beside.search(met.words)
    words = met.words[: margin.start()] if margin else met.words
    for one in find_times(words, published, publisher=met.told.publisher):
        if one.start and one.start == one.end and (published is None or one.start <= published):
            return one.start.isoformat()
    return published.isoformat() if published else None
