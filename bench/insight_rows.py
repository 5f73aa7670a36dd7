"""Rows of a large ledger for the questions of insight: documents with a cast, deadlines, money, readouts.

A document is issued by one party and tells of a few others, again and again. Its text holds the clauses of
its acts where they say they stand.
"""

import json
from collections.abc import Iterator
from datetime import date, timedelta
from typing import Any

from views import FIRST, STANDINGS, TOPICS, Maker, Placed, id_of

from servanda.ledger import tables
from servanda.linking.commitments.telling import bits_of

#: Kinds of deadlines of commitments in every hundred, as the sample files have them; "" is none.
DEADLINES = {"": 44, "absolute": 33, "horizon": 8, "recurring": 6, "continuing": 5, "condition": 3}
DEADLINES["event"] = 1
#: Events on which commitments wait, a few on which many do.
TRIGGERS = 3_000
#: In every hundred: acts with money, commitments said twice, of which something was heard, with an office.
WITH_MONEY, AGAIN, EVIDENCE, WITH_OFFICE = 10, 12, 15, 35
_ADDING = ("new", "top_up")
CURRENCIES = ["USD"] * 5 + ["EUR", "EUR", "CAD", "JPY", ""]
OFFICES = ["president", "prime minister", "foreign minister", "minister of defence", "minister of trade"]
FORMS = ["meeting", "meeting", "visit", "call", "summit"]


class CastMaker(Maker):
    """A maker whose documents have a cast: all parties of a document are of it, its issuer most of all."""

    each = 10

    def __init__(self, seed: int) -> None:
        super().__init__(seed)
        self.cast: list[str] = []
        self.triggers = [" ".join(sorted(self.words(2).split())) for _ in range(TRIGGERS)]
        total, self.waiting = 0.0, []
        for place in range(TRIGGERS):
            total += 1 / (place + 1)
            self.waiting.append(total)

    def parties(self, count: int) -> list[str]:
        """Parties of the cast; of all there are, outside of a document."""
        if not self.cast:
            return super().parties(count)
        return list(dict.fromkeys(self.random.choice(self.cast) for _ in range(count)))

    def chance(self, percent: int) -> bool:
        return self.random.randrange(100) < percent

    def trigger(self) -> str:
        return self.random.choices(self.triggers, cum_weights=self.waiting)[0]

    def document(self, no: int, told: str, count: int, names: dict[str, str]) -> Iterator[Placed]:
        """The rows of a document that views ask, with what insight asks besides."""
        self.cast = []
        self.cast = list(dict.fromkeys([*super().parties(1), *super().parties(self.random.randint(1, 6))]))
        document = _Document(no, told, count, self)
        for table, row in super().document(no, told, count, names):
            yield from document.put(table, row)
        yield from document.heard()
        self.cast = []

    def body(self, no: int, rows: list[Placed]) -> bytes:  # noqa: ARG002 - the rows tell all
        """The entry of a document: the clauses of its acts, a line each."""
        text = "".join(f"{row['quote']}\n" for table, row in rows if table == "act")
        head = next(row for table, row in rows if table == "document")
        kept = {name: head[name] for name in ("id", "publisher", "title", "published")}
        return json.dumps({**kept, "text": text}).encode()


