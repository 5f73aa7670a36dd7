"""The same answers from PostgreSQL as from SQLite: what falls due, what waits, what changed."""

from collections.abc import Iterator

import pytest

from servanda.api.ledger import Ledger, open_ledger
from servanda.insight.changed import changed
from servanda.insight.due import due
from servanda.insight.triggers import triggers
from tests.insight.conftest import EXAMPLES, LEARNT
from tests.insight.test_due import TODAY
from tests.ledger.server import binaries, serving


@pytest.fixture(scope="module")
def postgres() -> Iterator[Ledger]:
    """The file of two years in a new database."""
    pytest.importorskip("psycopg", reason="no psycopg: pip install 'servanda[postgres]'")
    if binaries() is None:
        pytest.skip("no PostgreSQL here: apt-get install postgresql")
    with serving() as server, open_ledger(server.fresh()) as ledger:
        ledger.add(EXAMPLES / "questions" / "two-years.jsonl", at=LEARNT)
        yield ledger


ASKED = [{}, {"party": "NOR"}, {"party": "KEN", "counterpart": "NOR"}, {"topic": "trade"}]


@pytest.mark.parametrize("few", [0, 4_000], ids=["tested on the way", "looked up"])
@pytest.mark.parametrize("asked", ASKED, ids=str)
def test_both_databases_answer_alike(
    asked: dict[str, str], few: int, postgres: Ledger, two_years: Ledger, monkeypatch: pytest.MonkeyPatch
) -> None:
    for place in ("servanda.insight.narrowing", "servanda.insight.changed", "servanda.insight.due.finding"):
        monkeypatch.setattr(f"{place}.FEW", few)
    parties = {"parties": [asked["party"]]} if "party" in asked else {}
    rest = {name: value for name, value in asked.items() if name != "party"}
    with postgres.view(TODAY) as one, two_years.view(TODAY) as other:
        assert due(one, within="1y", limit=100, **asked) == due(other, within="1y", limit=100, **asked)
        assert triggers(one, **asked) == triggers(other, **asked)
        assert changed(one, **parties, **rest) == changed(other, **parties, **rest)
        for event in ("geothermal", "entry into force", "notes exchanged"):
            assert triggers(one, event=event) == triggers(other, event=event)


def test_few_and_many_are_answered_alike(two_years: Ledger, monkeypatch: pytest.MonkeyPatch) -> None:
    with two_years.view(TODAY) as view:
        looked_up = [due(view, limit=100, **asked) for asked in ASKED]
        for place in ("servanda.insight.narrowing", "servanda.insight.due.finding"):
            monkeypatch.setattr(f"{place}.FEW", 0)
        walked = [due(view, limit=100, **asked) for asked in ASKED]
    for one, other in zip(looked_up, walked, strict=True):
        for part in ("falling", "overdue", "recurring", "waiting"):
            found = [{row.commitment.id for row in getattr(answer, part)} for answer in (one, other)]
            assert found[0] == found[1], part
            assert found[0] or part != "overdue"
