"""How long the questions of insight take in a large ledger: python bench/insight.py [--acts 1000000].

Fills an SQLite ledger with made-up rows, asks each question many times with other arguments, and prints the
50th and 95th percentile and the worst in milliseconds. At most 300 are asked of each 95th; beyond, the exit
code is 1. A question that is not there yet is passed over with a line. `--keep FILE` keeps the ledger, which
later runs use; `--only NAME` asks only what begins so.
"""

import argparse
import sys
import tempfile
import time
from collections.abc import Callable
from datetime import date
from functools import partial
from pathlib import Path
from typing import Any

from insight_rows import CastMaker, some_day
from timing import report, warm
from views import AS_OF, TOPICS, fill, id_of

from servanda.ledger.store import Store
from servanda.views import LedgerView

#: Milliseconds that the 95th percentile of a question may take.
ASKED = 300.0


class Asker:
    """A view of the large ledger, and random arguments for questions to it."""

    def __init__(self, view: LedgerView, make: CastMaker, acts: int) -> None:
        self.view, self.make, self.count = view, make, acts // make.each
        self.random = make.random

    def party(self) -> str:
        """A party, the frequent ones often."""
        return self.make.parties(1)[0]

    def pair(self) -> tuple[str, str]:
        """Two parties, the frequent ones often."""
        while len(pair := self.make.parties(2)) < 2:
            pass
        return pair[0], pair[1]

    def maybe(self, **choices: Callable[[], Any]) -> dict[str, Any]:
        """Each argument half of the times."""
        return {name: make() for name, make in choices.items() if self.random.random() < 0.5}

    def topic(self) -> str:
        return self.random.choice(TOPICS)

    def day(self) -> date:
        return some_day(self.make)

    def rule(self) -> dict[str, str]:
        """A rule of counting."""
        return {"rule": self.random.choice(("toronto", "broad", "granular"))}

    def within(self) -> str:
        return self.random.choice(("30d", "90d", "365d"))

    def document(self) -> str:
        return f"doc-{self.random.randint(1, self.count)}"

    def meeting(self) -> str:
        """The id of a meeting that is there."""
        return self._matter("mee")

    def _matter(self, kind: str) -> str:
        from sqlalchemy import select

        from servanda.ledger.tables import matter

        near = f"{kind}_{self.random.randrange(2**32):08x}"
        query = select(matter.c.id).where(matter.c.id >= near).order_by(matter.c.id).limit(1)
        found = str(self.view.connection.execute(query).scalar() or "")
        return found if found.startswith(kind) else id_of(kind, 100)


def due(ask: Asker) -> object:
    from servanda.insight.due import due

    return due(ask.view, **ask.maybe(within=ask.within, party=ask.party))


def triggers(ask: Asker) -> object:
    from servanda.insight.triggers import triggers

    return triggers(ask.view, **ask.maybe(party=ask.party))


def quiet_all(ask: Asker) -> object:
    from servanda.insight.quiet import quiet

    return quiet(ask.view)


def quiet_party(ask: Asker) -> object:
    from servanda.insight.quiet import quiet

    return quiet(ask.view, party=ask.party(), **ask.maybe(since=ask.day))


def quiet_pair(ask: Asker) -> object:
    from servanda.insight.quiet import quiet

    party, counterpart = ask.pair()
    return quiet(ask.view, party=party, counterpart=counterpart, **ask.maybe(since=ask.day))


def compare(ask: Asker) -> object:
    from servanda.insight.compare import compare

    return compare(ask.view, ask.document(), ask.document())


def changes(ask: Asker) -> object:
    from servanda.insight.changes import changes

    return changes(ask.view, ask.document())


def changes_between(ask: Asker) -> object:
    from servanda.insight.changes import changes

    one, other = sorted((ask.document(), ask.document()), key=lambda id: ask.view.sources([id])[0].published)
    return changes(ask.view, one, other)


def compare_meeting(ask: Asker) -> object:
    from servanda.insight.compare import compare_meeting

    return compare_meeting(ask.view, ask.meeting())


