"""One act after a verdict: its row as persons left it."""

import msgspec
from sqlalchemy import Connection, select, update

from servanda.ledger.rows import drop, put
from servanda.ledger.tables import account, act, act_party, act_topic, document
from servanda.ledger.tables import entry as entries
from servanda.linking.acts import act_topics
from servanda.linking.fold.codings import MOST, Changes, account_told, party_rows, topic_rows
from servanda.linking.fold.verdicts import in_force, judged, verdicts_on
from servanda.model.bodies import CodingBody


def refresh_act(connection: Connection, id: str, changes: Changes) -> None:
    """Renew the rows of act `id` from its coding and all verdicts on it. An unknown act changes nothing."""
    row = connection.execute(
        select(act.c.no, act.c.document, document.c.published)
        .join(document, document.c.no == act.c.document)
        .where(act.c.id == id)
    ).first()
    if row is None:
        return
    seq, at = divmod(row.no, MOST)
    body = connection.execute(select(entries.c.body).where(entries.c.seq == seq)).scalar_one()
    coding = msgspec.json.decode(body, type=CodingBody)
    line, word = judged(coding.acts[at], in_force(verdicts_on(connection, id)))
    connection.execute(
        update(act)
        .where(act.c.no == row.no)
        .values(
            type=line.type.value,
            modality=line.modality.value,
            commitment=int(line.commitment and word != "rejected"),
            verdict=word,
            account=account_told(line, coding.accounts),
            body=msgspec.json.encode(line).decode(),
        )
    )
    drop(connection, act_party.c.act, [row.no])
    put(connection, act_party, party_rows(line, row.no, row.published or ""))
    drop(connection, act_topic.c.act, [row.no])
    put(connection, act_topic, topic_rows(act_topics(line), row.no, row.published or ""))
    # Stages rest on acts: what this document says of agreements is looked at again.
    proving = select(account.c.designation).where(account.c.document == row.document, account.c.stepped == 1)
    changes.designations |= set(connection.execute(proving).scalars())
    changes.gone_acts.add(id)
    changes.acts.add(id)
    changes.came.pop(id, None)
