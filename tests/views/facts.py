"""A small ledger of real-looking facts, its folded tables filled by hand: what the fold would write."""

from datetime import UTC, date, datetime, timedelta
from pathlib import Path

from servanda.ledger.store import Store
from servanda.model import Document, EntryKind, Ruling, Verdict
from servanda.model.bodies import document_body, verdict_body
from tests.views.filling import Facts
from tests.views.folded import fold_by_hand
from tests.views.told import ACTS, AS_OF, CHINA, PACT, TEXTS, THAI

__all__ = ["ACTS", "AS_OF", "CHINA", "PACT", "TEXTS", "THAI", "build"]


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
        fold_by_hand(facts)
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
