"""From an act to its PLOVER event: by the codebook's counterpart of the type, and `data/plover.yaml`."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache

import msgspec

from servanda.codebook.parties import Organisation, PartyBook
from servanda.codebook.types import type_entries
from servanda.codebook.yamlio import load_packaged
from servanda.model import ActType, Flag, Modality
from servanda.views import ActRow


class PloverRules(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """The rules of `data/plover.yaml`."""

    choices: dict[ActType, dict[str, str]]
    before_it_is_done: dict[str, str]
    wanted_of_others: str
    not_a_request: list[ActType]
    request_modes: dict[str, str]
    modes: dict[ActType, str]
    meeting_modes: dict[str, str]
    multilateral_from: int
    quads: dict[str, str]
    contexts: dict[str, str]
    codes: dict[str, str]
    intergovernmental: list[str]


@dataclass(frozen=True, slots=True)
class Event:
    """An event in PLOVER's words. `auxiliary` are its auxiliary modes: future, hypothetical, historical,
    negation."""

    type: str
    mode: str
    auxiliary: tuple[str, ...]
    contexts: tuple[str, ...]
    quad: str


@cache
def plover_rules() -> PloverRules:
    """The rules that ship. Raises CodebookError where the file is wrong."""
    return load_packaged("servanda.export", "plover.yaml", PloverRules)


def event_of(row: ActRow, form: str | None = None) -> Event | None:
    """The event of an act, None where PLOVER has no counterpart for its type.

    `form` is the form of the meeting that the act tells of.
    """
    rules, act_type, modality = plover_rules(), ActType(row.type), Modality(row.modality)
    plain = _plain(act_type, modality)
    if plain is None:
        return None
    event, mode, future = plain, rules.modes.get(act_type, ""), False
    if modality is Modality.CALLED_FOR and act_type not in rules.not_a_request:
        event = rules.wanted_of_others
        mode = rules.request_modes.get(plain, "")
    elif modality is not Modality.DONE and modality is not Modality.HYPOTHETICAL:
        event = rules.before_it_is_done.get(plain, plain)
        mode = mode if event == plain else ""
        future = event == plain and act_type.value in _deeds()
    if event == "CONSULT":
        mode = _meeting_mode(row, form)
    contexts = dict.fromkeys(rules.contexts[topic] for topic in row.topics if topic in rules.contexts)
    return Event(event, mode, _auxiliary(row, future=future), tuple(contexts), rules.quads[event])


def _plain(act_type: ActType, modality: Modality) -> str | None:
    """The event of a type, without a look at whether it is told as a request or as future."""
    choice = plover_rules().choices.get(act_type)
    if choice is not None:
        return choice["done"] if modality is Modality.DONE else choice["otherwise"]
    return type_entries()[act_type].plover


@cache
def _deeds() -> frozenset[str]:
    """Types whose events are no mere words, so that they are future before they are done."""
    material = ("material conflict", "material cooperation")
    quads = plover_rules().quads
    return frozenset(
        act_type.value
        for act_type, entry in type_entries().items()
        if quads.get(entry.plover or "") in material
    )


def _auxiliary(row: ActRow, *, future: bool) -> tuple[str, ...]:
    hypothetical = row.modality == Modality.HYPOTHETICAL or Flag.CONDITIONAL in row.flags
    told = {
        "future": future,
        "hypothetical": hypothetical,
        "historical": Flag.RECAP in row.flags,
        "negation": Flag.NEGATED in row.flags,
    }
    return tuple(name for name, holds in told.items() if holds)


def _meeting_mode(row: ActRow, form: str | None) -> str:
    rules = plover_rules()
    if form in rules.meeting_modes:
        return rules.meeting_modes[form]
    many = len({*row.actors, *row.recipients}) >= rules.multilateral_from
    return "multilateral" if many else ""


def plover_code(code: str) -> str:
    """The code of a party in PLOVER; "" where it has none."""
    rules, book = plover_rules(), PartyBook.load()
    if code in rules.codes:
        return rules.codes[code]
    if book.is_state(code):
        return code
    try:
        party = book.get(code)
    except KeyError:
        return ""
    known = isinstance(party, Organisation) and party.kind in rules.intergovernmental
    return "IGO" if known else ""


def lost(row: ActRow, event: Event) -> Mapping[str, str]:
    """What the act tells and the event has no place for, by name."""
    rules = plover_rules()
    found = {
        "type": row.type,
        "modality": row.modality,
        "attributed": "yes" if Flag.ATTRIBUTED in row.flags else "",
        "commitment": "yes" if row.commitment else "",
        "deadline": row.deadline or "",
        "due": row.due.isoformat() if row.due else "",
        "money": row.money or "",
        "instrument": row.instrument or "",
        "agreement": row.agreement or "",
        "stage": row.stage or "",
        "topics": ",".join(topic for topic in row.topics if topic not in rules.contexts),
        "parties": ",".join(c for c in (*row.actors, *row.recipients) if plover_code(c) in ("IGO", "")),
        "negated": "kept as an event" if "negation" in event.auxiliary else "",
    }
    return {name: value for name, value in found.items() if value}
