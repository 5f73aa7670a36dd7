"""Synthetic readings for benchmarks of the ledger: documents with acts and accounts whose spans hold.

From a seed. They are no English that anyone would publish, but they have a ledger's shape: agreements that
move through their
stages over some documents, promises that are repeated and kept, sums announced twice, meetings told by both
sides,
and as much talk in between. Every document has `ACTS` acts. The same seed gives the same documents.
"""

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date, timedelta
from itertools import islice
from random import Random

from servanda.codebook.parties import PartyBook
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
    Money,
    Reading,
    Span,
    Stage,
    Step,
    account_id,
    act_id,
    digest,
)
from servanda.model.instrument import Dated

#: Acts in each document.
ACTS = 10

SUBJECTS = """\
air services, animal health, archives, avalanche warning, aviation safety, battery recycling, beef
quotas, border crossing, broadcasting, bridge building, business visas, cable landing, carbon
storage, child protection, chip supply, climate finance, coast guard, coal phase-out, coffee trade,
coral reefs, customs data, dairy standards, dam safety, debt relief, deep sea mining, digital
identity, disaster relief, double taxation, drinking water, drone exports, earthquake research,
electric vehicles, energy storage, export credit, extradition, family benefits, fast rail, film
production, financial intelligence, fisheries control, flood forecasting, forestry, fruit imports,
gas transit, glacier monitoring, grain corridor, health insurance, heritage protection, higher
education, hydrogen, ice patrol, insurance, investment protection, judicial assistance, labour
mobility, language teaching, legal aid, lithium refining, livestock, locust control, maritime
boundary, medicine supply, migration, mine clearance, museums, naval logistics, nuclear safety,
ocean science, oil stocks, orbital debris, organ transplants, patents, peacekeeping, pension
transfer, pipeline security, plant breeding, polar research, port security, postal services, rail
gauge, rare earths, reinsurance, rice reserves, river navigation, road transport, satellite
navigation, science exchange, sea rescue, seed certification, social security, solar power, space
launch, sports, steel capacity, student exchange, sugar quotas, tidal energy, timber licences,
tourism, tropical diseases, tuna stocks, undersea cables, urban planning, vaccine research,
veterinary checks, volcano watch, waste shipment, water sharing, weather data, wheat, wildlife
trade, wind power, wine labels, youth mobility""".replace("\n", " ").split(", ")
KINDS = (
    ("Agreement", "agreement"),
    ("Treaty", "treaty"),
    ("Memorandum of Understanding", "memorandum"),
    ("Partnership", "partnership"),
)
THINGS = """\
ambulances, bridges, buses, classrooms, clinics, containers, dredgers, excavators, generators,
greenhouses, helicopters, laboratories, lighthouses, locomotives, microscopes, patrol boats, pumps,
radars, scholarships, seismographs, sensors, silos, tablets, tents, tractors, transformers, trucks,
turbines, vaccines, wells""".replace("\n", " ").split(", ")
LIFE = (
    (Stage.NEGOTIATING, ActType.OPEN_TALKS, "opened negotiations on"),
    (Stage.CONCLUDED, ActType.CONCLUDE_TEXT, "concluded negotiations on"),
    (Stage.SIGNED, ActType.SIGN, "signed"),
    (Stage.IN_FORCE, ActType.TAKE_EFFECT, "brought into force"),
)
START = date(2015, 1, 1)


@dataclass(slots=True)
class Plan:
    """One telling that is due: what the next document on it says."""

    parties: tuple[str, str]
    words: str
    type: ActType
    modality: Modality = Modality.DONE
    name: str | None = None
    kind: str = ""
    stage: Stage | None = None
    due: date | None = None
    money: tuple[str, int] | None = None


@dataclass(slots=True)
class Writer:
    """Builds one document: sentences are appended, and their acts and mentions noted."""

    text: str
    acts: list[tuple[Plan, Span, Span]] = field(default_factory=list)
    named: list[tuple[Plan, Span, Span]] = field(default_factory=list)

    def tell(self, plan: Plan, names: tuple[str, str]) -> None:
        """Append a sentence that tells `plan`."""
        subject = " and ".join(names) if plan.stage else names[0]
        start = len(self.text)
        clause = f"{subject} {plan.words}"
        self.text += clause + ".\n"
        trigger = Span(start + len(subject) + 1, start + len(subject) + 1 + len(plan.words.split()[0]))
        span = Span(start, start + len(clause))
        self.acts.append((plan, span, trigger))
        if plan.name:
            at = self.text.index(plan.name, start)
            self.named.append((plan, Span(at, at + len(plan.name)), span))


