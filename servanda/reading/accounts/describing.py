"""`Describer`: makes a mention of a noun in lower case, where its phrase tells enough."""

import re
from collections.abc import Iterable

from servanda.codebook.instruments import Kind
from servanda.model import Span
from servanda.model.instrument import Form
from servanda.reading.accounts.found import Found
from servanda.reading.accounts.names import each_of, is_plural
from servanda.reading.accounts.page import ORG, STATE, Line, Page
from servanda.reading.accounts.shorts import FRONT
from servanda.reading.parse import Parsed

_LEFT = frozenset(
    {
        "det", "amod", "compound", "nmod", "nummod", "predet", "punct", "advmod", "npadvmod", "quantmod",
        "poss", "case",
    }
)  # fmt: skip
_RIGHT = frozenset({"prep", "acl", "relcl"})
_ABOUT = frozenset(
    {
        "on", "for", "between", "among", "with", "of", "concerning", "regarding", "relate", "related",
        "against", "seek", "concern", "regard", "to",
    }
)  # fmt: skip
_CUT = re.compile(
    r"[,;:(]|—| – | - |\b(?:that|which|who|as well as|including|will|in order|during|today|last|next|known as"
    r"|called|dubbed|to be|signed|concluded|reached|announced|by the end)\b"
)
_ITEM = rf"(?:the\s+)?[{STATE}{ORG}]+"
_LISTED = re.compile(
    rf"\s(?:with|between|among):?\s{_ITEM}"
    rf"(?:(?:\s*[,;]\s*(?:and\s+|as well as\s+)?|\s+(?:and|&)\s+){_ITEM})*"
)
_CALLED = re.compile(r"\s*,?\s*(?:known as|called|named|dubbed|entitled|titled)\s+(?:the\s+)?[“\"]")
_ACRONYM = re.compile(r"(?=(?:.*[A-Z]){3})[A-Z][A-Za-z0-9+-]{2,11}")
_YEAR = re.compile(r"(?:19|20)\d\d")
_AIM = re.compile(r"\s+to\s+[a-z]+\s")
_NUMBERS = {"two": 2, "both": 2, "three": 3, "four": 4, "five": 5, "six": 6}
#: How far back a verb of making may stand, in characters.
_MAKER = 70


