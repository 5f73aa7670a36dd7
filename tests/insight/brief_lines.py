"""`lines`: briefs put together by hand, with as many lines and such words as a test needs."""

from datetime import date
from typing import Any

from servanda.insight.brief import (
    Brief,
    Contact,
    Dispute,
    Heard,
    Item,
    Marked,
    News,
    NextStep,
    Part,
    Side,
    Standing,
    Sum,
    Wording,
)
from servanda.views import Event, EventKind, Lane, Quotation, Source, Timeline
from tests.export.hostile import NASTY

AS_OF, MEETING = date(2026, 3, 15), date(2026, 3, 18)
#: Words that Typst, Word, HTML and Markdown would act on, besides those that break other writers.
WORDS = (
    *NASTY,
    '#link("x")[y] *b* _i_ $x$ @ref <label> \\ // c',
    "[a](http://x) ![b](c) `d` # e",
    "한국어 中文 हिन्दी",
)
LONG = " ".join(f"undertaking{n} to lower the duties on goods of chapter {n}" for n in range(12))


def lines(count: int, words: tuple[str, ...] = WORDS) -> Brief:
    """A brief with `count` lines in each section; each cites a document of its own."""
    said = [words[n % len(words)] for n in range(count * 12)]
    quotes = iter([(Quotation(f"doc-{n}", 0, len(text), text),) for n, text in enumerate(said)])
    sources = tuple(
        Source(f"doc-{n}", text, "NOR", AS_OF, f"https://example.org/{n}") for n, text in enumerate(said)
    )

    def part(make: Any) -> Part[Any]:
        return Part(tuple(make(n, next(quotes)) for n in range(count)))

    def contact(n: int, q: Any) -> Contact:
        return Contact(
            f"mee_{n}", q[0].quote, "visit", "2025-12-03", None, q[0].quote[:60], "held", ("NOR", "KEN"), q
        )

    def item(n: int, q: Any) -> Item:
        return Item(
            f"com_{n}", q[0].quote, "promise", ("NOR",), ("KEN",), "overdue_nothing_found", "by 1 March 2026",
            date(2026, 3, 1), q[0].quote, None, AS_OF, "KEN", True, q,
        )  # fmt: skip

    def standing(n: int, q: Any) -> Standing:
        step = NextStep(("KEN",), "intended", date(2026, 6, 1), q[0])
        side = (Side("KEN", "approved", "2025-06-18"),)
        return Standing(
            f"agr_{n}",
            q[0].quote,
            "agreement",
            "binding",
            ("KEN", "NOR"),
            "approved",
            "2025-09-10",
            False,
            side,
            True,
            step,
            q,
        )

    agreements = part(standing)
    events = tuple(
        Event(EventKind.STAGE, one.name, AS_OF, AS_OF, "2026-03-15", stage="signed", id=one.id)
        for one in agreements.rows
    )
    lanes = tuple(Lane(one.id, one.name, (), one.stage, events[:2]) for one in agreements.rows[:4])
    return Brief(
        one="NOR", other="KEN", for_=MEETING, as_of=AS_OF, met="2025-12-03",
        contacts=part(contact), ahead=part(contact), agreements=agreements,
        due=part(item), ours=part(item), theirs=part(item), both=part(item), waiting=part(item),
        money=part(
            lambda n, q: Sum(f"env_{n}", "t", ("NOR",), ("KEN",), 2.5e8, 5e8, 1e6, "NOK", 2, AS_OF, q)
        ),
        disputed=part(lambda n, q: Dispute("awaited", f"act_{n}", q[0].quote, "KEN", ("NOR",), AS_OF, q)),
        since=part(lambda n, q: News(f"act_{n}", AS_OF, "signed", True, ("NOR",), q[0].quote, q)),
        wording=part(lambda n, q: Wording(f"act_{n}", AS_OF, "refuse", "done", False, "NOR", ("trade",), q)),
        heard=(Heard("NOR", "KEN", 3, AS_OF), Heard("KEN", "NOR", 0, None)), documents=99,
        stages=tuple(Marked(one.id, one.name, one.stage, one.binding) for one in agreements.rows),
        timeline=Timeline("Norway and Kenya", AS_OF, lanes), sources=sources,
    )  # fmt: skip
