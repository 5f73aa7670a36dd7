"""The sample file in a ledger: every agreement stands where the facts behind the samples leave it."""

from pathlib import Path

import pytest

from servanda.api import open_ledger
from servanda.views import AgreementRow

SAMPLES = Path(__file__).resolve().parents[2] / "examples" / "documents.jsonl"


@pytest.fixture(scope="module")
def agreements(tmp_path_factory) -> tuple[AgreementRow, ...]:
    path = tmp_path_factory.mktemp("ledger") / "samples.db"
    with open_ledger(path) as ledger:
        ledger.add(str(SAMPLES))
        with ledger.view() as view:
            return tuple(view.stream("agreements"))


#: Words of the name, parties, (stage, date) told, in order; stages that are only implied are left out.
COURSES = [
    (
        "General Security of Military Information",
        ("JPN", "KOR"),
        [
            ("signed", "2016-11-23"),
            ("in_force", "2016-11-23"),
            ("exit_notified", "2019-08"),
            ("in_force", "2019-11"),
        ],
    ),
    (
        "Comprehensive Economic and Trade Agreement",
        ("CAN", "EU"),
        [
            ("negotiating", "2009"),
            ("agreed_in_principle", "2013-10-18"),
            ("concluded", "2014-09"),  # the month is told, the day only by which it was announced
            ("signed", "2016-10-30"),
        ],
    ),
    ("Canada-ASEAN Free Trade Agreement", ("ASEAN", "CAN"), [("negotiating", "2021-11-16")]),
]


@pytest.mark.parametrize(("name", "parties", "course"), COURSES, ids=[one[0] for one in COURSES])
def test_the_course_of_an_agreement(agreements, name, parties, course):
    (row,) = [one for one in agreements if any(name in known for known in one.names)]
    assert row.parties == parties
    assert [(one.stage, one.date) for one in row.stages if not one.implied] == course


def test_the_pact_of_three_names_is_one(agreements):
    (row,) = [one for one in agreements if "General Security of Information Agreement" in one.names]
    assert any("Military and Defence Classified Information" in name for name in row.names)
    assert row.parties == ("CAN", "KOR")
    assert row.stage == "partly_approved"


def test_nothing_has_ended(agreements):
    assert {row.stage for row in agreements}.isdisjoint({"ended", "abandoned", "suspended"})
