"""One thing of the small ledger: how ids are found, and what is told of each."""

import pytest

from servanda.views import EventKind, ViewError
from tests.views.facts import ACTS, CHINA, PACT, TEXTS, THAI


@pytest.mark.parametrize(
    ("said", "kind", "id"),
    [
        (PACT, "agreement", PACT),
        ("agr_b", "agreement", THAI),
        ("com_can", "commitment", "com_canola"),
        ("mee_g", "meeting", "mee_gyeongju"),
        ("env", "money", "env_clean"),
        ("act_sign", "act", "act_sign"),
        ("chn", "document", "chn-2026"),
        ("kor-mirror", "document", "kor-2026"),
        ("https://example.net/copy", "document", "kor-2026"),
        ("https://example.org/note", "document", "note"),
        ("security information", "agreement", PACT),
        ("lnk", "link", "lnk_1"),
        ("rev", "question", "rev_1"),
        ("acc_pact26", "account", "acc_pact26"),
    ],
)
def test_any_id_or_its_beginning_is_found(view, said, kind, id):
    found = view.find(said)
    assert (found.kind, found.id) == (kind, id)


@pytest.mark.parametrize(
    ("said", "words"),
    [
        ("agr_", f"'agr_' is the beginning of {PACT}, {CHINA}, {THAI}: give more of it"),
        ("act_sing", "did you mean act_sign"),
        ("agreement", f"did you mean {PACT} (Agreement on the Protection"),
        ("zzz", "'servanda list' prints what there is"),
        ("", "nothing has the id ''"),
        ("%", "nothing has the id '%'"),
        ("com_c_", "nothing has the id 'com_c_'"),
    ],
)
def test_an_unknown_or_short_id_is_told_with_what_comes_near(view, said, words):
    with pytest.raises(ViewError) as caught:
        view.find(said)
    assert words in caught.value.message


def test_an_agreement_with_its_proof_its_accounts_and_what_hangs_on_it(view):
    shown = view.get(PACT)
    assert shown.row.stage == "signed"
    assert shown.proof.quote == ACTS["act_sign"][3]
    assert [one.source.document for one in shown.accounts] == ["can-kor-2025", "kor-2026", "can-kor-2026"]
    assert shown.mentions == 4
    assert [one.id for one in shown.commitments] == ["com_signing"]
    assert [one.others for one in shown.questions] == [(THAI,)]
    assert {one.document for one in shown.sources} == {"can-kor-2025", "kor-2026", "can-kor-2026"}


def test_an_account_leads_to_its_agreement(view):
    assert view.get("acc_pact26").row.id == PACT


def test_every_quotation_stands_in_its_document(view):
    cited = [
        (one.document, one.start, one.end, one.quote) for one in view.get(PACT).row.stages if one.document
    ]
    cited += [(one.document, one.start, one.end, one.quote) for one in view.stream("acts")]
    cited += [(q.document, q.start, q.end, q.quote) for one in view.questions() for q in one.evidence]
    assert len(cited) == 3 + len(ACTS) + 2
    for document, start, end, quote in cited:
        assert TEXTS[document][3][start:end] == quote


def test_mentions_are_where_the_agreement_is_named(view):
    places = view.mentions([PACT, CHINA, THAI])
    assert [TEXTS[one][3][start:end] for one, start, end in places[CHINA]] == ["a new strategic partnership"]
    assert len(places[PACT]) == 4
    assert places[THAI] == []


@pytest.mark.parametrize(
    ("id", "words"),
    [
        ("com_canola", ("nothing was found", "2026-03-01", "9 days before 2026-03-10")),
        ("com_signing", ("work on it is told of", "22 days after 2026-03-10")),
        ("com_cars", ("it was kept", "says the other side")),
        ("com_mission", ("nothing was found", "its last day is 2026-12-31")),
    ],
)
def test_a_status_says_why(view, id, words):
    why = view.get(id).why
    for word in words:
        assert word in why


def test_a_status_names_what_was_looked_at(view):
    assert view.get("com_canola").looked_at == ("chn-2026",)


