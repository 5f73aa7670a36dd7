"""Descriptions in lower case: "a free trade agreement with Thailand", and pointers: "these talks"."""

import re

from servanda.codebook.instruments import Kind
from servanda.model import Span
from servanda.model.instrument import Form
from servanda.reading.accounts.found import Found
from servanda.reading.accounts.names import each_of
from servanda.reading.accounts.page import ORG, STATE, Line, Page
from servanda.reading.parse import Parsed

_LEFT = frozenset(
    {
        "det",
        "amod",
        "compound",
        "nmod",
        "nummod",
        "predet",
        "punct",
        "advmod",
        "npadvmod",
        "quantmod",
        "poss",
        "case",
    }
)
_RIGHT = frozenset({"prep", "acl"})
_WHICH = frozenset(
    {
        "on",
        "for",
        "between",
        "among",
        "with",
        "of",
        "concerning",
        "regarding",
        "relate",
        "related",
        "against",
        "seek",
        "concern",
        "regard",
    }
)
_CUT = re.compile(
    r"[,;:(]|—| – | - |\b(?:that|which|who|as well as|including|to|will|in order|during|today|this|last|next)\b"
)
_SIDES = re.compile(
    rf"(?:,)?(?:\s(?:which|that))?(?:\s[\w’'-]+){{0,3}}?\s(?:between|among|with):?\s((?:the )?[{STATE}{ORG}]+)"
)
_LISTED = re.compile(
    rf"\s(?:with|between|among):?\s(?:the )?[{STATE}{ORG}]+(?:(?:,|;|:)?(?:\s(?:and|the|as well as|others))*\s?[{STATE}{ORG}]+)*"
)
_CALLED = re.compile(r"\s*,?\s*(?:known as|called|named|dubbed|entitled|titled)\s+(?:the\s+)?[“\"]")
_NUMBERS = {"two": 2, "both": 2, "three": 3, "four": 4, "five": 5, "six": 6}


def descriptions_in(page: Page, line: Line, taken: list[Found]) -> list[Found]:
    """Those of one sentence, apart from the nouns of names that are `taken`."""
    heads = {found.head.start for found in taken}
    spans = [found.span for found in taken if not found.pointing]
    result = []
    p = line.parsed
    for at in range(len(p)):
        kind = page.book.kinds.get(p.words[at].lower())
        if kind is None or p.start[at] in heads or p.pos[at] not in {"NOUN", "PROPN"}:
            continue
        if p.words[at][0].isupper() and p.words[at] != p.words[at].upper() and not line.heading:
            continue
        if p.dep[at] in {"compound", "nmod"} or any(span.start <= p.start[at] < span.end for span in spans):
            continue
        found = _described(page, line, at, kind)
        if found is not None:
            result.append(found)
    return result


def _described(page: Page, line: Line, at: int, kind: Kind) -> Found | None:
    p, sets = line.parsed, page.book.words
    low = _low(p, at)
    high_end = _end(page, p, at)
    span = Span(p.start[low], high_end)
    head = Span(p.start[at], p.end[at])
    before = tuple(
        w.lower()
        for i in range(low, at)
        if (w := p.words[i])[0].isalnum() and w.lower() not in sets["determiners"]
    )
    before = tuple(w for w in before if w not in sets["generic"])
    after = tuple(
        w.lower()
        for i in range(at + 1, len(p))
        if p.end[i] <= high_end and (w := p.words[i])[0].isalnum() and w.lower() not in sets["links"]
    )
    first = p.words[low].lower()
    plural = p.tag[at] in {"NNS", "NNPS"} or p.words[at].lower() == "memoranda"
    told = page.codes(span)
    called = bool(_CALLED.match(page.text, high_end, min(len(page.text), high_end + 60)))
    bare = not before and not after
    pointing = bare and first in sets["pointers"] and not called
    if bare and not pointing and not called:
        return None
    if not pointing and not (kind.plain or told or called):
        return None
    if not pointing and kind.plain and kind.group != "talks" and low == at and not plural and not after:
        return None
    each = each_of(page, span, head, plural)
    return Found(
        span=span,
        head=head,
        noun=p.words[at].lower(),
        kind=kind.kind,
        group=kind.group,
        form=Form.ANAPHOR if pointing else Form.DESCRIPTION,
        line=line.order,
        block=line.block,
        plural=plural,
        before=before,
        after=after,
        parties=told,
        each=each,
        number=next((_NUMBERS[w] for i in range(low, at) if (w := p.words[i].lower()) in _NUMBERS), 0),
        pointing=pointing,
        near=first in {"this", "these"},
    )


def _low(p: Parsed, at: int) -> int:
    """The first word of the noun phrase, without its owner."""
    low = at
    while low > p.left[at] and low > 0:
        i = low - 1
        if p.dep[i] not in _LEFT or p.words[i] in {",", ";", ":", "(", ")", "—"}:
            break
        if p.dep[i] in {"poss", "case"} and p.pos[i] != "PRON":
            break
        low = i
    while low < at and not p.words[low][0].isalnum() and p.words[low] not in {"“", '"'}:
        low += 1
    return low


def _end(page: Page, p: Parsed, at: int) -> int:
    """Where the description ends: behind its complements, before clauses and commas."""
    end = p.end[at]
    listed = _LISTED.match(page.mask, end, min(len(page.mask), end + 300))
    if listed:
        return listed.end()
    high = at
    for child in p.children[at]:
        if child != high + 1 or p.dep[child] not in _RIGHT or p.lemmas[child] not in _WHICH:
            continue
        body = page.text[end : p.end[p.right[child]]]
        cut = _CUT.search(body)
        stop = end + (cut.start() if cut else len(body))
        stop = min(stop, end + 140)
        high = p.right[child]
        listed = _LISTED.search(page.mask, end, min(len(page.mask), stop + 200))
        if listed and listed.start() <= stop:
            stop = max(stop, listed.end())
        kept = page.text[end:stop].rstrip()
        return end + len(kept) if len(kept) > 3 else end
    return end
