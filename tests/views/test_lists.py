"""Lists of the small ledger of facts: what each filter picks, in which order, page by page."""

from datetime import date

import pytest

from servanda.views import Filter, LedgerView, ViewError
from tests.views.facts import CHINA, PACT, TEXTS, THAI

#: list, filter, ids in order
PICKED = [
    ("agreements", {}, [PACT, CHINA, THAI]),
    ("agreements", {"parties": ("Canada",)}, [PACT, CHINA, THAI]),
    ("agreements", {"parties": ("CAN", "South Korea")}, [PACT]),
    ("agreements", {"parties": ("CAN",), "counterpart": "china"}, [CHINA]),
    ("agreements", {"parties": ("JPN",)}, []),
    ("agreements", {"topic": "trade"}, [CHINA, THAI]),
    ("agreements", {"stage": "signed"}, [PACT]),
    ("agreements", {"text": "security information"}, [PACT]),
    ("agreements", {"text": "pact"}, [PACT]),
    ("agreements", {"since": date(2026, 2, 1)}, [PACT]),
    ("agreements", {"until": date(2026, 1, 16)}, [CHINA]),
    ("commitments", {}, ["com_cars", "com_canola", "com_signing", "com_mission"]),
    ("commitments", {"parties": ("CHN",)}, ["com_cars", "com_canola"]),
    ("commitments", {"parties": ("CHN",), "counterpart": "CAN"}, ["com_canola"]),
    ("commitments", {"parties": ("KOR",), "counterpart": "CAN"}, ["com_signing"]),
    ("commitments", {"type": "ease"}, ["com_cars", "com_canola"]),
    ("commitments", {"topic": "agriculture"}, ["com_canola"]),
    ("commitments", {"stage": "signed"}, ["com_signing"]),
    ("commitments", {"agreement": "agr_a1c0000000000001"}, ["com_signing"]),
    ("commitments", {"status": "overdue_nothing_found"}, ["com_canola"]),
    ("commitments", {"status": "due_soon"}, ["com_signing"]),
    ("commitments", {"status": "open"}, ["com_mission"]),
    ("commitments", {"status": "delivered"}, ["com_cars"]),
    ("commitments", {"status": "missed"}, []),
    ("commitments", {"still_open": True}, ["com_canola", "com_signing", "com_mission"]),
    ("commitments", {"still_open": True, "parties": ("CHN",), "counterpart": "CAN"}, ["com_canola"]),
    ("commitments", {"text": "canola"}, ["com_canola"]),
    ("acts", {"parties": ("THA",)}, ["act_thanks"]),
    ("acts", {"parties": ("CAN",), "counterpart": "CHN"}, ["act_partners", "act_cars"]),
    ("acts", {"type": "ease", "topic": "agriculture"}, ["act_adjust", "act_canola"]),
    ("acts", {"agreement": PACT}, ["act_sign", "act_approve", "act_conclude"]),
    ("acts", {"document": "chn-2026"}, ["act_adjust"]),
    ("acts", {"text": "canola"}, ["act_adjust", "act_canola"]),
    ("acts", {"text": '"combined tariff" canola', "parties": ("CAN",)}, ["act_canola"]),
    ("acts", {"since": date(2026, 1, 27)}, ["act_sign", "act_ottawa", "act_approve"]),
    ("acts", {"until": date(2025, 12, 31), "type": "meet"}, ["act_meet"]),
    ("meetings", {}, ["mee_ottawa", "mee_lapsed", "mee_gyeongju"]),
    ("meetings", {"status": "held"}, ["mee_ottawa", "mee_gyeongju"]),
    ("meetings", {"status": "passed_nothing_found"}, ["mee_lapsed"]),
    ("meetings", {"parties": ("KOR",), "counterpart": "CAN", "text": "Gyeongju"}, ["mee_gyeongju"]),
    ("documents", {}, [*TEXTS]),
    ("documents", {"publisher": "KOR"}, ["kor-2026", "kor-2023"]),
    ("documents", {"parties": ("THA",)}, ["note"]),
    ("documents", {"parties": ("CAN",), "type": "meet"}, ["can-kor-2026", "can-kor-2025"]),
    ("documents", {"topic": "agriculture"}, ["chn-2026", "can-chn-2026"]),
    ("documents", {"text": "canola", "publisher": "CHN"}, ["chn-2026"]),
    ("documents", {"since": date(2026, 1, 27)}, ["can-kor-2026", "kor-2026"]),
]  # fmt: skip


def ids(view: LedgerView, listed: str, **wanted: object) -> list[str]:
    return [row.id for row in view.stream(listed, Filter(**wanted))]  # type: ignore[arg-type]


@pytest.mark.parametrize(("listed", "wanted", "expected"), PICKED)
def test_a_filter_picks(view, listed, wanted, expected):
    assert sorted(ids(view, listed, **wanted)) == sorted(expected)


