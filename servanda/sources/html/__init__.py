"""HTML to a page by our own block renderer: nothing else makes text.

In: the bytes of a page. Out: its canonical text with a block map, and the facts that its markup tells.
`sources.rendering` calls it; Word and Markdown come through it too.
"""

from servanda.sources.html.reading import read_html

__all__ = ["read_html"]
