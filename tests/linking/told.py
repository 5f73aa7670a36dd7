"""Hand-made documents as a reader would leave them: each clause is one act, and may name an agreement."""

from dataclasses import dataclass, replace
from datetime import date

from servanda.model import (
    Account,
    Act,
    ActType,
    Deadline,
    DeadlineKind,
    Document,
    Form,
    Mention,
    Modality,
    Reading,
    Span,
    Stage,
    Step,
    account_id,
    act_id,
)
from servanda.model.instrument import Dated

MARCH = date(2026, 3, 1)


@dataclass(frozen=True, slots=True)
class Clause:
    """What one clause tells. `name` are the words in it that name an agreement, `by` those of a deadline."""

    words: str
    type: ActType = ActType.PROMISE
    modality: Modality = Modality.PROMISED
    actors: tuple[str, ...] = ("CAN",)
    recipients: tuple[str, ...] = ()
    name: str | None = None
    stage: Stage | None = None
    by: tuple[str, date] | None = None


def signed(name: str, *parties: str) -> Clause:
    """Parties sign an agreement."""
    words = f"They signed the {name}"
    return Clause(words, ActType.SIGN, Modality.DONE, parties, name=name, stage=Stage.SIGNED)


def talks_on(name: str, *parties: str) -> Clause:
    """Parties open talks on an agreement."""
    words = f"They opened negotiations on the {name}"
    return Clause(words, ActType.OPEN_TALKS, Modality.DONE, parties, name=name, stage=Stage.NEGOTIATING)


def doctors(number: int, by: tuple[str, date] | None = None) -> Clause:
    """Canada promises Ghana doctors."""
    words = f"Canada will send {number} doctors to Ghana" + (f" {by[0]}" if by else "")
    return Clause(words, recipients=("GHA",), by=by)


def sent_doctors(number: int) -> Clause:
    """Canada has sent them."""
    words = f"Canada sent {number} doctors to Ghana"
    return Clause(words, ActType.DELIVER_MEANS, Modality.DONE, recipients=("GHA",))


def release(id: str, *clauses: Clause, published: date = MARCH, publisher: str = "CAN") -> Reading:
    """A document of a heading and these clauses, a line each, and what they tell."""
    heading = f"Release {id} of {published}"
    text = "".join(f"{words}\n" for words in (heading, *(f"{one.words}." for one in clauses)))
    document = Document(id, text, publisher, heading, published)
    acts, accounts, start = [], [], len(heading) + 1
    for clause in clauses:
        act = _act(document, clause, start)
        acts.append(act)
        if clause.name is not None:
            accounts.append(_account(document, clause, clause.name, act))
        start += len(clause.words) + 2
    return Reading(document, tuple(acts), tuple(accounts))


def under(id: str, reading: Reading) -> Reading:
    """The same words under another id."""
    return replace(reading, document=replace(reading.document, id=id))


def _act(document: Document, clause: Clause, start: int) -> Act:
    span = Span(start, start + len(clause.words))
    verb = start + clause.words.index(" ") + 1
    trigger = Span(verb, verb + clause.words[verb - start :].index(" "))
    due = None
    if clause.by is not None:
        words, day = clause.by
        at = document.text.index(words, start)
        due = Deadline(DeadlineKind.ABSOLUTE, Span(at, at + len(words)), words, None, day)
    return Act(
        id=act_id(document.sha256, clause.type, span, trigger),
        type=clause.type,
        modality=clause.modality,
        span=span,
        trigger=trigger,
        quote=clause.words,
        actors=clause.actors,
        recipients=clause.recipients,
        instrument=clause.name,
        stage=clause.stage,
        deadline=due,
        confidence=0.9,
    )


def _account(document: Document, clause: Clause, name: str, act: Act) -> Account:
    at = document.text.index(name, act.span.start)
    place = Span(at, at + len(name))
    steps = (Step(clause.stage, act.span, dated=Dated.PUBLISHED, act=act.id),) if clause.stage else ()
    subject = " ".join(name.lower().split()[:-1])
    return Account(
        id=account_id(document.sha256, place),
        names=(name,),
        kind="agreement",
        subject=subject,
        parties=tuple(sorted({*clause.actors, *clause.recipients})),
        mentions=(Mention(place, Form.FULL),),
        steps=steps,
    )
