"""`count`: how many commitments there are by a rule, in all and by subject, partner, minister and so on."""

from collections import Counter
from collections.abc import Iterable
from datetime import date

from servanda.insight.count.answer import Asked, Count, Item, LeftOut, Line, Total
from servanda.insight.count.asked import asked_for
from servanda.insight.count.dimensions import Dimension, dimension, unframed
from servanda.insight.count.finding import Tellings
from servanda.insight.count.rules import Rule, rules
from servanda.views import LedgerView, Quotation, ViewError
from servanda.views.acts import act_rows_by_id
from servanda.views.values import day

#: Lines of an answer, unless told.
LINES = 25


def count(
    view: LedgerView,
    *,
    rule: str = "broad",
    by: str | None = None,
    party: str | None = None,
    counterpart: str | None = None,
    since: date | None = None,
    until: date | None = None,
    topic: str | None = None,
    document: str | None = None,
    limit: int = LINES,
    items: int = 0,
) -> Count:
    """Count commitments that were told between `since` and `until`, both included.

    `party` is bound by them, `counterpart` is bound too or is whom they are made to; both are codes or names.
    `document` is the id of a document, or its beginning. `items` asks for that many tellings, the newest,
    each with what the rule makes of it. Raises ViewError where a rule, dimension, party, topic or document is
    unknown, or where `since` comes after `until`.
    """
    chosen = _rule(rule)
    split = dimension(by) if by is not None else None
    asked = asked_for(
        view, party=party, counterpart=counterpart, since=since, until=until, topic=topic, document=document
    )
    if split is not None and split.needs_party and asked.party is None:
        raise ViewError(f"by {split.name} a party must be named, whose {split.name}s are counted: --party")
    counting = _Counting(view, asked, chosen)
    lines, more = counting.lines(split, limit) if split is not None else ((), 0)
    left_out = counting.left_out()
    listed = counting.items(items)
    examples = [one.example for one in lines] + [one.example for one in left_out]
    return Count(
        as_of=view.as_of,
        asked=asked,
        rule=chosen.name,
        title=chosen.title,
        counts=chosen.counts,
        reading=chosen.reading,
        tellings=sum(counting.found.values()),
        total=counting.total(chosen),
        by=by,
        lines=lines,
        more=more,
        left_out=left_out,
        totals=tuple(Total(one.name, one.title, counting.total(one)) for one in rules()),
        items=listed,
        sources=view.sources(_cited([*examples, *(one.quotation for one in listed)])),
    )


def _rule(name: str) -> Rule:
    found = next((one for one in rules() if one.name == name), None)
    if found is None:
        raise ViewError(f"there is no rule {name!r}: there are {', '.join(one.name for one in rules())}")
    return found


def _cited(quotations: Iterable[Quotation | None]) -> set[str]:
    return {one.document for one in quotations if one is not None}


class _Counting:
    """One question under one rule. `found` is how many tellings have each set of traits."""

    def __init__(self, view: LedgerView, asked: Asked, rule: Rule) -> None:
        self._view = view
        self._asked = asked
        self._rule = rule
        self._tellings = Tellings(view.connection, asked)
        self.found = self._tellings.by_traits()
        alone = asked.document is not None
        #: For each set of traits, why the rule leaves it out.
        self._left = {traits: rule.why_not(traits, of_document=alone) for traits in self.found}

    def total(self, rule: Rule) -> int:
        """How many count by `rule`."""
        alone = self._asked.document is not None
        return sum(
            many for traits, many in self.found.items() if rule.why_not(traits, of_document=alone) is None
        )

    def lines(self, split: Dimension, limit: int) -> tuple[tuple[Line, ...], int]:
        """The first lines in the order of the dimension, and how many more there are."""
        numbers: Counter[str | None] = Counter()
        acts: dict[str | None, str] = {}
        counted = [traits for traits, reason in self._left.items() if reason is None]
        skipped = [traits for traits, reason in self._left.items() if reason is not None]
        for row in self._tellings.by_columns(split.columns, counted, skipped):
            *values, number, act = tuple(row)
            for value in split.values(values, self._asked):
                numbers[value] += number
                acts[value] = max(acts.get(value, ""), act)
        named = [(value, split.name_of(value), number) for value, number in numbers.items()]
        named.sort(key=lambda one: split.order(one[0], one[2], one[1]))
        quoted = self._quoted(acts[value] for value, *_ in named[:limit])
        lines = tuple(
            Line(value, name, number, quoted.get(acts[value])) for value, name, number in named[:limit]
        )
        return lines, len(named) - len(lines)

    def left_out(self) -> tuple[LeftOut, ...]:
        """What the rule leaves out, by its reasons in their order."""
        found: list[tuple[str, str, int, str]] = []
        for one in self._rule.leaves_out:
            traits = sorted(name for name, reason in self._left.items() if reason == one.reason)
            if traits:
                example = self._tellings.one_with(traits[0]) or ""
                found.append((one.reason, one.means, sum(self.found[name] for name in traits), example))
        quoted = self._quoted(act for *_, act in found)
        return tuple(LeftOut(reason, means, many, quoted.get(act)) for reason, means, many, act in found)

    def items(self, limit: int) -> tuple[Item, ...]:
        """The newest tellings, each with what the rule makes of it."""
        rows = self._tellings.newest(limit) if limit else ()
        quoted = self._quoted(row.act for row in rows)
        return tuple(
            Item(
                row.matter,
                row.act,
                day(row.told),
                tuple(unframed(row.actors)),
                tuple(unframed(row.recipients)),
                self._left[row.traits],
                quoted[row.act],
            )
            for row in rows
            if row.act in quoted
        )

    def _quoted(self, acts: Iterable[str]) -> dict[str, Quotation]:
        rows = act_rows_by_id(self._view.connection, acts)
        return {row.id: Quotation(row.document, row.start, row.end, row.quote) for row in rows}
