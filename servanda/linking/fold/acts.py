"""One act after a verdict: its row as persons left it."""

import msgspec
from sqlalchemy import Connection, select, update

from servanda.ledger.tables import act, act_party, document
from servanda.ledger.tables import entry as entries
from servanda.linking.fold.codings import MOST, Changes
from servanda.linking.fold.rows import drop, put
from servanda.linking.fold.verdicts import in_force, judged, verdicts_on
from servanda.model.bodies import CodingBody


def refresh_act(connection: Connection, id: str, changes: Changes) -> None:
    """Renew the row of act `id` from its coding and all verdicts on it. An unknown act changes nothing."""
    row = connection.execute(
        select(act.c.no, document.c.published)
        .join(document, document.c.no == act.c.document)
        .where(act.c.id == id)
    ).first()
    if row is None:
        return
    seq, at = divmod(row.no, MOST)
    body = connection.execute(select(entries.c.body).where(entries.c.seq == seq)).scalar_one()
    original = msgspec.json.decode(body, type=CodingBody).acts[at]
    line, word = judged(original, in_force(verdicts_on(connection, id)))
    connection.execute(
        update(act)
        .where(act.c.no == row.no)
        .values(
            type=line.type.value,
            modality=line.modality.value,
            commitment=int(line.commitment and word != "rejected"),
            verdict=word,
            body=msgspec.json.encode(line).decode(),
        )
    )
    drop(connection, act_party.c.act, [row.no])
    put(
        connection,
        act_party,
        [
            {"party": party, "told": row.published or "", "act": row.no, "role": role}
            for role, parties in (("actor", line.actors), ("recipient", line.recipients))
            for party in dict.fromkeys(parties)
        ],
    )
    changes.gone_acts.add(id)
    changes.acts.add(id)
