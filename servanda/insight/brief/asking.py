"""`brief`: all that the ledger knows of two parties, chosen to fit two pages."""

from collections.abc import Iterable, Mapping
from dataclasses import replace
from datetime import date
from typing import Any

from servanda.insight.brief.answer import Brief, Part
from servanda.insight.brief.contacts import contacts
from servanda.insight.brief.disputes import disputes
from servanda.insight.brief.items import Day, near_from, parts, sorted_vows
from servanda.insight.brief.money import money_between
from servanda.insight.brief.news import news_since
from servanda.insight.brief.pair import counted, heard_of, matters_of, tellings, vows_between
from servanda.insight.brief.rules import rules
from servanda.insight.brief.standing import agreements_between, marked, standings
from servanda.insight.brief.wording import Place, wording_of
from servanda.ledger.tables import document
from servanda.views import Filter, LedgerView, Timeline, ViewError
from servanda.views.dates import stretch
from servanda.views.matters import COMMITMENT
from servanda.views.parties import party_code, party_name
from servanda.views.timeline import agreement_lane, deadline_lane, meeting_lane

#: Agreements that have a lane in the timeline.
LANES = 4


def brief(view: LedgerView, one: str, other: str, *, for_: date | None = None) -> Brief:
    """What `one` ("us") needs to know before meeting `other` on the day `for_`; both are codes or names.

    Raises ViewError for an unknown party, for one and the same twice, and for a day before that of the view.
    """
    us, them = party_code(one), party_code(other)
    if us == them:
        raise ViewError(f"a brief is of two parties: {party_name(us)} was named twice")
    if for_ is not None and for_ < view.as_of:
        raise ViewError(f"the meeting on {for_} lies before {view.as_of}, as of which the ledger answers")
    return _Asked(view, us, them, for_).answer()


class _Asked:
    """One question. What one section tells, the next does not tell again."""

    def __init__(self, view: LedgerView, us: str, them: str, for_: date | None) -> None:
        self.view, self.us, self.them, self.for_ = view, us, them, for_
        self.held, self.ahead, self.meetings = contacts(view, us, them)
        self.met = self.held.rows[0].day if self.held.rows else None
        self.agreements, self.agreements_cut = agreements_between(view, us, them)
        self.vows, self.vows_cut = vows_between(view, us, them)
        page = view.acts(Filter(parties=(us, them)), limit=rules().acts)
        self.acts = [act for act in page if act.verdict != "rejected"]
        self.acts_cut = page.after is not None

    def answer(self) -> Brief:
        """All sections, with the heads of what they cite."""
        parts = self._parts()
        cited = {words.document for part in parts.values() for row in part.rows for words in row.quotations}
        cited |= {row.next.quotation.document for row in parts["agreements"].rows if row.next}
        connection = self.view.connection
        return Brief(
            one=self.us,
            other=self.them,
            for_=self.for_,
            as_of=self.view.as_of,
            met=self.met,
            **parts,
            heard=heard_of(connection, self.us, self.them),
            documents=counted(connection, document.c.no),
            stages=marked(self.agreements),
            timeline=self._timeline(parts),
            sources=self.view.sources(cited),
        )

    def _parts(self) -> dict[str, Part[Any]]:
        sides = (self.us, self.them)
        met = stretch(self.met)
        last = met[1] if met else None
        day = Day(self.view.as_of, near_from(self.view.as_of, self.for_), last)
        vows = sorted_vows(self.vows, day, self.us, without=self._fixed())
        told: dict[str, Part[Any]] = {
            "contacts": self.held,
            "ahead": self.ahead,
            "agreements": standings(self.agreements, self.agreements_cut, self.acts),
            **parts(self.view, vows, day, sides, self.vows_cut),
            "money": money_between(self.view, self.us, self.them),
            "disputed": disputes(self.view.connection, sides, self.agreements, self.acts, self.acts_cut),
            "since": Part(),
        }
        if last is not None:
            told["since"] = news_since(self.view, last, self.agreements, self.vows, self.acts, self.acts_cut)
        places = set(_places(told.values()))
        told["wording"] = wording_of(self.acts, self.us, self.them, self.view.as_of, places, self.acts_cut)
        return told

    def _fixed(self) -> Iterable[str]:
        """Commitments that are meetings told as lying ahead."""
        told = tellings(self.view.connection, [one.id for one in self.ahead.rows])
        acts = [act.id for one in told.values() for act in one.acts]
        return matters_of(self.view.connection, acts, COMMITMENT)

    def _timeline(self, parts: Mapping[str, Part[Any]]) -> Timeline:
        """What the lines tell, through time: agreements, meetings, deadlines."""
        days = {one.id: (one.day, one.until) for one in (*parts["contacts"].rows, *parts["ahead"].rows)}
        dated = [row.id for name in ("due", "ours", "theirs", "both") for row in parts[name].rows if row.due]
        lanes = [agreement_lane(row) for row in self.agreements[:LANES]]
        meetings = [
            replace(row, start=days[row.id][0], end=days[row.id][1])
            for row in self.meetings
            if row.id in days
        ]
        if meetings:
            lanes.append(meeting_lane("Meetings", meetings))
        if dated:
            lanes.append(deadline_lane("Deadlines", self.view.commitments_by_id(dated)))
        title = f"{party_name(self.us)} and {party_name(self.them)}"
        return Timeline(title, self.view.as_of, tuple(lanes))


def _places(parts: Iterable[Part[Any]]) -> Iterable[Place]:
    """Every place that the lines of some sections cite."""
    for part in parts:
        for row in part.rows:
            yield from ((words.document, words.start) for words in row.quotations)
            step = getattr(row, "next", None)
            if step is not None:
                yield step.quotation.document, step.quotation.start
