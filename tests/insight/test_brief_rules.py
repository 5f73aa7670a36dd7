"""What goes where in a brief, in what order, and what is refused."""

import json
from collections.abc import Iterator
from datetime import UTC, date, datetime
from pathlib import Path

import pytest

from servanda.api.ledger import Ledger, open_ledger
from servanda.insight.brief import Brief, Part, brief
from servanda.insight.brief.items import Day, near_from, sorted_vows
from servanda.insight.brief.pair import Vow
from servanda.insight.brief.weighing import freshness, nearness
from servanda.views import ViewError

AS_OF = date(2026, 3, 15)
DAY = Day(AS_OF, date(2026, 6, 13), date(2025, 12, 3))


def vow(id: str, side: str | None, due: str | None = None, **values: object) -> Vow:
    plain: dict[str, object] = {
        "title": f"Title of {id}",
        "type": "promise",
        "standing": "open",
        "first": date(2025, 1, 1),
        "last": date(2025, 1, 1),
        "deadline": "absolute" if due else None,
        "trigger": None,
        "agreement": None,
    }
    return Vow(id=id, side=side, due=date.fromisoformat(due) if due else None, **{**plain, **values})  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("one", "section"),
    [
        (vow("soon", "NOR", "2026-06-13"), "due"),
        (vow("today", "NOR", "2026-03-15"), "due"),
        (vow("late", "KEN", "2025-12-31"), "due"),
        (vow("later", "NOR", "2026-06-14"), "ours"),
        (vow("undated", "KEN"), "theirs"),
        (vow("joint", None), "both"),
        (vow("conditional", "NOR", standing="waiting"), "waiting"),
        (vow("on an event", "NOR", deadline="event"), "waiting"),
        (vow("again and again", "NOR", deadline="recurring"), "ours"),
        (vow("kept", "NOR", "2026-04-01", standing="delivered"), None),
        (vow("dropped", "KEN", standing="dropped"), None),
    ],
)
def test_section(one: Vow, section: str | None) -> None:
    """Each open promise stands in one section, and what is settled in none."""
    found = sorted_vows([one], DAY, "NOR")
    names = [name for name in ("due", "waiting", "ours", "theirs", "both") if getattr(found, name)]
    assert names == ([section] if section else [])


def test_left_out() -> None:
    """What is told elsewhere is not told again."""
    assert sorted_vows([vow("a", "NOR"), vow("b", "NOR")], DAY, "NOR", without=["a"]).ours == [
        vow("b", "NOR")
    ]


def test_due_by_turns() -> None:
    """Cut anywhere, what is due holds what lies ahead and what was missed, those nearest to the day first."""
    late = [vow(f"l{n}", "NOR", f"2025-0{n}-01") for n in range(1, 5)]
    ahead = [vow(f"a{n}", "NOR", f"2026-0{n}-01") for n in range(4, 7)]
    found = [one.id for one in sorted_vows([*late, *ahead], DAY, "NOR").due]
    assert found == ["a4", "l4", "a5", "l3", "a6", "l2", "l1"]


def test_same_words_once() -> None:
    """A promise for the same day in nearly the same words is told once, as it was told last."""
    words = "Chile will publish the study on the port"
    first = vow("a", "CHL", "2026-04-01", title=words)
    again = vow("b", "CHL", "2026-04-01", title=f"{words} soon", last=date(2025, 6, 1))
    other = vow("c", "CHL", "2026-04-02", title=words)
    another = vow("d", "NOR", "2026-04-01", title=words)
    different = vow("e", "CHL", "2026-04-01", title="Chile will lower its fee for clean ships")
    found = {one.id for one in sorted_vows([first, again, other, another, different], DAY, "NOR").due}
    assert found == {"b", "c", "d", "e"}


def test_weightier_first() -> None:
    """A near deadline, an agreement, something to check, and a late telling go before what merely goes on."""
    order = [
        vow("dated", "NOR", "2026-07-01", type="sign"),
        vow("agreed", "NOR", agreement="agr_1", type="sign"),
        vow("fresh", "NOR", last=date(2026, 3, 1)),
        vow("plain", "NOR"),
        vow("lasting", "NOR", deadline="continuing"),
    ]
    assert [one.id for one in sorted_vows(order[::-1], DAY, "NOR").ours] == [one.id for one in order]


