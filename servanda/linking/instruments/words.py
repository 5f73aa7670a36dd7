"""Names in their normal form: the words that tell an instrument, without parties, articles and spelling."""

import re
from dataclasses import dataclass
from functools import cache, lru_cache

from servanda.codebook.parties import Organisation, PartyBook
from servanda.codebook.party_data import party_files, senses
from servanda.linking.instruments.vocabulary import Vocabulary, vocabulary

_WORD = re.compile(r"[^\W_]+")
_YEAR = re.compile(r"(?:19|20)\d\d")
#: Capitals that stand for a longer name: "ENNPIA", "AQuA", "DR-CAFTA".
_ACRONYM = re.compile(r"\b(?=(?:[a-z-]*[A-Z]){2})[A-Z][A-Za-z]*(?:-[A-Z]{2,})*\b")
_BRACKET = re.compile(r"\(\s*(?:the\s+)?[“\"'‘]?([^()]{2,20}?)[”\"'’]?\s*\)")
_UMBRELLA = re.compile(r"\bframework\s+(?:agreement|accord|treaty)", re.IGNORECASE)
_PREPOSITION = re.compile(
    r"\b(?:of|on|for|between|among|with|to|concerning|regarding|relating|respecting|in|against|from|by)\b"
)
#: What is called so is the text itself, not what amends it.
_AS_AMENDED = re.compile(r",?\s+as\s+(?:\w+\s+)?amended\b", re.IGNORECASE)
_ROMAN = {"ii": "2", "iii": "3", "iv": "4"}
_ORDINAL = {"one": "1", "two": "2", "three": "3"}
_PART = frozenset({"phase", "pillar", "stage", "part", "chapter", "round"})
#: Kinds whose words say nothing beside a name.
_PLAIN = frozenset({"text", "talks"})
#: Organisations that are themselves instruments: their name is a word like any other.
_INSTRUMENTAL = frozenset({"pact", "group", "fund"})
_MOST = 400


@dataclass(frozen=True, slots=True)
class Name:
    """A name in its normal form.

    `words` are its content words in order, `kind` the class of its kind word (None where it has none),
    `parties` those it names, `numbers` its years and counts, `acronym` its own short form in lower case.
    `head` is the kind word where that tells something ("compact").
    """

    words: tuple[str, ...]
    kind: str | None = None
    parties: frozenset[str] = frozenset()
    numbers: frozenset[str] = frozenset()
    acronym: str | None = None
    head: str | None = None


@lru_cache(maxsize=8_000)
def name_of(text: str) -> Name:
    """The normal form of a name or description. Never raises; reads the first few hundred characters."""
    voc = vocabulary()
    text = _AS_AMENDED.sub("", text[:_MOST])
    bare, parties = _without_parties(text)
    acronym, bare = _own_acronym(bare, voc)
    words, numbers = _content(bare, voc)
    head = _head(words, bare, voc)
    content = tuple(word for at, word in enumerate(words) if at != head and word not in _silent())
    if not content:
        content = tuple(word for word in words if word not in voc.generic)
    return Name(
        content,
        _kind(words[head], bare, voc) if head is not None else None,
        parties,
        frozenset(numbers),
        acronym,
        words[head] if head is not None and words[head] not in voc.generic else None,
    )


def _kind(head: str, text: str, voc: Vocabulary) -> str:
    kind = voc.kinds[head]
    return "framework" if kind == "text" and _UMBRELLA.search(text) else kind


@cache
def _silent() -> frozenset[str]:
    """Kind words that say nothing beside a name."""
    voc = vocabulary()
    return frozenset(word for word in voc.generic if voc.kinds.get(word) in _PLAIN)


@lru_cache(maxsize=2_000)
def normal(text: str) -> tuple[str, ...]:
    """The content words of running text, kind words included."""
    return _content(_without_parties(text[:_MOST])[0], vocabulary())[0]


def _without_parties(text: str) -> tuple[str, frozenset[str]]:
    """`text` without the parties in it, and their codes. Groups and pacts stay, each under its code."""
    book = PartyBook.load()
    kept: list[str] = []
    codes: set[str] = set()
    at = 0
    for mention in book.find(text):
        party = book.get(mention.code)
        kept.append(text[at : mention.span.start])
        if isinstance(party, Organisation) and party.kind in _INSTRUMENTAL:
            kept.append(f" {mention.code} ")
        elif mention.role == "body" or mention.role in ("name", "demonym", "member_of_many"):
            codes.add(mention.code)
            kept.append(" ")
        else:
            kept.append(mention.text)
        at = mention.span.end
    kept.append(text[at:])
    return "".join(kept), frozenset(codes)


