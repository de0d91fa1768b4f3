"""Answer three questions of policy research from the tables of a release, for its card: cross-tables as Markdown."""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from casebook.contract import Contract
from casebook.contract.declared import Field

QUESTIONS = (
    ("How far do cases get, by role?", "arrests", "stage", "role"),
    ("Which stances do speakers of which role take?", "statements", "speaker_role", "stance_groups"),
    ("What is live-streamed, with what police outcome?", "incidents", "livestream", "police_outcome"),
)
"""Each with its table, and the columns whose codes are the rows and the columns of the cross-table."""


def answers(tables: Mapping[str, Sequence[Mapping[str, Any]]], contract: Contract) -> str:
    """Every question that the columns of a release can answer, with the number of rows for each pair of codes that occurs."""
    lines: list[str] = []
    for question, table, down, across in QUESTIONS:
        fields = contract.tables[table].fields if table in contract.tables else {}
        if {down, across} <= fields.keys():
            lines += [f"**{question}**", "", *_cross_table(tables[table], fields[down], fields[across]), ""]
    return "\n".join(lines) + "\n" * bool(lines)


def _cross_table(rows: Sequence[Mapping[str, Any]], down: Field, across: Field) -> Iterator[str]:
    counts = Counter((row[down.name], row[across.name]) for row in rows)
    columns = [code for code in across.codes if any(there == code for _, there in counts)]
    yield f"| {down.name}, by {across.name} | {' | '.join(f'`{code}`' for code in columns)} |"
    yield "|---" * (len(columns) + 1) + "|"
    for code in (code for code in down.codes if any(here == code for here, _ in counts)):
        yield f"| `{code}` | {' | '.join(str(counts[code, column]) for column in columns)} |"
