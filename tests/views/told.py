"""What the small ledger of facts is told: texts, and the acts in them."""

from datetime import date

AS_OF = date(2026, 3, 10)

#: What the small ledger is about, by a short name.
PACT = "agr_a1c0000000000001"
CHINA = "agr_a1c0000000000002"
THAI = "agr_b2c0000000000003"

TEXTS = {
    "kor-2023": (
        "KOR",
        "2023-04-14",
        "Foreign ministers meet in Seoul",
        "The two ministers plan to open talks on an agreement that protects information.\n",
    ),
    "can-kor-2025": (
        "CAN",
        "2025-10-30",
        "Canada and Korea set up a security partnership",
        "The Prime Minister met President Lee in Gyeongju today.\n"
        "The two leaders announced that substantive negotiations on the Agreement on the Protection of "
        "Military and Defence Classified Information have been concluded.\n"
        "Canada will lead a Team Canada Trade Mission to Korea in 2026.\n"
        "The General Security of Information Agreement will be the basis for defence procurement.\n",
    ),
    "kor-2026": (
        "KOR",
        "2026-01-27",
        "Cabinet approves pact with Canada",
        "The Cabinet approved the military information pact with Canada on Tuesday.\n"
        "It takes effect once both sides have completed their administrative steps.\n",
    ),
    "can-kor-2026": (
        "CAN",
        "2026-02-25",
        "Second 2+2 meeting held in Ottawa",
        "The ministers met in Ottawa on 25 February.\n"
        "They signed the Agreement on the Protection of Military and Defence Classified Information.\n",
    ),
    "can-chn-2026": (
        "CAN",
        "2026-01-16",
        "Canada and China form a new strategic partnership",
        "Canada expects China to cut the combined tariff on canola seed to about 15 per cent by "
        "1 March 2026.\n"
        "Canada will admit up to 49,000 Chinese electric vehicles a year.\n"
        "The leaders announced a new strategic partnership.\n"
        "Canada will provide $50 million for clean technology.\n",
    ),
    "chn-2026": (
        "CHN",
        "2026-01-16",
        None,
        "China will adjust its measures on canola in accordance with law.\n",
    ),
    "note": (None, None, "A note without a date", "Canada thanked Thailand for its hospitality.\n"),
}

#: id: (document, type, modality, quotation, actors, recipients, more fields)
ACTS: dict[str, tuple[str, str, str, str, list[str], list[str], dict[str, object]]] = {
    "act_meet": (
        "can-kor-2025",
        "meet",
        "done",
        "The Prime Minister met President Lee in Gyeongju",
        ["CAN", "KOR"],
        [],
        {},
    ),
    "act_conclude": (
        "can-kor-2025",
        "conclude_text",
        "done",
        "substantive negotiations on the Agreement on the Protection of Military and Defence Classified "
        "Information have been concluded",
        ["CAN", "KOR"],
        [],
        {"instrument": "Agreement on the Protection of Military and Defence Classified Information"},
    ),
    "act_mission": (
        "can-kor-2025",
        "schedule",
        "decided",
        "Canada will lead a Team Canada Trade Mission to Korea in 2026",
        ["CAN"],
        ["KOR"],
        {"deadline": ("absolute", "in 2026", "2026-01-01", "2026-12-31")},
    ),
    "act_approve": (
        "kor-2026",
        "approve",
        "done",
        "The Cabinet approved the military information pact with Canada",
        ["KOR"],
        [],
        {"instrument": "military information pact with Canada"},
    ),
    "act_ottawa": (
        "can-kor-2026",
        "meet",
        "done",
        "The ministers met in Ottawa on 25 February",
        ["CAN", "KOR"],
        [],
        {},
    ),
    "act_sign": (
        "can-kor-2026",
        "sign",
        "done",
        "They signed the Agreement on the Protection of Military and Defence Classified Information",
        ["CAN", "KOR"],
        [],
        {"instrument": "Agreement on the Protection of Military and Defence Classified Information"},
    ),
    "act_canola": (
        "can-chn-2026",
        "ease",
        "promised",
        "China to cut the combined tariff on canola seed to about 15 per cent by 1 March 2026",
        ["CHN"],
        ["CAN"],
        {"flags": ["attributed"], "deadline": ("absolute", "by 1 March 2026", "2026-01-16", "2026-03-01")},
    ),
    "act_cars": (
        "can-chn-2026",
        "ease",
        "promised",
        "Canada will admit up to 49,000 Chinese electric vehicles a year",
        ["CAN"],
        ["CHN"],
        {"deadline": ("recurring", "a year", None, None)},
    ),
    "act_partners": (
        "can-chn-2026",
        "set_up",
        "done",
        "The leaders announced a new strategic partnership",
        ["CAN", "CHN"],
        [],
        {"instrument": "a new strategic partnership"},
    ),
    "act_money": (
        "can-chn-2026",
        "pledge_funds",
        "promised",
        "Canada will provide $50 million for clean technology",
        ["CAN"],
        [],
        {"money": ("$50 million", 50_000_000, "CAD")},
    ),
    "act_adjust": (
        "chn-2026",
        "ease",
        "promised",
        "China will adjust its measures on canola",
        ["CHN"],
        [],
        {},
    ),
    "act_thanks": (
        "note",
        "endorse",
        "done",
        "Canada thanked Thailand for its hospitality",
        ["CAN"],
        ["THA"],
        {},
    ),
}

COMMITTING = {"act_mission", "act_canola", "act_cars", "act_money", "act_adjust"}

TOPICS = {
    "act_canola": ["agriculture", "trade"],
    "act_cars": ["trade", "transport"],
    "act_adjust": ["agriculture"],
    "act_mission": ["trade"],
    "act_conclude": ["defence", "information_security"],
    "act_sign": ["defence", "information_security"],
    "act_approve": ["defence"],
}
