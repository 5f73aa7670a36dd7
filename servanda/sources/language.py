"""Which language a text is written in, by its script and its stop words: cheap, for whole documents."""

import re
from collections import Counter
from functools import cache

from servanda.sources.words import words

UNDETERMINED = "und"
_WORD = re.compile(r"[^\W\d_]+")
#: Characters looked at: half from the beginning, half from the middle of the text.
_SAMPLE = 20_000
#: Fewer stop words than this say nothing.
_ENOUGH = 4
#: Share of letters in a script of its own that decides without words.
_SCRIPT_SHARE = 0.3


def detect(text: str) -> str:
    """The language code of `text`, or "und" where it is too short to say."""
    sample = _sample(text)
    return _by_script(sample) or _by_words(sample)


def _sample(text: str) -> str:
    if len(text) <= _SAMPLE:
        return text
    half, middle = _SAMPLE // 2, len(text) // 2
    return text[:half] + " " + text[middle : middle + half]


def _by_script(sample: str) -> str | None:
    if sample.isascii():
        return None
    letters = sum(map(str.isalpha, sample))
    if not letters:
        return None
    # Japanese is written with Chinese characters too: the order of the list asks for kana first.
    for language, pattern in _scripts().items():
        share = _SCRIPT_SHARE / 2 if language == "ja" else _SCRIPT_SHARE
        if len(pattern.findall(sample)) >= share * letters:
            return language
    return None


def _by_words(sample: str) -> str:
    found = Counter(_WORD.findall(sample.lower()))
    scores = {lang: sum(found[word] for word in listed) for lang, listed in _stop_words().items()}
    best = max(scores, key=lambda lang: scores[lang])
    return best if scores[best] >= _ENOUGH else UNDETERMINED


@cache
def _scripts() -> dict[str, re.Pattern[str]]:
    listed = words("languages")["scripts"]
    ranges = {language: "".join(f"{a}-{z}" for a, z in pairs) for language, pairs in listed.items()}
    return {language: re.compile(f"[{letters}]") for language, letters in ranges.items()}


@cache
def _stop_words() -> dict[str, list[str]]:
    return dict(words("languages")["stop_words"])
