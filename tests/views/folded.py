"""What the small ledger of facts amounts to: agreements, commitments, meetings, money."""

import json

from tests.views.filling import Facts
from tests.views.told import ACTS, CHINA, PACT, THAI


def fold_by_hand(facts: Facts) -> None:
    """Put in all that follows from what is told."""
    _agreements(facts)
    _questions(facts)
    _commitments(facts)
    _meetings_and_money(facts)


def _agreements(facts: Facts) -> None:
    long = "Agreement on the Protection of Military and Defence Classified Information"
    short = "General Security of Information Agreement"
    pact = "the military information pact with Canada"
    facts.account("acc_pact25", "can-kor-2025", "des_long", [long, short], long, short)
    facts.account("acc_pact26", "kor-2026", "des_pact", [pact.removeprefix("the ")], pact)
    facts.account("acc_signed", "can-kor-2026", "des_long", [long], long)
    facts.account(
        "acc_china", "can-chn-2026", "des_china", ["new strategic partnership"], "a new strategic partnership"
    )
    for id, agreement in (("des_long", PACT), ("des_pact", PACT), ("des_china", CHINA)):
        facts.put("designation", id=id, instrument=agreement, body={})

    def stage(name: str, day: str | None, act: str | None, **more: object) -> dict[str, object]:
        told = {
            "stage": name,
            "date": day,
            "dated": "told",
            "implied": act is None,
            "party": None,
            "act": act,
            **more,
        }
        return {**told, **(facts.cited(*_words(act)) if act else {})}

    facts.agreement(
        PACT,
        long,
        ["CAN", "KOR"],
        ["defence", "information_security"],
        "2026-02-25",
        binding="binding",
        stage="signed",
        stage_date="2026-02-25",
        documents=3,
        body={
            "names": [long, short, "military information pact with Canada"],
            "stages": [
                stage("negotiating", None, None),
                stage("concluded", "2025-10-30", "act_conclude", dated="by"),
                stage("approved", "2026-01-27", "act_approve", party="KOR", dated="published"),
                stage("signed", "2026-02-25", "act_sign"),
            ],
        },
    )
    facts.agreement(
        CHINA,
        "new strategic partnership",
        ["CAN", "CHN"],
        ["trade"],
        "2026-01-16",
        kind="partnership",
        binding="non_binding",
        stage="operative",
        stage_date="2026-01-16",
        body={"stages": [stage("operative", "2026-01-16", "act_partners")]},
    )
    facts.agreement(THAI, "free trade agreement <Canada & Thailand>", ["CAN", "THA"], ["trade"], "")


def _questions(facts: Facts) -> None:
    features = [["same words", 0.5, 4.0], ["same parties", 1.0, 2.0], ["other year", -0.2, 5.0]]
    facts.put(
        "link",
        id="lnk_1",
        matter="instrument",
        a="des_long",
        b="des_pact",
        score=3.0,
        features=json.dumps(features),
    )
    facts.put(
        "review",
        id="rev_1",
        matter="instrument",
        subject=PACT,
        other=THAI,
        reason="the Cabinet's pact fits both",
        body={"evidence": [facts.cited(*_words("act_approve")), facts.cited(*_words("act_conclude"))]},
    )


def _words(act: str) -> tuple[str, str]:
    return ACTS[act][0], ACTS[act][3]


def _commitments(facts: Facts) -> None:
    def due(act: str) -> dict[str, object]:
        told = ACTS[act][6]["deadline"]
        assert isinstance(told, tuple)
        return {
            "deadline": dict(zip(("kind", "text", "from", "to"), told, strict=True)),
            "modality": ACTS[act][2],
        }

    facts.matter(
        "com_mission",
        "commitment",
        "Canada will lead a Team Canada Trade Mission to Korea in 2026",
        ["act_mission"],
        {"actor": ["CAN"], "recipient": ["KOR"]},
        type="schedule",
        standing="open",
        due="2026-12-31",
        body={**due("act_mission"), "quote": ACTS["act_mission"][3], "sources": ["can-kor-2026"]},
    )
    facts.matter(
        "com_canola",
        "commitment",
        "China to cut the combined tariff on canola seed",
        ["act_canola"],
        {"actor": ["CHN"], "recipient": ["CAN"]},
        type="ease",
        standing="open",
        due="2026-03-01",
        body={
            **due("act_canola"),
            "quote": ACTS["act_canola"][3],
            "sources": ["chn-2026"],
            "flags": ["attributed"],
        },
    )
    facts.matter(
        "com_cars",
        "commitment",
        "Canada will admit up to 49,000 Chinese electric vehicles a year",
        ["act_cars"],
        {"actor": ["CAN"], "recipient": ["CHN"]},
        type="ease",
        standing="delivered",
        body={
            **due("act_cars"),
            "quote": ACTS["act_cars"][3],
            "evidence": [
                {**facts.cited(*_words("act_adjust")), "act": "act_adjust", "says": "partner", "kind": "kept"}
            ],
        },
    )
    facts.matter(
        "com_signing",
        "commitment",
        "Canada and Korea to sign the pact",
        ["act_conclude"],
        {"actor": ["CAN", "KOR"]},
        type="sign",
        standing="in_progress",
        due="2026-04-01",
        instrument=PACT,
        stage="signed",
        body={"quote": ACTS["act_conclude"][3], "modality": "promised"},
    )


def _meetings_and_money(facts: Facts) -> None:
    both = {"actor": ["CAN", "KOR"]}
    held = [
        ("mee_gyeongju", "Canada and Korea in Gyeongju", "act_meet", "held", "2025-10-30", "Gyeongju"),
        ("mee_ottawa", "Canada and Korea in Ottawa", "act_ottawa", "held", "2026-02-25", "Ottawa"),
        ("mee_lapsed", "Trade mission to Korea", "act_mission", "scheduled", "2026-02", None),
    ]
    for id, title, act, standing, start, place in held:
        body = {"place": place, "form": "meeting"}
        facts.matter(id, "meeting", title, [act], both, standing=standing, start=start, body=body)
    facts.matter(
        "env_clean",
        "money",
        "$50 million for clean technology",
        ["act_money"],
        {"actor": ["CAN"]},
        body={"money": {"text": "$50 million", "amount": 50_000_000, "currency": "CAD"}},
    )
