"""`Frame`: a word that may carry an act, with its subject, objects, complements and governors.

One frame for each verb, predicate adjective and act noun of a sentence. Coordination shares subjects
and governors, control passes the subject down ("agreed to launch"), participles and relative
clauses look up to their noun or main clause.
"""

from dataclasses import dataclass, field

from servanda.reading.parse import Parsed

SUBJECTS = frozenset({"nsubj", "nsubjpass", "csubj", "csubjpass", "expl"})
OBJECTS = frozenset({"dobj", "attr", "oprd", "dative", "obj"})
COMPLEMENTS = frozenset({"xcomp", "ccomp", "pcomp"})
#: How many steps up the governors are followed: "announced that it has agreed to start work".
DEPTH = 4


@dataclass(frozen=True, slots=True)
class Frame:
    """A candidate act. All members are word positions in `parsed` unless said otherwise.

    `governors` are (relation, word) pairs upwards, nearest first, coordination skipped.
    `subject_by` tells how the subject was found: own, shared, control, main, noun, none.
    """

    parsed: Parsed
    head: int
    kind: str  # verb, adjective, noun
    governors: tuple[tuple[str, int], ...]
    subject: int | None
    subject_by: str
    objects: tuple[int, ...]
    preps: tuple[tuple[int, int], ...]  # (preposition, its object)
    complements: tuple[int, ...]
    auxiliaries: tuple[int, ...]
    agent: int | None = None
    passive: bool = False
    negated: bool = False
    first_conjunct: int | None = None  # set where the head is a later member of a coordination
    particles: tuple[int, ...] = field(default=())

    @property
    def lemma(self) -> str:
        """The head's lemma, with its particle ("carry out")."""
        base = self.parsed.lemmas[self.head]
        return " ".join((base, *(self.parsed.lemmas[at] for at in self.particles)))


def frames_of(parsed: Parsed, act_nouns: frozenset[str]) -> tuple[Frame, ...]:
    """All frames of a sentence, in word order. `act_nouns` are the nouns that may carry an act."""
    return tuple(
        _frame(parsed, at, kind)
        for at in range(len(parsed))
        if (kind := _kind(parsed, at, act_nouns)) is not None
    )


def _kind(parsed: Parsed, at: int, act_nouns: frozenset[str]) -> str | None:
    pos, dep = parsed.pos[at], parsed.dep[at]
    if pos == "VERB" or (pos == "AUX" and dep not in {"aux", "auxpass"}):
        return (
            None
            if dep in {"amod", "compound", "aux", "auxpass"} and pos == "VERB" and parsed.tag[at] != "VB"
            else "verb"
        )
    if pos == "ADJ" and dep in {"acomp", "ROOT", "conj", "oprd", "advcl", "acl"}:
        return "adjective"
    if pos in {"NOUN", "PROPN"} and parsed.lemmas[at] in act_nouns:
        return None if dep in {"compound", "nmod", "amod"} else "noun"
    if pos == "NUM" and parsed.lemmas[at] in {"million", "billion", "trillion"}:
        return None if dep in {"nummod", "compound", "quantmod"} else "noun"
    return None


def _frame(parsed: Parsed, head: int, kind: str) -> Frame:
    first = _first_conjunct(parsed, head)
    own = parsed.children[head]
    dep = parsed.dep
    auxiliaries = [at for at in own if dep[at] in {"aux", "auxpass"}]
    passive = any(dep[at] in {"auxpass", "nsubjpass"} for at in own) or (
        parsed.tag[head] == "VBN" and dep[head] in {"acl", "relcl", "amod"} and not _has(parsed, own, "nsubj")
    )
    if first is not None and not _has(parsed, own, "nsubj", "nsubjpass") and _same_form(parsed, head, first):
        shared = [at for at in parsed.children[first] if dep[at] in {"aux", "auxpass"} and at < first]
        auxiliaries = auxiliaries or shared
    governors = _governors(parsed, head)
    subject, subject_by = _subject(parsed, head, kind, governors)
    agent = next((_object_of(parsed, at) for at in own if dep[at] == "agent"), None)
    return Frame(
        parsed=parsed,
        head=head,
        kind=kind,
        governors=governors,
        subject=subject,
        subject_by=subject_by,
        objects=_objects(parsed, head, own, passive),
        preps=_preps(parsed, own),
        complements=tuple(at for at in own if dep[at] in COMPLEMENTS),
        auxiliaries=tuple(auxiliaries),
        agent=agent,
        passive=passive,
        negated=any(dep[at] == "neg" for at in own)
        or any(parsed.lemmas[at] in {"no", "never"} for at in own),
        first_conjunct=first,
        particles=tuple(at for at in own if dep[at] == "prt"),
    )


def _has(parsed: Parsed, words: tuple[int, ...], *relations: str) -> bool:
    return any(parsed.dep[at] in relations for at in words)


def _first_conjunct(parsed: Parsed, at: int) -> int | None:
    first = at
    while parsed.dep[first] == "conj" and parsed.head[first] != first:
        first = parsed.head[first]
    return first if first != at else None


