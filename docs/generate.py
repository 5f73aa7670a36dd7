"""`python docs/generate.py [--check]`: fill the generated parts of the pages from what Servanda itself says.

A part stands between `<!-- generated: NAME -->` and `<!-- end -->`. Everything outside is written by hand.
"""

import argparse
import re
import sys
from collections.abc import Callable
from pathlib import Path

DOCS = Path(__file__).resolve().parent
ROOT = DOCS.parent
if __package__ in (None, ""):
    sys.path.insert(0, str(ROOT))

from docs.parts import codebook, commands, figures, ledger, python, questions, release, sources  # noqa: E402

#: Name of a part to what writes it.
PARTS: dict[str, Callable[[], str]] = {
    "release": release.marked_release,
    "acts": release.act_table,
    "comparison": lambda: figures.comparison(ROOT / "eval" / "comparison.json"),
    "errors": lambda: figures.errors(ROOT / "eval" / "errors.json"),
    "provenance": figures.provenance,
    "counts": codebook.counts,
    "types": codebook.types,
    "commands": commands.reference,
    "python": python.reference,
    "kinds": sources.kinds,
    "catalogue": sources.catalogue,
    "agreements": ledger.agreements,
    "shown": ledger.shown,
    "timeline": ledger.timeline,
    "commitments": ledger.commitments,
    "q_promised": questions.promised,
    "q_due": questions.due,
    "q_stands": questions.stands,
    "q_quiet": questions.quiet,
    "q_compared": questions.compared,
    "q_money": questions.money,
    "q_changes": questions.changes,
    "q_outcome": questions.outcome,
    "q_triggers": questions.triggers,
    "q_brief": questions.brief,
    "q_counted": questions.counted,
}

_PART = re.compile(r"(<!-- generated: (\w+) -->\n).*?(<!-- end -->)", re.DOTALL)


def filled(page: str) -> str:
    """The text of a page with every part written anew. Raises KeyError for a part that nothing writes."""
    return _PART.sub(lambda found: f"{found[1]}\n{PARTS[found[2]]().strip()}\n\n{found[3]}", page)


def main() -> int:
    """Write the parts; with --check write nothing and end with 1 where one is not current."""
    parser = argparse.ArgumentParser(description="Fill the generated parts of the pages.")
    parser.add_argument("--check", action="store_true", help="only say which pages are not current")
    check = parser.parse_args().check
    stale = []
    for path in sorted(DOCS.glob("*.md")):
        page = path.read_text(encoding="utf-8")
        now = filled(page)
        if now != page:
            stale.append(path.name)
            if not check:
                path.write_text(now, encoding="utf-8")
    state = "not current: run python docs/generate.py" if check else "written"
    for name in stale:
        print(f"{name}: {state}", file=sys.stderr)
    return 1 if check and stale else 0


if __name__ == "__main__":
    sys.exit(main())