@pytest.mark.parametrize(
    ("day", "fresh", "near"),
    [
        (date(2026, 3, 15), 1.0, 1.0),
        (date(2025, 3, 15), 0.5, 0.0),
        (date(2027, 3, 15), 1.0, 0.5),
        (None, 0.0, 0.0),
    ],
)
def test_weights(day: date | None, fresh: float, near: float) -> None:
    """Half of it after a year, back and ahead."""
    assert freshness(day, AS_OF) == pytest.approx(fresh, abs=0.001)
    assert nearness(day, AS_OF) == pytest.approx(near, abs=0.001)


def test_near_goes_by_the_meeting() -> None:
    """Deadlines are near the meeting, not only near today; the last day of the calendar is no fault."""
    assert near_from(AS_OF, date(2026, 4, 15)) == date(2026, 7, 14)
    assert near_from(AS_OF, None) == date(2026, 6, 13)
    assert near_from(date.max, None) == date.max


def test_cut_counts() -> None:
    """What is cut is counted."""
    part = Part((1, 2, 3), more=2, at_least=True)
    assert part.cut(1) == Part((1,), 4, True)
    assert part.cut(3) is part


SENTENCES = {
    "a": ("NOR", "2026-01-10", "Norway and Kenya signed the Solar Power Agreement in Oslo today."),
    "b": ("KEN", "2026-02-10", "Kenya will open its market for Norwegian fish by 1 March 2026."),
    "c": ("NOR", "2026-03-01", "Norway expects Kenya to lower its import duty on salmon by 1 May 2026."),
}
TEXTS = {id: f"Release {id}\n\n{words}\n" for id, (_, _, words) in SENTENCES.items()}


@pytest.fixture(scope="module")
def told(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Ledger]:
    """A ledger of three sentences."""
    folder: Path = tmp_path_factory.mktemp("brief")
    heads = {id: {"publisher": code, "published": day} for id, (code, day, _) in SENTENCES.items()}
    lines = [json.dumps({"id": id, "text": text, **heads[id]}) for id, text in TEXTS.items()]
    (folder / "three.jsonl").write_text("\n".join(lines) + "\n", encoding="utf-8")
    with open_ledger(folder / "three.db") as ledger:
        ledger.add(folder / "three.jsonl", at=datetime(2020, 1, 1, tzinfo=UTC))
        yield ledger


@pytest.fixture
def answer(told: Ledger) -> Brief:
    with told.view(AS_OF) as view:
        return brief(view, "Norway", "ken")


def test_awaited_is_no_promise(answer: Brief) -> None:
    """What one side expects of the other is a disputed point, with its day, and nobody's promise."""
    (point,) = answer.disputed.rows
    assert (point.kind, point.actors, point.due) == ("awaited", ("NOR",), date(2026, 5, 1))
    assert not any("salmon" in row.quotations[0].quote for row in (*answer.due.rows, *answer.theirs.rows))


def test_every_quotation_stands_in_its_document(answer: Brief) -> None:
    """All that is cited re-slices, and its document is among the sources."""
    sources = {one.document for one in answer.sources}
    cited = [words for part in answer.parts.values() for row in part.rows for words in row.quotations]
    assert cited
    for words in cited:
        assert TEXTS[words.document][words.start : words.end] == words.quote
        assert words.document in sources


@pytest.mark.parametrize(
    ("one", "other", "for_", "words"),
    [
        ("NOR", "Norway", None, "Norway was named twice"),
        ("NOR", "Kenia", None, "did you mean Kenya"),
        ("NOR", "KEN", date(2026, 3, 14), "lies before 2026-03-15"),
    ],
)
def test_refused(told: Ledger, one: str, other: str, for_: date | None, words: str) -> None:
    """One and the same twice, an unknown party, and a day that has passed are refused in a sentence."""
    with told.view(AS_OF) as view, pytest.raises(ViewError, match=words):
        brief(view, one, other, for_=for_)


def test_the_day_itself_is_no_fault(told: Ledger) -> None:
    """A meeting on the day of the view."""
    with told.view(AS_OF) as view:
        assert brief(view, "NOR", "KEN", for_=AS_OF).for_ == AS_OF
