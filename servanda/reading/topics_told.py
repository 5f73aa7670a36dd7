"""What a meeting was about: "spoke about X" tells a meeting and a subject (coding manual, 7)."""

from dataclasses import replace

from servanda.model import Act, ActType, Span, act_id
from servanda.reading.frames import Frame

_ABOUT = frozenset({"about", "regarding", "concerning", "regard", "concern"})
_TALKING = frozenset({"speak", "talk", "call", "hold", "host", "convene", "have", "consult", "meet"})


def topic_of(meeting: Act, frame: Frame, sha256: str, text: str) -> Act | None:
    """The act of raising what `meeting` was about, where its clause says so with a preposition."""
    p = frame.parsed
    if meeting.type is not ActType.MEET or frame.kind != "verb" or p.lemmas[frame.head] not in _TALKING:
        return None
    heads = (frame.head, *frame.objects, *(at for _, at in frame.preps))
    preps = [c for at in heads for c in p.children[at] if p.dep[c] == "prep" and p.lemmas[c] in _ABOUT]
    if not preps:
        return None
    at = min(preps)
    high = p.right[at]
    while high > at and p.pos[high] == "PUNCT":
        high -= 1
    trigger, span = Span(p.start[at], p.end[at]), Span(p.start[at], p.end[high])
    return replace(
        meeting,
        id=act_id(sha256, ActType.RAISE.value, span, trigger),
        type=ActType.RAISE,
        span=span,
        trigger=trigger,
        quote=span.of(text),
        deadline=None,
        because=(*meeting.because, "step:spoke-about"),
    )
