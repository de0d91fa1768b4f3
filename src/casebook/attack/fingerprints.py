"""Look for fingerprints: which values are missing in a row, and which arguments the statements of an article hold."""

from collections import Counter
from collections.abc import Mapping
from typing import Any

import numpy as np

from casebook.attack.figures import Figures, Number
from casebook.attack.match import match, same
from casebook.attack.release import Release, Tables
from casebook.attack.rerun import coded_rows
from casebook.attack.sources import Sources
from casebook.attack.view import UNITS, Flat, columns_of, flat_rows, plain
from casebook.contract import Contract, Field
from casebook.contract.hierarchies import WITHHELD

Themes = Counter[Any]
GIVEN = "given"
MEANING = (
    "By the pattern of missing values alone {fingerprints_correct} of the rows lead to their source row, "
    "by the themes of its statements {themes_correct} of the articles to theirs."
)


def find_fingerprints(release: Release, sources: Sources) -> Figures:
    """Patterns that are unique in the release (`…unique`) and that lead to one re-extracted row, the right one (`…correct`).

    Rows of arrests, incidents and statements, each with the columns of its incident and article; `withheld` fits anything.
    The themes of an article fit an article that has them all, as often or more (statements may have been left out).
    """
    rows = unique = correct = 0
    for unit in UNITS:
        columns = columns_of(release.contract, unit, _may_be_missing)
        patterns = _patterns(flat_rows(release.tables, release.contract, unit), columns, release.contract)
        told = _patterns(coded_rows(sources, release.contract, unit), columns, release.contract)
        found = match(patterns, told, dict.fromkeys(columns, same))
        rows, unique, correct = rows + found.rows, unique + _unique(patterns), correct + found.correct
    numbers = (
        Number("fingerprints_correct", correct, rows, private=True),
        Number("fingerprints_unique", unique, rows, private=True),
    )
    return Figures("fingerprints", MEANING, (*numbers, *_theme_numbers(release.tables, sources.truth.coded)))


def _may_be_missing(field: Field) -> bool:
    return bool(field.missing) and field.content != "code_name"


def _patterns(rows: Mapping[str, Flat], columns: list[str], contract: Contract) -> dict[str, Flat]:
    """Each value as the missing code that it is, else as given."""
    codes = {c.code for c in contract.missing}
    return {key: {c: _missing(row[c], codes) for c in columns} for key, row in rows.items()}


def _missing(value: Any, codes: set[str]) -> str | None:
    if isinstance(value, list | tuple):
        value = value[0] if len(value) == 1 else GIVEN
    return value if value is None or value in codes else GIVEN


def _unique(rows: Mapping[str, Flat]) -> int:
    return sum(size == 1 for size in Counter(tuple(row.values()) for row in rows.values()).values())


def _theme_numbers(released: Tables, coded: Tables) -> tuple[Number, ...]:
    shown, told = _themes(released), _themes(coded)
    unique = sum(size == 1 for size in Counter(frozenset(t.items()) for t in shown.values()).values())
    return (
        Number("themes_correct", _found(shown, told), len(shown), private=True),
        Number("themes_unique", unique, len(shown), private=True),
    )


def _themes(tables: Tables) -> dict[str, Themes]:
    """How often the statements of each article have each set of themes; withheld ones tell nothing."""
    themes: dict[str, Themes] = {}
    for row in tables["statements"]:
        if row["article_id"] is not None and plain(row["themes"]) != (WITHHELD,):
            themes.setdefault(row["article_id"], Counter())[plain(row["themes"])] += 1
    return themes


def _found(shown: Mapping[str, Themes], told: Mapping[str, Themes]) -> int:
    """Articles whose themes fit one article of the sources only, and the right one."""
    kinds = dict.fromkeys(kind for themes in told.values() for kind in themes)
    counts = {kind: np.array([themes[kind] for themes in told.values()]) for kind in kinds}
    keys = list(told)
    correct = 0
    for key, themes in shown.items():
        fit = np.ones(len(keys), dtype=np.bool_)
        for kind, times in themes.items():
            fit &= counts[kind] >= times if kind in counts else np.False_
        correct += [keys[n] for n in np.flatnonzero(fit)[:2]] == [key]
    return correct
