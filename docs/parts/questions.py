"""What the ten questions are answered, asked of the sample files."""

from docs.parts.ledger import printed

#: The files that show what the sample file has no case of.
MONEY, SERIES, YEARS = "money", "readouts", "two-years"


def promised() -> str:
    """1. What one party promised another since a day, and what of it is still open."""
    between = ("--party", "Canada", "--counterpart", "China")
    return printed("list", "commitments", *between, "--since", "2026-01-01", "--still-open")


def due() -> str:
    """2. What falls due, what is overdue."""
    return printed("due", "--party", "Canada", "--limit", "3")


def stands() -> str:
    """3. Where an agreement stands, and which sentence proves it."""
    return cut(printed("show", "General Security of Information Agreement"), 40)


def quiet() -> str:
    """4. Who has gone quiet."""
    return printed("quiet", "--limit", "1", of=YEARS)


def compared() -> str:
    """5. Whether their readout says what ours says."""
    return printed("compare", "2026-01-16-canada-release-china", "2026-01-16-china-commerce-remarks")


def money() -> str:
    """6. How often money was announced, and how much of it is new."""
    return printed("money", "--limit", "2", of=MONEY)


def changes() -> str:
    """7. What changed in the wording since last time."""
    return cut(printed("changes", "2025-08-19-australia-fiji-statement", of=SERIES), 50)


def outcome() -> str:
    """8. What came out of a visit."""
    return printed("outcome", "--party", "Canada", "--counterpart", "Korea", "--on", "2025-10-30")


def triggers() -> str:
    """9. What waits on the same trigger."""
    return printed("triggers", "--limit", "2", of=YEARS)


def brief() -> str:
    """10. A brief for tomorrow."""
    return cut(printed("brief", "Canada", "Korea", "--for", "2026-03-16"), 60)


def counted() -> str:
    """How many commitments, by a rule that is named."""
    return printed("count", "--party", "Canada", "--by", "partner")


def cut(block: str, lines: int) -> str:
    """The first lines of a block; that it goes on is told."""
    told = block.splitlines()
    return block if len(told) <= lines + 1 else "\n".join([*told[:lines], "…", "```"])
