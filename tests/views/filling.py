"""`Facts`: rows of a ledger put in by hand, as the fold would write them."""

import json
from dataclasses import dataclass, field

from sqlalchemy import Connection, insert

from servanda.ledger import search, tables
from tests.views.told import ACTS, COMMITTING, TEXTS, TOPICS


@dataclass
class Facts:
    """Fills one ledger; `number` is the entry of each document, `at` moves on a day with each entry."""

    connection: Connection
    number: dict[str, int] = field(default_factory=dict)

    def put(self, table: str, **values: object) -> None:
        if "body" in values and not isinstance(values["body"], bytes):
            values["body"] = json.dumps(values["body"])
        self.connection.execute(insert(tables.metadata.tables[table]).values(**values))

    def place(self, document: str, words: str) -> tuple[int, int]:
        text = TEXTS[document][3]
        start = text.index(words)
        return start, start + len(words)

    def cited(self, document: str, words: str) -> dict[str, object]:
        start, end = self.place(document, words)
        return {"document": document, "start": start, "end": end, "quote": words}

    def act(self, no: int, id: str) -> None:
        document, type_, modality, quote, actors, recipients, more = ACTS[id]
        start, end = self.place(document, quote)
        told = TEXTS[document][1] or ""
        due, sum_ = more.get("deadline"), more.get("money")
        line = {
            "id": id,
            "type": type_,
            "modality": modality,
            "flags": more.get("flags", []),
            "start": start,
            "end": end,
            "trigger": [start, start + 3],
            "quote": quote,
            "actors": actors,
            "recipients": recipients,
            "instrument": more.get("instrument"),
            "stage": None,
            "deadline": dict(zip(("kind", "text", "from", "to"), due, strict=True)) if due else None,
            "money": dict(zip(("text", "amount", "currency"), sum_, strict=True)) if sum_ else None,
            "commitment": id in COMMITTING,
            "confidence": 0.9,
            "because": [f"{type_}.plain", "subject: named"],
        }
        accounts = {"act_conclude": "acc_pact25", "act_approve": "acc_pact26", "act_sign": "acc_signed"}
        self.put(
            "act",
            no=no,
            id=id,
            document=self.number[document],
            type=type_,
            modality=modality,
            commitment=int(id in COMMITTING),
            told=told,
            start=start,
            end=end,
            quote=quote,
            coder="reader",
            verdict="accepted" if id == "act_sign" else None,
            account=accounts.get(id) or ("acc_china" if id == "act_partners" else None),
            body=line,
        )
        for role, codes in (("actor", actors), ("recipient", recipients)):
            for code in codes:
                self.put("act_party", party=code, told=told, act=no, role=role)
        for topic in TOPICS.get(id, []):
            self.put("act_topic", topic=topic, told=told, act=no)

    def account(self, id: str, document: str, designation: str, names: list[str], *mentions: str) -> None:
        places = [[*self.place(document, words), "full"] for words in mentions]
        body = {
            "id": id,
            "names": names,
            "kind": "agreement",
            "subject": "",
            "parties": [],
            "mentions": places,
        }
        told = TEXTS[document][1] or ""
        numbers = {"document": self.number[document], "designation": designation, "told": told, "stepped": 1}
        stored = {"account": body, "name": mentions[0], "quotes": []}
        self.put("account", id=id, body=stored, **numbers)

    def agreement(
        self, id: str, name: str, parties: list[str], topics: list[str], last: str, **values: object
    ) -> None:
        body = {
            "names": [name],
            "parties": parties,
            "disputed": False,
            "relation": None,
            "stages": [],
            "claims": [],
        }
        body |= values.pop("body", {})  # type: ignore[arg-type]
        plain = {"kind": "agreement", "binding": "unknown", "stage": None, "stage_date": None, "documents": 1}
        self.put("instrument", id=id, name=name, first=last, last=last, body=body, **{**plain, **values})
        for code in parties:
            self.put("instrument_party", party=code, last=last, instrument=id)
        for topic in topics:
            self.put("instrument_topic", topic=topic, last=last, instrument=id)
        search.index(self.connection, "instrument", id, "\n".join(body["names"]))  # type: ignore[arg-type]

    def matter(
        self, id: str, kind: str, title: str, said: list[str], parties: dict[str, list[str]], **values: object
    ) -> None:
        documents = [ACTS[one][0] for one in said]
        told = sorted(TEXTS[one][1] or "" for one in documents)
        body = {
            "actors": parties.get("actor", []),
            "recipients": parties.get("recipient", []),
            "documents": documents,
        }
        body |= values.pop("body", {})  # type: ignore[arg-type]
        self.put("matter", id=id, kind=kind, title=title, first=told[0], last=told[-1], body=body, **values)
        for role, codes in parties.items():
            for code in codes:
                self.put("matter_party", kind=kind, party=code, role=role, last=told[-1], matter=id)
        for topic in sorted({topic for one in said for topic in TOPICS.get(one, [])}):
            self.put("matter_topic", kind=kind, topic=topic, last=told[-1], matter=id)
        for one in said:
            self.put("matter_act", matter=id, act=one, role="said")
