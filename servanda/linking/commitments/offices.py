"""`offices_of`: the offices whose holders speak or act in the words of acts, each under one name.

"CAN prime minister", "KOR foreign minister": a party's code and the office in small letters. A bare title is
its only actor's; of several actors, the one's who has such an office. Whose it is must be clear, else it is
left out. The same acts give the same offices in any order.
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cache

import msgspec

from servanda.codebook.offices import OfficeBook, OfficeMention
from servanda.codebook.parties import PartyBook
from servanda.codebook.phrases import any_of, plain
from servanda.codebook.words import word_sets
from servanda.linking.acts import ActNode
from servanda.linking.rulebook import read_rules

#: Characters before an office in which a word that changes its part is looked for.
_BEFORE = 24
#: Actors of one act whose plural offices are named one by one.
_MANY = 60

#: "The Prime Minister's guests": it is not the Prime Minister who acts.
_OWNING = re.compile(r"['’]s?\s")
#: "Foreign and defence ministers": a portfolio before the title that shares it.
_SHARING = re.compile(r"(\w+)\s+and\s+\Z")

_LEADER = "leader"
#: The offices by one of which a state is led, as the codebook's lists of leaders call them.
_LED_BY = {"president": "president", "prime_minister": "prime minister", "chancellor": "chancellor"}


class OfficeFile(msgspec.Struct, forbid_unknown_fields=True):
    """The schema of `data/offices.yaml`."""

    names: dict[str, str]
    titles: dict[str, list[str]]
    bare: str
    portfolios: dict[str, list[str]]
    around: list[str]
    several: dict[str, str]
    shared: dict[str, str]
    others: list[str]
    agents: list[str]
    about_to: list[str]


@dataclass(frozen=True, slots=True)
class _Rules:
    """The file, compiled."""

    names: dict[str, str]
    titles: dict[str, str]
    bare: str
    portfolios: tuple[tuple[str, re.Pattern[str]], ...]
    around: re.Pattern[str]
    several: dict[str, str]
    shared: dict[str, str]
    others: re.Pattern[str]
    agents: re.Pattern[str]
    about_to: re.Pattern[str]


def offices_of(acts: Iterable[ActNode]) -> tuple[str, ...]:
    """The offices that act in the words of any of `acts`, sorted; empty where none is named."""
    return tuple(sorted({office for node in acts for office in _offices(node)}))


def _offices(node: ActNode) -> Iterator[str]:
    act = node.act
    if not act.actors:
        return
    mentions = OfficeBook.load().find(act.quote, publisher=node.publisher)
    acting = [one for one in mentions if _acts(one, node)]
    for one in acting:
        for name in _names(one, act.quote):
            for party in _holders(one, name, acting, node):
                yield f"{party} {_led_by(party) if name == _LEADER else name}"


def _acts(one: OfficeMention, node: ActNode) -> bool:
    """Whether the holder is who acts: named before the verb, or after it as its agent."""
    if one.former:
        return False
    quote = node.act.quote
    before = quote[max(0, one.span.start - _BEFORE) : one.span.start]
    if _OWNING.match(quote, one.span.end):
        return False
    if one.span.start < node.act.trigger.start - node.act.span.start:
        return not _rules().others.search(before)
    if _rules().others.search(before):
        return False
    return bool(_rules().agents.search(before) or _rules().about_to.match(quote, one.span.end))


def _names(one: OfficeMention, quote: str) -> Iterator[str]:
    """What the office is called in lists, and the one that shares its title."""
    name = _name(one)
    if name is None:
        return
    yield name
    beside = _SHARING.search(quote, max(0, one.span.start - _BEFORE), one.span.start)
    if beside and one.kind in ("collective", "leaders"):
        shared = _rules().shared.get(beside.group(1).lower())
        if shared:
            yield shared


def _name(one: OfficeMention) -> str | None:
    """What the office is called in lists; None for one that decides nothing."""
    rules = _rules()
    if one.kind == "collective":
        told = rules.several.get(one.title)
        return rules.names.get(told, told) if told and told != "minister" else rules.bare if told else None
    title = one.title.lower()
    if title in rules.titles:
        return rules.titles[title]
    name = rules.names.get(one.rank)
    if name is None or "…" not in name:
        return name
    if one.rank == "organisation_head":
        return one.title
    field = _portfolio(title)
    return name.replace("…", field) if field else rules.bare


def _portfolio(title: str) -> str:
    """What a minister is for: under its common name, else in the words of the title."""
    for name, words in _rules().portfolios:
        if words.search(title):
            return name
    return " ".join(_rules().around.sub(" ", title).replace(",", " ").split())


def _holders(one: OfficeMention, name: str, acting: Sequence[OfficeMention], node: ActNode) -> Sequence[str]:
    """The actors whose office it is; none where that is not clear."""
    actors = node.act.actors
    if len(one.codes) == 1:
        return one.codes
    if one.kind in ("collective", "leaders"):
        return actors if len(actors) <= _MANY else ()
    if len(actors) == 1:
        return actors
    named = _named_beside(one, node)
    if named:
        return [named] if named in actors else ()
    able = [party for party in actors if _has(party, name)]
    alike = [other for other in acting if other.kind == one.kind and not _named_beside(other, node)]
    if len(able) == 1 or len(alike) == len(able):
        return able
    return [node.publisher] if node.publisher in able and node.publisher else ()


def _named_beside(one: OfficeMention, node: ActNode) -> str | None:
    """The party that stands with the title: "the Prime Minister of Thailand", "Korea's President"."""
    quote = node.act.quote
    for party in PartyBook.load().find(quote, publisher=node.publisher):
        after = quote[one.span.end : party.span.start] if party.span.start >= one.span.end else None
        before = quote[party.span.end : one.span.start] if party.span.end <= one.span.start else None
        if after is not None and re.fullmatch(r"\s+of\s+(?:the\s+)?", after):
            return party.code
        if before is not None and re.fullmatch(r"(?:['’]s?)?\s+", before):
            return party.code
    return None


def _has(party: str, name: str) -> bool:
    """Whether a party may have such an office: only leaders' offices are known."""
    led = _led_by(party)
    return led in (_LEADER, name) or name not in _LED_BY.values()


@cache
def _led_by(party: str) -> str:
    """The office that leads a state, where the codebook knows just one; else that of a leader."""
    if not PartyBook.load().is_state(party):
        return _LEADER
    lists = word_sets("leaders")
    found = [name for key, name in _LED_BY.items() if party in lists[key]]
    return found[0] if len(found) == 1 else _LEADER


@cache
def _rules() -> _Rules:
    file = read_rules("offices.yaml", OfficeFile)
    words = {plain(word): name for name, all_ in file.titles.items() for word in all_}
    return _Rules(
        names=file.names,
        titles=words,
        bare=file.bare,
        portfolios=tuple((name, _whole(all_)) for name, all_ in file.portfolios.items()),
        around=_whole(file.around),
        several=file.several,
        shared={word: file.names[kind] for word, kind in file.shared.items()},
        others=re.compile(
            rf"(?<!\w){any_of(file.others)}\s+(?:(?:the|its|his|her|their)\s+)?\Z", re.IGNORECASE
        ),
        agents=re.compile(rf"(?<!\w){any_of(file.agents)}\s+\Z", re.IGNORECASE),
        about_to=re.compile(rf"[^.,;:]{{0,{_BEFORE * 2}}}?\s{any_of(file.about_to)}\s", re.IGNORECASE),
    )


def _whole(words: Iterable[str]) -> re.Pattern[str]:
    return re.compile(rf"(?<!\w){any_of(words)}(?!\w)", re.IGNORECASE)
