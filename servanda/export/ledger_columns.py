"""The columns in which people see rows of a ledger: of tables, and of Markdown."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any, Literal

from servanda.export import wording

#: Characters of an id that are shown; any beginning that is unique will do as an id.
SHORT = 12

STAGES = {
    "exploring": "yellow",
    "negotiating": "yellow",
    "paused": "magenta",
    "agreed_in_principle": "yellow",
    "concluded": "cyan",
    "signed": "cyan",
    "adopted": "cyan",
    "partly_approved": "cyan",
    "approved": "cyan",
    "provisional": "green",
    "in_force": "green",
    "operative": "green",
    "suspended": "magenta",
    "exit_notified": "magenta",
    "ended": "red",
    "abandoned": "red",
}

STATUSES = {
    "reaffirmed": "blue",
    "in_progress": "cyan",
    "delivered": "green",
    "partly_delivered": "green",
    "due_soon": "bold yellow",
    "overdue_nothing_found": "bold red",
    "missed": "red",
    "dropped": "dim",
    "superseded": "dim",
    "waiting": "magenta",
    "held": "green",
    "scheduled": "cyan",
    "passed_nothing_found": "bold red",
    "called_off": "dim",
}


def _plain(_: Any) -> str:
    return ""


@dataclass(frozen=True, slots=True)
class Column:
    """A column: `cell` gives lines of text. It is `width` wide, or takes its `share` of what is left.

    `named` asks for its title also where a row is told in lines.
    """

    title: str
    cell: Callable[[Any], str]
    width: int = 0
    share: int = 0
    style: Callable[[Any], str] = _plain
    justify: Literal["left", "right"] = "left"
    named: bool = False


def told(word: str | None) -> str:
    """A word of the model in plain words."""
    return (word or "").replace("_", " ")


def binding(word: str) -> str:
    """Whether a text binds, nothing where no document tells."""
    return {"unknown": "", "non_binding": "non-binding"}.get(word, word)


def day(value: date | None) -> str:
    """A day, or a word that there is none."""
    return value.isoformat() if value else "undated"


def short(id: str) -> str:
    """The beginning of an id, as it is shown: of documents all, since their ids are their issuers'."""
    made = len(id) > SHORT and id[:4] in ("agr_", "com_", "act_", "mee_", "env_", "acc_", "lnk_", "rev_")
    return id[:SHORT] if made else wording.one_line(id)


def sides(row: Any) -> str:
    """Who, and toward whom."""
    actors = wording.parties(row.actors) or "not said"
    return f"{actors} → {wording.parties(row.recipients)}" if row.recipients else actors


def _lines(*parts: str | None) -> str:
    return "\n".join(part for part in parts if part)


def _quoted(text: str | None) -> str:
    return f"“{wording.one_line(text)}”" if text else ""


def _stage(row: Any) -> str:
    disputed = "disputed" if row.disputed else None
    since = f"since {row.stage_date}" if row.stage_date else None
    return _lines(told(row.stage) or "no stage told", since, binding(row.binding), disputed)


def _due(row: Any) -> str:
    return _lines(row.due.isoformat() if row.due else "no day", wording.one_line(row.deadline or ""))


def _how_far(row: Any) -> str:
    flags = ", ".join(row.flags)
    verdict = f"{row.verdict} by a person" if row.verdict else None
    return _lines(told(row.modality), flags, "commitment" if row.commitment else None, verdict)


def _form(row: Any) -> str:
    return _lines(told(row.form), wording.one_line(row.place or ""))


def _when(row: Any) -> str:
    return " to ".join(dict.fromkeys(one for one in (row.start, row.end) if one)) or "not told"


def _id(row: Any) -> str:
    return short(row.id)


def _dim(_: Any) -> str:
    return "dim"


def _status_style(row: Any) -> str:
    return STATUSES.get(row.status, "")


_ID = Column("id", _id, width=SHORT, style=_dim, named=True)
_LAST = Column("last told", lambda row: day(row.last), width=10, named=True)

COLUMNS: Mapping[str, Sequence[Column]] = {
    "agreements": (
        Column("agreement", lambda row: wording.one_line(row.name), share=9),
        Column("parties", lambda row: wording.parties(row.parties) or "not told", share=5),
        Column("stands at", _stage, width=18, style=lambda row: STAGES.get(row.stage or "", "dim")),
        _LAST,
        _ID,
    ),
    "commitments": (
        Column("who → whom", sides, share=4),
        Column("what", lambda row: _lines(wording.one_line(row.title), told(row.type)), share=8),
        Column("due", _due, share=3, named=True),
        Column("status", lambda row: told(row.status), width=13, style=_status_style),
        _LAST,
        _ID,
    ),
    "acts": (
        Column("told", lambda row: day(row.told), width=10),
        Column("who → whom", sides, share=4),
        Column("what", lambda row: _lines(told(row.type), wording.one_line(row.instrument or "")), share=4),
        Column("how far", _how_far, width=11),
        Column("in the words", lambda row: _quoted(row.quote), share=9),
        _ID,
    ),
    "meetings": (
        Column("when", _when, width=10),
        Column("meeting", lambda row: wording.one_line(row.title), share=8),
        Column("parties", lambda row: wording.parties(row.parties), share=5),
        Column("form and place", _form, share=3),
        Column("status", lambda row: told(row.status), width=14, style=_status_style),
        _ID,
    ),
    "documents": (
        Column("published", lambda row: day(row.published), width=10),
        Column("issuer", lambda row: wording.party(row.publisher) if row.publisher else "unknown", share=2),
        Column("title", lambda row: wording.one_line(row.title or row.source or row.id), share=7),
        Column("acts", lambda row: str(row.acts), width=5, justify="right", named=True),
        Column("commitments", lambda row: str(row.commitments), width=11, justify="right", named=True),
        Column("id", lambda row: wording.one_line(row.id), share=3, style=_dim, named=True),
    ),
}  # fmt: skip
