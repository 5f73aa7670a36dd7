"""Silences in words, the same for terminals and for Markdown."""

from servanda.export import wording
from servanda.export.ledger_columns import sides, told
from servanda.export.ledger_items import count
from servanda.insight.quiet import Issuer, Pending, Quiet, Silence

NOT_JUDGED = "Not judged: the issuer silent altogether, or a hole in the collection"


def title(answer: Quiet) -> str:
    """What was asked."""
    if answer.party and answer.counterpart:
        return f"Has {wording.party(answer.party)} gone quiet about {wording.party(answer.counterpart)}?"
    if answer.party:
        return f"Who has gone quiet: {wording.party(answer.party)}, and others about it"
    return "Who has gone quiet"


def scope(answer: Quiet) -> str:
    """As of when, and what the rhythm rests on."""
    return f"as of {answer.as_of}, by {count(answer.told, 'telling')} since {answer.since}"


def pair(one: Silence) -> str:
    """Who is silent about whom."""
    return f"{wording.party(one.publisher)} on {wording.party(one.party)}"


def head(one: Silence) -> str:
    """The pair, for how long, and how that stands to its rhythm."""
    times = f", {one.ratio:.1f} times the usual gap" if one.ratio is not None else ""
    return f"{pair(one)}: {count(one.gap, 'day')} of silence{times}"


def rhythm(one: Silence) -> str:
    """The usual gap and what it rests on."""
    if one.usual is None:
        return f"no rhythm known ({count(one.gaps, 'gap')} between days of telling)"
    return f"usually every {one.usual:g} days ({count(one.gaps, 'gap')} known, the longest {one.longest})"


def covered(one: Silence) -> str:
    """How much of the silence the ledger covers."""
    name = wording.party(one.publisher)
    if not one.releases:
        return f"the ledger holds nothing by {name} since {one.last}"
    held = f"the ledger covers {one.covered} of the {one.gap} days ({one.share:.0%})"
    return f"{held}: {name} published on {count(one.releases, 'day')} of them"


def short(one: Silence) -> str:
    """A silence in a line: one that is not quiet."""
    usually = f"usually {one.usual:g}" if one.usual is not None else rhythm(one)
    return f"{pair(one)}: {count(one.gap, 'day')}, {usually}"


def answered(one: Silence) -> str:
    """When the other side last told of the issuer."""
    issuer, other = wording.party(one.publisher), wording.party(one.party)
    if one.answered is None:
        return f"the ledger holds no release by {other} that tells of {issuer}"
    return f"releases by {other} last told of {issuer} on {one.answered}"


def between(one: Silence) -> str:
    """How much lies unmentioned between the two."""
    least = "at least " if one.at_least else ""
    kinds = [
        count(one.commitments, "open commitment") if one.commitments else "",
        count(one.agreements, "unfinished agreement") if one.agreements else "",
    ]
    words = " and ".join(filter(None, kinds))
    return f"Between them, not mentioned since: {least}{words}" if words else ""


def pending(one: Pending) -> str:
    """What is still awaited, of whom: an agreement by its name, a commitment by its own words below."""
    due = f", due {one.due}" if one.due else ""
    named = f": {wording.one_line(one.title)}" if one.kind == "agreement" or not one.quotation else ""
    return f"{sides(one)}: {told(one.stands)}{due}{named}"


def pending_heard(one: Pending) -> str:
    """The silence of this item."""
    return f"last heard {one.heard}, {count(one.silent, 'day')} ago · {one.id}"


def left_out(one: Silence) -> str:
    """How to see what is not shown of a pair."""
    rest = one.commitments - sum(item.kind == "commitment" for item in one.pending)
    if rest <= 0:
        return ""
    options = f"--party {_word(one.publisher)} --party {_word(one.party)} --until {one.last}"
    return f"… {rest} more: servanda list commitments {options} --still-open"


def _word(code: str) -> str:
    """A code as the shell takes it."""
    return code if code.isalnum() else f"'{wording.one_line(code)}'"


def issuer(one: Issuer) -> str:
    """An issuer of whom nothing newer is held."""
    name = wording.party(one.publisher)
    return f"{name}: nothing since {one.last}, {count(one.gap, 'day')}, usually every {one.usual:g}"


def nothing(answer: Quiet) -> str:
    """That nobody is found quiet."""
    if answer.earlier:
        return f"nothing told since {answer.since}, last on {answer.earlier}: --since goes further back"
    if not sum(answer.counts.values()):
        return "the ledger holds no release that tells of such a pair"
    return "no silence is found that stands out against its own rhythm"


def rest(answer: Quiet) -> str:
    """What else was looked at, in numbers."""
    counts = answer.counts
    parts = [
        f"{count(counts['quiet'], 'pair')} quiet",
        f"{counts['within']} within their rhythm",
        f"{counts['hole']} not judged",
        f"{counts['no_rhythm']} without a known rhythm (fewer than {count(answer.least, 'gap')})",
    ]
    return ", ".join(parts)
