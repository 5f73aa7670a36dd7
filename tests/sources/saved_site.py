"""Writes releases of our own into pages in the manner of government sites, with the truth beside them."""

import html
import json
import textwrap
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date
from functools import cache
from pathlib import Path
from string import Template
from typing import Any

import yaml

PAGES = Path(__file__).parent / "pages"
Block = dict[str, Any]
Style = dict[str, Callable[[Any], str]]


@dataclass(frozen=True)
class SavedPage:
    """One page: its bytes and what is true of it. `neutral` texts are neither asked for nor wrong."""

    family: str
    slug: str
    data: bytes
    address: str
    title: str
    published: date
    publisher: str
    kind: str
    blocks: tuple[tuple[str, str], ...]
    neutral: tuple[str, ...]
    marked: tuple[tuple[str, str], ...]


def saved_pages() -> Iterator[SavedPage]:
    """Every release in every family."""
    families = yaml.safe_load((PAGES / "families.yaml").read_text(encoding="utf-8"))
    articles = yaml.safe_load((PAGES / "articles.yaml").read_text(encoding="utf-8"))
    for number, (name, family) in enumerate(families.items()):
        for article in articles:
            yield _page(name, family, article, 178_000 + 17 * number)


def _page(name: str, family: dict[str, Any], article: dict[str, Any], number: int) -> SavedPage:
    template = (PAGES / "families" / f"{name}.html").read_text(encoding="utf-8")
    body = _with_place(article, family["place_line"])
    style = STYLES[family["body"]]
    fields = _fields(article, number)
    fields["address"] = Template(family["address"]).substitute(fields)
    fields["body"] = "\n".join(_marked_up(block, style) for block in body)
    if family["place_line"] == "canadian":
        line = f"<p>{_us(article['published'])} – {fields['place_title']} – Global Affairs Canada</p>"
        fields["body"] = f"{line}\n{fields['body']}"
    shown = Template(template).substitute(fields)
    caption = [("caption", article["caption"])] if "caption" in article and "$figure" in template else []
    return SavedPage(
        family=name,
        slug=article["slug"],
        data=shown.encode("utf-8"),
        address=fields["address"],
        title=article["title"],
        published=article["published"],
        publisher=family["publisher"],
        kind=article["kind"] if "$label" in template or article["kind"] != "news_release" else "",
        blocks=tuple(caption + [pair for block in body for pair in _truth(block)]),
        neutral=_neutral(article, template),
        marked=_marked(article, template),
    )


def _with_place(article: dict[str, Any], form: str | None) -> list[Block]:
    body: list[Block] = list(article["body"])
    if form in ("upper", "dashed"):
        day = _us(article["published"])
        place = article["place"] if form == "upper" else article["place"].title()
        first = body[0]["p"]
        body[0] = {"p": f"{place}, {day} – {first}"}
    return body


def _truth(block: Block) -> Iterator[tuple[str, str]]:
    kind, value = next(iter(block.items()))
    if kind in ("ul", "ol"):
        for item in _flat(value):
            yield "item", item
    elif kind == "t":
        for row in value:
            yield "table", " | ".join(row)
    elif kind == "h":
        yield "heading", value[1]
    else:
        yield {"p": "paragraph", "q": "quotation"}[kind], value


def _flat(items: list[Any]) -> Iterator[str]:
    for item in items:
        yield from _flat(item) if isinstance(item, list) else [item]


def _neutral(article: dict[str, Any], template: str) -> tuple[str, ...]:
    """What stands in or by the release and is no part of its body: competitors may keep it or not."""
    quoted = [text for quote in article["quotes"] for text in quote]
    rest = [*article["facts"], *article["contacts"], *article["links"], *quoted]
    heads = ["Quotes", "Quick facts", "Contacts", "Associated links", article["label"], article["title"]]
    lead = [article["body"][0]["p"][:110]] if "$lead" in template else []
    return (*rest, *heads, *lead, *([article["caption"]] if "caption" in article else []))


def _marked(article: dict[str, Any], template: str) -> tuple[tuple[str, str], ...]:
    """What the block map must mark as no running text, with the kinds it may have."""
    found = [("quick_facts", text) for text in article["facts"] if "$facts_block" in template]
    found += [("contact", text) for text in article["contacts"] if "$contacts_block" in template]
    return tuple(found + [("related", text) for text in article["links"] if "$links_block" in template])


