"""Money in words, the same for terminals, Markdown and pages."""

from collections.abc import Iterable, Sequence

from servanda.export import wording
from servanda.export.ledger_columns import day
from servanda.export.ledger_items import count
from servanda.insight.money import Envelope, Heading, Money, Sums, Told

#: Currencies that the answer names in its second line.
NAMED = 4
HEADS = ("currency", "announced", "in headlines", "new", "unclear", "told before", "told as paid")
SCALES = ((1e12, "trillion"), (1e9, "billion"), (1e6, "million"))

ROLES = {
    "new": "new",
    "repeat": "told again",
    "tranche_of": "a part of it",
    "top_up": "added on top",
    "converts": "the same in another currency",
    "unclear": "unclear whether new",
}
STYLES = {"new": "green", "top_up": "green", "tranche_of": "cyan", "unclear": "yellow"}

NOTE = "nothing is converted, nor added up across currencies; of a range or “up to” the upper sum counts"
JOINT = "a sum of several counts for each of them: lines may add up to more than the total"


def subject(answer: Money) -> str:
    """What was asked about: "Money of Canada for Ghana since 2024-01-01"."""
    asked = answer.asked
    parts = ["Money"]
    if asked.donor:
        parts.append(f"of {wording.party(asked.donor)}")
    if asked.recipient:
        parts.append(f"for {wording.party(asked.recipient)}")
    if asked.party and asked.counterpart:
        parts.append(f"of or for {wording.party(asked.party)} and {wording.party(asked.counterpart)}")
    elif asked.party:
        parts.append(f"of or for {wording.party(asked.party)}")
    if asked.topic:
        parts.append(f"on {asked.topic.replace('_', ' ')}")
    if asked.currency:
        parts.append(f"in {asked.currency}")
    if asked.since:
        parts.append(f"since {asked.since}")
    if asked.until:
        parts.append(f"until {asked.until}")
    return " ".join(parts)


def often(answer: Money) -> str:
    """How often it was announced."""
    if not answer.envelopes:
        return f"{subject(answer)}: nothing found"
    sums = count(answer.envelopes, "sum")
    return f"{subject(answer)}: {sums}, announced {times(answer.announcements)}"


def fresh(answer: Money) -> str:
    """How much of it is new."""
    if not answer.envelopes:
        held = count(answer.documents, "document")
        return f"nothing found as of {answer.as_of} in {held}; that is not to say that nothing was given"
    named = [_fresh(one) for one in answer.sums[:NAMED]]
    left = len(answer.sums) - len(named)
    rest = f"; {left} more {'currency' if left == 1 else 'currencies'} below" if left else ""
    return f"New is {'; '.join(named)}{rest}"


def _fresh(one: Sums) -> str:
    unclear = f" ({amount(one.unclear)} unclear)" if one.unclear else ""
    if not one.new:
        return f"nothing of {money(one.headline, one.currency)}{unclear}"
    return f"{money(one.new, one.currency)} of {amount(one.headline)}{unclear}"


def times(number: int) -> str:
    """How often."""
    return {1: "once", 2: "twice"}.get(number, f"{number:,} times")


def amount(value: float) -> str:
    """A sum without its currency: "1.05 billion", "350,000"."""
    for scale, name in SCALES:
        if value >= scale:
            return f"{round(value / scale, 3):,.10g} {name}"
    return f"{round(value, 2):,.10g}"


def money(value: float, currency: str | None) -> str:
    """A sum with its currency."""
    return f"{currency or 'currency not told:'} {amount(value)}"


def cells(one: Sums) -> tuple[str, ...]:
    """The sums of a currency in the order of HEADS; what is nothing is left blank."""
    before = one.headline - one.new - one.unclear
    told = [amount(value) if value else "" for value in (one.new, one.unclear, before, one.paid)]
    return (one.currency or "not told", f"{one.announcements:,}", amount(one.headline), *told)


def head(one: Envelope) -> str:
    """What an envelope holds, of whom, for whom."""
    to = f" → {wording.parties(one.recipients)}" if one.recipients else ""
    return f"{money(one.amount, one.currency)} · {wording.parties(one.donors) or 'donor not told'}{to}"


