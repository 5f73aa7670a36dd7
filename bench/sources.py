"""Paragraphs, metadata and speed on saved pages, against trafilatura, readability-lxml and resiliparse.

Run: python bench/sources.py [--rounds N] [--only pages|duplicates]. The competitors are needed only here: pip
install readability-lxml resiliparse. All figures come from one run over the same pages, one core. The part
`duplicates` measures the search for repeated releases with and without Rensa.
"""

import argparse
import importlib.util
import sys
import time
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from servanda.model import BlockKind
from servanda.sources import Page, Raw, render

sys.path.insert(0, str(Path(__file__).parent.parent / "tests" / "sources"))
from duplicates import duplicates
from saved_site import SavedPage, all_pages

#: What is asked: precision and recall of paragraphs, and speed against trafilatura alone.
PARAGRAPHS, TIMES = 0.97, 1.5
BODY = frozenset(("heading", "paragraph", "item", "table", "quotation", "caption"))
LEAVES = ("p", "li", "h1", "h2", "h3", "h4", "tr")


@dataclass
class Tally:
    """Paragraphs found, missed and wrong."""

    found: int = 0
    missed: int = 0
    wrong: int = 0
    examples: list[str] = field(default_factory=list)

    def add(self, page: SavedPage, lines: Iterable[str]) -> None:
        """Counts the lines that one extractor gave for one page."""
        truth = [key(text) for _, text in page.blocks]
        neutral = {key(text) for text in page.neutral}
        given = [key(line) for line in lines if key(line)]
        rest = list(given)
        for wanted in truth:
            if wanted in rest:
                rest.remove(wanted)
                self.found += 1
            else:
                self.missed += 1
                self.examples.append(f"missed {page.family}/{page.slug}: {wanted[:60]}")
        extra = [line for line in rest if line not in neutral]
        self.wrong += len(extra)
        self.examples += [f"extra {page.family}/{page.slug}: {line[:60]}" for line in extra]

    @property
    def precision(self) -> float:
        return self.found / max(1, self.found + self.wrong)

    @property
    def recall(self) -> float:
        return self.found / max(1, self.found + self.missed)


def key(text: str) -> str:
    """A paragraph's letters and digits: tools differ in signs, spaces and bullets, and we forgive that."""
    return "".join(ch for ch in text.casefold() if ch.isalnum())


def ours(page: SavedPage) -> list[str]:
    """The body blocks of our block map."""
    document = render(Raw(page.address, page.data, "text/html", page.address)).document
    return [block.span.of(document.text) for block in document.blocks if block.kind.value in BODY]


def trafilatura(page: SavedPage) -> list[str]:
    """Trafilatura alone, its defaults for recall of lists and tables."""
    from trafilatura import extract

    return (extract(page.data, include_comments=False, include_tables=True) or "").splitlines()


def readability(page: SavedPage) -> list[str]:
    """readability-lxml's article, its blocks as lines."""
    from lxml import html as lxml_html
    from readability import Document  # type: ignore[import-untyped]

    root = lxml_html.fromstring(Document(page.data.decode()).summary())
    blocks = [
        node for node in root.iter() if node.tag in (*LEAVES, "div", "blockquote", "td") and _is_bare(node)
    ]
    return [" ".join("".join(map(str, node.itertext())).split()) for node in blocks]


def _is_bare(node: Any) -> bool:
    """Whether an element holds text and no block of its own."""
    inner = (*LEAVES, "div", "table", "ul", "ol")
    return not any(child.tag in inner for child in node.iterdescendants())


def resiliparse(page: SavedPage) -> list[str]:
    """Resiliparse's main content."""
    from resiliparse.extract.html2text import extract_plain_text

    return extract_plain_text(page.data.decode(), main_content=True, preserve_formatting=True).splitlines()


def measure(
    name: str, run: Callable[[SavedPage], list[str]], pages: Iterable[SavedPage], rounds: int
) -> tuple[Tally, float]:
    """Prints one extractor's figures; returns its tally and its pages a second, of the best round."""
    tally, best = Tally(), float("inf")
    pages = list(pages)
    for number in range(rounds):
        start = time.perf_counter()
        lines = [run(page) for page in pages]
        best = min(best, time.perf_counter() - start)
        if number == 0:
            for page, given in zip(pages, lines, strict=True):
                tally.add(page, given)
    rate = len(pages) / best
    print(f"{name:<14} precision {tally.precision:.3f}  recall {tally.recall:.3f}  {rate:7.0f} pages/s")
    return tally, rate


def metadata(pages: Iterable[SavedPage], *, with_address: bool) -> None:
    """Prints how often title, date, publisher and kind are right; `with_address`: as when fetched.

    The kind is asked for only where the page says it."""
    right = {"title": 0, "published": 0, "publisher": 0, "kind": 0}
    total = 0
    for page in pages:
        raw = Raw("page.html", page.data, "text/html", page.address if with_address else None)
        facts = render(raw).facts
        total += 1
        for name in right:
            fact = getattr(facts, name)
            wanted = getattr(page, name)
            good = wanted == "" or (fact is not None and fact.value == wanted)
            right[name] += good
            if not good:
                print(f"   {page.family}/{page.slug}: {name} {fact} is not {getattr(page, name)!r}")
    shares = "  ".join(f"{name} {count / total:.3f}" for name, count in right.items())
    print(f"metadata {'with' if with_address else 'without'} address: {shares}")


def marks(pages: Iterable[SavedPage]) -> None:
    """Prints how often quick facts, contacts and related links are marked as such."""
    right = total = spans = 0
    for page in pages:
        made: Page = render(Raw(page.address, page.data, "text/html", page.address))
        text = made.document.text
        kinds = {key(block.span.of(text)): block.kind for block in made.document.blocks}
        for kind, words in page.marked:
            total += 1
            good = kinds.get(key(words)) is BlockKind(kind)
            right += good
            if not good:
                print(f"   {page.family}/{page.slug}: {words[:50]!r} is {kinds.get(key(words))}, not {kind}")
        spans += len(made.document.blocks)
    print(f"quick facts, contacts, links marked: {right}/{total}; blocks: {spans}")


def main() -> int:
    """Runs all measures; 1 where ours is below what is asked."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--show", type=int, default=0, help="how many errors of ours to print")
    parser.add_argument("--only", choices=("pages", "duplicates"), help="this part alone")
    options = parser.parse_args()
    failed = 0
    if options.only in (None, "pages"):
        failed = measure_pages(options.rounds, options.show)
    if options.only in (None, "duplicates"):
        failed |= duplicates(options.rounds)
    return failed


def measure_pages(rounds: int, show: int) -> int:
    """All figures of the saved pages; 1 where ours is below what is asked."""
    pages = all_pages()
    print(f"{len(pages)} pages of {len({page.family for page in pages})} site families")
    tally, rate = measure("servanda", ours, pages, rounds)
    for line in tally.examples[:show]:
        print("  ", line)
    _, theirs = measure("trafilatura", trafilatura, pages, rounds)
    for name, run in (("readability", readability), ("resiliparse", resiliparse)):
        if importlib.util.find_spec(name):
            measure(name, run, pages, rounds)
    print(f"pages a second, times trafilatura's: {rate / theirs:.2f} (asked {TIMES})")
    marks(pages)
    metadata(pages, with_address=True)
    metadata(pages, with_address=False)
    return int(min(tally.precision, tally.recall) < PARAGRAPHS or rate < TIMES * theirs)


if __name__ == "__main__":
    sys.exit(main())