def test_an_act_stands_in_its_paragraph_and_not_beyond(view):
    shown = view.get("act_conclude")
    assert shown.before == "The two leaders announced that "
    assert shown.after == "."
    assert {one[1] for one in shown.matters} == {"com_signing"}
    assert shown.agreement.id == PACT


def test_a_verdict_stands_with_its_act(view):
    (verdict,) = view.get("act_sign").verdicts
    assert (verdict.person, verdict.ruling, verdict.reason) == ("Ana Lind", "accept", "seen in the readout")


def test_a_document_with_its_versions_and_addresses(view):
    shown = view.get("chn-2026")
    assert [(one.version, one.current) for one in shown.versions] == [(1, False), (2, True)]
    assert [one.id for one in shown.acts] == ["act_adjust"]
    assert view.get("kor-2026").addresses == (("kor-mirror", "https://example.net/copy"),)
    assert [one.id for one in view.get("can-chn-2026").agreements] == [CHINA]


def test_a_link_with_its_features_those_that_weigh_most_first(view):
    (link,) = view.explain(PACT)
    told = [(one.name, one.contribution) for one in link.features]
    assert told == [("same parties", 2.0), ("same words", 2.0), ("other year", -1.0)]
    assert sum(one.contribution for one in link.features) == link.score
    assert link.words[1] == "the military information pact with Canada"
    assert view.explain("lnk_1") == (link,)
    assert view.explain("act_meet") == ()


def test_a_history_of_a_document_has_its_versions(view):
    told = view.history("chn-2026")
    assert [one.kind for one in told.learnt] == ["document", "document"]
    assert [("some" in one.text, "its" in one.text) for one in told.versions] == [
        (True, False),
        (False, True),
    ]


def test_a_history_of_an_agreement_tells_what_each_document_added(view):
    told = [one.what for one in view.history(PACT).learnt]
    assert told[1] == "kor-2026 names it military information pact with Canada"
    assert len(told) == 3


def test_a_history_of_an_act_ends_with_the_verdict(view):
    assert [one.kind for one in view.history("act_sign").learnt] == ["document", "verdict"]


def test_the_timeline_of_an_agreement_orders_its_stages_and_bounds_those_without_a_date(view):
    (lane,) = view.timeline([PACT]).lanes
    stages = [event for event in lane.events if event.kind is EventKind.STAGE]
    told = [(event.stage, str(event.start), str(event.end), event.exact) for event in stages]
    assert told == [
        ("negotiating", "None", "2025-10-30", False),
        ("concluded", "None", "2025-10-30", False),
        ("approved", "2026-01-27", "2026-01-27", True),
        ("signed", "2026-02-25", "2026-02-25", True),
    ]
    assert [event.id for event in lane.events if event.kind is EventKind.DEADLINE] == ["com_signing"]


def test_the_timeline_of_parties_holds_what_all_take_part_in(view):
    lanes = {lane.id: [event.id for event in lane.events] for lane in view.timeline(["Canada", "KOR"]).lanes}
    assert list(lanes) == [PACT, "meetings", "commitments"]
    assert lanes["commitments"] == ["com_signing", "com_mission"]
    assert set(lanes["meetings"]) == {"mee_gyeongju", "mee_ottawa", "mee_lapsed"}


def test_the_timeline_of_a_commitment_tells_what_was_heard(view):
    (lane,) = view.timeline(["com_cars"]).lanes
    assert [(event.kind, event.status) for event in lane.events] == [
        (EventKind.SAID, None),
        (EventKind.EVIDENCE, "kept"),
    ]


@pytest.mark.parametrize(
    ("subjects", "words"),
    [
        (["CAN", PACT], "of parties or of ids, not of both"),
        (["chn-2026"], "of the kind document"),
        (["nobody"], "nothing has the id 'nobody'"),
    ],
)
def test_what_has_no_timeline_is_told(view, subjects, words):
    with pytest.raises(ViewError) as caught:
        view.timeline(subjects)
    assert words in caught.value.message
