"""From acts to PLOVER events: a table by type, modality and flags, and the codes of parties."""

from datetime import date

import pytest

from servanda.codebook.types import type_entries
from servanda.export.plover_events import event_of, lost, plover_code, plover_rules
from servanda.model import ActType, Modality
from servanda.views import ActRow


def row(
    type_: str,
    modality: str = "done",
    flags: tuple[str, ...] = (),
    actors: tuple[str, ...] = ("CAN",),
    recipients: tuple[str, ...] = ("KOR",),
    topics: tuple[str, ...] = (),
) -> ActRow:
    """An act of which only what matters here is told."""
    return ActRow(
        id="act_1", type=type_, modality=modality, flags=flags, actors=actors, recipients=recipients,
        told=date(2026, 1, 16), commitment=False, instrument=None, agreement=None, stage=None, deadline=None,
        due_from=None, due=None, money=None, amount=None, currency=None, topics=topics, document="d",
        publisher="CAN", title=None, source=None, start=0, end=1, quote="q", confidence=1.0, because=(),
        coder="test", verdict=None,
    )  # fmt: skip


#: By the draft codebook of 2021: a future meeting, "will sign an agreement" and an invitation are AGREE, an
#: announced retreat is CONCEDE; sanctions have the mode discontinue, criticism disapprove.
TABLE = [
    ("sign", "done", (), "SUPPORT", "", ()),
    ("sign", "promised", (), "AGREE", "", ()),
    ("sign", "hypothetical", (), "SUPPORT", "", ("hypothetical",)),
    ("sign", "called_for", (), "REQUEST", "", ()),
    ("sign", "done", ("recap",), "SUPPORT", "", ("historical",)),
    ("sign", "done", ("negated",), "SUPPORT", "", ("negation",)),
    ("promise", "promised", (), "AGREE", "", ()),
    ("promise", "promised", ("conditional",), "AGREE", "", ("hypothetical",)),
    ("pledge_funds", "promised", (), "AGREE", "", ()),
    ("deliver_funds", "done", (), "AID", "", ()),
    ("deliver_funds", "decided", (), "AGREE", "", ()),
    ("deliver_means", "called_for", (), "REQUEST", "assist", ()),
    ("meet", "done", (), "CONSULT", "", ()),
    ("meet", "decided", (), "AGREE", "", ()),
    ("meet", "called_for", (), "REQUEST", "meet", ()),
    ("schedule", "called_for", (), "AGREE", "", ()),
    ("ease", "done", (), "RETREAT", "", ()),
    ("ease", "promised", (), "CONCEDE", "", ()),
    ("ease", "called_for", (), "REQUEST", "yield", ()),
    ("condemn", "done", (), "ACCUSE", "disapprove", ()),
    ("restrict", "done", (), "SANCTION", "discontinue", ()),
    ("restrict", "decided", (), "SANCTION", "discontinue", ("future",)),
    ("exit", "decided", (), "SANCTION", "withdraw", ("future",)),
    ("posture_force", "intended", (), "MOBILIZE", "", ("future",)),
    ("refuse", "done", (), "REJECT", "", ()),
    ("warn", "done", (), "THREATEN", "", ()),
    ("operate_jointly", "promised", (), "AGREE", "", ()),
]


@pytest.mark.parametrize(("type_", "modality", "flags", "event", "mode", "auxiliary"), TABLE)
def test_events(
    type_: str, modality: str, flags: tuple[str, ...], event: str, mode: str, auxiliary: tuple[str, ...]
) -> None:
    found = event_of(row(type_, modality, flags))
    assert found is not None
    assert (found.type, found.mode, found.auxiliary) == (event, mode, auxiliary)


@pytest.mark.parametrize("type_", ["domestic_step", "issue_output"])
@pytest.mark.parametrize("modality", list(Modality))
def test_types_without_a_counterpart_have_no_event(type_: str, modality: str) -> None:
    assert event_of(row(type_, modality)) is None


@pytest.mark.parametrize("act_type", list(ActType))
@pytest.mark.parametrize("modality", list(Modality))
def test_every_act_has_an_event_of_plover_or_none(act_type: ActType, modality: Modality) -> None:
    found = event_of(row(act_type.value, modality.value))
    assert (found is None) == (type_entries()[act_type].plover is None)
    assert found is None or found.quad == plover_rules().quads[found.type]


@pytest.mark.parametrize(
    ("actors", "form", "mode"),
    [
        (("CAN", "KOR"), "call", "phone"),
        (("CAN", "KOR"), "visit", "visit"),
        (("CAN", "KOR"), "summit", ""),
        (("CAN", "KOR", "JPN"), "summit", "multilateral"),
        (("CAN", "KOR", "JPN"), "call", "phone"),
        (("CAN", "KOR"), None, ""),
    ],
)
def test_modes_of_meetings(actors: tuple[str, ...], form: str | None, mode: str) -> None:
    found = event_of(row("meet", actors=actors, recipients=()), form)
    assert found is not None
    assert found.mode == mode


def test_contexts() -> None:
    found = event_of(row("raise", topics=("trade", "investment", "culture", "defence")))
    assert found is not None
    assert found.contexts == ("economic", "military")
    assert lost(row("raise", topics=("trade", "culture")), found)["topics"] == "culture"


@pytest.mark.parametrize(
    ("code", "plover"),
    [
        ("CAN", "CAN"), ("EU", "EUR"), ("UN", "UNO"), ("XKX", "KOS"), ("ASEAN", "IGO"),
        ("OTHER:Sandbox Ltd", ""), ("NOSUCH", ""),
    ],
)  # fmt: skip
def test_codes(code: str, plover: str) -> None:
    assert plover_code(code) == plover
