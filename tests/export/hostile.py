"""Ledgers of one document whose every text is hostile: quotation, title, names, deadline, sum, a party."""

import itertools
import re
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, date, datetime
from pathlib import Path
from tempfile import TemporaryDirectory

from hypothesis import strategies as st

from servanda.api.ledger import open_ledger
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
    act_id,
)
from servanda.model.instrument import account_id
from servanda.views import LedgerView

AS_OF = date(2026, 3, 15)
LEARNT = datetime(2020, 1, 1, tzinfo=UTC)

#: Texts that break writers which forget to quote, to escape or to clean.
NASTY = (
    "=cmd|' /C calc'!A0",
    "@SUM(1+9)*cmd",
    "+44 20 7946 0000",
    "- a dash, first",
    "＝全角の式",
    'he said "no", then ""yes""',
    "semi;colon, comma\tand tab",
    "two\nlines\r\nand a return\ralone",
    "<script>alert(1)</script> & <b>bold</b> ]]> <!-- -->",
    '" onmouseover="alert(1)',
    "form feed \x0c bell \x07 delete \x7f next line \x85",
    "not XML: \x01 \ufffe \uffff",
    "🤝🏽 family 👩‍👩‍👧 flag 🇨🇦",
    "שלום עולם \u202eright to left\u202c مرحبا",
    "{braces} {0} {title} %s %(x)s ${HOME}",
    "../../etc/passwd",
    "javascript:alert(1)",
    "https://example.org/?q=<script>&x='\"",
    "é e\u0301 ﬁ ﷽ zero\u200bwidth \u2028 line separator",
    "x" * 3000,
)

HOSTILE = st.one_of(
    st.sampled_from(NASTY),
    st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\0"), min_size=1, max_size=60),
)


@contextmanager
def hostile_view(words: str) -> Iterator[LedgerView]:
    """A view of a ledger whose texts are all `words`."""
    with TemporaryDirectory() as folder, open_ledger(Path(folder) / "hostile.db") as ledger:
        ledger.add_coded([reading(words)], coder="test", at=LEARNT)
        with ledger.view(AS_OF) as view:
            yield view


def reading(words: str) -> Reading:
    """A document with a promise, a signature and a pledge, whose clauses are `words`."""
    text = " | ".join([words] * 3)
    document = Document(
        f"id {words}", text, "CAN", words, date(2026, 1, 16), source=f"https://example.org/{words}"
    )
    places = itertools.accumulate([0, len(words) + 3, len(words) + 3])
    spans = [Span(start, start + len(words)) for start in places]
    promise, signature, pledge = (Span(one.start, one.end) for one in spans)
    acts = (
        _act(document, ActType.PROMISE, promise, words, Modality.PROMISED, deadline=True),
        _act(document, ActType.SIGN, signature, words, Modality.DONE, stage="signed"),
        _act(document, ActType.PLEDGE_FUNDS, pledge, words, Modality.PROMISED, money=True),
    )
    account = Account(
        id=account_id(document.sha256, signature),
        names=(words,),
        kind="agreement",
        subject="trade",
        parties=("CAN", f"OTHER:{words}"),
        mentions=(Mention(signature, Form.FULL),),
    )
    return Reading(document, acts, (account,))


def _act(
    document: Document,
    kind: ActType,
    span: Span,
    words: str,
    modality: Modality,
    *,
    deadline: bool = False,
    money: bool = False,
    stage: str | None = None,
) -> Act:
    return Act(
        id=act_id(document.sha256, kind, span, span),
        type=kind,
        modality=modality,
        span=span,
        trigger=span,
        quote=words,
        actors=("CAN",),
        recipients=(f"OTHER:{words}",),
        instrument=words if stage else None,
        stage=stage,
        deadline=Deadline(DeadlineKind.ABSOLUTE, span, words, date(2026, 6, 1), date(2026, 6, 30))
        if deadline
        else None,
        money=Money(span, words, 1_000_000.0, "CAD") if money else None,
    )


def legal_in_xml(words: str) -> str:
    """`words` as XML can hold them, by the production Char of XML 1.0, one character for one."""
    held = re.compile(r"[\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
    return "".join(one if held.match(one) else "\ufffd" for one in words)
