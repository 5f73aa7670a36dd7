"""Who did or said it, and to whom: the parties of an act (coding manual, sections 4 and 7)."""

from dataclasses import dataclass

from servanda.model import ActType
from servanda.reading.cast import NOBODY, Cast, Found
from servanda.reading.frames import Frame

#: Types in which those "with" whom it is done are actors too.
_JOINT = frozenset(
    {ActType.MEET, ActType.RAISE, ActType.SIGN, ActType.OPERATE_JOINTLY, ActType.SET_UP, ActType.TAKE_EFFECT}
    | {ActType.OPEN_TALKS, ActType.ADVANCE_TALKS, ActType.CONCLUDE_TEXT, ActType.RENEW_AMEND}
)
#: Types whose named target is the recipient.
_DIRECTED = frozenset(
    {ActType.CONDEMN, ActType.RESTRICT, ActType.CALL_ON, ActType.ENDORSE, ActType.EASE, ActType.WARN}
    | {ActType.DELIVER_FUNDS, ActType.DELIVER_MEANS, ActType.PLEDGE_FUNDS, ActType.REFUSE, ActType.SCHEDULE}
)
_TALK = frozenset(
    {
        "discuss",
        "exchange",
        "consult",
        "talk",
        "review",
        "reflect",
        "debate",
        "deliberate",
        "cover",
        "explore",
    }
)
_MUTUAL = frozenset(
    {"agree", "discuss", "concur", "exchange", "meet", "consult", "undertake", "resolve", "review"}
)
_COMPANY = frozenset({"with", "between", "among", "alongside", "together"})
_MEETING_TIES = _COMPANY | {"to", "by", "of", "from", "in", "for"}


@dataclass(frozen=True, slots=True)
class Sides:
    """The parties of one act, and how the actors were told."""

    actors: tuple[str, ...]
    recipients: tuple[str, ...]
    how: str


def subject_of(
    frame: Frame, cast: Cast, lead: Frame | None, quoted_by: str | None = None, above: Found = NOBODY
) -> Found:
    """The parties that the frame's subject stands for, looking up to its lead-in where it has none.

    `above` is what the subject of the governing clause stands for.
    """
    p = frame.parsed
    if frame.agent is not None:
        found = cast.resolve(p, frame.agent, quoted_by=quoted_by)
        if found:
            return found
    if frame.passive and frame.kind != "noun" and frame.subject_by != "main":
        return NOBODY
    if frame.subject is not None:
        found = cast.resolve(p, frame.subject, quoted_by=quoted_by, above=above)
        if found or p.pos[frame.subject] not in {"PRON", "DET"}:
            return found
    if frame.subject is None and lead is not None:
        return subject_of(lead, cast, None, quoted_by)
    return NOBODY


def sides_of(frame: Frame, act_type: ActType, subject: Found, cast: Cast, lead: Frame | None) -> Sides:
    """Actors and recipients of an act of type `act_type`."""
    if _together(frame) and len(cast.group) > 1 and set(subject.parties) < set(cast.group):
        subject = Found(cast.group, "group")
    actors = dict.fromkeys(subject.parties)
    how = subject.how
    if not actors:
        fallback = _fallback(frame, act_type, cast, lead)
        actors, how = dict.fromkeys(fallback.parties), fallback.how
    ties = _MEETING_TIES if frame.kind == "noun" else _MEETING_TIES - {"in"}
    beside = _named_in(frame, cast, ties if act_type is ActType.MEET else _COMPANY)
    if act_type is ActType.MEET:
        actors.update(dict.fromkeys(beside))
        actors.update(dict.fromkeys(_object_parties(frame, cast)))
    elif act_type in _JOINT:
        actors.update(dict.fromkeys(beside))
    if act_type is ActType.RAISE and len(actors) == 1 and frame.parsed.lemmas[frame.head] in _TALK:
        actors.update(dict.fromkeys(cast.group or cast.counterparts))
    recipients = () if act_type in {ActType.MEET} else _recipients(frame, act_type, tuple(actors), cast)
    return Sides(tuple(actors), recipients, how)


