"""The cast of a document: which parties a word stands for.

Follows the document in reading order. Names resolve by the party book, persons by their introduction,
bare titles by their holder, "they", "both sides" and "the two leaders" by who met last, "we" by the
issuer or, in a joint text, by all who issue it. What cannot be told stays unresolved.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from servanda.codebook.offices import OfficeBook, OfficeMention
from servanda.codebook.parties import PartyBook, PartyMention
from servanda.codebook.words import word_sets
from servanda.model import Document
from servanda.reading.frames import SUBJECTS
from servanda.reading.parse import Parsed
from servanda.reading.people import People, people_of

_NAMED = frozenset({"name", "demonym", "member_of_many", "metonym", "body"})
_NUMBERS = {"two": 2, "both": 2, "three": 3, "trilateral": 3, "four": 4, "five": 5, "six": 6, "seven": 7}
_JOINT = re.compile(r"\bjoint\b|\bcommuniqu[eé]\b|\btrilateral\b|\bleaders['’]? (?:statement|declaration)\b", re.I)
_WE_ARE = re.compile(r"\b[Ww]e,\s+(?:the\s+(?:[Ll]eaders|[Pp]rime|[Pp]residents?|[Hh]eads|[Mm]inisters|[Ff]oreign|[Gg]overnments?)\b|(?=[A-Z]))")
#: Where a title leaves those who act and turns to what it is about.
_TOPIC = re.compile(
    r"\s(?:on|about|regarding|concerning|announc\w+|condemn\w+|following|marking|in support of|in response to|to\s+[a-z]+|for)\s",
    re.I,
)
_DOING = re.compile(
    r",?\s(?:met|meet|have|having|reaffirm|convened|gathered|issue[ds]?|declare|express|are|do|share|hereby|welcome|today|agreed?)\b"
)
_PLACE = re.compile(r"\b(?:in|at|to)\s+(?:[A-Z][\w.]+,\s+)?$")
#: Groupings of so few members act as their members ("the Quad", "AUKUS").
SMALL = 4
#: Prepositions that tie a party to a noun of office or origin ("leaders of", "delegation from").
_TIES = frozenset({"of", "from", "between", "and", "among"})


@dataclass(frozen=True, slots=True)
class Found:
    """The parties a word stands for and how they were told: name, person, title, group, issuer, pronoun, joint."""

    parties: tuple[str, ...]
    how: str

    def __bool__(self) -> bool:
        return bool(self.parties)


NOBODY = Found((), "unresolved")


class Cast:
    """Resolves words of one document, which must be visited in reading order."""

    def __init__(self, document: Document, book: PartyBook, offices: OfficeBook) -> None:
        title = document.title or ""
        whole = f"{title}\n\n{document.text}"
        self._shift = len(title) + 2
        self._length = max(1, len(document.text))
        parties = book.find(whole, publisher=document.publisher)
        titles = offices.find(whole, publisher=document.publisher)
        self.publisher = document.publisher
        self.people: People = people_of(whole, parties, titles, document.publisher)
        self._parties = [m for m in parties if m.span.start >= self._shift]
        self._offices = [m for m in titles if m.span.start >= self._shift]
        self._words = word_sets("cast")
        self._book = book
        self._titles = [m for m in parties if m.span.end <= self._shift]
        self.titled = self._told(title, parties)
        self.joint = bool(_JOINT.search(title) or _WE_ARE.search(document.text[:400]) or self._paired(title, parties))
        self.issuers = self._issuers(document, book)
        self._group: tuple[str, ...] = self.issuers if len(self.issuers) > 1 else self._pair()
        self._alone = self._is_forum(document, book) and len(self._group) < 2
        self._single: str | None = None
        self._plural: tuple[str, ...] = ()

    # -- the document as a whole ----------------------------------------------------------------

    @staticmethod
    def _is_forum(document: Document, book: PartyBook) -> bool:
        """Whether the issuer is an organisation, whose ministers and leaders are itself."""
        return document.publisher is not None and not book.is_state(document.publisher)

    def _told(self, title: str, parties: Sequence[PartyMention]) -> tuple[str, ...]:
        """Who the title sets on the stage: its parties and persons, before it turns to its topic."""
        topic = _TOPIC.search(title)
        end = topic.start() if topic else len(title)
        named = [m for m in parties if m.span.start < end and m.span.end <= self._shift and m.role in _NAMED]
        found = {m.span.start: m.code for m in named}
        for word in re.finditer(r"[^\s,]+", title[:end]):
            party = self.people.named([word.group()]) if word.group()[:1].isupper() else None
            if party:
                found.setdefault(word.start(), party)
        return tuple(dict.fromkeys(found[at] for at in sorted(found)))

    def _paired(self, title: str, parties: Sequence[PartyMention]) -> bool:
        """Whether the title joins the issuer to another party by a hyphen: "U.S.-UAE Partnership"."""
        head = [m for m in parties if m.span.end <= self._shift]
        return any(
            title[one.span.end : two.span.start] in {"-", "–", "/", " - ", " – "} and self.publisher in {one.code, two.code}
            for one, two in zip(head, head[1:], strict=False)
        )

    def _issuers(self, document: Document, book: PartyBook) -> tuple[str, ...]:
        """Who says "we": the publisher, or all who issue a joint text together."""
        own = (document.publisher,) if document.publisher else ()
        if not self.joint:
            return own
        named = list(self.titled)
        opening = document.text[:900]
        we = _WE_ARE.search(opening)
        if we or len(named) < 2:
            low = we.end() if we else 0
            stop = opening.find(". ", low)
            found = self._actors_in(opening[low : stop if stop > 0 else len(opening)], book)
            if we and len(found) >= max(2, 2 * len(named)) or not named and len(found) >= 2:
                named = found
        if not named:
            named = [m.code for m in self._parties_of(document.title or "", book)]
        if not named:
            return own
        if len(named) == 1 and document.publisher and document.publisher not in named:
            members = self._members(named[0])
            if document.publisher in members:
                return members if 1 < len(members) <= SMALL else tuple(named)
            return (document.publisher, *named)
        return self._without_groupings(named)

    def _parties_of(self, title: str, book: PartyBook) -> list[PartyMention]:
        return [m for m in book.find(title) if m.role in {"name", "demonym"}]

    def _actors_in(self, opening: str, book: PartyBook) -> list[str]:
        """Parties of an opening sentence, up to what they do, without the places where they do it."""
        verb = _DOING.search(opening)
        opening = opening[: verb.start()] if verb else opening
        mentions = [m for m in book.find(opening) if m.role in {"name", "demonym", "member_of_many"}]
        return list(dict.fromkeys(m.code for m in mentions if not _PLACE.search(opening[: m.span.start])))

    def _without_groupings(self, named: Sequence[str]) -> tuple[str, ...]:
        """A small grouping named beside all its members adds nobody."""
        rest = set(named)
        kept = [c for c in named if not (1 < len(self._members(c)) <= SMALL and set(self._members(c)) <= rest)]
        if len(kept) == 2 and self.publisher in kept:
            other = next(c for c in kept if c != self.publisher)
            members = self._members(other)
            if self.publisher in members and len(members) > 1:
                return members if len(members) <= SMALL else (other,)
        return tuple(kept)

    def _members(self, code: str) -> tuple[str, ...]:
        try:
            members = self._book.members(code)
        except KeyError:
            return ()
        return members if members != (code,) else ()

    def _pair(self) -> tuple[str, ...]:
        """The issuer and the one whom the title sets beside it."""
        others = [code for code in self.titled if code != self.publisher]
        if not others:
            others = [m.code for m in self._titles if m.role in {"name", "demonym"} and m.code != self.publisher]
            others = list(dict.fromkeys(others)) if len(set(others)) == 1 else []
        return (self.publisher, *others) if self.publisher and others else ()

    @property
    def foreign(self) -> tuple[str, ...]:
        """Parties named in the text besides the publisher, in order."""
        codes = dict.fromkeys(m.code for m in self._parties if m.role not in {"capital"})
        return tuple(code for code in codes if code != self.publisher)

    @property
    def density(self) -> str:
        """How much of the text speaks of others: `none`, `low` or `high` (a name in every 400 characters)."""
        named = sum(m.code != self.publisher and m.role != "capital" for m in self._parties)
        if not named:
            return "none"
        return "high" if named * 400 >= self._length else "low"

    @property
    def group(self) -> tuple[str, ...]:
        """Who met, as far as the document has told by now."""
        return self._group

    @property
    def counterparts(self) -> tuple[str, ...]:
        """The issuer and the one other party of a document that names only one."""
        return (self.publisher, *self.foreign) if self.publisher and len(self.foreign) == 1 else ()

    def met(self, parties: Sequence[str]) -> None:
        """Remember that these parties came together: "they" and "both sides" now mean them."""
        if len(parties) >= 2 and not self._alone:
            self._group = tuple(parties)

    def spoke(self, found: Found) -> None:
        """Remember the subject of a main clause for the pronouns that follow."""
        if len(found.parties) == 1:
            self._single = found.parties[0]
        elif len(found.parties) > 1:
            self._plural = found.parties

    # -- words ----------------------------------------------------------------------------------

    def mentions(self, parsed: Parsed, low: int, high: int) -> list[PartyMention]:
        """Party mentions between two words of a sentence, both included. Spans index title and text."""
        start, end = parsed.start[low], parsed.end[high]
        return [m for m in self._between(start, end) if m.role not in {"capital"}]

    def _between(self, start: int, end: int) -> list[PartyMention]:
        from bisect import bisect_left

        low = bisect_left(self._parties, start + self._shift, key=lambda m: m.span.end - 1)
        found = []
        for mention in self._parties[low:]:
            if mention.span.start - self._shift >= end:
                break
            found.append(mention)
        return found

    def resolve(self, parsed: Parsed, at: int, *, quoted_by: str | None = None, above: Found = NOBODY) -> Found:
        """The parties that the noun phrase headed by word `at` stands for.

        `above` is the subject of the clause that governs it: "Ukraine announced that it intends".
        """
        if above and (word := self._refers_back(parsed, at)):
            one = len(above.parties) == 1
            if (word in self._words["plural"] and (not one or self._is_many(above))) or (
                one and word in self._words["singular"] | self._words["thing"]
            ):
                return Found(above.parties, "pronoun")
        found: dict[str, None] = {}
        how = ""
        for member in _conjuncts(parsed, at):
            one = self._one(parsed, member, quoted_by)
            how = how or (one.how if one else "")
            found.update(dict.fromkeys(one.parties))
        return Found(tuple(found), how) if found else NOBODY

    def _refers_back(self, parsed: Parsed, at: int) -> str | None:
        """The pronoun that the phrase is, or that owns it ("its battalion")."""
        if parsed.pos[at] == "PRON":
            return parsed.words[at].lower()
        owner = next((c for c in parsed.children[at] if parsed.dep[c] == "poss" and parsed.pos[c] == "PRON"), None)
        return parsed.words[owner].lower() if owner is not None and not self._between(parsed.start[at], parsed.end[at]) else None

    def _is_many(self, found: Found) -> bool:
        return any(len(self._members(code)) > 1 for code in found.parties)

    def _one(self, parsed: Parsed, at: int, quoted_by: str | None) -> Found:
        lemma, word = parsed.lemmas[at], parsed.words[at].lower()
        if parsed.pos[at] == "PRON" or word in self._words["first_person"]:
            return self._pronoun(word, quoted_by)
        phrase = _phrase(parsed, at)
        named = self._named(parsed, phrase)
        person = self.people.named([parsed.words[i] for i in phrase if parsed.pos[i] == "PROPN"])
        count = next((_NUMBERS[parsed.lemmas[i]] for i in phrase if parsed.lemmas[i] in _NUMBERS), 0)
        if lemma in _NUMBERS or lemma in {"all", "each"}:
            count = _NUMBERS.get(lemma, 0)
        plural = parsed.tag[at] in {"NNS", "NNPS"} or lemma in _NUMBERS
        if named and not (person and person in named and len(named) == 1):
            return Found(named, "name")
        if person:
            return Found((person,), "person")
        known = _definite(parsed, at) or parsed.dep[at] in SUBJECTS
        if known and plural and lemma in self._words["collective"] or (count > 1 and parsed.pos[at] != "PROPN"):
            return self._collective(parsed, phrase, count)
        title = self._title(parsed, at)
        if title is not None:
            return title
        if any(parsed.words[i].lower() in self._words["first_person"] for i in phrase):
            return self._pronoun("we", quoted_by)
        poss = next((i for i in parsed.children[at] if parsed.dep[i] == "poss"), None)
        if poss is not None and parsed.pos[poss] == "PRON":
            return self._pronoun(parsed.words[poss].lower(), quoted_by)
        if lemma in self._words["own"] and self.publisher:
            return Found(self.issuers if self.joint else (self.publisher,), "issuer")
        if lemma in self._words["joint"]:
            return Found(self._group or self.issuers, "joint")
        return NOBODY

    def _named(self, parsed: Parsed, phrase: Sequence[int]) -> tuple[str, ...]:
        """Parties named in the phrase itself."""
        if not phrase:
            return ()
        found: dict[str, None] = {}
        for mention in self._between(parsed.start[phrase[0]], parsed.end[phrase[-1]]):
            start = mention.span.start - self._shift
            words = [i for i in phrase if parsed.start[i] <= start < parsed.end[i]]
            if words and not (mention.role == "capital" and len(phrase) > 2):
                found[mention.code] = None
        return tuple(found)

    def _collective(self, parsed: Parsed, phrase: Sequence[int], count: int) -> Found:
        if self._alone and count != 2 and not any(parsed.lemmas[at] in {"side", "both"} for at in phrase):
            return Found(self.issuers, "issuer")
        pool = [self._plural, self._group, self.issuers, self.titled]
        for group in pool:
            if len(group) >= 2 and (not count or len(group) == count):
                return Found(group, "group")
        if count == 2 and self.publisher:
            others = [c for c in (*self.titled, *self.people.parties()) if c != self.publisher]
            if self._single and self._single != self.publisher:
                others.insert(0, self._single)
            if others:
                return Found((self.publisher, others[0]), "group")
        for group in pool:
            if group:
                return Found(group, "group")
        return NOBODY

    def _title(self, parsed: Parsed, at: int) -> Found | None:
        """A bare title: "the Prime Minister"."""
        start = parsed.start[at] + self._shift
        office = next((m for m in self._offices if m.span.start <= start < m.span.end), None)
        if office is None or office.kind in {"collective", "leaders"}:
            return None
        if len(office.codes) == 1:
            return Found((office.codes[0],), "title")
        holder = self.people.holder(office.kind, office.title, start)
        if holder is None and self.people.is_elsewhere(office.title):
            holder = self._other(start)
        holder = holder or self.publisher
        return Found((holder,), "title") if holder else None

    def _other(self, before: int) -> str | None:
        """The foreign party named last, where the issuer has no such office."""
        earlier = [m.code for m in self._parties if m.span.start < before and m.code != self.publisher]
        return earlier[-1] if earlier else None

    def _pronoun(self, word: str, quoted_by: str | None) -> Found:
        if word in self._words["first_person"]:
            if quoted_by and word in {"i", "my", "me", "mine"}:
                return Found((quoted_by,), "speaker")
            if quoted_by and not self.joint:
                return Found((quoted_by,), "speaker")
            return Found(self.issuers, "issuer") if self.issuers else NOBODY
        if word in self._words["singular"] or word in self._words["thing"]:
            return Found((self._single,), "pronoun") if self._single else NOBODY
        if word in self._words["plural"] or word in {"both", "all", "each"}:
            group = self._plural or self._group or self.issuers
            return Found(group, "pronoun") if group else NOBODY
        return NOBODY


def _definite(parsed: Parsed, at: int) -> bool:
    """Whether the reader is to know who is meant: "the leaders", "both sides", "our countries"."""
    marks = {"the", "these", "those", "both", "two", "three", "all", "our", "their"}
    return any(parsed.words[child].lower() in marks for child in parsed.children[at])


def _conjuncts(parsed: Parsed, at: int) -> list[int]:
    """The coordinated nouns that `at` opens."""
    found, queue = [], [at]
    while queue:
        here = queue.pop(0)
        found.append(here)
        queue += [c for c in parsed.children[here] if parsed.dep[c] == "conj" and parsed.pos[c] not in {"VERB", "AUX"}]
    return found


def _phrase(parsed: Parsed, at: int) -> list[int]:
    """The words of a noun phrase that say who is meant: no coordination, no clauses, only tying prepositions."""
    found, queue = [], [at]
    while queue:
        here = queue.pop()
        found.append(here)
        for child in parsed.children[here]:
            dep = parsed.dep[child]
            if dep in {"compound", "amod", "nmod", "poss", "nummod", "appos", "det", "case", "predet", "flat"}:
                queue.append(child)
            elif dep == "prep" and parsed.lemmas[child] in _TIES:
                queue.append(child)
            elif dep in {"pobj"} and parsed.pos[here] == "ADP":
                queue += _conjuncts(parsed, child)
            elif dep == "conj" and parsed.dep[here] in {"compound", "amod", "nmod", "poss"}:
                queue.append(child)
    return sorted(set(found))
