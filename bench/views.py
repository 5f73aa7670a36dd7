"""How long lists, pages and timelines take in a large ledger: python bench/views.py [--acts 1000000].

Fills the folded tables of an SQLite ledger with made-up rows in the proportions of real ones (a few parties
in most acts, many in few), then asks a mix of questions with random filters and prints the 50th and 95th
percentile of each in milliseconds. The last column is the worst single question.
"""

import argparse
import json
import random
import tempfile
import time
from collections.abc import Callable, Iterator
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Any

from timing import report, warm

from servanda.codebook.parties import PartyBook
from servanda.ledger import search, tables
from servanda.ledger.rows import put
from servanda.ledger.store import Store
from servanda.ledger.writing import Draft, Writer
from servanda.model import ActType, EntryKind, Stage
from servanda.views import Filter, LedgerView

AS_OF = date(2026, 3, 1)
FIRST = date(2005, 1, 1)
ACTS_OF_DOCUMENT = 20
TOPICS = ["trade", "defence", "energy", "health", "climate", "security", "education", "culture", "space"]
TYPES = [kind.value for kind in ActType]
STAGES = [stage.value for stage in Stage]
STANDINGS = ["open"] * 12 + ["reaffirmed", "in_progress", "delivered", "delivered", "missed", "dropped"]
WORDS = [
    "agreement",
    "trade",
    "defence",
    "ministers",
    "leaders",
    "cooperation",
    "climate",
    "energy",
    "signed",
    "announced",
    "will",
    "support",
    "new",
    "partnership",
    "negotiations",
    "funding",
    "programme",
    "regional",
    "security",
    "joint",
    "statement",
    "visit",
    "exchange",
    "research",
]


#: A row, and the name of its table.
Placed = tuple[str, dict[str, Any]]


class Maker:
    """Makes rows; the same seed makes the same ledger. `each` is how many acts a document has."""

    each = ACTS_OF_DOCUMENT

    def __init__(self, seed: int) -> None:
        self.random = random.Random(seed)
        self.codes = list(PartyBook.load().codes)
        self.random.shuffle(self.codes)
        self.weights = [1 / (place + 1) for place in range(len(self.codes))]

    def parties(self, count: int) -> list[str]:
        return list(dict.fromkeys(self.random.choices(self.codes, self.weights, k=count)))

    def words(self, count: int) -> str:
        rare = f"matter{self.random.randrange(50_000)}"
        return " ".join([*self.random.choices(WORDS, k=count), rare])

    def topics(self) -> list[str]:
        weights = [1 / (place + 1) ** 2 for place in range(len(TOPICS))]
        return sorted(set(self.random.choices(TOPICS, weights, k=self.random.choice((0, 1, 1, 2)))))

    def type(self) -> str:
        return self.random.choices(TYPES, [1 / (place + 1) for place in range(len(TYPES))])[0]

    def document(self, no: int, told: str, count: int, names: dict[str, str]) -> Iterator[Placed]:
        """The rows of document `no` of `count`, and in `names` those of the agreements that it names."""
        return _document(no, told, count, self, names)

    def body(self, no: int, rows: list[Placed]) -> bytes:  # noqa: ARG002 - others write what the rows quote
        """The body of the entry of document `no`."""
        return json.dumps({"id": f"doc-{no}", "text": self.words(300)}).encode()


def fill(writer: Writer, acts: int, make: Maker) -> None:
    """Enter documents, and fill every folded table that views ask."""
    connection = writer.connection
    days = (AS_OF - FIRST).days
    count = acts // make.each
    dates = sorted((FIRST + timedelta(days=make.random.randrange(days))).isoformat() for _ in range(count))
    make.random.shuffle(dates)
    rows: dict[str, list[dict[str, Any]]] = {}
    names: dict[str, str] = {}
    drafts: list[Draft] = []
    at = datetime(2026, 1, 1, tzinfo=UTC)
    for number, told in enumerate(dates, start=1):
        found = list(make.document(number, told, count, names))
        body = make.body(number, found)
        drafts.append(Draft(EntryKind.DOCUMENT, f"doc-{number}", body, "reader", "1", at))
        for table, row in found:
            rows.setdefault(table, []).append(row)
        if number % 500 == 0 or number == count:
            writer.append_many(drafts)
            drafts.clear()
            for table in sorted(rows):
                put(connection, tables.metadata.tables[table], rows[table])
            search.index_many(connection, "instrument", names)
            rows.clear()
            names.clear()