def _together(frame: Frame) -> bool:
    """ "We agreed": a plural pronoun with a verb that takes two sides to do."""
    p = frame.parsed
    return (
        frame.subject is not None
        and p.lemmas[frame.subject] in {"we", "both"}
        and p.lemmas[frame.head] in _MUTUAL
    )


def _fallback(frame: Frame, act_type: ActType, cast: Cast, lead: Frame | None) -> Found:
    """Where the clause names no doer: those above it, the company that met, or the issuer."""
    for _, at in frame.governors:
        found = cast.resolve(frame.parsed, at) if frame.parsed.pos[at] in {"NOUN", "PROPN"} else NOBODY
        if found and found.how in {"name", "person"}:
            return found
    if lead is not None and (found := subject_of(lead, cast, None)):
        return found
    if frame.kind == "noun" or act_type in _JOINT:
        named = _named_in(frame, cast, _MEETING_TIES | {"-"})
        if len(named) > 1:
            return Found(tuple(named), "named")
    if act_type in _JOINT and len(cast.group) > 1:
        return Found(cast.group, "group")
    return Found(cast.stage.issuers, "issuer") if cast.stage.issuers else NOBODY


def _named_in(frame: Frame, cast: Cast, ties: frozenset[str]) -> list[str]:
    """Parties tied to the frame's head, or to what it is about, by one of the prepositions `ties`."""
    p = frame.parsed
    found: dict[str, None] = {}
    queue = [frame.head, *frame.objects, *frame.complements]
    seen: set[int] = set()
    while queue:
        head = queue.pop(0)
        if head in seen:
            continue
        seen.add(head)
        for child in p.children[head]:
            if p.dep[child] in {"prep", "agent", "dative"}:
                targets = [at for at in p.children[child] if p.dep[at] == "pobj"]
                inner = [at for at in p.children[child] if p.dep[at] == "prep"]
                targets += [at for prep in inner for at in p.children[prep] if p.dep[at] == "pobj"]
                if p.lemmas[child] in ties:
                    for at in targets:
                        found.update(dict.fromkeys(_company(frame, at, cast)))
                elif p.lemmas[child] in {"of", "on"}:
                    queue += targets
            elif "-" in ties and p.dep[child] in {"compound", "nmod", "amod"}:
                found.update(dict.fromkeys(cast.resolve(p, child).parties))
    return list(found)


def _company(frame: Frame, at: int, cast: Cast) -> tuple[str, ...]:
    """Who is told by a noun in the company of an act: named, not merely referred to again.

    "with the two leaders agreeing" opens a clause of its own, "for their first meeting" names nobody new.
    """
    p = frame.parsed
    if any(p.dep[child] in {"acl", "advcl"} and p.tag[child] == "VBG" for child in p.children[at]):
        return ()
    found = cast.resolve(p, at)
    return found.parties if found.how in {"name", "person", "title", "group"} else ()


def _object_parties(frame: Frame, cast: Cast) -> list[str]:
    p = frame.parsed
    found: dict[str, None] = {}
    for at in frame.objects:
        found.update(dict.fromkeys(cast.resolve(p, at).parties))
    return list(found)


def _recipients(frame: Frame, act_type: ActType, actors: tuple[str, ...], cast: Cast) -> tuple[str, ...]:
    """Named targets first; else, for one side's words in a meeting, the other side."""
    p = frame.parsed
    named: dict[str, None] = {}
    if act_type in _DIRECTED:
        named.update(dict.fromkeys(_object_parties(frame, cast)))
        named.update(dict.fromkeys(m.code for m in cast.mentions(p, frame.head, p.right[frame.head])))
    others = [code for code in named if code not in actors]
    if others:
        return tuple(others[:1] if act_type is ActType.ENDORSE else others)
    if len(actors) == 1 and len(cast.group) == 2 and actors[0] in cast.group:
        return tuple(code for code in cast.group if code not in actors)
    return ()
