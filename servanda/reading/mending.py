"""Repairs of the parser's commonest slips in official prose, on heads and relations in place."""

_FINITE = {"VBD", "VBZ", "VBP"}


def mend(head: list[int], tag: list[str], dep: list[str]) -> None:
    """Apply each repair once, in order."""
    _raise_finite_conjuncts(head, tag, dep)


def _raise_finite_conjuncts(head: list[int], tag: list[str], dep: list[str]) -> None:
    """A past-tense verb coordinated with an infinitive belongs to the main verb before it.

    "directed officials to resolve issues and discussed solutions": `discussed` goes with `directed`.
    """
    for at in range(len(head)):
        if dep[at] != "conj" or tag[at] not in _FINITE or tag[head[at]] not in {"VB", "VBG"}:
            continue
        up = head[at]
        while head[up] != up and tag[up] != tag[at]:
            up = head[up]
        if tag[up] == tag[at] and up < at and not _inside_own_clause(up, head[at], head, dep):
            head[at] = up


def _inside_own_clause(top: int, at: int, head: list[int], dep: list[str]) -> bool:
    """Whether a clause with a subject of its own lies between `at` and `top`."""
    while at != top:
        if dep[at] in {"ccomp", "relcl"}:
            return True
        at = head[at]
    return False