class Generator:
    """An endless stream of readings. `states` bounds how many states take part."""

    def __init__(self, seed: int = 0, states: int = 190) -> None:
        self._random = Random(seed)
        book = PartyBook.load()
        codes = sorted(code for code in book.codes if book.is_state(code))[:states]
        self._names = {code: book.name_of(code) for code in codes}
        self._codes = sorted(self._names)
        self._queue: list[Plan] = []
        self._number = 0

    def readings(self, count: int) -> Iterator[Reading]:
        """The next `count` readings."""
        return islice(self._all(), count)

    def _all(self) -> Iterator[Reading]:
        while True:
            yield self._reading()

    def _reading(self) -> Reading:
        self._number += 1
        published = START + timedelta(days=self._number % 4000)
        plans = [self._next(published) for _ in range(ACTS)]
        publisher = plans[0].parties[0]
        writer = Writer(f"Release {self._number}\n")
        for plan in plans:
            writer.tell(plan, (self._names[plan.parties[0]], self._names[plan.parties[1]]))
        document = Document(
            id=f"syn:{self._number:07}", text=writer.text, publisher=publisher,
            title=f"Release {self._number}", published=published,
        )  # fmt: skip
        sha = digest(writer.text)
        acts = tuple(_act(sha, writer.text, *one) for one in writer.acts)
        return Reading(document, acts, tuple(_account(sha, acts, one) for one in writer.named))

    def _next(self, published: date) -> Plan:
        """A telling that waited, or a new matter, whose later tellings then wait."""
        if len(self._queue) > 400 or (self._queue and self._random.random() < 0.5):
            return self._queue.pop(self._random.randrange(len(self._queue)))
        first, *later = self._matter(published)
        self._queue += later
        return first

    def _matter(self, published: date) -> list[Plan]:
        r = self._random
        a, b = r.sample(self._codes, 2)
        choice = r.random()
        if choice < 0.2:
            return self._agreement(a, b)
        if choice < 0.5:
            return self._promise(a, b, published)
        if choice < 0.6:
            return self._sum(a, b)
        if choice < 0.75:
            city = r.choice(SUBJECTS)
            words = f"met {self._names[b]} at the {city} forum {r.randrange(1, 10**6)}"
            return [Plan((a, b), words, ActType.MEET)]
        words = f"discussed {r.choice(SUBJECTS)} and {r.choice(SUBJECTS)} with {self._names[b]}"
        return [Plan((a, b), words, ActType.RAISE)]

    def _agreement(self, a: str, b: str) -> list[Plan]:
        subject = self._random.choice(SUBJECTS).title()
        word, kind = self._random.choice(KINDS)
        name = f"{self._names[a]}–{self._names[b]} {subject} {word}"
        return [
            Plan((a, b), f"{verb} the {name}", type_, name=name, kind=kind, stage=stage)
            for stage, type_, verb in LIFE[: self._random.randrange(1, 5)]
        ]

    def _promise(self, a: str, b: str, published: date) -> list[Plan]:
        r = self._random
        number, thing, subject = r.randrange(3, 9000), r.choice(THINGS), r.choice(SUBJECTS)
        due = published + timedelta(days=r.randrange(60, 900))
        what = f"{number} {thing} for {subject} to {self._names[b]}"
        by = f"by {due.day} {due:%B %Y}"
        said = Plan((a, b), f"will deliver {what} {by}", ActType.PROMISE, Modality.PROMISED, due=due)
        plans = [said] * r.randrange(1, 3)
        if r.random() < 0.5:
            plans.append(Plan((a, b), f"delivered {what}", ActType.DELIVER_MEANS))
        return plans

    def _sum(self, a: str, b: str) -> list[Plan]:
        r = self._random
        amount, subject = r.randrange(1, 4000), r.choice(SUBJECTS)
        words = f"announced ${amount} million for {subject} in {self._names[b]}"
        money = (f"${amount} million", amount * 10**6)
        told = Plan((a, b), words, ActType.PLEDGE_FUNDS, Modality.DECIDED, money=money)
        return [told] * r.randrange(1, 4)


def _act(sha: str, text: str, plan: Plan, span: Span, trigger: Span) -> Act:
    due = plan.due
    deadline = None
    if due:
        words = f"by {due.day} {due:%B %Y}"
        at = text.index(words, span.start)
        deadline = Deadline(DeadlineKind.ABSOLUTE, Span(at, at + len(words)), words, None, due)
    money = None
    if plan.money:
        at = text.index(plan.money[0], span.start)
        money = Money(Span(at, at + len(plan.money[0])), plan.money[0], plan.money[1], "USD")
    both = plan.stage is not None or plan.type in (ActType.MEET, ActType.RAISE)
    return Act(
        id=act_id(sha, plan.type, span, trigger),
        type=plan.type,
        modality=plan.modality,
        span=span,
        trigger=trigger,
        quote=span.of(text),
        actors=tuple(sorted(plan.parties)) if both else (plan.parties[0],),
        recipients=() if both else (plan.parties[1],),
        instrument=plan.name,
        stage=plan.stage,
        deadline=deadline,
        money=money,
        confidence=0.9,
    )


def _account(sha: str, acts: tuple[Act, ...], one: tuple[Plan, Span, Span]) -> Account:
    plan, place, span = one
    told = next(act for act in acts if act.span == span)
    assert plan.name is not None and plan.stage is not None
    step = Step(plan.stage, span, dated=Dated.PUBLISHED, act=told.id)
    return Account(
        id=account_id(sha, place),
        names=(plan.name,),
        kind=plan.kind,
        subject=" ".join(plan.name.lower().split()[1:-1]),
        parties=tuple(sorted(plan.parties)),
        mentions=(Mention(place, Form.FULL),),
        steps=(step,),
    )
