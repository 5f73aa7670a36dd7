"""The cast of a document: which parties a word stands for.

Follows the document in reading order. Names resolve by the party book, persons by their introduction,
bare titles by their holder, "they", "both sides" and "the two leaders" by who met last, "we" by the
issuer or, in a joint text, by all who issue it. What cannot be told stays unresolved.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from servanda.codebook.offices import OfficeBook
from servanda.codebook.parties import PartyBook, PartyMention
from servanda.codebook.words import word_sets
from servanda.model import Document, Span
from servanda.reading.frames import SUBJECTS
from servanda.reading.introductions import people_of
from servanda.reading.issuers import members_of, stage_of
from servanda.reading.parse import Parsed
from servanda.reading.people import People
from servanda.reading.placed import Placed

_NUMBERS = {"two": 2, "both": 2, "three": 3, "trilateral": 3, "four": 4, "five": 5, "six": 6, "seven": 7}
#: Prepositions that tie a party to a noun of office or origin ("leaders of", "delegation from").
_TIES = frozenset({"of", "from", "between", "and", "among"})


@dataclass(frozen=True, slots=True)
class Found:
    """The parties a word stands for, and how they were told: by name, person, title, group, pronoun."""

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
        shift = len(title) + 2
        parties = book.find(whole, publisher=document.publisher)
        titles = offices.find(whole, publisher=document.publisher)
        self._book = book
        self._words = word_sets("cast")
        self._shift = shift
        self.publisher = document.publisher
        self.people: People = people_of(whole, parties, titles, document.publisher)
        self.stage = stage_of(document, book, self.people, [m for m in parties if m.span.end <= shift])
        self._parties = Placed((m for m in parties if m.span.start >= shift), shift)
        self._offices = Placed((m for m in titles if m.span.start >= shift), shift)
        named = [m.code for m in self._parties.all if m.role != "capital" and m.code != document.publisher]
        self.foreign: tuple[str, ...] = tuple(dict.fromkeys(named))
        self.density = _density(len(named), len(document.text))
        self._group = self.stage.group
        self._single: str | None = None
        self._plural: tuple[str, ...] = ()

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
        if len(parties) >= 2 and not self.stage.forum:
            self._group = self._plural = tuple(parties)

    def spoke(self, found: Found) -> None:
        """Remember the subject of a main clause for the pronouns that follow."""
        if len(found.parties) == 1:
            self._single = found.parties[0]
        elif len(found.parties) > 1:
            self._plural = found.parties

    def party_mentions(self) -> tuple[PartyMention, ...]:
        """Every place of the text (not of the title) that names a party; spans index the text."""
        shift = self._shift
        return tuple(
            replace(m, span=Span(m.span.start - shift, m.span.end - shift)) for m in self._parties.all
        )

    # -- words ----------------------------------------------------------------------------------

    def mentions(self, parsed: Parsed, low: int, high: int) -> list[PartyMention]:
        """Party mentions between two words of a sentence, both included. Spans index title and text."""
        start, end = parsed.start[low], parsed.end[high]
        return [m for m in self._parties.within(start, end) if m.role != "capital"]

    def resolve(
        self, parsed: Parsed, at: int, *, quoted_by: str | None = None, above: Found = NOBODY
    ) -> Found:
        """The parties that the noun phrase headed by word `at` stands for.

        `above` is the subject of the clause that governs it: "Ukraine announced that it intends".
        """
        if above and (word := self._refers_back(parsed, at)):
            alone = len(above.parties) == 1
            if (word in self._words["plural"] and (not alone or self._is_many(above))) or (
                alone and word in self._words["singular"] | self._words["thing"]
            ):
                return Found(above.parties, "pronoun")
        found: dict[str, None] = {}
        how = ""
        for member in _conjuncts(parsed, at):
            one = self._one(parsed, member, quoted_by, above)
            how = how or (one.how if one else "")
            found.update(dict.fromkeys(one.parties))
        return Found(tuple(found), how) if found else NOBODY

    def _refers_back(self, parsed: Parsed, at: int) -> str | None:
        """The pronoun that the phrase is, or that owns it ("its battalion")."""
        if parsed.pos[at] == "PRON":
            return parsed.words[at].lower()
        owner = next(
            (c for c in parsed.children[at] if parsed.dep[c] == "poss" and parsed.pos[c] == "PRON"), None
        )
        return None if owner is None else parsed.words[owner].lower()

    def _is_many(self, found: Found) -> bool:
        return any(len(members_of(self._book, code)) > 1 for code in found.parties)

    def _one(self, parsed: Parsed, at: int, quoted_by: str | None, above: Found = NOBODY) -> Found:
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
        if (known and plural and lemma in self._words["collective"]) or (
            count > 1 and parsed.pos[at] != "PROPN"
        ):
            beside = self._beside(parsed, phrase[0], above) if count > 1 else ()
            if len(beside) == count > 1:
                return Found(beside, "group")
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
            return Found(self.stage.issuers if self.stage.joint else (self.publisher,), "issuer")
        if lemma in self._words["joint"]:
            return Found(self._group or self.stage.issuers, "joint")
        return NOBODY

    def _named(self, parsed: Parsed, phrase: Sequence[int]) -> tuple[str, ...]:
        """Parties named in the phrase itself."""
        if not phrase:
            return ()
        found: dict[str, None] = {}
        for mention in self._parties.within(parsed.start[phrase[0]], parsed.end[phrase[-1]]):
            start = mention.span.start - self._shift
            words = [i for i in phrase if parsed.start[i] <= start < parsed.end[i]]
            if words and not (mention.role == "capital" and len(phrase) > 2):
                found[mention.code] = None
        return tuple(found)

    def _beside(self, parsed: Parsed, at: int, above: Found) -> tuple[str, ...]:
        """The parties that the sentence has named before word `at`: "…, with the two leaders agreeing"."""
        earlier = self._parties.within(parsed.start[0], parsed.start[at])
        named = [mention.code for mention in earlier if mention.role != "capital"]
        return tuple(dict.fromkeys((*above.parties, *named)))

    def _collective(self, parsed: Parsed, phrase: Sequence[int], count: int) -> Found:
        if (
            self.stage.forum
            and count != 2
            and not any(parsed.lemmas[at] in {"side", "both"} for at in phrase)
        ):
            return Found(self.stage.issuers, "issuer")
        pool = [self._plural, self._group, self.stage.issuers, self.stage.titled]
        for group in pool:
            if len(group) >= 2 and (not count or len(group) == count):
                return Found(group, "group")
        if count == 2 and self.publisher:
            others = [c for c in (*self.stage.titled, *self.people.parties()) if c != self.publisher]
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
        office = next(self._offices.within(parsed.start[at], parsed.start[at] + 1), None)
        if office is None or office.kind in {"collective", "leaders"}:
            return None
        if len(office.codes) == 1 and (office.codes[0] == self.publisher or office.codes[0] in self.foreign):
            return Found((office.codes[0],), "title")
        holder = self.people.holder(office.kind, office.title, parsed.start[at] + self._shift)
        if holder is None and self.people.is_elsewhere(office.title):
            holder = self._other(parsed.start[at])
        holder = holder or self.publisher
        return Found((holder,), "title") if holder else None

    def _other(self, before: int) -> str | None:
        """The foreign party named last, where the issuer has no such office."""
        return next((m.code for m in self._parties.before(before) if m.code != self.publisher), None)

    def _pronoun(self, word: str, quoted_by: str | None) -> Found:
        if word in self._words["first_person"]:
            if quoted_by and word in {"i", "my", "me", "mine"}:
                return Found((quoted_by,), "speaker")
            if quoted_by and not self.stage.joint:
                return Found((quoted_by,), "speaker")
            return Found(self.stage.issuers, "issuer") if self.stage.issuers else NOBODY
        if word in self._words["singular"] or word in self._words["thing"]:
            return Found((self._single,), "pronoun") if self._single else NOBODY
        if word in self._words["plural"] or word in {"both", "all", "each"}:
            group = self._plural or self._group or self.stage.issuers
            return Found(group, "pronoun") if group else NOBODY
        return NOBODY


def _density(named: int, length: int) -> str:
    """How much of a text speaks of others: `none`, `low` or `high` (a name in every 400 characters)."""
    if not named:
        return "none"
    return "high" if named * 400 >= length else "low"


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
        queue += [
            c
            for c in parsed.children[here]
            if parsed.dep[c] == "conj" and parsed.pos[c] not in {"VERB", "AUX"}
        ]
    return found


def _phrase(parsed: Parsed, at: int) -> list[int]:
    """The words of a noun phrase that say who is meant: no coordination, no clauses."""
    found, queue = [], [at]
    while queue:
        here = queue.pop()
        found.append(here)
        for child in parsed.children[here]:
            dep = parsed.dep[child]
            if dep in {
                "compound",
                "amod",
                "nmod",
                "poss",
                "nummod",
                "appos",
                "det",
                "case",
                "predet",
                "flat",
            } or (dep == "prep" and parsed.lemmas[child] in _TIES):
                queue.append(child)
            elif dep in {"pobj"} and parsed.pos[here] == "ADP":
                queue += _conjuncts(parsed, child)
            elif dep == "conj" and parsed.dep[here] in {"compound", "amod", "nmod", "poss"}:
                queue.append(child)
    return sorted(set(found))
