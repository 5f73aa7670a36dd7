"""Bytes of a page to an element tree, whatever its encoding and however broken it is."""

import codecs
import re

from lxml import etree

from servanda.sources.decoding import decode
from servanda.sources.problem import SourceError

_DECLARED = re.compile(rb"""<meta[^>]{0,200}?charset\s*=\s*["']?\s*([\w.:-]+)""", re.IGNORECASE)
_IN_TYPE = re.compile(r"charset\s*=\s*[\"']?([\w.:-]+)", re.IGNORECASE)
#: Where browsers look for a page's declaration of its encoding, in bytes.
_HEAD = 4096


def parse(data: bytes, media_type: str | None = None) -> etree._Element:
    """The root element of a page. Raises SourceError where the bytes are no page at all."""
    text = _characters(data, media_type)
    # huge_tree lifts libxml2's limits on depth and length; the walker and the size limit set ours.
    # No document type is loaded and no entity is expanded by the HTML parser, so none can explode.
    parser = etree.HTMLParser(encoding="utf-8", huge_tree=True, remove_comments=True, remove_pis=True)
    try:
        root = etree.fromstring(text.encode("utf-8", "replace"), parser)
    except (etree.XMLSyntaxError, ValueError):
        root = None
    if root is None:
        raise SourceError("is no HTML that can be read")
    return root


def _characters(data: bytes, media_type: str | None) -> str:
    """The page's characters: its mark, then UTF-8 where all bytes are, then what is declared."""
    if data.startswith((codecs.BOM_UTF8, codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        return decode(data)
    try:
        text = data.decode("utf-8")
    except UnicodeDecodeError:
        return _declared(data, media_type) or decode(data)
    if text.count("\x00") > len(text) // 1000:
        raise SourceError("is a binary file: it holds NUL characters")
    return text.replace("\x00", "")


def _declared(data: bytes, media_type: str | None) -> str | None:
    """The text in the encoding which server or page declare; None where that is none or wrong."""
    said = _IN_TYPE.search(media_type or "")
    written = _DECLARED.search(data[:_HEAD])
    names = [said[1]] if said else []
    names += [written[1].decode("ascii", "replace")] if written else []
    for name in names:
        try:
            found = codecs.lookup(name).name
            # What calls itself Latin-1 on the web is Windows-1252, and UTF-8 was just found not to be it.
            if found in ("iso8859-1", "ascii", "cp1252", "utf-8"):
                continue
            # One wrong byte does not make a page of another encoding.
            text = data.decode(found, "replace")
        except LookupError:
            continue
        if text.count("\ufffd") <= len(text) // 500:
            return text
    return None
