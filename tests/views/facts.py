"""A small ledger of real-looking facts, its folded tables filled by hand: what the fold would write."""

import json
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

from sqlalchemy import Connection, insert

from servanda.ledger import search, tables
from servanda.ledger.store import Store
from servanda.model import Document, EntryKind, Ruling, Verdict
from servanda.model.bodies import document_body, verdict_body

AS_OF = date(2026, 3, 10)

#: What the small ledger is about, by a short name.
PACT = "agr_a1c0000000000001"
CHINA = "agr_a1c0000000000002"
THAI = "agr_b2c0000000000003"

TEXTS = {
    "kor-2023": (
        "KOR",
        "2023-04-14",
        "Foreign ministers meet in Seoul",
        "The two ministers plan to open talks on an agreement that protects information.\n",
    ),
    "can-kor-2025": (
        "CAN",
        "2025-10-30",
        "Canada and Korea set up a security partnership",
        "The Prime Minister met President Lee in Gyeongju today.\n"
        "The two leaders announced that substantive negotiations on the Agreement on the Protection of "
        "Military and Defence Classified Information have been concluded.\n"
        "Canada will lead a Team Canada Trade Mission to Korea in 2026.\n"
        "The General Security of Information Agreement will be the basis for defence procurement.\n",
    ),
    "kor-2026": (
        "KOR",
        "2026-01-27",
        "Cabinet approves pact with Canada",
        "The Cabinet approved the military information pact with Canada on Tuesday.\n"
        "It takes effect once both sides have completed their administrative steps.\n",
    ),
    "can-kor-2026": (
        "CAN",
        "2026-02-25",
        "Second 2+2 meeting held in Ottawa",
        "The ministers met in Ottawa on 25 February.\n"
        "They signed the Agreement on the Protection of Military and Defence Classified Information.\n",
    ),
    "can-chn-2026": (
        "CAN",
        "2026-01-16",
        "Canada and China form a new strategic partnership",
        "Canada expects China to cut the combined tariff on canola seed to about 15 per cent by "
        "1 March 2026.\n"
        "Canada will admit up to 49,000 Chinese electric vehicles a year.\n"
        "The leaders announced a new strategic partnership.\n"
        "Canada will provide $50 million for clean technology.\n",
    ),
    "chn-2026": (
        "CHN",
        "2026-01-16",
        None,
        "China will adjust its measures on canola in accordance with law.\n",
    ),
    "note": (None, None, "A note without a date", "Canada thanked Thailand for its hospitality.\n"),
}

#: id: (document, type, modality, quotation, actors, recipients, more fields)
ACTS: dict[str, tuple[str, str, str, str, list[str], list[str], dict[str, object]]] = {
    "act_meet": (
        "can-kor-2025",
        "meet",
        "done",
        "The Prime Minister met President Lee in Gyeongju",
        ["CAN", "KOR"],
        [],
        {},
    ),
    "act_conclude": (
        "can-kor-2025",
        "conclude_text",
        "done",
        "substantive negotiations on the Agreement on the Protection of Military and Defence Classified "
        "Information have been concluded",
        ["CAN", "KOR"],
        [],
        {"instrument": "Agreement on the Protection of Military and Defence Classified Information"},
    ),
    "act_mission": (
        "can-kor-2025",
        "schedule",
        "decided",
        "Canada will lead a Team Canada Trade Mission to Korea in 2026",
        ["CAN"],
        ["KOR"],
        {"deadline": ("absolute", "in 2026", "2026-01-01", "2026-12-31")},
    ),
    "act_approve": (
        "kor-2026",
        "approve",
        "done",
        "The Cabinet approved the military information pact with Canada",
        ["KOR"],
        [],
        {"instrument": "military information pact with Canada"},
    ),
    "act_ottawa": (
        "can-kor-2026",
        "meet",
        "done",
        "The ministers met in Ottawa on 25 February",
        ["CAN", "KOR"],
        [],
        {},
    ),
    "act_sign": (
        "can-kor-2026",
        "sign",
        "done",
        "They signed the Agreement on the Protection of Military and Defence Classified Information",
        ["CAN", "KOR"],
        [],
        {"instrument": "Agreement on the Protection of Military and Defence Classified Information"},
    ),
    "act_canola": (
        "can-chn-2026",
        "ease",
        "promised",
        "China to cut the combined tariff on canola seed to about 15 per cent by 1 March 2026",
        ["CHN"],
        ["CAN"],
        {"flags": ["attributed"], "deadline": ("absolute", "by 1 March 2026", "2026-01-16", "2026-03-01")},
    ),
    "act_cars": (
        "can-chn-2026",
        "ease",
        "promised",
        "Canada will admit up to 49,000 Chinese electric vehicles a year",
        ["CAN"],
        ["CHN"],
        {"deadline": ("recurring", "a year", None, None)},
    ),
    "act_partners": (
        "can-chn-2026",
        "set_up",
        "done",
        "The leaders announced a new strategic partnership",
        ["CAN", "CHN"],
        [],
        {"instrument": "a new strategic partnership"},
    ),
    "act_money": (
        "can-chn-2026",
        "pledge_funds",
        "promised",
        "Canada will provide $50 million for clean technology",
        ["CAN"],
        [],
        {"money": ("$50 million", 50_000_000, "CAD")},
    ),
    "act_adjust": (
        "chn-2026",
        "ease",
        "promised",
        "China will adjust its measures on canola",
        ["CHN"],
        [],
        {},
    ),
    "act_thanks": (
        "note",
        "endorse",
        "done",
        "Canada thanked Thailand for its hospitality",
        ["CAN"],
        ["THA"],
        {},
    ),
}

