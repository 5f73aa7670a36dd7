"""What both pictures share: sizes, colours for print, and text in SVG."""

from servanda.export import wording
from servanda.export.xml_text import xml_text

#: Units of a picture; 690 units are as wide as the text, so that a unit is a quarter of a millimetre.
WIDTH = 690.0
FONT = "Libertinus Serif, Georgia, Times New Roman, serif"

INK, SOFT, RULE, LATE = "#1c1f24", "#5a6270", "#c9cdd3", "#b3261e"

#: Colours of the groups of stages (`timeline_svg.GROUPS`), dark enough for paper and for grey printers.
COLOURS = {"g0": "#b97a00", "g1": "#2f5db3", "g2": "#22763a", "g3": "#7447a0", "g4": "#70767f"}

#: White around letters, so that lines behind them do not cross them out.
HALO = ' stroke="#ffffff" stroke-width="2" stroke-linejoin="round" paint-order="stroke"'

#: Width of a letter of a size of one.
LETTER = 0.47


def text(x: float, y: float, words: str, size: float, *, more: str = "", colour: str = INK) -> str:
    """Words at a place."""
    return (
        f'<text x="{x:.1f}" y="{y:.1f}" font-family="{FONT}" font-size="{size}" fill="{colour}"{HALO}{more}>'
        f"{escaped(words)}</text>"
    )


def escaped(words: str) -> str:
    """Words on one line, in which nothing acts as markup."""
    return xml_text(wording.one_line(words))


def width(words: str, size: float) -> float:
    """About how wide words are."""
    return len(words) * size * LETTER


def picture(height: float, title: str, parts: list[str]) -> str:
    """A picture that stands by itself."""
    return "\n".join(
        [
            f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH:.0f} {height:.0f}"'
            f' width="{WIDTH:.0f}" height="{height:.0f}" role="img" aria-label="{escaped(title)}">',
            f"<title>{escaped(title)}</title>",
            *parts,
            "</svg>\n",
        ]
    )
