"""Any text gives accounts whose spans lie inside it, in order, or none; the same each time."""

from datetime import date

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from servanda.model import Document
from servanda.reading.reader import Reader

WORDS = st.sampled_from(
    [
        "the", "a", "Agreement", "agreement", "Treaty", "treaties", "(the “Agreement”)", "(ABC)",
        "between", "of", "Canada", "Norway", "NATO", "and", ",", "signed", "entered into force",
        "on 3 May 2021", "extension", "with", "Memorandum", "memorandum of understanding", "talks",
        "these", "two", "Protocols", "to", "amend", "joining", "welcome", "as", "member", ".", ":",
        "\n- ", "\n\n", "1958", "’s", "“", "”", "U.S.-EU", "such", "Framework", "for",
        "negotiating", "an", "called", "Today", "has not", "will", "it", "(", ")", "é", "\u2028",
        "𝔸",
    ]
)  # fmt: skip
TEXTS = st.one_of(st.text(max_size=200), st.lists(WORDS, max_size=60).map(" ".join))


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(text=TEXTS, dated=st.booleans())
def test_any_text(reader: Reader, text: str, dated: bool) -> None:
    document = Document("x", text, "CAN", None, date(2024, 5, 14) if dated else None)
    accounts = reader.read(document).accounts
    assert accounts == reader.read(document).accounts
    assert list(accounts) == sorted(accounts, key=lambda one: (one.mentions[0].span, one.id))
    assert len({account.id for account in accounts}) == len(accounts)
    for account in accounts:
        spans = [one.span for one in account.mentions]
        assert spans and spans == sorted(set(spans))
        assert all(span.start < span.end <= len(text) for span in spans)
        assert list(account.parties) == sorted(set(account.parties))
        for step in account.steps:
            assert step.span.start < step.span.end <= len(text)
            assert (step.act is None) != (step.cue is None)
            assert step.date is not None or not dated


def test_a_hostile_text_takes_no_more_than_its_share_of_time(reader: Reader) -> None:
    """Twice the text may take about twice the time, not four times."""
    from time import process_time

    def cost(times: int) -> float:
        text = "the Agreement of the Agreement on the Treaty between Canada, and (the “X”) signed " * times
        start = process_time()
        reader.read(Document("x", text, "CAN", None, date(2024, 5, 14)))
        return process_time() - start

    cost(20)
    small, large = min(cost(100) for _ in range(2)), cost(400)
    assert large < 9 * small + 0.5