def _same_form(parsed: Parsed, one: int, other: int) -> bool:
    return parsed.tag[one] == parsed.tag[other] or {parsed.tag[one], parsed.tag[other]} <= {"VB", "VBP", "NN"}


def _governors(parsed: Parsed, head: int) -> tuple[tuple[str, int], ...]:
    """The words that govern `head`, through prepositions, nearest first."""
    found: list[tuple[str, int]] = []
    at = head
    for _ in range(3 * DEPTH):
        first = _first_conjunct(parsed, at)
        at = at if first is None else first
        up, relation = parsed.head[at], parsed.dep[at]
        if up == at or len(found) >= DEPTH:
            break
        if parsed.pos[up] == "ADP" or parsed.dep[up] in {"prep", "agent"}:
            found_at = parsed.head[up]
            if found_at == up:
                break
            found.append((f"{relation}:{parsed.lemmas[up]}", found_at))
            at = found_at
            continue
        found.append((relation, up))
        at = up
    return tuple(found)


def _subject(
    parsed: Parsed, head: int, kind: str, governors: tuple[tuple[str, int], ...], depth: int = 0
) -> tuple[int | None, str]:
    """The word that does what `head` says, and how it was found."""
    own = next((at for at in parsed.children[head] if parsed.dep[at] in SUBJECTS), None)
    if own is not None:
        return (own, "own") if parsed.tag[own] not in {"WDT", "WP"} else _antecedent(parsed, head, own)
    if kind == "noun":
        owner = next((at for at in parsed.children[head] if parsed.dep[at] == "poss"), None)
        if owner is not None:
            return owner, "own"
    if kind == "adjective" and parsed.dep[head] == "acomp":
        verb = parsed.head[head]
        at = next((child for child in parsed.children[verb] if parsed.dep[child] in SUBJECTS), None)
        if at is not None:
            return at, "own"
    first = _first_conjunct(parsed, head)
    if first is not None and depth < 6:
        at, by = _subject(parsed, first, kind, governors, depth + 1)
        return at, "shared" if at is not None else by
    if not governors or depth >= 6:
        return None, "none"
    return _subject_above(parsed, head, governors, depth)


def _antecedent(parsed: Parsed, head: int, pronoun: int) -> tuple[int | None, str]:
    """A relative pronoun stands for the noun that its clause modifies."""
    clause = _first_conjunct(parsed, head)
    clause = head if clause is None else clause
    if parsed.dep[clause] == "relcl":
        return parsed.head[clause], "noun"
    return pronoun, "own"


def _subject_above(
    parsed: Parsed, head: int, governors: tuple[tuple[str, int], ...], depth: int
) -> tuple[int | None, str]:
    relation, up = governors[0]
    if relation == "xcomp" or relation == "ccomp":
        controlled = next((at for at in parsed.children[up] if parsed.dep[at] in {"dobj", "dative"}), None)
        if controlled is not None and parsed.lemmas[up] not in _SUBJECT_CONTROL:
            return controlled, "control"
    nominal = relation in {"acl", "relcl"} and parsed.pos[up] in {"NOUN", "PROPN", "PRON"}
    if nominal and parsed.tag[head] in {"VBG", "VBN"}:
        return up, "noun"
    at, _ = _subject(
        parsed, up, "verb" if parsed.pos[up] in {"VERB", "AUX"} else "noun", governors[1:], depth + 1
    )
    if at is None:
        return None, "none"
    return at, "control" if relation == "xcomp" else "main"


#: Verbs whose object is not the one who acts in the complement ("promised them to go").
_SUBJECT_CONTROL = frozenset({"promise", "assure", "use", "take", "make", "meet", "join", "hold", "pledge"})


def _objects(parsed: Parsed, head: int, own: tuple[int, ...], passive: bool) -> tuple[int, ...]:
    found = [at for at in own if parsed.dep[at] in OBJECTS]
    if passive:
        found += [at for at in own if parsed.dep[at] == "nsubjpass"]
        if parsed.dep[head] == "acl":
            found.append(parsed.head[head])
    if not found:
        first = _first_conjunct(parsed, head)
        if first is None:
            later = [at for at in own if parsed.dep[at] == "conj" and parsed.pos[at] == "VERB"]
            if later and not any(parsed.dep[at] in {"prep", "xcomp", "ccomp"} for at in own):
                found = [at for at in parsed.children[later[-1]] if parsed.dep[at] in OBJECTS]
    return tuple(found)


def _object_of(parsed: Parsed, prep: int) -> int | None:
    return next((at for at in parsed.children[prep] if parsed.dep[at] in {"pobj", "pcomp"}), None)


def _preps(parsed: Parsed, own: tuple[int, ...]) -> tuple[tuple[int, int], ...]:
    """Prepositional complements of the head, and of the objects that stand with it."""
    found: list[tuple[int, int]] = []
    for at in own:
        if parsed.dep[at] in {"prep", "dative"}:
            target = _object_of(parsed, at)
            if target is not None:
                found.append((at, target))
            inner = [c for c in parsed.children[at] if parsed.dep[c] == "prep"]
            found += [(c, deeper) for c in inner if (deeper := _object_of(parsed, c)) is not None]
    return tuple(found)
