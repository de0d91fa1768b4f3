"""The codebook of a release, as Markdown to read and as CSV to join: what every column and every code means."""

import csv
import io
import json
from collections.abc import Iterator, Mapping
from typing import NamedTuple

from casebook.contract.declared import Contract, Field, Table, Vocabulary
from casebook.derive.numbers import code_numbers, flag_names, in_stata

ROLES = {
    "direct": "stands for something that names a person or group",
    "quasi": "could single a person out together with other values",
    "sensitive": "is what must not become known of a person",
    "safe": "says nothing about a person",
    "admin": "ties rows together",
}
TREATMENTS = {
    "keyed_id": "a pseudonym that only the maintainers' key makes",
    "code_name": "a code name",
    "generalise": "widened as far as needed",
    "band": "in bands, widened as far as needed",
    "as_coded": "as coded",
}
CONTENTS = {
    "keyed_id": "identifier",
    "code_name": "code name",
    "code": "one code",
    "codes": "list of codes",
    "period": "period",
    "count": "whole number",
    "reason": "one code, or empty",
    "value": "value of a column",
}
PACKAGES = (
    "In Stata and SPSS files the other codes of a column are numbered from 1 in the order of its table below; a list of codes is "
    "a variable a code, 1 where the list holds it and 0 where not. `codebook.csv` lists every variable and number."
)


class Entry(NamedTuple):
    """One value that a column may hold, and where it occurs: as coded, at a wider level, or missing."""

    code: str
    label: str
    definition: str
    level: str


COLUMNS = ("table", "column", "title", "description", "type", "role", "treatment", *Entry._fields, "variable", "spss", "stata")
"""Of the codebook as CSV. `variable` is the name in Stata and SPSS files, `spss` and `stata` the number of the code there; they
are empty for a table that is told as counts."""


def codebook_markdown(contract: Contract) -> str:
    """The whole codebook, a chapter a table."""
    lines = [f"# Codebook, version {contract.version}", "", contract.description, "", *_missing(contract)]
    for table in contract.tables.values():
        lines += _chapter(table, contract)
    for table in contract.counted.values():
        lines += _chapter(table, contract, "Told in `counts`, not row by row. ")
    lines += ["## Rules between fields", "", "A value that is withheld breaks no rule.", ""]
    lines += [f"- `{rule.table}`: {rule.sentence}" for rule in contract.rules]
    return "\n".join(lines) + "\n"


def codebook_csv(contract: Contract) -> str:
    """One row a column and code (one without a code where any value of a form may occur), with a header."""
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow(COLUMNS)
    for table in contract.tables.values():
        names = flag_names(table)
        writer.writerows(
            (*line, *entry, *_in_packages(field, entry, contract, names)) for field, line, entry in _lines(table, contract)
        )
    for table in contract.counted.values():
        writer.writerows((*line, *entry, "", "", "") for _, line, entry in _lines(table, contract))
    return out.getvalue()


def _lines(table: Table, contract: Contract) -> Iterator[tuple[Field, tuple[str, ...], Entry]]:
    """Each column of a table with each of its codes, or with none."""
    for field in table.fields.values():
        disclosure = (field.disclosure.role, field.disclosure.treatment)
        for entry in list(entries(field, contract)) or [Entry("", "", "", "")]:
            yield field, (table.name, field.name, field.title, field.description, field.type, *disclosure), entry


def _in_packages(field: Field, entry: Entry, contract: Contract, names: Mapping[tuple[str, str], str]) -> tuple[str, str, str]:
    """The variable for a code in Stata and SPSS files (for a missing reason of a list all of the list's), and its numbers."""
    if not (field.closed and entry.code):
        return field.name, "", ""
    number = code_numbers(field, contract)[entry.code]
    if not field.many:
        return field.name, str(number), in_stata(number)
    own = 1 if number > 0 else number
    return names.get((field.name, entry.code), f"{field.name}_*"), str(own), in_stata(own)


def entries(field: Field, contract: Contract) -> Iterator[Entry]:
    """Every code of a column in the order of `field.codes`, with what it means there."""
    if field.vocabulary and field.content != "reason":
        yield from _own_entries(field.vocabulary)
    labels = {code.code: code.label for code in contract.missing}
    for code, meaning in field.missing.items():
        yield Entry(code, labels[code], meaning, "missing")


def _own_entries(vocabulary: Vocabulary) -> Iterator[Entry]:
    for code in vocabulary.codes:
        if code.released:
            yield Entry(code.code, code.label, code.definition, "as_coded")
    for code in vocabulary.wider:
        yield Entry(code.code, code.label, code.definition, vocabulary.level_of(code.code))


def _missing(contract: Contract) -> Iterator[str]:
    vocabulary = contract.vocabularies["missing"]
    yield from (f"## {vocabulary.title}", "", vocabulary.description, "")
    yield from ("| code | label | meaning | SPSS | Stata |", "|---|---|---|---|---|")
    for number, code in enumerate(vocabulary.codes, 1):
        yield f"| `{code.code}` | {code.label} | {_cell(code.definition)} | {-number} | {in_stata(-number)} |"
    yield from ("", PACKAGES, "")


def _chapter(table: Table, contract: Contract, note: str = "") -> Iterator[str]:
    yield from (f"## {table.name}", "", note + table.description, "", "| column | holds | title |", "|---|---|---|")
    yield from (f"| `{f.name}` | {CONTENTS[f.content]} | {f.title} |" for f in table.fields.values())
    yield ""
    for field in table.fields.values():
        yield from _section(table, field, contract)
    yield from (f"### Never in {table.name}", "")
    for refused in table.refused:
        instead = f" Released as `{refused.released_as}`." if refused.released_as else ""
        yield f"- `{refused.name}`: {refused.description}{instead}"
    yield ""


def _section(table: Table, field: Field, contract: Contract) -> Iterator[str]:
    yield from (f"### {table.name}.{field.name}", "", field.description, "")
    disclosure = field.disclosure
    yield f"- Disclosure: {disclosure.role} ({ROLES[disclosure.role]}); {TREATMENTS[disclosure.treatment]}."
    if disclosure.hierarchy:
        yield f"- Levels, fine to coarse: {', '.join(f'`{level}`' for level in disclosure.hierarchy.levels)}."
    yield f"- Example: {_example(field.example)}."
    yield from (f"- Not {_example(bad['value'])}: {bad['why']}" for bad in field.examples_bad)
    yield ""
    listed = list(entries(field, contract))
    if listed:
        yield from ("| code | label | meaning | level |", "|---|---|---|---|")
        yield from (f"| `{e.code}` | {e.label} | {_cell(e.definition)} | {e.level} |" for e in listed)
        yield ""


def _example(value: object) -> str:
    return f"`{value}`" if isinstance(value, str) else f"`{json.dumps(value)}`"


def _cell(text: str) -> str:
    return text.replace("|", "\\|")
