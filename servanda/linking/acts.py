"""`ActNode`: an act with its document's date and publisher, and what can be known of it for comparing."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from functools import cached_property

from servanda.codebook.topics import topics_of
from servanda.linking.stems import content, rare
from servanda.model import Act, DeadlineKind
from servanda.model.wire import ActLine

#: Counts and shares in figures: "49,000", "6.1 per cent", "50%".
_FIGURE = re.compile(r"\d[\d,]*(?:\.\d+)?(?=(\s*(?:%|per\s?cent\b))?)")
_YEAR = re.compile(r"(?:19|20)\d\d")
_DAYS_OFF = (DeadlineKind.CONTINUING, DeadlineKind.RECURRING)


@dataclass(frozen=True)
class ActNode:
    """What is linked: an act as one document told it. Everything else follows from these four fields."""

    act: Act
    document: str
    publisher: str | None = None
    published: date | None = None

    @property
    def id(self) -> str:
        """The id of the act."""
        return self.act.id

    @cached_property
    def stems(self) -> frozenset[str]:
        """The stems that say what the act is about."""
        return content(f"{self.act.quote} {self.act.instrument or ''}")

    @cached_property
    def topics(self) -> tuple[str, ...]:
        """The topics that its words and the text it names tell."""
        return act_topics(self.act)

    @cached_property
    def rare(self) -> tuple[str, ...]:
        """Those of them that few matters share, the rarest first."""
        return rare(self.stems)

    @cached_property
    def instrument_stems(self) -> frozenset[str]:
        """The stems of the named text, empty where none is named."""
        return content(self.act.instrument) if self.act.instrument else frozenset()

    @cached_property
    def parties(self) -> frozenset[str]:
        """All who act or are acted upon."""
        return frozenset((*self.act.actors, *self.act.recipients))

    @cached_property
    def figures(self) -> frozenset[str]:
        """Counts and shares that the clause tells, dates and sums of money left out."""
        text = self.act.quote
        for part in (self.act.deadline, self.act.money):
            if part is not None:
                text = text.replace(part.text, " ")
        found = set()
        for match in _FIGURE.finditer(text):
            figure = match.group().rstrip(",").replace(",", "")
            if match.group(1) or not (_YEAR.fullmatch(figure) or len(figure) < 2):
                found.add(figure + ("%" if match.group(1) else ""))
        return frozenset(found)

    @cached_property
    def due(self) -> tuple[date, date] | None:
        """The first and last day that the deadline allows, where it has such days and passes once."""
        deadline = self.act.deadline
        if deadline is None or deadline.end is None or deadline.kind in _DAYS_OFF:
            return None
        return deadline.start or deadline.end, deadline.end


def act_topics(act: Act | ActLine) -> tuple[str, ...]:
    """What an act is about, by its words and by the text that it names."""
    return topics_of(f"{act.quote}\n{act.instrument or ''}")


def first_told(nodes: Iterable[ActNode]) -> list[ActNode]:
    """The nodes by the date of their documents, those without one last; ties by id."""
    return sorted(nodes, key=told_key)


def told_key(node: ActNode) -> tuple[date, str]:
    """The key of that order."""
    return node.published or date.max, node.id
