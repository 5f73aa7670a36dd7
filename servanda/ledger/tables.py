"""The tables of a ledger: `entry`, which is the ledger, and the folded tables, which can be rebuilt from it.

The one invariant: no folded row holds anything that does not follow from the entries.
Dates are ISO text, so that they sort alike on SQLite and PostgreSQL; lists are JSON text.
"""

from sqlalchemy import BigInteger, Column, Float, Index, Integer, LargeBinary, MetaData, Table, Text, text

metadata = MetaData()

#: SQLite has one kind of whole number; PostgreSQL's plain one is too small for numbers of acts.
_WHOLE = BigInteger().with_variant(Integer, "sqlite")

#: Texts sort by their code points on both databases, whatever language the server is set to.
_WORDS = Text().with_variant(Text(collation="C"), "postgresql")


_WAITING = text("standing = 'waiting'")


def _text(name: str, *, null: bool = True, key: bool = False) -> "Column[str]":
    return Column(name, _WORDS, nullable=null and not key, primary_key=key)


def _number(name: str, *, null: bool = True, key: bool = False) -> "Column[int]":
    return Column(name, _WHOLE, nullable=null and not key, primary_key=key, autoincrement=False)


entry = Table(
    "entry",
    metadata,
    _number("seq", key=True),
    _text("kind", null=False),
    _text("subject", null=False),
    _text("at", null=False),
    _text("coder", null=False),
    _text("version", null=False),
    Column("body", LargeBinary, nullable=False),
    _text("previous", null=False),
    _text("hash", null=False),
    Index("entry_by_subject", "kind", "subject", "seq"),
    Index("entry_by_time", "at", "seq"),
)

#: One row a version of a document; `no` is the seq of its entry, `current` is 1 for the newest version.
document = Table(
    "document",
    metadata,
    _number("no", key=True),
    _text("id", null=False),
    _number("version", null=False),
    _text("sha256", null=False),
    _text("publisher"),
    _text("title"),
    _text("published"),
    _text("language"),
    _text("source"),
    _text("learnt", null=False),
    _number("current", null=False),
    Index("document_by_id", "id", "version"),
    Index("document_by_text", "sha256"),
    Index("document_by_date", "published", "no"),
    Index("document_by_publisher", "publisher", "published", "no", "current"),
)

#: Further ids and addresses of the same text.
address = Table(
    "address",
    metadata,
    _number("document", key=True),
    _text("id", key=True),
    _text("source"),
    Index("address_by_id", "id"),
)

#: One row an act of a current document. `told` is the document's date, `body` the act as JSON
#: (`model/wire.py`).
act = Table(
    "act",
    metadata,
    _number("no", key=True),
    _text("id", null=False),
    _number("document", null=False),
    _text("type", null=False),
    _text("modality", null=False),
    _number("commitment", null=False),
    _text("told"),
    _number("start", null=False),
    _number("end", null=False),
    _text("quote", null=False),
    _text("coder", null=False),
    _text("verdict"),
    _text("account"),
    _text("body", null=False),
    Index("act_by_id", "id"),
    Index("act_by_account", "account"),
    Index("act_by_document", "document", "start"),
    Index("act_by_date", "told", "no"),
    Index("act_by_type", "type", "told", "no"),
    Index("act_by_commitment", "commitment", "told", "no"),
)

#: `role` is "actor" or "recipient".
act_party = Table(
    "act_party",
    metadata,
    _text("party", key=True),
    _text("told", key=True),
    _number("act", key=True),
    _text("role", key=True),
    Index("act_party_by_act", "act"),
)

act_topic = Table(
    "act_topic",
    metadata,
    _text("topic", key=True),
    _text("told", key=True),
    _number("act", key=True),
    Index("act_topic_by_act", "act"),
)

#: What one document says of one instrument; accounts in the same words for the same parties share a
#: designation. `stepped` is 1 where it proves a stage.
account = Table(
    "account",
    metadata,
    _text("id", key=True),
    _number("document", null=False),
    _text("designation", null=False),
    _text("told"),
    _number("stepped", null=False),
    _text("body", null=False),
    Index("account_by_document", "document"),
    Index("account_by_designation", "designation", "told"),
)

