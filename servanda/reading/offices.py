"""Which offices a party has, for bare titles: "the President" of a state without one is somebody else."""

from servanda.codebook.words import word_sets


def has_office(party: str | None, title: str) -> bool | None:
    """Whether a party has such an office ("Prime Minister"), None where the codebook does not say."""
    words = word_sets("leaders")
    if party is None:
        return None
    lowered = title.lower()
    if "minister" in lowered and "prime" not in lowered:
        return False if party in words["no_ministers"] else None
    offices = ("president", "prime_minister", "chancellor")
    office = next((name for name in offices if name.replace("_", " ") in lowered), None)
    if office is None:
        return None
    if party in words[office]:
        return True
    return False if any(party in words[other] for other in offices) else None
