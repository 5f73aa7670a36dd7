"""Which of a page's chunks are its main text: by the source's selector, else by the page's own landmarks
and where its prose stands, else by trafilatura, which chooses among our chunks and never gives text.

One invariant: the main text is a run `[start, end)` of chunks; what else lies in it is told by the regions.
"""

from collections.abc import Callable, Sequence
from itertools import accumulate

from lxml import etree

from servanda.model import BlockKind
from servanda.sources.html.chunks import Extent, Layout, Region
from servanda.sources.html.spacing import squeeze
from servanda.sources.problem import SourceError

Run = tuple[int, int]

_JUNK = frozenset(
    (BlockKind.NOTICE, BlockKind.NAVIGATION, BlockKind.RELATED, BlockKind.FURNITURE, BlockKind.CONTACT)
)
_LANDMARKS: tuple[Callable[[etree._Element], bool], ...] = (
    lambda e: e.get("itemprop") == "articleBody" or "articleBody" in (e.get("property") or ""),
    lambda e: e.tag == "article",
    lambda e: e.tag == "main" or e.get("role") == "main" or e.get("property") == "mainContentOfPage",
    lambda e: (
        e.get("id") in ("content", "main", "main-content", "maincontent", "MainContent", "page-content")
    ),
)
#: A landmark that holds so much of the page's prose holds its main text.
_LANDMARK_SHARE = 0.6
#: A heading that begins the window's title and is so long is the page's title.
_TITLE_LENGTH = 15
#: An element that holds the top heading needs so much of the prose.
_TITLED_SHARE = 0.75
#: Without landmarks, the innermost element with so much of the prose is the main text …
_DESCENT_SHARE = 0.9
#: … where it holds at least so many characters of it; with fewer, or in more than one place, we ask.
_SURE = 200
#: A region by its name alone that holds so much of the prose is the main text, misnamed.
_MISNAMED_SHARE = 0.5


def choose(root: etree._Element, layout: Layout, selector: str | None = None) -> Run:
    """The run of chunks that is the main text."""
    if selector:
        return _selected(root, layout, selector)
    mass = _masses(layout)
    total = mass[-1]
    if not total:
        return _asked(root, layout) or (0, len(layout.chunks))
    landmark = _landmark(layout.extents, mass, total) or _titled(root, layout, mass, total)
    if landmark:
        return landmark
    found = _descend(layout.extents, mass, (0, len(layout.chunks)))
    if _weight(mass, found) >= _SURE and found != (0, len(layout.chunks)):
        return found
    return _asked(root, layout) or found


def _selected(root: etree._Element, layout: Layout, selector: str) -> Run:
    """The run from the first to the last element that the XPath selects."""
    try:
        nodes = root.xpath(selector)
    except etree.XPathError as error:
        raise SourceError(f"cannot be read with the selector {selector!r}: {error}") from None
    wanted = set(nodes) if isinstance(nodes, list) else set()
    runs = [(extent.start, extent.end) for extent in layout.extents if extent.element in wanted]
    if not runs:
        raise SourceError(f"has nothing at the selector {selector!r}: its source may have changed its pages")
    return min(start for start, _ in runs), max(end for _, end in runs)


def _masses(layout: Layout) -> Sequence[int]:
    """Running sums of prose, without what lies in regions that are surely not the main text."""
    prose = [chunk.prose for chunk in layout.chunks]
    total = sum(prose)
    for kind in _JUNK:
        inside = _covered(layout.regions, kind)
        if sum(prose[number] for number in inside) < _MISNAMED_SHARE * total:
            for number in inside:
                prose[number] = 0
    if not any(prose):
        prose = [chunk.prose for chunk in layout.chunks]
    return list(accumulate(prose, initial=0))


def _covered(regions: Sequence[Region], kind: BlockKind) -> set[int]:
    """The chunks that lie in any region of the kind."""
    return {number for region in regions if region.kind is kind for number in range(region.start, region.end)}


def _weight(mass: Sequence[int], run: Run) -> int:
    return mass[run[1]] - mass[run[0]]


def _titled(root: etree._Element, layout: Layout, mass: Sequence[int], total: int) -> Run | None:
    """The innermost element that holds the page's title and most of the prose."""
    window = squeeze(root.findtext(".//title") or "")
    headings = [(n, c) for n, c in enumerate(layout.chunks) if c.kind is BlockKind.HEADING]
    named = (n for n, c in headings if len(c.text) >= _TITLE_LENGTH and window.startswith(squeeze(c.text)))
    heading = next((n for n, c in headings if c.level == 1), None)
    heading = next(named, None) if heading is None else heading
    if heading is None:
        return None
    runs = [(extent.start, extent.end) for extent in layout.extents if extent.start <= heading < extent.end]
    heavy = [run for run in runs if _weight(mass, run) >= _TITLED_SHARE * total]
    return min(heavy, key=lambda run: run[1] - run[0], default=None)


def _landmark(extents: Sequence[Extent], mass: Sequence[int], total: int) -> Run | None:
    """The smallest-meaning landmark that holds most of the prose: an article before a main element."""
    for is_landmark in _LANDMARKS:
        runs = [(extent.start, extent.end) for extent in extents if is_landmark(extent.element)]
        best = max(runs, key=lambda run: _weight(mass, run), default=None)
        if best and _weight(mass, best) >= _LANDMARK_SHARE * total:
            return best
    return None


def _descend(extents: Sequence[Extent], mass: Sequence[int], run: Run) -> Run:
    """The innermost element with nearly all the prose. Extents come innermost first."""
    whole = _weight(mass, run)
    heavy = [(e.start, e.end) for e in extents if _weight(mass, (e.start, e.end)) >= _DESCENT_SHARE * whole]
    return min(heavy, key=lambda r: r[1] - r[0], default=run)


def _asked(root: etree._Element, layout: Layout) -> Run | None:
    """The run from the first to the last chunk whose words trafilatura keeps."""
    # It costs more than all else here together, and most pages never need it.
    from trafilatura import extract

    try:
        kept = extract(root, output_format="txt", include_tables=True, include_comments=False, fast=True)
    except Exception:
        return None
    lines = {_key(line) for line in (kept or "").splitlines() if len(line) >= 40}
    found = [n for n, chunk in enumerate(layout.chunks) if _key(chunk.text) in lines]
    return (found[0], found[-1] + 1) if found else None


def _key(text: str) -> str:
    return "".join(ch for ch in text if ch.isalnum())[:80]


def prune(layout: Layout, run: Run) -> list[Region]:
    """The regions that say something about single chunks of the page.

    A region that holds the main text says nothing about it, nor do the regions of a kind that together hold
    half of it: a site may well call each of its paragraphs a "tool" or a "banner".
    """
    inside_run = range(*run)
    own = [region for region in layout.regions if region.start > run[0] or region.end < run[1]]
    prose = {number: layout.chunks[number].prose for number in inside_run}
    limit = _MISNAMED_SHARE * sum(prose.values())
    misnamed = {
        kind
        for kind in {region.kind for region in own}
        if limit and sum(prose.get(number, 0) for number in _covered(own, kind)) >= limit
    }
    return [region for region in own if region.kind not in misnamed or not _meets(region, run)]


def _meets(region: Region, run: Run) -> bool:
    return region.start < run[1] and region.end > run[0]
