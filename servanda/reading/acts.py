"""One chosen candidate → one `Act`, grounded in the document's characters or not at all."""

from collections.abc import Collection

from servanda.codebook.lexicon import Lexicon
from servanda.codebook.types import type_entries
from servanda.model import Act, ActType, Span, act_id
from servanda.reading.actors import Sides, sides_of
from servanda.reading.candidates import Candidate, Scene
from servanda.reading.cast import Cast
from servanda.reading.deadlines import pick_deadline
from servanda.reading.frames import Frame
from servanda.reading.instruments import instrument_of
from servanda.reading.spans import clause_of, lead_of, trigger_of
from servanda.reading.typing import Typed


def act_of(
    candidate: Candidate, typed: Typed, others: Collection[int], scene: Scene, lexicon: Lexicon
) -> Act | None:
    """The act, or None where nobody can be named or its words cannot be shown."""
    document, cast = scene.document, scene.cast
    frame = candidate.frame
    sides = sides_of(frame, typed.type, candidate.subject, cast, candidate.lead)
    if not sides.actors:
        return None
    remember(cast, typed.type, typed.flags, sides)
    trigger = trigger_of(frame, lexicon)
    if (frame.kind == "noun" or _is_awaited(frame)) and scene.is_condition(trigger):
        return None
    span = clause_of(frame, others)
    span = Span(min(span.start, trigger.start), max(span.end, trigger.end))
    deadline = pick_deadline(scene.deadlines(span), typed.type, typed.modality, near=trigger.end)
    lead = lead_of(frame, span)
    if deadline is None and lead is not None:
        deadline = pick_deadline(scene.deadlines(lead), typed.type, typed.modality, near=trigger.end)
        span = Span(lead.start, span.end) if deadline is not None else span
    quote = span.of(document.text)
    if not quote.strip() or span.end > len(document.text):
        return None
    return Act(
        id=act_id(scene.sha256, typed.type.value, span, trigger),
        type=typed.type,
        modality=typed.modality,
        span=span,
        trigger=trigger,
        quote=quote,
        actors=sides.actors,
        recipients=sides.recipients,
        flags=typed.flags,
        instrument=instrument_of(frame, typed.type, scene.names, document.text, lexicon),
        stage=type_entries()[typed.type].stage,
        deadline=deadline,
        money=max(scene.sums(span), key=lambda sum_: sum_.amount, default=None),
        confidence=round(typed.confidence, 4),
        because=(*typed.because, f"actors:{sides.how}"),
    )


def _is_awaited(frame: Frame) -> bool:
    """Whether the clause only says when something else will be: "once the agreement enters into force"."""
    p = frame.parsed
    perfect = any(p.words[at] in {"has", "have"} for at in frame.auxiliaries)
    present = perfect or p.tag[frame.head] in {"VBZ", "VBP"}
    return frame.kind == "verb" and p.dep[frame.head] == "advcl" and present


def remember(cast: Cast, act_type: ActType, flags: Collection[str], sides: Sides) -> None:
    """Who met or will meet is who "they" and "the leaders" are from now on."""
    if "recap" in flags:
        return
    if act_type is ActType.MEET:
        cast.met(sides.actors)
    elif act_type is ActType.SCHEDULE:
        cast.met((*sides.actors, *sides.recipients))
