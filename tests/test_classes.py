from collections import Counter

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from casebook.disclosure.classes import distance, distinct, equivalence, sizes

FEW = st.integers(0, 3)
VAST = st.integers(0, 2**62)
ROWS = st.lists(st.tuples(FEW, FEW, VAST), min_size=1, max_size=30)


def columns(rows):
    return [np.array(column, dtype=np.int64) for column in zip(*rows, strict=True)]


@settings(deadline=None)
@given(ROWS)
def test_rows_are_of_one_class_if_they_agree(rows):
    """Does each different row get its own number, in the order of the codes?"""
    order = {row: number for number, row in enumerate(sorted(set(rows)))}
    assert equivalence(columns(rows)).tolist() == [order[row] for row in rows]


@settings(deadline=None)
@given(st.lists(st.tuples(VAST, VAST, VAST, VAST), min_size=1, max_size=9))
def test_vast_codes_do_not_overflow(rows):
    """Do codes near the end of 64 bits stay apart?"""
    assert len(set(equivalence(columns(rows)).tolist())) == len(set(rows))


def test_a_table_without_rows_has_no_classes():
    """Is the empty table no special case?"""
    empty = np.array([], dtype=np.int64)
    assert sizes(equivalence([empty, empty])).tolist() == []
    assert distinct(empty, empty).tolist() == distance(empty, empty).tolist() == []


def test_rows_without_columns_are_refused():
    """Is a call that leaves the number of rows open told so?"""
    with pytest.raises(ValueError, match="No column"):
        equivalence([])


@settings(deadline=None)
@given(ROWS)
def test_classes_are_as_large_and_as_varied_as_counted(rows):
    """Do sizes and distinct values agree with a count by hand?"""
    classes = equivalence(columns([row[:2] for row in rows]))
    values = columns(rows)[2]
    known = sorted({row[:2] for row in rows})
    assert sizes(classes).tolist() == [Counter(row[:2] for row in rows)[k] for k in known]
    assert distinct(classes, values).tolist() == [len({row[2] for row in rows if row[:2] == k}) for k in known]


@settings(deadline=None)
@given(st.lists(st.tuples(FEW, FEW), min_size=1, max_size=30))
def test_distance_is_half_the_sum_of_differences(rows):
    """Is the distance the total variation between a class and all rows?"""
    classes, values = columns(rows)
    classes = equivalence([classes])
    for number, found in enumerate(distance(classes, values)):
        own = values[classes == number]
        by_hand = sum(abs(np.mean(own == v) - np.mean(values == v)) for v in range(4)) / 2
        assert found == pytest.approx(by_hand)


def test_many_rows_are_put_into_the_classes_they_came_from():
    """Are eight wide columns of 300,000 rows put where they belong?"""
    draw = np.random.default_rng(7)
    wanted = draw.integers(0, 20_000, 300_000)
    made = draw.permutation(41**4)[:20_000]
    wide = [made[wanted] // 41**power % 41 for power in range(4)]
    found = equivalence([*wide, *wide])
    assert len(sizes(found)) == len(np.unique(wanted))
    assert np.array_equal(np.unique(np.stack([found, wanted]), axis=1)[0], np.arange(len(sizes(found))))