class Describer:
    """Makes a mention of the noun at word `at`, if it is one."""

    def __init__(self, page: Page, line: Line, at: int, last: int, kind: Kind) -> None:
        self._page, self._line, self._at, self._last, self._kind = page, line, at, last, kind
        self._p = p = line.parsed
        self._top = last if p.dep[at] == "compound" and last > at else at
        self._low = _low(p, at, self._top)
        if (
            kind.group == "text"
            and self._low > 1
            and p.words[self._low - 1] == "of"
            and p.words[self._low].islower()
        ):
            of, above = self._low - 1, p.head[self._low - 1]
            named = (
                p.pos[above] == "NOUN"
                and above == of - 1
                and page.book.kinds.get(p.words[above].lower()) is None
            )
            over = _low(p, above, above) if named else self._low
            if named and p.words[over].lower() in {"a", "an"}:
                self._low = over  # "a status of forces agreement"
        self._end = _end(page, p, self._top, last)
        if kind.kind == "study" and _AIM.match(page.text, self._end, min(len(page.text), self._end + 24)):
            self._end = _complement(page, self._end, p.end[-1])

    def found(self) -> Found | None:
        """The mention, None where too little is said."""
        page, p, kind, sets = self._page, self._p, self._kind, self._page.book.words
        span, head = Span(p.start[self._low], self._end), Span(p.start[self._at], p.end[self._last])
        spoken = [w for i in range(self._low, self._at) if (w := p.words[i].lower())[0].isalnum()]
        first = p.words[self._low].lower()
        before = self._content(range(self._low, self._at))
        after = self._content(i for i in range(self._last + 1, len(p)) if p.end[i] <= self._end)
        told, short, called = page.sides(span, head), self._short(), self._called(span)
        if self._related() and is_plural(p.words[self._at].lower(), kind):
            before = (*before, "related")  # whatever hangs on something else: "Treaty-related agreements"
        bare = self._end == p.end[self._last] and not before and not told
        pointing = bare and not called and (first in sets["pointers"] or self._opens(kind))
        plural = is_plural(p.words[self._at].lower(), kind)
        news = bare and first in {"a", "an"} and kind.plain and kind.group == "text" and self._signed()
        known = pointing or called or bool(short) or news
        if set(spoken) & sets["private"] or not (known or self._says(before, after, told, plural=plural)):
            return None
        return Found(
            span=span,
            head=head,
            noun=p.words[self._at].lower(),
            kind=kind.kind,
            group=kind.group,
            form=Form.ANAPHOR if pointing else self._form(),
            line=self._line.order,
            block=self._line.block,
            plural=plural,
            before=before,
            after=after,
            parties=told,
            each=each_of(page, span, head, plural=plural),
            short=short,
            year=next((w for w in (*spoken, *after) if _YEAR.fullmatch(w)), None),
            number=next((_NUMBERS[w] for w in spoken if w in _NUMBERS), 0),
            pointing=pointing,
            apart=bool(set(spoken) & sets["apart"]) or news,
            lone=first in {"a", "an"},
        )

    def _called(self, span: Span) -> bool:
        """Whether a name is given to it: "a partnership called “X”", "ABCTA, a pact"."""
        text = self._page.text
        if _CALLED.match(text, self._end, min(len(text), self._end + 60)):
            return True
        return FRONT.search(text[max(0, span.start - 16) : span.start]) is not None

    def _content(self, places: Iterable[int]) -> tuple[str, ...]:
        page, p = self._page, self._p
        sets = page.book.words
        dropped = sets["links"] | sets["determiners"] | sets["empty"] | sets["generic"] | sets["apart"]
        found = []
        for i in places:
            word = p.words[i].lower()
            masked = page.mask[p.start[i]] in (STATE, ORG)
            number = word.isdigit() and len(word) < 3
            if word[0].isalnum() and word not in dropped and not masked and not number:
                found.append(word)
        return tuple(found)

    def _opens(self, kind: Kind) -> bool:
        """Whether bare "Talks" or "Negotiations" open the sentence: those spoken of."""
        return kind.kind == "talks" and self._low == self._at == 0

    def _form(self) -> Form:
        """A noun in capitals, or with a name before it, is a name though the rest is in lower case."""
        named = self._p.words[self._at][0].isupper() or self._capitals()
        return Form.FULL if named else Form.DESCRIPTION

    def _capitals(self) -> int:
        """How many words in capitals that name no party stand right before the noun: "Artemis program"."""
        page, p = self._page, self._p
        count, at = 0, self._at - 1
        if at > 2 and p.words[at] == ")" and p.words[at - 2] == "(":
            at -= 3
        while at >= self._low and p.words[at][0].isupper() and page.mask[p.start[at]] not in (STATE, ORG):
            count, at = count + 1, at - 1
        return count

    def _signed(self) -> bool:
        """Whether it is told as signed or concluded, so that "an agreement" is one."""
        p = self._p
        words = {p.words[i].lower() for i in range(max(0, self._low - 3), self._low)}
        return bool(words & {"signed", "signing", "concluded", "initialled", "ratified", "inked"})

    def _short(self) -> tuple[str, ...]:
        """An acronym before the noun is its name: "the CETA agreement"."""
        page, p = self._page, self._p
        if self._at == 0 or self._kind.group not in {"text", "tie", "talks"}:
            return ()
        word = p.words[self._at - 1]
        if not _ACRONYM.fullmatch(word) or p.start[self._at - 1] < p.start[self._low]:
            return ()
        inside = next(page.parties.within(p.start[self._at - 1], p.end[self._at - 1]), None)
        if inside is not None and not (
            page.is_pact(inside.code) and self._kind.kind in {"partnership", "agreement"}
        ):
            return ()
        return (word,)

    def _says(
        self, before: tuple[str, ...], after: tuple[str, ...], told: tuple[str, ...], *, plural: bool
    ) -> bool:
        """Whether the words tell enough to know the instrument by."""
        kind, sets = self._kind, self._page.book.words
        if kind.kind == "study":
            return bool(before or after) and self._made()
        if kind.group == "talks":
            return bool(told and self._with_party()) or bool(before)
        if kind.plain:
            if plural:
                return bool(told) or "related" in before or len(before) + len(after) >= 2
            article = self._low < self._at and self._p.words[self._low].lower() in sets["determiners"]
            return bool(before or after or told) and (article or bool(told) or self._line.heading)
        if kind.group == "text":
            return bool(told) or (self._made() and bool(before or after))
        if self._capitals() >= 2 or (self._capitals() and kind.group in {"text", "tie"}):
            return True
        between = len(told) >= 2 and kind.group == "tie" and bool(before)
        if kind.kind == "plan" and told and before and after:
            return True
        if kind.group == "body" and before and self._owned():
            return True
        if kind.group in {"body", "scheme"} and not (told or self._made(strong=True)):
            return False
        return between or (bool(before or after) and self._made()) or len(self._owners()) >= 2

    def _related(self) -> bool:
        """Whether it stands for all that hangs on something else: "Treaty-related"."""
        return "-related" in self._page.text[self._p.start[self._low] : self._p.start[self._at]].lower()

    def _owned(self) -> bool:
        """Whether it belongs to what the text has given a short form: "the WTC's working groups"."""
        p, at = self._p, self._low - 1
        if at < 1 or p.dep[at] != "case":
            return False
        word = p.words[at - 1]
        return _ACRONYM.fullmatch(word) is not None and f"({word})" in self._page.text

    def _with_party(self) -> bool:
        """Whether the talks are with somebody, not for."""
        p = self._p
        words = {p.words[i].lower() for i in range(self._last, len(p)) if p.end[i] <= self._end}
        return bool(words & {"with", "between", "among"}) or bool(self._owners())

    def _owners(self) -> tuple[str, ...]:
        """The parties named before the noun: "U.S.–Japan"."""
        p = self._p
        return self._page.codes(Span(p.start[self._low], p.start[self._at]))

    def _made(self, *, strong: bool = False) -> bool:
        """Whether the text tells it as something that states make: launched, joint, bilateral."""
        page, p = self._page, self._p
        sets = page.book.words
        own = {p.words[i].lower() for i in range(self._low, self._at)}
        if own & sets["shared"] and self._low < self._at:
            return True
        start = p.start[self._low]
        lead = page.text[max(self._line.span.start, start - _MAKER) : start].lower().split()[-4:]
        return any(word.strip(".,“”") in sets["strong_makers" if strong else "makers"] for word in lead)


