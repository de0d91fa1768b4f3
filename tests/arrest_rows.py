"""Read invented sentences for arrests; the people of a row are named, nothing else is asked of other stages."""

import re
from typing import Any

from casebook.reading.arrests.find import find_arrests
from casebook.reading.dates.find import find_expressions, on_calendar
from casebook.reading.document import read_document
from casebook.records import Arrest, Article, Name


def names_of(text: str, people: str) -> tuple[Name, ...]:
    """Every mention of the people listed ("Jo Vane, Ty Moss"), by full name, surname or first name."""
    found: list[Name] = []
    for number, full in enumerate(filter(None, people.split(", ")), 1):
        parts = sorted({full, *full.split()}, key=len, reverse=True)
        for hit in re.finditer(rf"\b(?:{'|'.join(parts)})\b", text):
            if not any(n.span[0] < hit.end() and hit.start() < n.span[1] for n in found):
                found.append(Name(hit.span(), "person", f"p{number}"))
    return tuple(sorted(found, key=lambda n: n.span))


def read_arrests(text: str, people: str = "", published: str | None = "2019-03-05") -> tuple[Arrest, ...]:
    doc = read_document(Article("a", text, published))
    return find_arrests(doc, names_of(text, people), on_calendar(find_expressions(doc)))


def rows(text: str, people: str = "", *fields: str) -> list[Any]:
    """The asked fields of every row: a value for one field, a tuple for several."""
    found = [tuple(getattr(a, f) for f in fields) for a in read_arrests(text, people)]
    return [row[0] for row in found] if len(fields) == 1 else found


def mentions(text: str, people: str = "") -> list[str]:
    return [text[slice(*a.mention)] for a in read_arrests(text, people)]
