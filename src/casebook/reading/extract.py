"""Read one article: the pure function that every engine, on one core or on many machines, runs."""

from casebook.reading.arrests.find import find_arrests
from casebook.reading.coding.code import code_statements
from casebook.reading.dates.find import find_expressions, on_calendar, publication
from casebook.reading.document import Document, read_document
from casebook.reading.doubt import weigh_arrest, weigh_incident, weigh_statement
from casebook.reading.incidents.filing import file_under
from casebook.reading.incidents.find import find_incidents
from casebook.reading.incidents.genres import genre_of
from casebook.reading.names.find import find_names
from casebook.reading.names.people import read_people
from casebook.reading.speech.find import find_attributions, find_statements
from casebook.records import Arrest, Article, Incident, Name, Record, Statement


def extract(article: Article) -> Record:
    """The working record of an article: names, dates, statements, arrests and incidents with their evidence."""
    return extract_from(read_document(article))


def extract_from(doc: Document) -> Record:
    """The working record of an article that is cut into its sentences."""
    names = find_names(doc)
    expressions = find_expressions(doc)
    dates = on_calendar(expressions)
    arrests = find_arrests(doc, names, dates)
    incidents = find_incidents(doc, names, dates, arrests)
    statements = _statements(doc, names, incidents, arrests)
    arrests, statements = file_under(doc, incidents, arrests, statements)
    full = {p.id: doc.words(p.full) for p in read_people(doc, names)} if arrests else {}
    published = publication(doc)
    return Record(
        id=doc.article.id,
        published=published.isoformat() if published else None,
        outlet_type=doc.article.outlet_type,
        genre=genre_of(doc, incidents, arrests),
        words=len(doc.text.split()),
        names=names,
        dates=expressions,
        incidents=tuple(map(weigh_incident, incidents)),
        arrests=tuple(weigh_arrest(a, full.get(a.person or "")) for a in arrests),
        statements=tuple(weigh_statement(s, sum(len(doc.words(c).split()) for c in s.content)) for s in statements),
    )


def _statements(
    doc: Document, names: tuple[Name, ...], incidents: tuple[Incident, ...], arrests: tuple[Arrest, ...]
) -> tuple[Statement, ...]:
    """Statements in the codebook's unit, coded; of other news than ours every attribution by itself, uncoded."""
    if incidents or arrests or doc.about_groups:
        return code_statements(doc, find_statements(doc, names), names)
    return find_attributions(doc, names)