def _low(p: Parsed, at: int, top: int) -> int:
    """The first word of the noun phrase, without its owner, past an acronym in brackets."""
    low = at
    if at > 3 and p.words[at - 1] == ")" and p.words[at - 3] == "(":
        low = at - 3
    while low > p.left[top] and low > 0:
        i = low - 1
        if (
            p.words[i] == "and"
            and i > p.left[top]
            and p.dep[i - 1] in {"amod", "compound"}
            and p.head[i - 1] == top
        ):
            low = i - 1  # "economic and trade agreement"
            continue
        if (p.dep[i] not in _LEFT and p.pos[i] != "NUM") or p.words[i] in {",", ";", ":", "(", ")", "—", "–"}:
            break
        if p.dep[i] in {"poss", "case"} and p.pos[i] != "PRON":
            break
        low = i
    while low < at and not p.words[low][0].isalnum() and p.words[low] not in {"“", '"'}:
        low += 1
    return low


def _end(page: Page, p: Parsed, at: int, last: int) -> int:
    """Where the description ends: behind its complements, before clauses and commas."""
    end = p.end[last]
    listed = _LISTED.match(page.mask, end, min(len(page.mask), end + 300))
    if listed:
        return listed.end()
    for child in p.children[at] if last == at else (*p.children[at], *p.children[last]):
        if p.dep[child] not in _RIGHT or p.left[child] != last + 1:
            continue
        if p.words[p.left[child]].lower() not in _ABOUT and p.lemmas[child] not in _ABOUT:
            continue
        return _complement(page, end, p.end[p.right[child]])
    return end


def _complement(page: Page, end: int, limit: int) -> int:
    """The end of a complement that begins at `end`, cut at clauses; a list of parties is kept whole."""
    body = page.text[end : min(limit, end + 140)]
    cut = _CUT.search(body)
    stop = end + (cut.start() if cut else len(body))
    listed = _LISTED.search(page.mask, end, min(len(page.mask), stop + 200))
    if listed and listed.start() <= stop:
        stop = max(stop, listed.end())
    while (
        stop < len(page.text)
        and stop > end
        and page.text[stop - 1].isalnum()
        and page.text[stop : stop + 1].isalnum()
    ):
        stop -= 1
    kept = page.text[end:stop].rstrip()
    return end + len(kept) if len(kept) > 3 else end
