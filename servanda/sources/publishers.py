"""Party codes of publishers: whether a code is one, and which one an address or a site name stands for."""

import re
from functools import cache
from urllib.parse import urlsplit

from servanda.codebook.parties import PartyBook
from servanda.sources.words import words

#: Words that make a name that of a state's authority.
_AUTHORITY = re.compile(
    r"\b(?:government|ministry|presidency|office of the (?:president|prime minister)|embassy)\b"
)
#: The share of a line that is a publisher's name, and the longest line in which a state is one's.
_MOSTLY, _LINE = 0.5, 90
_FREE = re.compile(r"^OTHER:\S.*$")


def is_code(code: str) -> bool:
    """Whether `code` is a party code: a state's alpha-3, an organisation's short name, or OTHER:Name."""
    return bool(_FREE.match(code)) or code in _listed()


def of_address(address: str) -> str | None:
    """The publisher whose site `address` lies on, by its host; None for other hosts."""
    host = (urlsplit(address).hostname or "").lower().removeprefix("www.")
    labels = host.split(".")
    suffixes = words("publishers")["hosts"]
    for start in range(len(labels)):
        code = suffixes.get(".".join(labels[start:]))
        if code:
            return str(code)
    return None


def of_name(name: str, *, mostly: bool = False) -> str | None:
    """The publisher a site name stands for ("Prime Minister of Canada", "GOV.UK"), or None.

    `mostly` asks that the name is most of the text: a line that only mentions a publisher is not its name.
    """
    wanted = " ".join(name.lower().split())
    if _any_name().search(wanted):
        found = ((pattern.search(wanted), code) for pattern, code in _names())
        return next(
            (code for match, code in found if match and (not mostly or _is_most(match, wanted))), None
        )
    return _by_state(name) if _AUTHORITY.search(wanted) and len(name) < _LINE else None


def _is_most(match: re.Match[str], line: str) -> bool:
    """Whether a name is most of its line, or begins it and an address follows."""
    follows = line[match.end() :].lstrip()[:1]
    return len(match[0]) >= _MOSTLY * len(line) or (match.start() == 0 and follows in tuple(",|•·–-©"))


def _by_state(name: str) -> str | None:
    """The one state that the name of an authority holds ("A Singapore Government Agency Website")."""
    book = PartyBook.load()
    codes = {mention.code for mention in book.find(name) if mention.role in ("name", "demonym")}
    return codes.pop() if len(codes) == 1 and book.is_state(*codes) else None


@cache
def _listed() -> frozenset[str]:
    return frozenset(PartyBook.load().codes)


@cache
def _names() -> tuple[tuple[re.Pattern[str], str], ...]:
    listed = words("publishers")["names"]
    return tuple((re.compile(rf"\b{name}\b"), code) for code, names in listed.items() for name in names)


@cache
def _any_name() -> re.Pattern[str]:
    """All names at once: most lines hold none."""
    return re.compile("|".join(f"(?:{pattern.pattern})" for pattern, _ in _names()))