#: A way of naming an instrument, and the instrument it is folded into.
designation = Table(
    "designation",
    metadata,
    _text("id", key=True),
    _text("instrument"),
    _text("body", null=False),
    Index("designation_by_instrument", "instrument"),
)

#: Blocking keys: nodes of one matter that share a key are compared. Matters: instrument, commitment,
#: meeting, money. Keys that too many share are out of use: their nodes stand under "instrument/worn" and so
#: on. `evidence` is 1 for nodes that only tell what came of others: no two of them are compared.
blocking = Table(
    "blocking",
    metadata,
    _text("matter", key=True),
    _text("key", key=True),
    _text("node", key=True),
    _number("evidence", null=False),
    Index("blocking_by_node", "node"),
)

#: Persons' word on pairs of nodes: `same` is 1 for those that belong together. `entry` is the verdict.
ruling = Table(
    "ruling",
    metadata,
    _text("matter", key=True),
    _text("a", key=True),
    _text("b", key=True),
    _number("same", null=False),
    _number("entry", null=False),
)

#: A pair that was compared and found alike: `features` is the list that `servanda explain` prints.
link = Table(
    "link",
    metadata,
    _text("id", key=True),
    _text("matter", null=False),
    _text("a", null=False),
    _text("b", null=False),
    Column("score", Float, nullable=False),
    _text("features", null=False),
    Index("link_by_a", "matter", "a"),
    Index("link_by_b", "matter", "b"),
)

#: A folded instrument. `first` and `last` are dates of documents that name it; `body` holds the rest as JSON.
instrument = Table(
    "instrument",
    metadata,
    _text("id", key=True),
    _text("name", null=False),
    _text("kind", null=False),
    _text("binding", null=False),
    _text("stage"),
    _text("stage_date"),
    _text("first"),
    _text("last"),
    _number("documents", null=False),
    _text("body", null=False),
    Index("instrument_by_date", "last", "id"),
    Index("instrument_by_stage", "stage", "last", "id"),
)

instrument_party = Table(
    "instrument_party",
    metadata,
    _text("party", key=True),
    _text("last", key=True),
    _text("instrument", key=True),
    Index("instrument_party_by_instrument", "instrument"),
)

instrument_topic = Table(
    "instrument_topic",
    metadata,
    _text("topic", key=True),
    _text("last", key=True),
    _text("instrument", key=True),
    Index("instrument_topic_by_instrument", "instrument"),
)

#: A folded commitment, meeting or envelope of money: a group of acts. `standing` of a commitment is what
#: evidence says
#: of it; what follows from the calendar (due soon, overdue) is computed when asked, from `due`. `deadline` is
#: the kind of the deadline that holds; `trigger` names the event on which it waits, alike for all that wait
#: on the same; `sides` counts those who are bound.
matter = Table(
    "matter",
    metadata,
    _text("id", key=True),
    _text("kind", null=False),
    _text("title", null=False),
    _text("type"),
    _text("standing"),
    _text("first"),
    _text("last"),
    _text("start"),
    _text("due"),
    _text("instrument"),
    _text("stage"),
    _text("deadline"),
    _text("trigger"),
    _number("sides"),
    _text("body", null=False),
    Index("matter_by_date", "kind", "last", "id"),
    Index("matter_by_due", "kind", "standing", "due", "id"),
    Index("matter_by_instrument", "instrument", "kind"),
    Index("matter_by_type", "kind", "type", "last", "id"),
    Index("matter_by_stage", "kind", "stage", "last", "id"),
    Index("matter_by_deadline", "kind", "deadline", "last", "id"),
    # Few wait, and they are asked for by themselves.
    Index("matter_waiting", "last", "id", sqlite_where=_WAITING, postgresql_where=_WAITING),
    Index("matter_by_trigger", "standing", "trigger", "last", "id"),
)

matter_party = Table(
    "matter_party",
    metadata,
    _text("kind", key=True),
    _text("party", key=True),
    _text("last", key=True),
    _text("matter", key=True),
    _text("role", key=True),
    Index("matter_party_by_matter", "matter"),
)

