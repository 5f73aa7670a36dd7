"""Instruments: the agreement, body or talks that an act moves, by their fullest name in the document."""

import re

from servanda.codebook.lexicon import Lexicon
from servanda.model import ActType
from servanda.reading.frames import Frame
from servanda.reading.parse import Parsed

#: Types whose acts move an instrument (coding manual, section 5).
MOVING = frozenset(
    {
        ActType.OPEN_TALKS, ActType.ADVANCE_TALKS, ActType.CONCLUDE_TEXT, ActType.SIGN, ActType.APPROVE,
        ActType.TAKE_EFFECT, ActType.RENEW_AMEND, ActType.EXIT, ActType.SET_UP,
    }
)  # fmt: skip
#: Words of "entry into force" that name no instrument.
_NOTHING = frozenset({"force", "effect", "entry", "signature", "today"})
_TEXTS = frozenset({"pact", "talks"})
#: Types that move bodies too; talks, signatures and approvals move texts alone.
_BODILY = frozenset({ActType.SET_UP, ActType.TAKE_EFFECT, ActType.RENEW_AMEND, ActType.EXIT})
_KIND_WORD = re.compile(
    r"\b(?:Agreement|Treaty|Convention|Protocol|Memorandum|Partnership|Pact|Accord|Framework|Compact|Charter|Initiative|"
    r"Declaration|Dialogue|Council|Committee|Group|Fund|Alliance|Arrangement|Forum|Mechanism|Programme|Program|Plan)\b"
)
_STOPS = frozenset({"relcl", "acl", "advcl", "punct", "appos"})


def instrument_of(frame: Frame, act_type: ActType, names: "Names", text: str, lex: Lexicon) -> str | None:
    """The name of what the act moves, or None where the type moves nothing or no name stands there."""
    if act_type not in MOVING:
        return None
    p = frame.parsed
    at = _thing(frame, lex, _TEXTS | {"body"} if act_type in _BODILY else _TEXTS)
    if at is None:
        return None
    return names.fullest(_name(p, at, text))


def _thing(frame: Frame, lex: Lexicon, classes: frozenset[str]) -> int | None:
    """The noun that names an agreement, body or negotiation, nearest to the head."""
    p = frame.parsed
    queue = list(frame.objects)
    queue += [at for _, at in frame.preps]
    queue += frame.complements
    if frame.subject is not None:
        queue.append(frame.subject)
    if frame.kind == "noun":
        queue.insert(0, frame.head)
    seen: set[int] = set()
    while queue:
        at = queue.pop(0)
        if at in seen:
            continue
        seen.add(at)
        deeper = [
            c
            for child in p.children[at]
            if p.dep[child] == "prep"
            for c in p.children[child]
            if p.dep[c] == "pobj"
        ]
        if p.lemmas[at] in _NOTHING or p.pos[at] in {"PRON", "DET"}:
            queue += deeper
            continue
        if classes & set(lex.noun(p.lemmas[at])):
            better = next(
                (c for c in deeper if "pact" in lex.noun(p.lemmas[c]) and p.pos[c] == "PROPN"), None
            )
            return better if better is not None and "talks" in lex.noun(p.lemmas[at]) else at
        queue += deeper + [c for c in p.children[at] if p.dep[c] in {"dobj", "conj", "attr"}]
    return next(
        (at for at in frame.objects if p.pos[at] in {"NOUN", "PROPN"} and p.lemmas[at] not in _NOTHING), None
    )


def _name(p: Parsed, at: int, text: str) -> str:
    """The noun phrase without article, clauses and what follows a comma."""
    low, high = p.left[at], at
    for child in p.children[at]:
        if (
            child > at
            and p.dep[child] == "prep"
            and p.lemmas[child] in {"of", "on", "for", "between", "with", "to", "in"}
        ):
            high = max(high, _until_clause(p, child))
        elif child > at and p.dep[child] in _STOPS:
            break
    while low < at and (p.pos[low] in {"DET", "PUNCT"} or (p.dep[low] == "poss" and p.pos[low] == "PRON")):
        low += 1
    return text[p.start[low] : p.end[high]]


def _until_clause(p: Parsed, at: int) -> int:
    high = at
    for word in range(at, p.right[at] + 1):
        if p.dep[word] in {"relcl", "acl", "advcl"} or p.words[word] in {",", "–", "(", ";", ":"}:
            break
        high = word
    return high


#: "negotiations on the Fisheries Agreement": the text under negotiation has the name.
_UNDER_TALKS = re.compile(
    r"^(?:[\w-]+\s){0,4}?(?:negotiations?|talks|consultations|discussions)\s+(?:on|for|towards?|about|of)\s+"
    r"(?:the|an?)\s+(?=[A-Z])"
)
_NEW = re.compile(r"^(?:new|first|first-ever|historic|proposed|landmark|so-called|upcoming)\s+")
_CAPITAL = r"[A-Z](?:[\w’'-]|\.(?=[\w-]))*"
_CAPITALS = re.compile(rf"(?:{_CAPITAL}\s+(?:(?:of|on|and|for|the|in)\s+)*)+{_CAPITAL}")
_OPENERS = re.compile(r"^(?:The|A|An|This|New|Our|In|On|At)\s+")
_LONGEST = 160


class Names:
    """The names in capitals of one document, by their last word."""

    def __init__(self, text: str) -> None:
        self._by_tail: dict[str, set[str]] = {}
        for run in _CAPITALS.finditer(text):
            name = _OPENERS.sub("", re.sub(r"\s+", " ", run.group()))
            if len(name) <= _LONGEST:
                self._by_tail.setdefault(name.split()[-1], set()).add(name)

    def fullest(self, name: str) -> str:
        """The longest name of the document that ends like `name`, or `name` itself, tidied."""
        name = _NEW.sub("", re.sub(r"\s+", " ", name).strip())
        under = _UNDER_TALKS.match(name)
        if under and _KIND_WORD.search(name, under.end()):
            name = name[under.end() :]
        tail = name.split()[-1] if name else ""
        if not _KIND_WORD.search(name) or not tail[:1].isupper():
            return name
        longer = [one for one in self._by_tail.get(tail, ()) if one.endswith(f" {name}")]
        return min(longer, key=lambda one: (-len(one), one), default=name)