@pytest.mark.parametrize("listed", ["agreements", "commitments", "acts", "meetings", "documents"])
@pytest.mark.parametrize("limit", [1, 2, 3, 100])
def test_pages_hold_every_row_once_and_in_order(view, listed, limit):
    whole = ids(view, listed)
    paged, after = [], None
    while True:
        page = getattr(view, listed)(limit=limit, after=after)
        assert len(page) <= limit
        paged += [row.id for row in page]
        after = page.after
        if after is None:
            break
    assert paged == whole
    assert len(set(paged)) == len(paged)


@pytest.mark.parametrize("listed", ["agreements", "commitments", "acts", "meetings"])
def test_the_newest_come_first(view, listed):
    days = [getattr(row, "told", None) or getattr(row, "last", None) for row in view.stream(listed)]
    told = [day for day in days if day]
    assert told == sorted(told, reverse=True)
    assert days[: len(told)] == told, "what has no date comes last"


@pytest.mark.parametrize(
    ("counted", "kept"),
    [(0, 0), (1, 1), (20_000, 0), (20_000, 3_000)],
    ids=["by date", "one", "ordered", "any"],
)
@pytest.mark.parametrize(("listed", "wanted", "expected"), PICKED)
def test_every_way_to_the_rows_finds_the_same(view, monkeypatch, counted, kept, listed, wanted, expected):
    """Whichever index is walked along, however few rows pass for few."""
    monkeypatch.setattr("servanda.views.listing.COUNTED", counted)
    monkeypatch.setattr("servanda.views.listing.SORTED", kept)
    assert sorted(ids(view, listed, **wanted)) == sorted(expected)


def test_words_with_letters_that_steer_a_search_find_or_not_but_never_fail(view):
    for words in (
        '"',
        "a AND",
        "NEAR(",
        "x*",
        "^canola",
        "canola OR",
        "'; drop table act",
        "%",
        "\\",
        "-",
        "¿",
    ):
        for listed in ("agreements", "commitments", "acts", "meetings", "documents"):
            ids(view, listed, text=words)


#: list, filter, words of the sentence
REFUSED = [
    ("acts", {"parties": ("Canadia",)}, "did you mean Canada (CAN)"),
    ("acts", {"parties": ("Xyzzy Fund",)}, "OTHER:Xyzzy Fund"),
    ("acts", {"type": "promises"}, "did you mean 'promise'"),
    ("agreements", {"stage": "ratified"}, "there is no stage 'ratified'"),
    ("agreements", {"status": "open"}, "agreements cannot be narrowed by status"),
    ("documents", {"stage": "signed"}, "documents cannot be narrowed by stage"),
    ("commitments", {"status": "overdue"}, "did you mean 'overdue_nothing_found'"),
    ("commitments", {"agreement": "com_cars"}, "not an agreement"),
    ("acts", {"counterpart": "CAN"}, "needs a party"),
    ("acts", {"since": date(2026, 2, 2), "until": date(2026, 2, 1)}, "since comes after until"),
]


@pytest.mark.parametrize(("listed", "wanted", "words"), REFUSED)
def test_a_wrong_question_is_told_in_a_sentence(view, listed, wanted, words):
    with pytest.raises(ViewError) as caught:
        ids(view, listed, **wanted)
    assert words in caught.value.message
    assert "\n" not in caught.value.message


@pytest.mark.parametrize("after", ["", "x", "~", "2026-01-01~", "2026-01-01~abc"])
def test_a_wrong_cursor_is_told(view, after):
    if after:
        with pytest.raises(ViewError, match="not where a page ended"):
            view.acts(after=after)


def test_an_unknown_list_is_told(view):
    with pytest.raises(ViewError, match="there is no list of 'treaties'"):
        list(view.stream("treaties"))


CALLED = {
    "KOR": "KOR",
    "kor": "KOR",
    "South Korea": "KOR",
    "the european  union": "EU",
    "OTHER:Acme": "OTHER:Acme",
}


@pytest.mark.parametrize(("said", "code"), CALLED.items())
def test_parties_go_by_code_or_name(said, code):
    from servanda.views.parties import party_code

    assert party_code(said) == code


@pytest.mark.parametrize("listed", ["agreements", "commitments", "acts", "meetings", "documents"])
def test_rows_become_frames(view, listed):
    page = getattr(view, listed)()
    count = len(page)
    pandas = pytest.importorskip("pandas")
    polars, arrow = pytest.importorskip("polars"), pytest.importorskip("pyarrow")
    assert isinstance(page.to_pandas(), pandas.DataFrame)
    assert len(page.to_pandas()) == page.to_polars().height == page.to_arrow().num_rows == count
    assert isinstance(page.to_polars(), polars.DataFrame)
    assert isinstance(page.to_arrow(), arrow.Table)
    assert list(page.to_pandas()["id"]) == [row.id for row in page]


def test_frames_that_are_not_installed_say_what_to_install(view, monkeypatch):
    def missing(name: str) -> None:
        raise ImportError(name)

    monkeypatch.setattr("servanda.views.frames.import_module", missing)
    with pytest.raises(ImportError, match=r"pip install 'servanda\[frames\]'"):
        view.acts().to_pandas()
