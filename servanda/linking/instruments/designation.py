"""`Designation`: a way of calling an instrument. Accounts in the same words for the same parties share one.

The one invariant: the id is a hash of all that a designation holds, and nothing else.
"""

import hashlib
from datetime import date
from functools import cached_property

import msgspec

from servanda.linking.instruments.vocabulary import vocabulary
from servanda.linking.instruments.words import Name, name_of, normal, subject_of, word_weight
from servanda.model import Account, Binding, RelationKind

#: The one kind that says what an instrument is about: X joins Y.
ACCESSION = "accession"
#: The word by which a subject tells of all that hangs on it: "treaty related".
RELATED = "related"

_CHANGES = {
    "amendment": RelationKind.AMENDS,
    "extension": RelationKind.EXTENDS,
    "renewal": RelationKind.EXTENDS,
}


class Designation(msgspec.Struct, frozen=True, omit_defaults=True, dict=True):
    """What of an account can be recognised elsewhere, in normal form; every tuple is sorted.

    `names` are the content words of its names, a space between, `acronyms` its short forms. `subject` are
    further content words. `numbers` are years and counts ("2023", "phase 1"). `target` are the words of the
    older instrument that `relation` ties it to. `plural` tells that it stands for several of a kind,
    `related` that these are all that hang on what its words name. `told` is the day of the `document`,
    `publisher` its issuer and `salt` the account: all four only where the words alone are too few to be
    recognised elsewhere.
    """

    kind: str | None = None
    names: tuple[str, ...] = ()
    acronyms: tuple[str, ...] = ()
    subject: tuple[str, ...] = ()
    parties: tuple[str, ...] = ()
    numbers: tuple[str, ...] = ()
    relation: RelationKind | None = None
    target: tuple[str, ...] = ()
    binding: Binding = Binding.UNKNOWN
    plural: bool = False
    related: bool = False
    told: str | None = None
    publisher: str | None = None
    document: str | None = None
    salt: str | None = None

    @cached_property
    def id(self) -> str:
        """ "des_" and a hash of the content."""
        return "des_" + hashlib.sha256(self.body().encode()).hexdigest()[:16]

    def body(self) -> str:
        """The designation as JSON; `designation_from` reads it back."""
        return msgspec.json.encode(self).decode()


def designation_from(body: str) -> Designation:
    """Back from `body()`. Raises ValueError where it is no designation."""
    return msgspec.json.decode(body, type=Designation)


def designation_of(
    account: Account, publisher: str | None, published: date | None, document: str | None = None
) -> Designation:
    """The designation of an account in a document of that publisher and day.

    `document` is any id of the text: where it is given, what one document tells apart stays apart.
    """
    names = _names(account.names)
    telling = _telling(names)
    parties = _parties(account, names)
    relation, target = _tie(account, names)
    whole = telling >= vocabulary().telling and len(parties) != 1
    plain = Designation(
        kind=_kind(account, names, relation),
        names=_distinct(names),
        acronyms=tuple(sorted({name.acronym for name in names if name.acronym})),
        subject=() if whole else tuple(sorted(subject_of(account.subject))),
        parties=parties,
        numbers=_numbers(account, names),
        relation=relation,
        target=target,
        binding=account.binding,
        plural=account.plural,
        related=account.plural and RELATED in account.subject.split(),
    )
    if whole:
        return plain
    return msgspec.structs.replace(
        plain,
        told=published.isoformat() if published else None,
        publisher=publisher,
        document=document,
        salt=account.id,
    )


def _names(texts: tuple[str, ...]) -> list[Name]:
    """The names that say something, in normal form."""
    return [name for name in map(name_of, texts) if name.words or name.acronym]


def _telling(names: list[Name]) -> float:
    """How much the names tell, in rare words."""
    voc = vocabulary()
    most = max((sum(map(word_weight, set(name.words))) for name in names), default=0.0)
    return most + (voc.telling if any(name.acronym for name in names) else 0.0)


def _distinct(names: list[Name]) -> tuple[str, ...]:
    """The word lists of the names, without those that a longer one holds."""
    sets = {frozenset(name.words) for name in names if name.words}
    kept = [words for words in sets if not any(words < other for other in sets)]
    return tuple(sorted(" ".join(sorted(words)) for words in kept))


def _parties(account: Account, names: list[Name]) -> tuple[str, ...]:
    """The account's parties; where it has none, those its fullest name gives."""
    return tuple(sorted(set(account.parties) or (set(names[0].parties) if names else set())))


def _tie(account: Account, names: list[Name]) -> tuple[RelationKind | None, tuple[str, ...]]:
    """How the account is tied to an older instrument, and the words of that; an "amended X" amends X."""
    if account.relation is not None:
        older = name_of(account.relation.name)
        return account.relation.kind, _with_head(set(older.words), older)
    for name in names:
        for word, kind in _CHANGES.items():
            if word in name.words:
                return kind, _with_head(set(name.words) - {word}, name)
    return None, ()


def _with_head(words: set[str], name: Name) -> tuple[str, ...]:
    return tuple(sorted(words | ({name.head} if name.head and name.head not in _CHANGES else set())))


def _kind(account: Account, names: list[Name], tie: RelationKind | None) -> str | None:
    """The class of the account's kind; where that says little, that of its fullest name.

    An agreement to amend or extend another is a change, whatever it is called.
    """
    kinds = vocabulary().kinds
    words = [kinds[word] for word in normal(account.kind) if word in kinds]
    named = [name.kind for name in names if name.kind]
    found = words[-1] if words else None
    if named and found in (None, "text"):
        found = named[0]
    if found in (None, "text") and tie in (RelationKind.AMENDS, RelationKind.EXTENDS):
        return "change"
    return found


def _numbers(account: Account, names: list[Name]) -> tuple[str, ...]:
    told = {account.year} if account.year else set()
    return tuple(sorted(told.union(*(name.numbers for name in names)) if names else told))


def words_of(one: Designation) -> frozenset[str]:
    """All content words of a designation. An accession is told by being one."""
    own = {ACCESSION} if one.kind == ACCESSION else set()
    return frozenset(own.union(one.subject, *(name.split() for name in one.names)))