def _fields(article: dict[str, Any], number: int) -> dict[str, str]:
    day: date = article["published"]
    updated: date = article.get("updated", day)
    escaped = html.escape(article["title"])
    return {
        "title": escaped,
        "title_json": json.dumps(article["title"])[1:-1],
        "label": article["label"],
        "slug": article["slug"],
        "number": str(number),
        "published": day.isoformat(),
        "updated": updated.isoformat(),
        "date_updated": f"{updated.day} {updated:%B %Y}",
        "date_us": _us(day),
        "date_long": f"{day:%A}, {_us(day)}",
        "date_uk": f"{day.day} {day:%B %Y}",
        "date_nato": f"{day.day} {day:%b}. {day.year}",
        "date_nato_updated": f"{updated.day} {updated:%b}. {updated.year}",
        "date_path": f"{day:%Y/%m/%d}",
        "year": str(day.year),
        "month": f"{day:%m}",
        "place_title": article["place"].title(),
        "first": html.escape(article["body"][0]["p"][:150]),
        "lead": html.escape(article["body"][0]["p"][:110] + " …"),
        **_sections(article),
    }


def _us(day: date) -> str:
    return f"{day:%B} {day.day}, {day.year}"


def _sections(article: dict[str, Any]) -> dict[str, str]:
    """The sections below a body, as most content systems write them; empty where there is nothing to say."""
    quotes = "".join(
        f"<blockquote><p>“{t}”</p><footer>{who}</footer></blockquote>" for t, who in article["quotes"]
    )
    facts = "".join(f"<li>{html.escape(text)}</li>" for text in article["facts"])
    contacts = "".join(f"<p>{html.escape(text)}</p>" for text in article["contacts"])
    links = "".join(f'<li><a href="/l">{html.escape(text)}</a></li>' for text in article["links"])
    caption = article.get("caption")
    return {
        "quotes_block": f"<h2>Quotes</h2>{quotes}" if quotes else "",
        "facts_block": f"<h2>Quick facts</h2><ul>{facts}</ul>" if facts else "",
        "contacts_block": f"<h2>Contacts</h2>{contacts}" if contacts else "",
        "links_block": f"<h2>Associated links</h2><ul>{links}</ul>" if links else "",
        "link_items": links,
        "figure": f'<figure><img src="1.jpg" alt="Photo"><figcaption>{caption}</figcaption></figure>'
        if caption
        else "",
    }


def _marked_up(block: Block, style: Style) -> str:
    kind, value = next(iter(block.items()))
    return style[kind](value)


def _text(text: str) -> str:
    """A text as HTML, with what editors do to it: a link, emphasis, lines broken in the source."""
    done = html.escape(text, quote=False).replace("Security Council", '<a href="/sc">Security Council</a>')
    done = done.replace(" the first ", " <em>the first</em> ")
    return "\n".join(textwrap.wrap(done, 100, break_long_words=False, break_on_hyphens=False))


def _list(tag: str, item: Callable[[str], str] = _text, attrs: str = "") -> Callable[[list[Any]], str]:
    def write(items: list[Any]) -> str:
        parts: list[str] = []
        for entry in items:
            if isinstance(entry, list):
                parts[-1] = parts[-1].removesuffix("</li>") + write(entry) + "</li>"
            else:
                parts.append(f"<li>{item(entry)}</li>")
        return f"<{tag}{attrs}>\n" + "\n".join(parts) + f"\n</{tag}>"

    return write


def _table(rows: list[list[str]]) -> str:
    head = "".join(f'<th scope="col">{cell}</th>' for cell in rows[0])
    body = "".join("<tr>" + "".join(f"<td>{cell}</td>" for cell in row) + "</tr>\n" for row in rows[1:])
    inner = f"<thead><tr>{head}</tr></thead><tbody>{body}</tbody>"
    return f'<div class="table-responsive"><table class="table">{inner}</table></div>'


def _typed(bullet: str, line: Callable[[str], str]) -> Callable[[list[Any]], str]:
    """Lists whose bullets are typed."""
    return lambda items: "\n".join(
        line(f"{bullet} {html.escape(item, quote=False)}") for item in _flat(items)
    )


def _spans(text: str) -> str:
    """Every few words in a span of their own, with no-break spaces, as word processors leave them."""
    words = html.escape(text, quote=False).split(" ")
    parts = [" ".join(words[i : i + 4]) for i in range(0, len(words), 4)]
    return (
        '<span lang="EN-GB">' + '</span><span lang="EN-GB" style="color:#000">&nbsp;'.join(parts) + "</span>"
    )


def _component(write: Callable[[Any], str]) -> Callable[[Any], str]:
    """Every block in a component of its own."""
    return lambda value: f'<div class="cmp-text text parbase">{write(value)}</div>'


