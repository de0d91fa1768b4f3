"""Read one article: the pure function that every engine, on one core or on many machines, runs."""

from dataclasses import replace

from casebook.reading.arrests.find import find_arrests
from casebook.reading.coding.code import code_statements
from casebook.reading.dates.find import find_dates, publication
from casebook.reading.document import read_document
from casebook.reading.incidents.filing import file_under
from casebook.reading.incidents.find import find_incidents
from casebook.reading.incidents.genres import genre_of
from casebook.reading.names.find import find_names
from casebook.reading.names.people import read_people
from casebook.reading.speech.find import find_statements
from casebook.records import Article, Record


def extract(article: Article) -> Record:
    """The working record of an article: names, dates, statements, arrests and incidents with their evidence."""
    doc = read_document(article)
    names = find_names(doc)
    dates = find_dates(doc)
    statements = code_statements(doc, find_statements(doc, names))
    arrests = find_arrests(doc, names, dates)
    incidents = find_incidents(doc, names, dates, arrests)
    arrests, statements = file_under(doc, incidents, arrests, statements)
    full = {p.id: doc.words(p.full) for p in read_people(doc, names)}
    published = publication(doc)
    return Record(
        id=article.id,
        published=published.isoformat() if published else None,
        outlet_type=article.outlet_type,
        genre=genre_of(doc, incidents, arrests),
        words=len(article.text.split()),
        names=names,
        dates=dates,
        incidents=incidents,
        arrests=tuple(replace(a, name=full.get(a.person or "")) for a in arrests),
        statements=tuple(replace(s, words=sum(len(doc.words(c).split()) for c in s.content)) for s in statements),
    )
