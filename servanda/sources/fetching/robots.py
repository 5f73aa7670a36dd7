"""robots.txt as RFC 9309 has it: the group that names us, else "*"; its longest rule; Allow on a tie."""

import re
from dataclasses import dataclass
from urllib.parse import unquote, urlsplit

#: Bytes of a robots.txt that are read, as the RFC asks for at least.
MAX_BYTES = 512 * 1024
#: The longest pace that a robots.txt can ask for, in seconds.
_MAX_DELAY = 30.0


@dataclass(frozen=True, slots=True)
class Robots:
    """The rules for us: (pattern, allowed) pairs and the pace asked for, in seconds."""

    rules: tuple[tuple[str, bool], ...] = ()
    delay: float = 0.0

    def allows(self, address: str) -> bool:
        """Whether an address of the site may be fetched."""
        parts = urlsplit(address)
        path = unquote(parts.path or "/") + (f"?{unquote(parts.query)}" if parts.query else "")
        if path == "/robots.txt":
            return True
        matching = [(len(rule), allowed) for rule, allowed in self.rules if _matches(unquote(rule), path)]
        return max(matching)[1] if matching else True


NOTHING_FORBIDDEN = Robots()
ALL_FORBIDDEN = Robots((("/", False),))


def parse(text: str, agent: str) -> Robots:
    """The rules that `text` holds for the product token `agent`."""
    groups: dict[str, tuple[list[tuple[str, bool]], list[float]]] = {}
    named: list[str] = []
    in_names = False
    for line in text.splitlines():
        key, colon, value = line.partition("#")[0].partition(":")
        key, value = key.strip().lower(), value.strip()
        if not colon:
            continue
        if key == "user-agent":
            named = [*named, value.lower()] if in_names else [value.lower()]
            in_names = True
            for name in named:
                groups.setdefault(name, ([], []))
            continue
        in_names = False
        for name in named:
            if key in ("allow", "disallow") and value:
                groups[name][0].append((value, key == "allow"))
            elif key == "crawl-delay" and re.fullmatch(r"\d+(?:\.\d+)?", value):
                groups[name][1].append(float(value))
    rules, delays = groups.get(agent.lower()) or groups.get("*") or ([], [])
    return Robots(tuple(rules), min(_MAX_DELAY, max(delays, default=0.0)))


def _matches(rule: str, path: str) -> bool:
    """Whether a rule with "*" and a final "$" matches the beginning of a path; in linear time."""
    ended = rule.endswith("$")
    first, *rest = (rule[:-1] if ended else rule).split("*")
    if not path.startswith(first):
        return False
    at = len(first)
    for part in rest:
        found = path.find(part, at)
        if found < 0:
            return False
        at = found + len(part)
    if not ended:
        return True
    return (
        at == len(path)
        if not rest
        else path.endswith(rest[-1]) and len(path) - len(rest[-1]) >= at - len(rest[-1])
    )