class _Document:
    """One document on its way: `line` is the act that its matters are folded from."""

    def __init__(self, no: int, told: str, count: int, make: CastMaker) -> None:
        self.no, self.told, self.count, self.make = no, told, count, make
        self.issuer = make.cast[0]
        self.at = 0
        self.others: set[str] = set()
        self.line: dict[str, Any] = {}
        self.place: dict[str, Any] = {}

    def put(self, table: str, row: dict[str, Any]) -> Iterator[Placed]:
        """A row with what it lacks, and rows that follow from it."""
        if table == "document":
            row["publisher"] = self.issuer
        elif table == "act":
            yield from self._act(row)
        elif table == "act_party":
            self.others.add(row["party"])
        elif table == "matter":
            yield from self._commitment(row) if row["kind"] == "commitment" else self._meeting(row)
        yield table, row

    def heard(self) -> Iterator[Placed]:
        """Of whom the document tells."""
        for party in sorted(self.others - {self.issuer}):
            row = {"publisher": self.issuer, "party": party, "told": self.told, "document": self.no}
            yield "heard", row

    def _act(self, row: dict[str, Any]) -> Iterator[Placed]:
        line = json.loads(row["body"])
        start, self.at = self.at, self.at + len(row["quote"]) + 1
        where = {"start": start, "end": start + len(row["quote"])}
        line.update(where, trigger=[start, start + 5])
        if row["commitment"]:
            line["deadline"] = self._deadline()
        if self.make.chance(WITH_MONEY):
            amount = self.make.random.choice((5, 12, 50, 120, 300, 750)) * 1_000_000
            currency = self.make.random.choice(CURRENCIES)
            text = f"{currency or '$'} {amount // 1_000_000} million"
            line["money"] = {"text": text, "amount": amount, "currency": currency or None}
        self.line, self.place = line, {"document": f"doc-{self.no}", **where, "quote": row["quote"]}
        row.update(where, body=json.dumps(line))
        if line["money"]:
            yield from self._money(row["no"])

    def _deadline(self) -> dict[str, Any] | None:
        kind = self.make.random.choices(list(DEADLINES), list(DEADLINES.values()))[0]
        if not kind:
            return None
        if kind in ("absolute", "horizon"):
            told = date.fromisoformat(self.told)
            last = (told + timedelta(days=self.make.random.randint(20, 1000))).isoformat()
            return {"kind": kind, "text": f"by {last}", "from": self.told, "to": last}
        text = self.make.trigger() if kind in ("condition", "event") else "every year"
        return {"kind": kind, "text": text, "from": None, "to": None}

    def _commitment(self, row: dict[str, Any]) -> Iterator[Placed]:
        line, due = self.line, self.line["deadline"]
        kind = due["kind"] if due else None
        body = {**json.loads(row["body"]), "modality": "promised", "deadline": due, "moved": False}
        body |= {"condition": None, "flags": [], "topics": [], "documents": [f"doc-{self.no}"]}
        body |= {"money": line["money"]["text"] if line["money"] else None, "evidence": []}
        body["sources"] = [f"doc-{self.no}"]
        if self.make.chance(EVIDENCE):
            act = self._other_act()
            says = {"act": act, "kind": "under_way", "says": "self", "date": self.told, **self.place}
            body["evidence"] = [says]
            yield "matter_act", {"matter": row["id"], "act": act, "role": "evidence"}
        row.update(due=due["to"] if due else None, start=due["from"] if due else None, body=json.dumps(body))
        row.update(deadline=kind, trigger=due["text"] if kind in ("condition", "event") else None)
        row.update(sides=len(line["actors"]), standing=self._standing(kind))
        offices = self._offices() if self.make.chance(WITH_OFFICE) else []
        for office in offices:
            kept = {"kind": "commitment", "last": self.told, "matter": row["id"], "office": office}
            yield "matter_office", kept
        yield from self._tellings(row["id"], offices)

    def _standing(self, kind: str | None) -> str:
        return "waiting" if kind in ("condition", "event") else self.make.random.choice(STANDINGS)

    def _offices(self) -> list[str]:
        return [f"{party} {self.make.random.choice(OFFICES)}" for party in self.line["actors"]]

    def _tellings(self, matter: str, offices: list[str]) -> Iterator[Placed]:
        """Where the ledger keeps tellings to be counted: the act, and at times another that says it again."""
        if "telling" not in tables.metadata.tables:
            return
        line, kind = self.line, (self.line["deadline"] or {}).get("kind")
        traits = {line["type"], "promised", "joint" if len(line["actors"]) > 1 else "one_side"}
        traits |= {"dated"} if kind in ("absolute", "horizon", "recurring") else set()
        traits |= {"awaits"} if kind in ("condition", "event") else set()
        traits |= {"sum"} if line["money"] else set()
        traits |= {word for word in ("vague", "figure", "named") if self.make.chance(20)}
        topics = sorted({self.make.random.choice(TOPICS) for _ in range(self.make.random.randint(0, 2))})
        same = {"matter": matter, "told": self.told, "topics": _framed(topics), "offices": _framed(offices)}
        same |= {"actors": _framed(line["actors"]), "recipients": _framed(line["recipients"])}
        yield "telling", {**same, "act": line["id"], "traits": bits_of({"made", *traits})}
        if self.make.chance(AGAIN):
            act = self._other_act()
            yield "matter_act", {"matter": matter, "act": act, "role": "said"}
            yield "telling", {**same, "act": act, "traits": bits_of({"again", *traits})}

    def _meeting(self, row: dict[str, Any]) -> Iterator[Placed]:
        other = self.make.random.randint(1, self.count)
        documents = list(dict.fromkeys([f"doc-{self.no}", f"doc-{other}"]))
        body = {"parties": self.line["actors"], "place": "Ottawa", "form": self.make.random.choice(FORMS)}
        held = {"start": self.told, "due": self.told} if row["standing"] == "held" else {}
        row.update(held, body=json.dumps({**body, "documents": documents, "topics": []}))
        row.update(deadline=None, trigger=None, sides=len(self.line["actors"]), type=None)
        yield "matter_act", {"matter": row["id"], "act": self._other_act(), "role": "said"}

    def _money(self, no: int) -> Iterator[Placed]:
        """An envelope that this act announced, and at times another act again."""
        line, id, again = self.line, id_of("env", no), self.make.chance(30)
        acts = [line["id"], *([self._other_act()] if again else [])]
        sum_ = line["money"]
        amount, currency, topics = float(sum_["amount"]), sum_["currency"] or "", self.make.topics()
        role = self.make.random.choice(("repeat", "repeat", "tranche_of", "top_up", "unclear"))
        days = [self.told, some_day(self.make).isoformat()]
        said = [
            {"act": act, "document": f"doc-{self.no}", "told": day, "role": kind, "amount": amount}
            | {"currency": sum_["currency"], "because": "first", "new": amount if kind in _ADDING else 0.0}
            for act, kind, day in zip(acts, ("new", role), sorted(days[: len(acts)]), strict=False)
        ]
        body = {"actors": line["actors"], "recipients": line["recipients"], "money": sum_["text"]}
        body |= {"amount": amount, "currency": sum_["currency"], "announcements": said, "paid": 0.0}
        body |= {"headline": amount * len(acts), "quote": line["quote"], "topics": topics}
        row = dict.fromkeys(("type", "start", "due", "instrument", "stage", "deadline", "trigger"))
        row |= {"id": id, "kind": "money", "title": line["quote"], "standing": "announced"}
        row |= {"first": self.told, "last": self.told, "sides": len(line["actors"]), "body": json.dumps(body)}
        yield "matter", row
        for act in acts:
            yield "matter_act", {"matter": id, "act": act, "role": "said"}
        sides = [("all", ""), *(("donor", one) for one in line["actors"])]
        sides += [("recipient", one) for one in line["recipients"]]
        sides += [("either", one) for one in dict.fromkeys((*line["actors"], *line["recipients"]))]
        told: dict[str, list[dict[str, Any]]] = {}
        for one in said:
            told.setdefault(one["told"], []).append(one)
        for day, ones in told.items():
            sums = {"announcements": len(ones), "headline": amount * len(ones), "unclear": 0.0, "paid": 0.0}
            sums["new"] = sum(one["new"] for one in ones)
            for side, party in sides:
                same = {"role": side, "party": party, "told": day, "year": day[:4], "currency": currency}
                yield "share", {**same, "matter": id, "topics": _framed(topics), **sums}
        for topic in topics:
            yield "matter_topic", {"kind": "money", "topic": topic, "last": self.told, "matter": id}
        for role, parties in (("actor", "actors"), ("recipient", "recipients")):
            for party in line[parties]:
                kept = {"kind": "money", "party": party, "role": role, "last": self.told, "matter": id}
                yield "matter_party", kept

    def _other_act(self) -> str:
        """Some act of some document."""
        no = self.make.random.randint(1, self.count) * 100 + self.make.random.randrange(self.make.each)
        return id_of("act", no)


def _framed(words: list[str]) -> str:
    return f"|{'|'.join(words)}|" if words else ""


def some_day(make: Maker) -> date:
    """A day on which the ledger may be asked."""
    return FIRST + timedelta(days=make.random.randrange(2000, 7000))