CLEAN: Style = {
    "p": lambda text: f"<p>{_text(text)}</p>",
    "h": lambda head: f"<h{head[0]}>{head[1]}</h{head[0]}>",
    "ul": _list("ul"),
    "ol": _list("ol"),
    "q": lambda text: f"<blockquote><p>{_text(text)}</p></blockquote>",
    "t": _table,
}
STYLES: dict[str, Style] = {
    "clean": CLEAN,
    "wordpress": {
        **CLEAN,
        "p": lambda text: f'\n<p class="wp-block-paragraph">{_text(text).replace("’", "&#8217;")}</p>\n',
        "h": lambda head: f'<h4 class="wp-block-heading"><strong>{head[1]}</strong></h4>',
        "ul": _list("ul", attrs=' class="wp-block-list"'),
        "q": lambda text: f'<blockquote class="wp-block-quote is-layout-flow"><p>{text}</p></blockquote>',
        "t": lambda rows: f'<figure class="wp-block-table">{_table(rows)}</figure>',
    },
    "spans": {
        **CLEAN,
        "p": lambda text: f"<p>{_spans(text)}</p>",
        "h": lambda head: f"<p><b>{_spans(head[1])}</b></p>",
        "ul": _list("ul", lambda text: f"<p>{_spans(text)}</p>"),
    },
    "unclosed": {
        "p": lambda text: f"<P>{_text(text)}\n",
        "h": lambda head: f"<P><B><U>{head[1]}</U></B>\n",
        "ul": lambda items: "<UL>" + "".join(f"<LI>{_text(item)}\n" for item in _flat(items)) + "</UL>",
        "ol": lambda items: "<OL>" + "".join(f"<LI>{_text(item)}\n" for item in _flat(items)) + "</OL>",
        "q": lambda text: f"<BLOCKQUOTE>{_text(text)}</BLOCKQUOTE>",
        "t": lambda rows: (
            "<TABLE BORDER>" + "".join("<TR><TD>" + "<TD>".join(row) for row in rows) + "</TABLE>"
        ),
    },
    "aem": {kind: _component(write) for kind, write in CLEAN.items()},
    "nested_ol": {
        **CLEAN,
        "p": lambda text: f'<ol class="listNone"><li><span>{_text(text)}</span></li></ol>',
        "h": lambda head: f'<h3 class="title3"><span>{head[1]}</span></h3>',
    },
    "breaks": {
        "p": lambda text: f"&nbsp;&nbsp;&nbsp;{html.escape(text, quote=False)}<BR>\n",
        "h": lambda head: f"<BR><B>{head[1]}</B><BR><BR>",
        "ul": _typed("&nbsp;&nbsp;-", lambda line: f"{line}<BR>"),
        "ol": _typed("&nbsp;&nbsp;-", lambda line: f"{line}<BR>"),
        "q": lambda text: f"<BR><BR><I>{text}</I><BR><BR>",
        "t": lambda rows: _table(rows).replace("<div", "<DIV").replace("</div", "</DIV"),
    },
    "indents": {
        **CLEAN,
        "p": lambda text: (
            f'<p style="text-indent:2em"><span lang="EN-US">&#12288;&#12288;{_text(text)}</span></p>'
            "\n<p>&nbsp;</p>"
        ),
        "h": lambda head: f'<p><strong><font size="3">{head[1]}</font></strong></p>',
        "ul": _list("ul", lambda text: f"<font>{text}</font>"),
    },
    "divs": {
        **CLEAN,
        "p": lambda text: f'<div class="ms-rteElement-P">{_text(text)}</div><div><br></div>',
        "h": lambda head: f'<div class="ms-rteElement-P"><strong>{head[1]}&#8203;</strong></div>',
        "ul": _typed("•&#160;", lambda line: f'<div style="margin-left:40px">{line}</div>'),
        "t": lambda rows: _table(rows).replace("<th scope", "<td scope").replace("</th>", "</td>"),
    },
    "justified": {
        **CLEAN,
        "p": lambda text: f'<p style="text-align:justify">{_text(text)}<br />\n<br /></p>',
        "h": lambda head: f"<p><u><strong>{head[1]}</strong></u></p>",
        "ul": _typed("·&nbsp;&nbsp;", lambda line: f"<p>{line}</p>"),
    },
}


@cache
def all_pages() -> tuple[SavedPage, ...]:
    """As `saved_pages`, made once."""
    return tuple(saved_pages())
