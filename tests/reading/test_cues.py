"""Cues against parsed sentences: the codebook proves itself, and the matcher looks where it says."""

from dataclasses import replace

import pytest

from servanda.codebook import load
from servanda.codebook.types import Cue
from servanda.model import ActType, BlockKind, Span
from servanda.reading.checking import Failure, check
from servanda.reading.cues import CueMatcher
from servanda.reading.frames import frames_of
from servanda.reading.parse import Parsed, Parser
from servanda.reading.sentences import Sentence

BOOK = load()


@pytest.fixture(scope="module")
def parser() -> Parser:
    return Parser()


def _parsed(parser: Parser, text: str) -> Parsed:
    return next(parser.parse(text, [Sentence(Span(0, len(text)), 0, BlockKind.PARAGRAPH, 0)]))


def _types_by_word(parser: Parser, text: str, cues: tuple[Cue, ...] = BOOK.cues) -> dict[str, set[str]]:
    """Which types the cues give to which word of the sentence; words without any are left out."""
    parsed = _parsed(parser, text)
    matcher = CueMatcher(cues, BOOK.lexicon)
    found = {
        f.head: {c.type.value for c in matcher.match(f)} for f in frames_of(parsed, BOOK.lexicon.act_nouns)
    }
    return {parsed.words[head]: types for head, types in found.items() if types}


def test_every_cue_holds_in_its_examples_and_in_no_counter_example(parser: Parser) -> None:
    assert check(parser=parser) == []


def test_a_cue_that_its_sentences_do_not_bear_out_is_told_with_its_reason(parser: Parser) -> None:
    good, bad = "They signed the treaty.", "They read the treaty."
    cue = Cue("sign.test", ActType.SIGN, head=("sign",), examples=(good, bad), counter_examples=(bad, good))
    assert check([cue], parser) == [Failure("sign.test", bad, True), Failure("sign.test", good, False)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        # The word that hands the act on answers for it, the word below stays silent.
        ("Ministers agreed to launch negotiations on a visa waiver.", {"agreed": {"open_talks"}}),
        ("The two leaders announced the conclusion of negotiations.", {"announced": {"conclude_text"}}),
        ("Both sides committed to completing the negotiations by May.", {"committed": {"conclude_text"}}),
        ("The Council decided to lift the sanctions on the bank.", {"decided": {"ease"}}),
        (
            "The President instructed the ministers to finalise the agreement.",
            {"instructed": {"conclude_text"}},
        ),
        ("They agreed to meet again in spring.", {"agreed": {"schedule"}}),
        # A second infinitive in the row speaks for itself.
        (
            "They agreed to ratify the treaty and to establish a joint committee.",
            {"agreed": {"approve"}, "establish": {"set_up"}},
        ),
        # A full clause keeps its own act.
        ("She announced that Estonia will open an embassy in Hanoi.", {"open": {"set_up"}}),
        # What is wished of others, and what a thing is for, are no acts of their own.
        ("Norway urged the militia to withdraw its troops.", {"urged": {"call_on"}}),
        ("He thanked them for their efforts to lift the embargo.", {"thanked": {"endorse"}}),
        # Two verbs, two acts.
        (
            "The ministers signed a protocol and discussed the harvest.",
            {"signed": {"sign"}, "discussed": {"raise"}},
        ),
    ],
)
def test_which_word_answers_with_which_type(parser: Parser, text: str, expected: dict[str, set[str]]) -> None:
    assert _types_by_word(parser, text) == expected


@pytest.mark.parametrize(
    ("slots", "holds", "fails"),
    [
        ({"object": ("@pact",)}, "They signed a treaty.", "They signed a bill."),
        ({"object": ("treaty",)}, "The treaty, which they agreed to sign, is short.", "They agreed to sign."),
        ({"modifier": ("joint",)}, "They signed a joint letter.", "They signed a letter."),
        ({"prep": ("in presence",)}, "They signed it in the presence of the King.", "They signed it in May."),
        ({"form": ("@ahead",)}, "They will sign it.", "They signed it."),
        ({"form": ("@item",)}, "Sign the charter.", "They sign the charter."),
        ({"governor": ("hope",)}, "They hope to sign it.", "They refuse to sign it."),
        ({"without": ("book",)}, "They signed the treaty.", "They signed the book."),
        (
            {"complement": ("@condition",)},
            "They will sign it if the rain stops.",
            "They will sign it in May.",
        ),
        ({"kind": "verb"}, "They signed it.", "They called a spokesman."),
    ],
)
def test_each_slot_asks_for_something(
    parser: Parser, slots: dict[str, tuple[str, ...]], holds: str, fails: str
) -> None:
    cue = replace(Cue("sign.test", ActType.SIGN, head=("sign",)), **slots)
    found = [bool(_types_by_word(parser, text, (cue,))) for text in (holds, fails)]
    assert found == [True, False]


def test_a_bare_name_is_known_by_the_words_before_it(parser: Parser) -> None:
    cue = Cue("operate_jointly.test", ActType.OPERATE_JOINTLY, head=("take",), prep=("in exercise",))
    assert _types_by_word(parser, "Two frigates took part in Exercise Silver Coast.", (cue,))
    assert not _types_by_word(parser, "Two frigates took part in the parade.", (cue,))


def test_answers_do_not_depend_on_what_was_asked_before(parser: Parser) -> None:
    one = _parsed(parser, "The ministers agreed to sign the treaty and condemned the raid.")
    other = _parsed(parser, "Ghana opened an embassy in Suva.")
    frames = [*frames_of(one, BOOK.lexicon.act_nouns), *frames_of(other, BOOK.lexicon.act_nouns)]
    matcher = CueMatcher(BOOK.cues, BOOK.lexicon)
    forward = [matcher.match(frame) for frame in frames]
    backward = [matcher.match(frame) for frame in reversed(frames)][::-1]
    assert forward == backward
    assert sum(map(len, forward)) >= 3