COMMITTING = {"act_mission", "act_canola", "act_cars", "act_money", "act_adjust"}

TOPICS = {
    "act_canola": ["agriculture", "trade"],
    "act_cars": ["trade", "transport"],
    "act_adjust": ["agriculture"],
    "act_mission": ["trade"],
    "act_conclude": ["defence", "information_security"],
    "act_sign": ["defence", "information_security"],
    "act_approve": ["defence"],
}


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


def build(path: Path) -> Path:
    """Make the ledger at `path`."""
    with Store.open(path) as store, store.writing() as writer:
        facts = Facts(writer.connection)
        at = datetime(2026, 3, 1, 9, tzinfo=UTC)
        for day, (id, (publisher, published, title, text)) in enumerate(TEXTS.items()):
            when = date.fromisoformat(published) if published else None
            document = Document(id, text, publisher, title, when, source=f"https://example.org/{id}")
            made = at + timedelta(days=day)
            if id == "chn-2026":
                older = Document(id, text.replace("its measures", "some measures"), publisher, title, when)
                old = writer.append(
                    EntryKind.DOCUMENT, id, document_body(older), coder="reader", version="1", at=made
                )
                _document(facts, older, old.seq, old.at, version=1, current=0)
            entry = writer.append(
                EntryKind.DOCUMENT, id, document_body(document), coder="reader", version="1", at=made
            )
            facts.number[id] = entry.seq
            _document(facts, document, entry.seq, entry.at, version=2 if id == "chn-2026" else 1, current=1)
        facts.put(
            "address", document=facts.number["kor-2026"], id="kor-mirror", source="https://example.net/copy"
        )
        for no, id in enumerate(ACTS, start=100):
            facts.act(no, id)
        _agreements(facts)
        _matters(facts)
        verdict = Verdict(Ruling.ACCEPT, "act_sign", "Ana Lind", "seen in the readout")
        writer.append(
            EntryKind.VERDICT, "act_sign", verdict_body(verdict), coder="Ana Lind", version="1", at=at
        )
    return path


def _document(facts: Facts, document: Document, no: int, at: datetime, *, version: int, current: int) -> None:
    facts.put(
        "document",
        no=no,
        id=document.id,
        version=version,
        sha256=document.sha256,
        publisher=document.publisher,
        title=document.title,
        published=document.published.isoformat() if document.published else None,
        language="en",
        source=document.source,
        learnt=at.isoformat(),
        current=current,
    )


