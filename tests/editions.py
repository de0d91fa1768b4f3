"""Build small releases to compare: cases all alike, one change at a time. All people are invented."""

import json

from released import CONTRACT, number, row

from casebook.versions.compare import compare
from casebook.versions.edition import Edition, describe

K = 3
DESCRIBED = describe(CONTRACT)


def case(n, article=None, **changes):
    """The rows of one case, all alike but for their ids: an article, an incident, an arrest and a statement of it."""
    article = number("art", n if article is None else article)
    ids = {"article_id": article, "incident_id": number("inc", n), "article_id_missing": None, "incident_id_missing": None}
    own = {
        "articles": {"article_id": article},
        "incidents": ids,
        "arrests": {**ids, "arrest_id": number("arr", n), "person": f"Amber Heron {n}"},
        "statements": {**ids, "statement_id": number("sta", n), "speaker": f"Grey Plover {n}"},
    }
    made = {name: row(name, **{k: v for k, v in own[name].items() if k in CONTRACT.tables[name].columns}) for name in own}
    return {name: {**made[name], **changes.get(name, {})} for name in made}


def cases(*numbers, **changes):
    return [case(n, **changes) for n in numbers]


def edition(made, version="1.0.0", **changes):
    """A release of cases; rows that are twice the same, such as an article of two cases, are one."""
    tables = {}
    for name in CONTRACT.tables:
        unique = {json.dumps(rows[name]): rows[name] for rows in made if rows.get(name)}
        tables[name] = [{c: tuple(v) if isinstance(v, list) else v for c, v in r.items()} for r in unique.values()]
    values = {"version": version, "tier": "safeguarded", "epoch": 1, "k": K, "tables": tables, "described": DESCRIBED}
    return Edition(**{**values, **changes})


def told(found):
    """What may be told, as (table, column, reason): rows."""
    lines = (*found.tellable.added, *found.tellable.removed, *found.tellable.changed)
    return {(line.table, line.column, line.reason): line.rows for line in lines}


OLD = edition(cases(*range(10)))


def after(made, **changes):
    return compare(OLD, edition(made, "1.1.0", **changes))
