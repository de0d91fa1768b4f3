"""Read a delimited table into codes, and write it again row by row with other labels.

Only what recoding needs is kept in memory: one small integer a cell. Writing reads the table a second time.
"""

import csv
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from itertools import islice
from operator import itemgetter
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from casebook.disclosure.classes import Codes, equivalence
from casebook.disclosure.hierarchy import TOP, Hierarchy
from casebook.disclosure.policy import TablePolicy
from casebook.errors import UsageError
from casebook.output import whole_file

CHUNK = 20_000
UNKNOWN = -1
Row = list[str]


@dataclass(frozen=True)
class Looks:
    """The different rows of a table, as leaves of the hierarchies, and how many rows have each.

    `leaves` (looks x quasi fields), `sensitive` (looks x sensitive fields), `rows` (looks); `look_of` the look of each row.
    Rows of one look agree in all quasi-identifiers and all sensitive fields.
    """

    leaves: Codes = field(repr=False)
    sensitive: Codes = field(repr=False)
    rows: Codes = field(repr=False)
    look_of: NDArray[np.int32] = field(repr=False)


def read_looks(path: Path, policy: TablePolicy, hierarchies: Sequence[Hierarchy]) -> Looks:
    """Code a table.

    Raises UsageError for a missing or unknown field, a ragged row, or values that their hierarchy doesn't know.
    """
    quasi, sensitive = policy.of_role("quasi"), policy.of_role("sensitive")
    numbers: list[dict[str, int]] = [{} for _ in sensitive]
    coders: list[Callable[[str], int]] = [_leaf_of(h) for h in hierarchies]
    coders += [_numbering(known) for known in numbers]
    parts: list[list[NDArray[np.int32]]] = [[] for _ in coders]
    with opened(path, policy) as (head, rows):
        places = [head.index(name) for name in (*quasi, *sensitive)]
        while chunk := list(islice(rows, CHUNK)):
            for part, place, coder in zip(parts, places, coders, strict=True):
                part.append(np.fromiter(map(coder, map(itemgetter(place), chunk)), np.int32, len(chunk)))
    columns = [np.concatenate(part) if part else np.zeros(0, np.int32) for part in parts]
    _refuse_unknown_values(path, quasi, columns)
    return _distinct(columns, len(quasi))


def write_labels(path: Path, policy: TablePolicy, labels: Sequence[Sequence[str]], look_of: NDArray[np.int32], out: Path) -> None:
    """Write the table with `labels[look]` in its quasi fields and `*` in its direct ones; whole or not at all."""
    with opened(path, policy) as (head, rows), whole_file(out) as handle:
        writer = csv.writer(handle, delimiter=policy.delimiter, lineterminator="\n")
        writer.writerow(head)
        places = [head.index(name) for name in policy.of_role("quasi")]
        direct = [head.index(name) for name in policy.of_role("direct")]
        writer.writerows(_relabelled(rows, look_of, labels, places, direct))


def _relabelled(
    rows: Iterator[Row],
    look_of: NDArray[np.int32],
    labels: Sequence[Sequence[str]],
    places: Sequence[int],
    direct: Sequence[int],
) -> Iterator[Row]:
    for row, look in zip(rows, look_of, strict=True):
        for place, label in zip(places, labels[look], strict=True):
            row[place] = label
        for place in direct:
            row[place] = TOP
        yield row


@contextmanager
def opened(path: Path, policy: TablePolicy) -> Iterator[tuple[Row, Iterator[Row]]]:
    """The header of a table, which must agree with the policy, and its rows."""
    try:
        with path.open(encoding="utf-8-sig", newline="") as handle:
            reader = csv.reader(handle, delimiter=policy.delimiter)
            head = next(reader, [])
            _check_head(path, head, policy.fields)
            yield head, _even(path, reader, len(head))
    except (OSError, UnicodeDecodeError, csv.Error):
        raise UsageError(f"{path}: cannot be read as a delimited table (UTF-8). Name a CSV file with a header.") from None


def _check_head(path: Path, head: Row, fields: Mapping[str, object]) -> None:
    missing = [name for name in fields if name not in head]
    if missing:
        raise UsageError(f"{path}: no column '{missing[0]}' in its header. Check the delimiter and [fields] of the policy.")
    extra = [name for name in head if name not in fields]
    if extra:
        raise UsageError(f"{path}: column {head.index(extra[0]) + 1} is not in [fields]. Give every column a role in the policy.")
    if len(set(head)) < len(head):
        raise UsageError(f"{path}: two columns share a name. Rename one of them.")


def _even(path: Path, reader: Iterator[Row], width: int) -> Iterator[Row]:
    for number, row in enumerate(reader, 1):
        if len(row) != width:
            raise UsageError(f"{path}, row {number}: {len(row)} fields, the header has {width}. Mend the row.")
        yield row


def _leaf_of(hierarchy: Hierarchy) -> Callable[[str], int]:
    code = hierarchy.code
    return lambda value: code.get(value, UNKNOWN)


def _numbering(known: dict[str, int]) -> Callable[[str], int]:
    return lambda value: known.setdefault(value, len(known))


def _refuse_unknown_values(path: Path, quasi: Sequence[str], columns: Sequence[NDArray[np.int32]]) -> None:
    for name, column in zip(quasi, columns, strict=False):
        rows = np.flatnonzero(column == UNKNOWN)
        if len(rows):
            raise UsageError(
                f"{path}, row {rows[0] + 1}: its value of '{name}' is not in the hierarchy; {len(rows)} rows have such values. "
                "Add them to the hierarchy, a row a value."
            )


def _distinct(columns: Sequence[NDArray[np.int32]], quasi: int) -> Looks:
    look_of = equivalence([column.astype(np.int64) for column in columns])
    rows = np.bincount(look_of)
    one = np.zeros(len(rows), dtype=np.int64)
    one[look_of] = np.arange(len(look_of))
    table = np.stack([column[one] for column in columns], axis=1).astype(np.int64)
    return Looks(table[:, :quasi], table[:, quasi:], rows, look_of.astype(np.int32))