def money(ask: Asker) -> object:
    from servanda.insight.money import BY, SORTS, money

    ways = {"by": lambda: ask.random.choice(BY), "sort": lambda: ask.random.choice(SORTS)}
    return money(ask.view, **ask.maybe(party=ask.party, since=ask.day, topic=ask.topic, **ways))


def outcome(ask: Asker) -> object:
    from servanda.insight.outcome import outcome

    return outcome(ask.view, ask.meeting())


def outcome_document(ask: Asker) -> object:
    from servanda.insight.outcome import outcome

    return outcome(ask.view, ask.document())


def brief(ask: Asker) -> object:
    from servanda.insight.brief import brief

    return brief(ask.view, *ask.pair())


def count(ask: Asker) -> object:
    from servanda.insight.count import count

    return count(ask.view, **ask.rule(), **ask.maybe(party=ask.party, since=ask.day, topic=ask.topic))


def count_by(ask: Asker) -> object:
    from servanda.insight.count import count

    by = ask.random.choice(("subject", "minister", "type", "year", "party"))
    return count(ask.view, by=by, **ask.rule(), **ask.maybe(party=ask.party, since=ask.day))


def count_partners(ask: Asker) -> object:
    from servanda.insight.count import count

    return count(ask.view, by="partner", party=ask.party(), **ask.rule(), **ask.maybe(topic=ask.topic))


def count_document(ask: Asker) -> object:
    from servanda.insight.count import count

    return count(ask.view, by="type", document=ask.document(), items=20, **ask.rule())


#: Each question, in the order in which they are asked. A new one is a function above and a line here.
QUESTIONS: tuple[tuple[str, Callable[[Asker], object]], ...] = (
    ("due", due),
    ("triggers", triggers),
    ("quiet", quiet_all),
    ("quiet, a party", quiet_party),
    ("quiet, a pair", quiet_pair),
    ("compare", compare),
    ("compare, a meeting", compare_meeting),
    ("changes", changes),
    ("changes, two named", changes_between),
    ("money", money),
    ("outcome", outcome),
    ("outcome, a document", outcome_document),
    ("brief", brief),
    ("count", count),
    ("count, by something", count_by),
    ("count, by partner", count_partners),
    ("count, a document", count_document),
)


def main() -> int:
    """Fill, ask, print."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--acts", type=int, default=1_000_000)
    parser.add_argument("--times", type=int, default=200)
    parser.add_argument("--only", help="ask only the questions whose names begin so")
    parser.add_argument("--keep", type=Path, help="use this ledger; it is filled where it is not there")
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        path = options.keep or Path(folder) / "large.db"
        make, begun = CastMaker(1), time.perf_counter()
        if not path.exists():
            with Store.open(path) as store, store.writing() as writer:
                fill(writer, options.acts, make)
            print(f"filled in {time.perf_counter() - begun:.0f} s, {path.stat().st_size / 1e6:,.0f} MB")
        warm(path)
        with Store.open(path, read_only=True) as store, store.reading() as connection:
            asker = Asker(LedgerView(connection, AS_OF), make, options.acts)
            chosen = {name: ask for name, ask in QUESTIONS if name.startswith(options.only or "")}
            missing = {name: _missing(ask, asker) for name, ask in chosen.items()}
            asked = {name: partial(ask, asker) for name, ask in chosen.items() if not missing[name]}
            slowest = report(asked, options.times)
    for name, why in missing.items():
        if why:
            print(f"{name:<24} is not there yet: {why}")
    print(f"at most {ASKED:.0f} ms are asked of each 95th percentile")
    return int(slowest > ASKED)


def _missing(ask: Callable[[Asker], object], asker: Asker) -> str:
    """What a question lacks to be asked; "" where it can be, whatever comes of it."""
    try:
        ask(asker)
    except ImportError as error:
        return str(error)
    except Exception:  # `report` asks it again, and says so
        return ""
    return ""


if __name__ == "__main__":
    sys.exit(main())
