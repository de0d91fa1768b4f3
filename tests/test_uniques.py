"""Are all minimal unique sets found, and only they?"""

import json
from itertools import combinations

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from casebook.disclosure.uniques import _alone, special_uniques

TABLES = st.integers(1, 5).flatmap(
    lambda width: st.lists(st.lists(st.sampled_from([0, 1, 2, 10**12]), min_size=width, max_size=width), min_size=1, max_size=12)
)


def columns(rows):
    return list(np.array(rows, dtype=np.int64).T)


def one_by_one(rows, most):
    """For each row its MSUs, by the definition."""

    def alone(row, chosen):
        return sum(all(other[c] == row[c] for c in chosen) for other in rows) == 1

    def minimal(row, chosen):
        parts = combinations(chosen, len(chosen) - 1) if len(chosen) > 1 else ()
        return alone(row, chosen) and not any(alone(row, part) for part in parts)

    sets = [chosen for size in range(1, most + 1) for chosen in combinations(range(len(rows[0])), size)]
    return [[chosen for chosen in sets if minimal(row, chosen)] for row in rows]


@given(TABLES, st.integers(1, 4))
def test_every_minimal_unique_set_is_found(rows, most):
    """Are the counts by row and by column those of a search one by one?"""
    found, expected = special_uniques(columns(rows), most), one_by_one(rows, most)
    sizes = range(1, most + 1)
    assert found.by_row.tolist() == [[sum(len(m) == size for m in sets) for size in sizes] for sets in expected]
    counted = [m for sets in expected for m in sets]
    assert found.by_column.tolist() == [
        [sum(len(m) == s and c in m for m in counted) for s in sizes] for c in range(len(rows[0]))
    ]


@given(st.lists(st.sampled_from([0, 1, 2, 3, 900, 901]), max_size=20))
def test_alone_whether_counted_or_sorted(keys):
    """Are small and large keys told apart alike?"""
    assert _alone(np.array(keys, dtype=np.int64)).tolist() == [keys.count(key) == 1 for key in keys]


def test_the_fewer_columns_it_takes_the_higher_the_score():
    """Do four columns score 6 for a set of one, 2 for one of two, 1 for one of three?"""
    rows = [[9, 0, 0, 0], [0, 5, 6, 0], [0, 5, 0, 0], [0, 0, 6, 0], [0, 0, 0, 0], [0, 0, 0, 0]]
    found = special_uniques(columns(rows))
    assert found.by_row.tolist() == [[1, 0, 0], [0, 1, 0], [0, 1, 0], [0, 1, 0], [0, 0, 0], [0, 0, 0]]
    assert found.score.tolist() == [6, 2, 2, 2, 0, 0]
    assert found.contribution.tolist() == [0.5, 0.5, 0.5, 0]


def test_two_ways_out_score_twice():
    """Does a row with two sets of one column each score twice that of a row with one, as in a table of three columns?"""
    rows = [[2, 0, 0], [1, 3, 6], [1, 0, 0]]
    found = special_uniques(columns(rows))
    assert found.by_row.tolist() == [[1, 0, 0], [2, 0, 0], [0, 2, 0]]
    assert found.score.tolist() == [2, 4, 2]
    assert found.contribution.tolist() == [0.5, 0.375, 0.375]


def test_totals_name_no_row():
    """Are the totals by size and by column those of the table, and plain enough for JSON?"""
    rows = [[9, 0], [0, 5], [0, 0], [0, 0]]
    told = special_uniques(columns(rows)).to_json(["sex", "region"])
    assert json.loads(json.dumps(told)) == told
    assert (told["rows"], told["special_uniques"]) == (4, 2)
    assert told["rows_by_smallest_set"] == told["sets_by_size"] == {"1": 2, "2": 0, "3": 0}
    assert told["columns"]["region"] == {"share_of_score": 0.5, "sets_by_size": {"1": 1, "2": 0, "3": 0}}


def test_no_columns_and_no_rows():
    """Is a table without rows or columns without uniques?"""
    assert special_uniques([]).by_row.shape == (0, 3)
    empty = special_uniques([np.array([], dtype=np.int64)] * 2)
    assert (empty.by_row.shape, empty.by_column.sum()) == ((0, 3), 0)
    assert empty.to_json(["a", "b"])["special_uniques"] == 0