def _agreements(facts: Facts) -> None:
    long = "Agreement on the Protection of Military and Defence Classified Information"
    short = "General Security of Information Agreement"
    pact = "the military information pact with Canada"
    facts.account("acc_pact25", "can-kor-2025", "des_long", [long, short], long, short)
    facts.account("acc_pact26", "kor-2026", "des_pact", [pact.removeprefix("the ")], pact)
    facts.account("acc_signed", "can-kor-2026", "des_long", [long], long)
    facts.account(
        "acc_china", "can-chn-2026", "des_china", ["new strategic partnership"], "a new strategic partnership"
    )
    for id, agreement in (("des_long", PACT), ("des_pact", PACT), ("des_china", CHINA)):
        facts.put("designation", id=id, instrument=agreement, body={})

    def stage(name: str, day: str | None, act: str | None, **more: object) -> dict[str, object]:
        told = {
            "stage": name,
            "date": day,
            "dated": "told",
            "implied": act is None,
            "party": None,
            "act": act,
            **more,
        }
        return {**told, **(facts.cited(*_words(act)) if act else {})}

    facts.agreement(
        PACT,
        long,
        ["CAN", "KOR"],
        ["defence", "information_security"],
        "2026-02-25",
        binding="binding",
        stage="signed",
        stage_date="2026-02-25",
        documents=3,
        body={
            "names": [long, short, "military information pact with Canada"],
            "stages": [
                stage("negotiating", None, None),
                stage("concluded", "2025-10-30", "act_conclude", dated="by"),
                stage("approved", "2026-01-27", "act_approve", party="KOR", dated="published"),
                stage("signed", "2026-02-25", "act_sign"),
            ],
        },
    )
    facts.agreement(
        CHINA,
        "new strategic partnership",
        ["CAN", "CHN"],
        ["trade"],
        "2026-01-16",
        kind="partnership",
        binding="non_binding",
        stage="operative",
        stage_date="2026-01-16",
        body={"stages": [stage("operative", "2026-01-16", "act_partners")]},
    )
    facts.agreement(THAI, "free trade agreement <Canada & Thailand>", ["CAN", "THA"], ["trade"], "")
    features = [["same words", 0.5, 4.0], ["same parties", 1.0, 2.0], ["other year", -0.2, 5.0]]
    facts.put(
        "link",
        id="lnk_1",
        matter="instrument",
        a="des_long",
        b="des_pact",
        score=3.0,
        features=json.dumps(features),
    )
    facts.put(
        "review",
        id="rev_1",
        matter="instrument",
        subject=PACT,
        other=THAI,
        reason="the Cabinet's pact fits both",
        body={"evidence": [facts.cited(*_words("act_approve")), facts.cited(*_words("act_conclude"))]},
    )


def _words(act: str) -> tuple[str, str]:
    return ACTS[act][0], ACTS[act][3]


def _matters(facts: Facts) -> None:
    def due(act: str) -> dict[str, object]:
        told = ACTS[act][6]["deadline"]
        assert isinstance(told, tuple)
        return {
            "deadline": dict(zip(("kind", "text", "from", "to"), told, strict=True)),
            "modality": ACTS[act][2],
        }

    facts.matter(
        "com_mission",
        "commitment",
        "Canada will lead a Team Canada Trade Mission to Korea in 2026",
        ["act_mission"],
        {"actor": ["CAN"], "recipient": ["KOR"]},
        type="schedule",
        standing="open",
        due="2026-12-31",
        body={**due("act_mission"), "quote": ACTS["act_mission"][3], "sources": ["can-kor-2026"]},
    )
    facts.matter(
        "com_canola",
        "commitment",
        "China to cut the combined tariff on canola seed",
        ["act_canola"],
        {"actor": ["CHN"], "recipient": ["CAN"]},
        type="ease",
        standing="open",
        due="2026-03-01",
        body={
            **due("act_canola"),
            "quote": ACTS["act_canola"][3],
            "sources": ["chn-2026"],
            "flags": ["attributed"],
        },
    )
    facts.matter(
        "com_cars",
        "commitment",
        "Canada will admit up to 49,000 Chinese electric vehicles a year",
        ["act_cars"],
        {"actor": ["CAN"], "recipient": ["CHN"]},
        type="ease",
        standing="delivered",
        body={
            **due("act_cars"),
            "quote": ACTS["act_cars"][3],
            "evidence": [
                {**facts.cited(*_words("act_adjust")), "act": "act_adjust", "says": "partner", "kind": "kept"}
            ],
        },
    )
    facts.matter(
        "com_signing",
        "commitment",
        "Canada and Korea to sign the pact",
        ["act_conclude"],
        {"actor": ["CAN", "KOR"]},
        type="sign",
        standing="in_progress",
        due="2026-04-01",
        instrument=PACT,
        stage="signed",
        body={"quote": ACTS["act_conclude"][3], "modality": "promised"},
    )
    both = {"actor": ["CAN", "KOR"]}
    held = [
        ("mee_gyeongju", "Canada and Korea in Gyeongju", "act_meet", "held", "2025-10-30", "Gyeongju"),
        ("mee_ottawa", "Canada and Korea in Ottawa", "act_ottawa", "held", "2026-02-25", "Ottawa"),
        ("mee_lapsed", "Trade mission to Korea", "act_mission", "scheduled", "2026-02", None),
    ]
    for id, title, act, standing, start, place in held:
        body = {"place": place, "form": "meeting"}
        facts.matter(id, "meeting", title, [act], both, standing=standing, start=start, body=body)
    facts.matter(
        "env_clean",
        "money",
        "$50 million for clean technology",
        ["act_money"],
        {"actor": ["CAN"]},
        body={"money": {"text": "$50 million", "amount": 50_000_000, "currency": "CAD"}},
    )
