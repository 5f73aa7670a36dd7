"""Counts of commitments in words, the same for terminals and for Markdown."""

from servanda.export import wording
from servanda.export.ledger_columns import day
from servanda.export.ledger_items import Cited, cite, count
from servanda.insight.count import Count, Item, LeftOut
from servanda.views import Quotation


def title(answer: Count) -> str:
    """What was counted."""
    asked = answer.asked
    parts = ["Commitments"]
    if asked.party:
        parts.append(f"of {wording.party(asked.party)}")
    if asked.counterpart:
        parts.append(f"{'to or with' if asked.party else 'with'} {wording.party(asked.counterpart)}")
    if asked.topic:
        parts.append(f"on {asked.topic.replace('_', ' ')}")
    if asked.document:
        parts.append(f"in {wording.one_line(asked.document)}")
    if asked.since:
        parts.append(f"since {asked.since}")
    if asked.until:
        parts.append(f"until {asked.until}")
    return " ".join(parts) + (f", by {answer.by}" if answer.by else "")


def ruled(answer: Count) -> str:
    """The rule by its name."""
    return f"counted by the rule “{answer.rule}”: {answer.title}; as of {answer.as_of}"


def total(answer: Count) -> str:
    """How many count, of how many."""
    if not answer.tellings:
        return f"nothing found as of {answer.as_of}: no document of the ledger tells of such a commitment"
    left = answer.tellings - answer.total
    told = count(answer.tellings, "telling")
    return f"{count(answer.total, 'commitment')}, counted in {told}; {left:,} left out"


def explained(answer: Count) -> str:
    """What counts as one, and what should be known of the rule."""
    return f"What counts as one: {answer.counts}. {answer.reading}"


def left_out(one: LeftOut) -> str:
    """A reason and how many it leaves out."""
    return f"{one.count:,} · {one.reason}: {one.means}"


def others(answer: Count) -> str:
    """What all rules count, side by side."""
    told = ", ".join(f"{one.rule} {one.count:,}" for one in answer.totals)
    numbers = [one.count for one in answer.totals]
    low, high = min(numbers), max(numbers)
    times = f": {high / low:.1f} times as many by one rule as by another" if 0 < low < high else ""
    return f"The same texts by each rule: {told}{times}"


def sums(answer: Count) -> str | None:
    """Why lines may not add up to the total."""
    if sum(line.count for line in answer.lines) <= answer.total or answer.by is None:
        return None
    return f"one commitment may count for several: the lines add up to more than {answer.total:,}"


def more(answer: Count) -> str | None:
    """That there are further lines."""
    if not answer.more:
        return None
    return f"… {count(answer.more, 'more line')}: --limit {len(answer.lines) + answer.more}"


def item(one: Item) -> str:
    """A telling, and whether it counts."""
    sides = wording.parties(one.actors) + (f" → {wording.parties(one.recipients)}" if one.recipients else "")
    return f"{day(one.told)} · {sides}: {f'left out, {one.left_out}' if one.left_out else 'counted'}"


def quoted(words: Quotation | None, sources: Cited) -> tuple[str, str]:
    """A quotation and where it stands."""
    if words is None:
        return "", ""
    return f"“{wording.one_line(words.quote)}”", cite(words.document, words.start, words.end, sources)