def account(one: Envelope) -> str:
    """How often an envelope was announced, what that adds up to, what was paid."""
    sums = " and ".join(money(each.headline, each.currency) for each in one.sums)
    parts = [f"announced {times(one.announced)}: {sums} in headlines"]
    if one.unclear:
        all_ = "" if one.unclear == one.amount else f"{amount(one.unclear)} of it "
        parts.append(f"{all_}may have been told before the first document here")
    paid = [money(each.paid, each.currency) for each in one.sums if each.paid]
    parts.append(f"told as paid: {' and '.join(paid)}" if paid else "nothing told as paid")
    return "; ".join(parts)


def told(one: Told, currency: str | None) -> str:
    """An announcement: when, by whom, its role and sum; the currency where it is another one."""
    sum_ = amount(one.amount) if one.currency == currency else money(one.amount, one.currency)
    paid = ", paid" if one.paid else ""
    outside = "" if one.asked else " (outside of what was asked)"
    return (
        f"{day(one.told)} · {issuer(one.publisher)}: {ROLES.get(one.role, one.role)}, {sum_}{paid}{outside}"
    )


def issuer(code: str | None) -> str:
    """Who told of it."""
    return wording.party(code) if code else "issuer unknown"


def why(one: Told) -> str:
    """Why an announcement has its role, with the words that tell so."""
    cue = f"“{wording.one_line(one.cue)}”" if one.cue else ""
    before = f"told on {_heading(one.refers)}" if one.refers else ""
    reasons = {
        "first": "no earlier document of the ledger tells of this money",
        "retold": f"told as something old{_in(cue)}, which no earlier document of the ledger bears out",
        "total": f"told as what was given so far{_in(cue)}, not as new money",
        "same_sum": f"the same sum was {before}{_in(cue)}",
        "same_part": f"the same part was {before}{_in(cue)}",
        "whole": f"the whole of a part that was {before}{_in(cue)}",
        "part_of": " · ".join(
            filter(None, [f"its words: {cue}", f"the whole was {before}" if before else ""])
        ),
        "told_as_part": f"{before} as {cue}",
        "on_top": " · ".join(filter(None, [f"its words: {cue}", f"the base was {before}" if before else ""])),
        "more": f"its word is {cue}; money for the same purpose was {before}",
        "equal": f"one sum in two currencies: {cue}, {before}",
        "other_sum": f"another sum than was {before}, told neither as a part of it nor as more",
    }
    return reasons.get(one.because, one.because)


def left(one: Envelope) -> str | None:
    """That an envelope has further announcements."""
    if not one.left:
        return None
    return f"… {count(one.left, 'more announcement')}: servanda money {one.id}"


def listed(answer: Money) -> str:
    """The heading of the envelopes."""
    shown = len(answer.listed)
    order = "announced last first" if answer.sort == "newest" else "the largest of each currency first"
    if answer.envelopes == 1:
        return "The sum and its announcements"
    every = "The" if shown == answer.envelopes else f"{shown:,} of"
    return f"{every} {count(answer.envelopes, 'sum')} of money, {order}"


def more(answer: Money) -> str | None:
    """How to see the rest."""
    rest = answer.envelopes - len(answer.listed)
    return f"… {rest:,} more: --limit, or narrow by --donor, --recipient, --since" if rest else None


def more_lines(answer: Money) -> str | None:
    """That there are further lines."""
    return f"… {count(answer.lines_left, 'more line')}: --limit" if answer.lines_left else None


def joint(answer: Money) -> str | None:
    """Why lines may add up to more than the total."""
    if answer.by not in ("donor", "recipient") or answer.lines_left:
        return None
    total = sum(one.announcements for line in answer.lines for one in line.sums)
    return JOINT if total > answer.announcements else None


def by_currency(answer: Money) -> dict[str | None, list[tuple[str, Sums]]]:
    """The lines of each currency, in the order of the totals, the largest headline first."""
    found: dict[str | None, list[tuple[str, Sums]]] = {one.currency: [] for one in answer.sums}
    for line in answer.lines:
        for one in line.sums:
            found.setdefault(one.currency, []).append((line.name, one))
    for lines in found.values():
        lines.sort(key=lambda line: (-line[1].headline, line[0]))
    return {currency: lines for currency, lines in found.items() if lines}


def rows(answer: Money) -> Iterable[tuple[str, Sequence[str]]]:
    """The lines as cells, the name only where it changes."""
    for line in answer.lines:
        for place, one in enumerate(line.sums):
            yield (line.name if place == 0 else "", cells(one))


def _heading(one: Heading) -> str:
    return f"{day(one.told)} by {issuer(one.publisher)}"


def _in(cue: str) -> str:
    return f" ({cue})" if cue else ""