def _document(no: int, told: str, count: int, make: Maker, names: dict[str, str]) -> Iterator[Placed]:
    head = {"no": no, "id": f"doc-{no}", "version": 1, "sha256": str(no), "publisher": make.parties(1)[0]}
    more = {"title": make.words(6), "language": "en", "source": None, "learnt": told, "current": 1}
    yield "document", {**head, **more, "published": told}
    agreements = [id_of("agr", make.random.randrange(count // 2)) for _ in range(2)]
    for place, agreement in enumerate(agreements):
        yield from _named(no, told, place, agreement, make, names)
    for at in range(make.each):
        yield from _act(no * 100 + at, no, told, agreements, make)


def _named(
    no: int, told: str, place: int, agreement: str, make: Maker, names: dict[str, str]
) -> Iterator[Placed]:
    node = f"des_{agreement[4:]}"
    places = [[at * 50, at * 50 + 20, "full"] for at in range(3)]
    name = make.words(4)
    id = f"acc_{no}_{place}"
    said = {"id": id, "names": [name], "kind": "agreement", "subject": "", "parties": [], "mentions": places}
    account = {"id": id, "document": no, "designation": node, "told": told, "stepped": 0}
    stored = {"account": said, "name": name, "quotes": []}
    yield "account", {**account, "body": json.dumps(stored)}
    yield "designation", {"id": node, "instrument": agreement, "body": "{}"}
    parties, topics = make.parties(2), make.topics()
    stages = [
        {"stage": "signed", "date": told, "dated": "told", "document": f"doc-{no}", "start": 0, "end": 9}
    ]
    body = {"names": said["names"], "parties": parties, "disputed": False, "stages": stages, "claims": []}
    row: dict[str, Any] = {"id": agreement, "name": name, "kind": "agreement", "binding": "unknown"}
    row |= {
        "stage": make.random.choice(STAGES),
        "stage_date": told,
        "first": told,
        "last": told,
        "documents": 2,
    }
    names.setdefault(agreement, name)
    yield "instrument", {**row, "body": json.dumps(body)}
    for party in parties:
        yield "instrument_party", {"party": party, "last": told, "instrument": agreement}
    for topic in topics:
        yield "instrument_topic", {"topic": topic, "last": told, "instrument": agreement}


def _act(no: int, document: int, told: str, agreements: list[str], make: Maker) -> Iterator[Placed]:
    actors, recipients = make.parties(2), make.parties(1)
    kind, quote, topics = make.type(), make.words(18), make.topics()
    line = {"id": id_of("act", no), "type": kind, "modality": "promised", "flags": [], "start": 0, "end": 90}
    line |= {
        "trigger": [0, 5],
        "quote": quote,
        "actors": actors,
        "recipients": recipients,
        "instrument": None,
    }
    line |= {"stage": None, "deadline": None, "money": None, "confidence": 0.9, "because": ["cue"]}
    commitment = int(make.random.random() < 0.3)
    row = {key: line[key] for key in ("id", "type", "modality", "start", "end", "quote")}
    row |= {"no": no, "document": document, "commitment": commitment, "told": told, "coder": "reader"}
    account = f"acc_{document}_{no % 2}" if no % 10 == 0 else None
    line["commitment"] = bool(commitment)
    yield "act", {**row, "verdict": None, "account": account, "body": json.dumps(line)}
    sides = [*((code, "actor") for code in actors), *((code, "recipient") for code in recipients)]
    for code, role in sides:
        yield "act_party", {"party": code, "told": told, "act": no, "role": role}
    for topic in topics:
        yield "act_topic", {"topic": topic, "told": told, "act": no}
    matter = "commitment" if commitment else "meeting"
    if not commitment and make.random.random() >= 0.1:
        return
    id = id_of("com" if commitment else "mee", no)
    due = (FIRST + timedelta(days=make.random.randrange(9000))).isoformat() if no % 2 else None
    folded = {"id": id, "kind": matter, "title": quote, "type": kind, "first": told, "last": told, "due": due}
    standing = make.random.choice(STANDINGS) if commitment else make.random.choice(("held", "scheduled"))
    on = make.random.choice(agreements) if no % 7 == 0 else None
    folded |= {"standing": standing, "start": told, "instrument": on, "stage": "signed" if on else None}
    body = {"actors": actors, "recipients": recipients, "quote": quote, "sources": ["doc-1"]}
    yield "matter", {**folded, "body": json.dumps(body)}
    yield "matter_act", {"matter": id, "act": line["id"], "role": "said"}
    for code, role in sides:
        yield "matter_party", {"kind": matter, "party": code, "role": role, "last": told, "matter": id}
    for topic in topics:
        yield "matter_topic", {"kind": matter, "topic": topic, "last": told, "matter": id}


def id_of(kind: str, number: int) -> str:
    """The id of the thing of this kind with this number."""
    return f"{kind}_{number * 2654435761 % 2**32:08x}{number:08x}"


def questions(view: LedgerView, make: Maker, acts: int) -> dict[str, Callable[[], Any]]:
    """One question of each sort, with filters drawn anew at each call."""
    draw, documents = make.random, acts // ACTS_OF_DOCUMENT

    def days() -> dict[str, Any]:
        start = FIRST + timedelta(days=draw.randrange(7000))
        return {"since": start, "until": start + timedelta(days=draw.choice((30, 365, 2000)))}

    def a_filter(*names: str) -> Filter:
        choices: dict[str, Any] = {
            "parties": tuple(make.parties(draw.choice((1, 1, 2)))),
            "counterpart": draw.choices(make.codes, make.weights)[0],
            "type": draw.choice(TYPES),
            "topic": draw.choice(TOPICS),
            "stage": draw.choice(STAGES),
            "status": draw.choice(("open", "overdue_nothing_found", "due_soon", "missed", "delivered")),
            "text": draw.choice((draw.choice(WORDS), f"matter{draw.randrange(50_000)}", "climate energy")),
        }
        chosen = {name: choices[name] for name in names if draw.random() < 0.5}
        if "counterpart" in chosen:
            chosen["parties"] = choices["parties"]
        return Filter(**chosen, **(days() if draw.random() < 0.3 else {}))

    def an_act() -> int:
        return draw.randrange(1, documents) * 100 + draw.randrange(ACTS_OF_DOCUMENT)

    return {
        "list acts": lambda: view.acts(a_filter("parties", "counterpart", "type", "topic")),
        "list acts, text": lambda: view.acts(a_filter("parties", "type", "text")),
        "list commitments": lambda: view.commitments(a_filter("parties", "counterpart", "type", "status")),
        "list commitments, text": lambda: view.commitments(a_filter("parties", "topic", "text")),
        "list agreements": lambda: view.agreements(a_filter("parties", "topic", "stage", "text")),
        "list meetings": lambda: view.meetings(a_filter("parties", "topic", "text")),
        "list documents": lambda: view.documents(a_filter("parties", "topic", "type", "text")),
        "show act": lambda: view.get(id_of("act", an_act())),
        "show agreement": lambda: view.get(id_of("agr", draw.randrange(documents // 2))),
        "show document": lambda: view.get(f"doc-{draw.randrange(1, documents)}"),
        "timeline agreement": lambda: view.timeline([id_of("agr", draw.randrange(documents // 2))]),
        "timeline parties": lambda: view.timeline(make.parties(draw.choice((1, 2)))),
    }


def main() -> None:
    """Fill, ask, print."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--acts", type=int, default=1_000_000)
    parser.add_argument("--times", type=int, default=200)
    parser.add_argument("--keep", type=Path, help="use this ledger; it is filled where it is not there")
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        path = options.keep or Path(folder) / "large.db"
        make, begun = Maker(1), time.perf_counter()
        if not path.exists():
            with Store.open(path) as store, store.writing() as writer:
                fill(writer, options.acts, make)
            print(f"filled in {time.perf_counter() - begun:.0f} s, {path.stat().st_size / 1e6:,.0f} MB")
        warm(path)
        with Store.open(path, read_only=True) as store, store.reading() as connection:
            report(questions(LedgerView(connection, AS_OF), make, options.acts), options.times)


if __name__ == "__main__":
    main()
