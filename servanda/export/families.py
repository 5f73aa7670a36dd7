"""`Family`: act types that belong together, so that a reader tells them apart by seven colours, not 28."""

from enum import StrEnum

from servanda.model import ActType


class Family(StrEnum):
    """A family of act types; the value is the word shown for it."""

    MEETINGS = "meetings"
    PROMISES = "promises"
    AGREEMENTS = "agreements"
    DEEDS = "deeds"
    WORDS = "words"
    OBJECTIONS = "objections"
    MEASURES = "measures"


FAMILIES: dict[Family, tuple[ActType, ...]] = {
    Family.MEETINGS: (ActType.MEET, ActType.SCHEDULE, ActType.RAISE),
    Family.PROMISES: (ActType.PROMISE, ActType.PLEDGE_FUNDS, ActType.REAFFIRM),
    Family.AGREEMENTS: (
        ActType.OPEN_TALKS,
        ActType.ADVANCE_TALKS,
        ActType.CONCLUDE_TEXT,
        ActType.SIGN,
        ActType.APPROVE,
        ActType.TAKE_EFFECT,
        ActType.RENEW_AMEND,
        ActType.EXIT,
    ),
    Family.DEEDS: (
        ActType.DELIVER_FUNDS,
        ActType.DELIVER_MEANS,
        ActType.OPERATE_JOINTLY,
        ActType.SET_UP,
        ActType.DOMESTIC_STEP,
        ActType.ISSUE_OUTPUT,
    ),
    Family.WORDS: (ActType.ENDORSE, ActType.CALL_ON),
    Family.OBJECTIONS: (ActType.CONDEMN, ActType.REFUSE, ActType.WARN),
    Family.MEASURES: (ActType.RESTRICT, ActType.EASE, ActType.POSTURE_FORCE),
}

FAMILY_OF: dict[ActType, Family] = {kind: family for family, kinds in FAMILIES.items() for kind in kinds}
