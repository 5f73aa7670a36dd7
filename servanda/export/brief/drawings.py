"""The pictures of a brief with their captions."""

from dataclasses import dataclass

from servanda.export.brief.stages_picture import stages_picture
from servanda.export.brief.time_picture import legend, time_picture
from servanda.insight.brief import Brief

STAGES = "Agreements by stage: numbers as below; full marks bind, hollow ones do not, or it is not told."


@dataclass(frozen=True, slots=True)
class Drawing:
    """An SVG image; `alt` says in words what it is."""

    svg: str
    caption: str
    alt: str


def drawings(brief: Brief) -> tuple[Drawing, ...]:
    """The timeline of the pair and its agreements by stage, where there is anything to draw."""
    made = []
    timeline, stages = time_picture(brief), stages_picture(brief)
    if timeline:
        made.append(Drawing(timeline, legend(brief), "Timeline of agreements, meetings and deadlines"))
    if stages:
        made.append(Drawing(stages, STAGES, "Agreements by stage"))
    return tuple(made)
