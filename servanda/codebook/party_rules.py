"""What the words around a name say about it: a person, a language, the name of a treaty, another place."""

import re
from dataclasses import replace

from servanda.codebook.party_data import NotPartyFile, Sense
from servanda.codebook.phrases import Hit, any_of

_BEFORE = re.compile(r"(\S+)\s+\Z")
_AFTER = re.compile(r"\s+([^\W\d_][\w'’-]*)")
_INITIAL_BEFORE = re.compile(r"(?<![\w.])[A-Z]\.\s+\Z")
_INITIAL_AFTER = re.compile(r"\s+[A-Z]\.\s+[A-Z]")
_ADDRESS_AFTER = re.compile(r"\.[a-z]{2,}")
#: How many characters on either side of a name its closest neighbours may fill.
_WINDOW = 80
_OUTSIDER = re.compile(r"\b[Nn]on[-‐‑]\Z")


class ContextRules:
    """The rules of `not_parties.yaml`, compiled."""

    def __init__(self, data: NotPartyFile) -> None:
        persons, languages = data.persons, data.languages
        self._person_names = frozenset(persons.names)
        self._surnames = frozenset(persons.surnames)
        self._given = frozenset(persons.given)
        self._honorific = re.compile(rf"(?<!\w){any_of(persons.honorifics)}\s+\Z")
        self._languages = frozenset(languages.names)
        language = any_of(languages.names)
        link = r"(?:\s*,\s*(?:(?:and|or)\s+)?|\s+(?:and|or)\s+)"
        self._language_before = re.compile(rf"\b{any_of(languages.before)}\s+(?:{language}{link})*\Z")
        closing = rf"\s*(?:[.,;:)\"”]|\Z)|\s+{any_of(languages.closing)}\b"
        self._language_closing = re.compile(rf"(?:{link}{language})*(?:{closing})")
        self._language_after = re.compile(rf"\s?{any_of(languages.after)}(?!\w)")
        self._after_places = re.compile(rf"\s+{any_of(data.after_places)}(?!\w)")
        self._money = re.compile(rf"\s?{any_of(data.money)}(?![^\W\d])")
        self._doubtful = {
            name: (rule, _near(rule.when), _near(rule.unless))
            for rule in data.doubtful
            for name in rule.names
        }
        self._capitals = frozenset(data.capitals.words)
        self._capitals_after = re.compile(rf"(?<!\w){any_of(data.capitals.after)}\s+\Z")

    def judge(self, hit: Hit[Sense], text: str) -> Sense | None:
        """The sense of a found name in its place; None where it means no party there."""
        before = text[max(0, hit.start - _WINDOW) : hit.start]
        after = text[hit.end : hit.end + _WINDOW]
        if before.endswith("@") or _ADDRESS_AFTER.match(after) or _OUTSIDER.search(before):
            return None
        sense, phrase = hit.value, hit.phrase
        if phrase in self._capitals and self._is_word_in_capitals(hit, text, before, after):
            return None
        if phrase in self._person_names and self._is_person(before, after):
            return None
        if sense.role in ("name", "demonym") and self._money.match(after):
            return None
        if phrase in self._languages and self._is_language(before, after):
            return None
        if sense.role in ("capital", "part") and self._after_places.match(after):
            return None
        return self._other_sense(hit, text) if phrase in self._doubtful else sense

    def _is_person(self, before: str, after: str) -> bool:
        """Whether a person bears the name: "Michael Jordan", "Mr. Ireland", "Chad Smith", "Chad P. Wolf"."""
        last = _BEFORE.search(before)
        if (last and last.group(1) in self._given) or self._honorific.search(before):
            return True
        following = _AFTER.match(after)
        if following and following.group(1).removesuffix("'s").removesuffix("’s") in self._surnames:
            return True
        return bool(_INITIAL_AFTER.match(after) or _INITIAL_BEFORE.search(before))

    def _is_language(self, before: str, after: str) -> bool:
        """Whether a language is meant: "the French version", "German-speaking", "in English."."""
        if self._language_after.match(after):
            return True
        return bool(self._language_before.search(before) and self._language_closing.match(after))

    def _is_word_in_capitals(self, hit: Hit[Sense], text: str, before: str, after: str) -> bool:
        """Whether it is an ordinary word in a line of capitals: "JOIN US IN CANBERRA"."""
        left = text[max(0, hit.start - 2 * _WINDOW) : hit.start].rpartition("\n")[2]
        right = text[hit.end : hit.end + 2 * _WINDOW].partition("\n")[0]
        letters = [char for char in left + hit.phrase + right if char.isalpha()]
        others = len(letters) - sum(char.isalpha() for char in hit.phrase)
        if others < 4 or sum(char.islower() for char in letters) > len(letters) * 0.2:
            return False
        joined = after[:1] in ("-", "–", "/") or before[-1:] in ("-", "–", "/")
        return not (joined or self._capitals_after.search(before))

    def _other_sense(self, hit: Hit[Sense], text: str) -> Sense:
        """The other sense of a doubtful name where the words near by speak for it."""
        rule, when, unless = self._doubtful[hit.phrase]
        around = text[max(0, hit.start - rule.near) : hit.start] + " | " + text[hit.end : hit.end + rule.near]
        if not when.search(around) or unless.search(around):
            return hit.value
        role = "part" if rule.instead.within else hit.value.role
        return replace(hit.value, code=rule.instead.code, within=rule.instead.within, role=role)


def _near(words: tuple[str, ...]) -> re.Pattern[str]:
    return re.compile(rf"(?<!\w){any_of(words)}(?!\w)")