def _own_acronym(text: str, voc: Vocabulary) -> tuple[str | None, str]:
    """The short form that stands for the whole name: in brackets after it, or alone beside a kind word.

    In "X Framework (XF) Agreement" the short form is that of another instrument.
    """
    for bracket in _BRACKET.finditer(text):
        short = bracket.group(1).strip()
        after = _content(text[bracket.end() :], voc)[0]
        if _ACRONYM.fullmatch(short) and not any(word in voc.kinds for word in after):
            return short.lower(), f"{text[: bracket.start()]} {text[bracket.end() :]}"
    found = _ACRONYM.findall(text)
    if len(found) == 1:
        rest = text.replace(found[0], " ")
        if all(word in voc.kinds for word in _content(rest, voc)[0]):
            return found[0].lower(), rest
    return None, text


def _content(text: str, voc: Vocabulary) -> tuple[tuple[str, ...], set[str]]:
    """Words in normal form, and the numbers among them."""
    words: list[str] = []
    numbers: set[str] = set()
    before = ""
    for match in _WORD.finditer(text):
        raw = match.group()
        low = raw.lower()
        count = _ROMAN.get(low) if raw.isupper() else None
        if before in _PART:
            count = count or _ORDINAL.get(low) or (low if low.isdigit() else None)
        if _YEAR.fullmatch(low):
            numbers.add(low)
        elif before in voc.months or (low.isdigit() and len(low) < 3 and before not in _PART):
            pass
        elif count:
            numbers.add(f"{before} {count}" if before in _PART else count)
        elif len(low) > 1 or low.isdigit():
            keep_new = low == "new" and raw != "new" and not words
            words.extend(w for w in _forms(low, voc) if w and (w not in voc.stop or keep_new))
        before = low
    return tuple(words), numbers


def _forms(word: str, voc: Vocabulary) -> tuple[str, ...]:
    """A word in singular and in one spelling; a few stand for two words, or for none."""
    for form in (word, singular(word)):
        if form in voc.spelling:
            return voc.spelling[form]
    form = singular(word)
    if form.endswith("isation"):
        form = form[:-7] + "ization"
    return (form,)


def singular(word: str) -> str:
    """The singular of a regular plural."""
    if len(word) > 4 and word.endswith("ies"):
        return word[:-3] + "y"
    if len(word) > 3 and word.endswith("s") and not word.endswith(("ss", "us", "is")):
        return word[:-1]
    return word


def _head(words: tuple[str, ...], text: str, voc: Vocabulary) -> int | None:
    """Where the kind word stands: the last before the first preposition, else the first of all.

    A framework for an agreement is the agreement to be.
    """
    before = len(_content(_PREPOSITION.split(text, maxsplit=1)[0], voc)[0])
    at = [i for i, word in enumerate(words) if word in voc.kinds]
    if not at:
        return None
    own = [i for i in at if i < before]
    head = own[-1] if own else at[0]
    following = head + 1
    if voc.kinds[words[head]] == "framework" and following in at and voc.kinds[words[following]] == "text":
        return following
    return head


@cache
def _state_words() -> frozenset[str]:
    """The words of the names of states, in lower case, but for those that tell subjects too ("free")."""
    book, voc = PartyBook.load(), vocabulary()
    found: set[str] = set()
    for code in book.codes:
        party = book.get(code)
        if not isinstance(party, Organisation):
            for name in (party.name, *party.names, *party.demonyms, code):
                found.update(singular(word.lower()) for word in _WORD.findall(name))
    told = {word for _, lines in voc.subjects for line in lines for word in line}
    return frozenset(found - told - voc.common)


def subject_of(text: str) -> frozenset[str]:
    """The content words of a subject in lower case, without those of states."""
    return frozenset(name_of(text).words) - _state_words()


@cache
def _places() -> frozenset[str]:
    """Single words that name capitals, cities and provinces."""
    named = (name for name, sense in senses(party_files()).items() if sense.role in ("capital", "part"))
    return frozenset(name.lower() for name in named if _WORD.fullmatch(name))


def word_weight(word: str) -> float:
    """How much a word tells: 1 for a rare one, less for one many instruments share, most for a place."""
    voc = vocabulary()
    if word in voc.common:
        return voc.common_weight
    return voc.telling if word in _places() else 1.0