matter_topic = Table(
    "matter_topic",
    metadata,
    _text("kind", key=True),
    _text("topic", key=True),
    _text("last", key=True),
    _text("matter", key=True),
    Index("matter_topic_by_matter", "matter"),
)

#: The offices whose holders speak in the acts of a matter ("CAN minister of international trade").
matter_office = Table(
    "matter_office",
    metadata,
    _text("kind", key=True),
    _text("office", key=True),
    _text("last", key=True),
    _text("matter", key=True),
    Index("matter_office_by_matter", "matter"),
)

#: Each telling of a commitment once more, narrow, to be counted by reading all of them. `told` is the day of
#: its document; `traits` are what rules of counting ask for, a bit each; lists are joined and framed by "|",
#: so that one is found by "|CAN|". The longer indexes are SQLite's alone: they hold all that is grouped, in
#: order, for it cannot group by hashes; PostgreSQL can, and has no place for long lists in an index.
telling = Table(
    "telling",
    metadata,
    _text("matter", key=True),
    _text("act", key=True),
    _text("told", null=False),
    _number("traits", null=False),
    _text("actors", null=False),
    _text("recipients", null=False),
    _text("topics", null=False),
    _text("offices", null=False),
    Index("telling_by_traits", "traits", "told", "act"),
    *(
        Index(f"telling_by_{name}", name, "traits", "told", "act").ddl_if(dialect="sqlite")
        for name in ("actors", "topics", "offices")
    ),
    Index("telling_by_day", "told", "traits", "act"),
)

#: Envelopes of money once more, to be summed: a row for each donor, each recipient, each that is "either",
#: and one with the role "all" and no party, so that joint donors do not count twice; each for every day of
#: telling and every currency ("" where unclear). `headline` is what was announced, `new` what no earlier
#: document tells, `unclear` what may have been told before the first document, `paid` what was told as paid.
#: `topics` is framed by "|", as in `telling`. Rows lie in the order in which they are summed.
share = Table(
    "share",
    metadata,
    _text("role", key=True),
    _text("party", key=True),
    _text("currency", key=True),
    _text("year", key=True),
    _text("told", key=True),
    _text("matter", key=True),
    _number("announcements", null=False),
    *(Column(name, Float, nullable=False) for name in ("headline", "new", "unclear", "paid")),
    _text("topics", null=False),
    Index("share_by_matter", "matter"),
    Index("share_by_day", "role", "party", "told", "matter", "topics"),
    Index("share_by_size", "role", "party", "currency", "matter", "told", "headline", "topics"),
    sqlite_with_rowid=False,
)

#: Of whom a publisher's documents tell: by this the rhythm of an issuer with a partner is known.
heard = Table(
    "heard",
    metadata,
    _text("publisher", key=True),
    _text("party", key=True),
    _text("told", key=True),
    _number("document", key=True),
    Index("heard_by_document", "document"),
)

#: Which acts a matter is folded from: `role` is "said" (again) or "evidence".
matter_act = Table(
    "matter_act",
    metadata,
    _text("matter", key=True),
    _text("act", key=True),
    _text("role", null=False),
    Index("matter_act_by_act", "act"),
)

#: What the ledger will not decide alone, with the reason and both sides' evidence.
review = Table(
    "review",
    metadata,
    _text("id", key=True),
    _text("matter", null=False),
    _text("subject", null=False),
    _text("other"),
    _text("reason", null=False),
    _text("body", null=False),
    Index("review_by_subject", "subject"),
)

#: Texts by which things with text ids are found (`search.py`); documents and acts have rows of their own.
searched = Table(
    "searched",
    metadata,
    Column("no", _WHOLE, primary_key=True),
    _text("kind", null=False),
    _text("key", null=False),
    _text("text", null=False),
    Index("searched_by_key", "kind", "key", unique=True),
)

#: Everything but the entries: dropped and filled again by `servanda rebuild`.
FOLDED = tuple(table for table in metadata.sorted_tables if table is not entry)
