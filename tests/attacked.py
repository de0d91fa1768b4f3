"""Build invented sources and releases of them: as fine as coded, or with all withheld that could be. All names are invented."""

from collections.abc import Sequence
from dataclasses import replace
from typing import Any

from builders import arrest, incident, key, policy, record, statement

from casebook.attack.release import Release
from casebook.attack.rerun import counted
from casebook.attack.sources import Sources, gather
from casebook.contract import load_contract
from casebook.records import Article, Name, Record
from casebook.wall.bands import ROWS, STATEMENT_ROWS, band
from casebook.wall.pseudonyms import Pseudonymiser

CONTRACT = load_contract()
POLICY = policy(k=3, group_min_incidents=2)
NAMES = Pseudonymiser(key())
FIRST = ("Ottilie", "Zebulon", "Perpetua", "Ludovic", "Araminta")
LAST = ("Quenchworthy", "Sallowfield", "Oxtongue-Reeve", "Brindlecombe", "Tattershaw", "Umberleigh", "Vexford")
WORKS = ("bakes loaves", "mends clocks", "keeps bees", "paints gates", "tunes pianos", "stuffs owls")
PLACES = ("retail_hospitality", "home", "transport_hub", "street_carpark")
REGIONS = ("wales", "scotland", "london", "north_east", "south_west", "east_midlands")


def person(n: int) -> str:
    return f"{FIRST[n % 5]} {LAST[n % 7]}"


def told(n: int, **changes: Any) -> tuple[Article, Record]:
    """The nth article, on one incident with one person, and its record."""
    who = person(n)
    text = f"Court hears of case {n}\n\n{who} {WORKS[n % 6]} in {REGIONS[n % 6].replace('_', ' ')} and appeared on day {n}.\n"
    start = text.index(who)
    facts = {"age": 20 + n, "sex": ("male", "female")[n % 2], "charge": "charged", "plea": ("guilty", "not_guilty")[n % 3 > 0]}
    made = record(
        f"a{n}",
        [
            incident(
                location_type=PLACES[n % 4], region=REGIONS[n % 6], date=f"20{10 + n % 9}-03-04", group=f"Lantern Watch {n % 3}"
            )
        ],
        [arrest(name=who, stage="sentenced", sentence="suspended", verdict="convicted", **{**facts, **changes})],
        [statement(incident="i1", themes=((), ("deterrence",), ("misidentification",))[n % 3] or ("no_argument",), voice=who)],
        [Name((start, start + len(who)))],
        published=f"20{10 + n % 9}-05-06",
    )
    return Article(f"a{n}", text, made.published, "Drizzle Gazette", url=f"https://news.example/story-{n}"), made


def sources(count: int = 30, names: Pseudonymiser = NAMES) -> Sources:
    articles, records = zip(*(told(n) for n in range(count)), strict=True)
    return gather(articles, records, names, POLICY)


def finest(known: Sources) -> Release:
    """Everything as coded, nothing protected."""
    tables = counted(known.truth.coded)
    for row in tables["incidents"]:
        row.update(n_arrests=band(ROWS, row["n_arrests"]), n_statements=band(STATEMENT_ROWS, row["n_statements"]))
    return Release(tables)


def widened(release: Release, step: int, *columns: str) -> Release:
    """Columns ("arrests.sex") shown `step` levels wider than as coded."""
    tables = {name: [dict(row) for row in rows] for name, rows in release.tables.items()}
    for table, _, name in (column.partition(".") for column in columns):
        hierarchy = CONTRACT.tables[table].fields[name].disclosure.hierarchy
        assert hierarchy
        for row in tables[table]:
            row[name] = hierarchy.generalise(row[name], min(step, hierarchy.height))
    return replace(release, tables=tables)


def withheld(release: Release) -> Release:
    """All links cut and everything withheld that may be."""
    tables = {name: [_withheld(name, row) for row in rows] for name, rows in release.tables.items()}
    for row in tables["articles"]:
        row.update(n_incidents=0, n_arrests=0, n_statements=0, genre="spot_news", words_band="200_399")
    return replace(release, tables=tables)


def _withheld(table: str, row: Any) -> dict[str, Any]:
    fields = CONTRACT.tables[table].fields
    hidden = {
        n: ["withheld"] if f.many else "withheld" for n, f in fields.items() if "withheld" in f.missing and f.content != "reason"
    }
    cut = {n: None for n, f in fields.items() if f"{n}_missing" in fields and row[n] is not None}
    return {**row, **hidden, **cut, **{f"{n}_missing": "withheld" for n in cut}}


def with_cell(release: Release, table: str, column: str, value: Any, row: int = 0) -> Release:
    """The same with another value in one cell."""
    rows: Sequence[Any] = [dict(r, **{column: value}) if n == row else r for n, r in enumerate(release.tables[table])]
    return replace(release, tables={**release.tables, table: rows})


def distractors(count=60):
    return [Article(f"d{n}", f"The fair {n} sold jam and honey to {n * 7} visitors of the village hall.") for n in range(count)]
