"""No report on two versions singles anybody out, and no id stands for two things."""

from collections import Counter
from dataclasses import replace

import pytest
from editions import DESCRIBED, OLD, K, after, case, cases, edition, told
from hypothesis import given, settings
from hypothesis import strategies as st
from released import CONTRACT, number

from casebook.errors import IntegrityError
from casebook.versions.compare import compare
from casebook.versions.edition import Edition, describe
from casebook.versions.ids import check_ids
from casebook.versions.number import Bump
from casebook.versions.report import markdown

# what singles out


@pytest.mark.parametrize(("more", "classes"), [(0, 0), (1, 3), (2, 3), (3, 0)])
def test_few_newcomers(more, classes):
    """Is a class that one or two persons join found, and one that three join not?"""
    found = after(cases(*range(10 + more)))
    assert bool(found.classes) == bool(classes)
    assert found.may_tell_rows == (not classes)


@pytest.mark.parametrize(("left", "safe"), [(1, False), (2, False), (3, True)])
def test_few_who_left(left, safe):
    """Is a class that one or two persons left found?"""
    assert after(cases(*range(10 - left))).may_tell_rows == safe


@pytest.mark.parametrize(("moved", "safe"), [(1, False), (2, False), (3, True), (7, True), (8, False)])
def test_few_who_moved_together(moved, safe):
    """Are persons found whose pair of looks fewer than k share, those left behind as well?"""
    old = edition([*cases(*range(10)), *cases(*range(20, 25), arrests={"sex": "female"})])
    new = [*cases(*range(moved), arrests={"sex": "female"}), *cases(*range(moved, 10))]
    assert compare(old, edition([*new, *cases(*range(20, 25), arrests={"sex": "female"})], "1.0.1")).may_tell_rows == safe


def test_a_class_that_grows_by_few_in_all():
    """Is a class found that four join and three leave, so that it grows by one?"""
    female = {"arrests": {"sex": "female"}}
    old = edition([*cases(*range(10)), *cases(*range(10, 20), **female)])
    new = [*cases(*range(3), **female), *cases(*range(3, 10)), *cases(*range(10, 14)), *cases(*range(14, 20), **female)]
    assert compare(old, edition(new, "1.0.1")).classes > 0


def test_k_can_only_be_raised():
    """Is the larger k of the two releases kept, whatever is asked for?"""
    new = edition(cases(*range(14)), "1.1.0", k=4)
    assert [compare(OLD, new, k).k for k in (0, 2, 5)] == [4, 4, 5]
    assert [compare(OLD, new, k).may_tell_rows for k in (0, 5)] == [True, False]


@pytest.mark.parametrize("age", ["30_44", "a code that is no more"])
def test_newcomers_behind_a_wider_column(age):
    """Is one newcomer found whom a column that became wider for all would hide, where nobody can be followed by ids?"""
    fine = edition([*cases(*range(5)), *cases(*range(5, 10), arrests={"age_band": age})])
    level = CONTRACT.tables["arrests"].fields["age_band"].disclosure.hierarchy.height
    wide = edition(cases(*range(11), arrests={"age_band": "withheld"}), "2.0.0", epoch=2, levels={"arrests.age_band": level})
    assert compare(fine, wide).classes > 0
    assert compare(fine, replace(wide, tables=edition(cases(*range(10), arrests={"age_band": "withheld"})).tables)).classes == 0


def test_newcomers_behind_a_cut_link():
    """Is one newcomer found whom a link that is cut in one of the versions only would hide?"""
    cut = {"arrests": {"incident_id": None, "incident_id_missing": "withheld"}}
    new = edition(cases(*range(11), **cut), "2.0.0", epoch=2, levels={"arrests.incident_id": 1})
    assert compare(OLD, new).classes > 0
    assert compare(OLD, replace(new, tables=edition(cases(*range(10), **cut)).tables)).classes == 0


def test_newcomers_behind_other_counts():
    """Is one newcomer found where what is said in the articles changed for all, so that no look is what it was?"""
    said = {"articles": {"n_statements": 9}}
    assert compare(OLD, edition(cases(*range(11), **said), "2.0.0", epoch=2)).classes > 0


def test_a_column_nobody_knows_may_single_out():
    """Does a column that the contract no longer has count among what persons can be known by?"""
    column = {"shoe_size": "44"}
    columns = {**DESCRIBED.columns, "arrests": {**DESCRIBED.columns["arrests"], "shoe_size": DESCRIBED.columns["arrests"]["sex"]}}
    described = replace(DESCRIBED, columns=columns)
    alike = edition(cases(*range(10), arrests=column), described=described)
    apart = edition([*cases(0, arrests={"shoe_size": "50"}), *cases(*range(1, 10), arrests=column)], described=described)
    new = edition(cases(*range(10)), "2.0.0")
    assert [compare(old, new).may_tell_rows for old in (alike, apart)] == [True, False]


LOOKS = st.tuples(st.sampled_from(["male", "female"]), st.sampled_from(["18_29", "30_44", "withheld"]))
PERSONS = st.dictionaries(st.integers(0, 14), LOOKS, min_size=1)


def of_looks(looks, version="1.0.0"):
    return edition([case(n, arrests={"sex": s, "age_band": a}) for n, (s, a) in sorted(looks.items())], version)


@given(PERSONS, PERSONS)
@settings(max_examples=60, deadline=None)
def test_the_guard_counts_as_one_would_by_hand(was, now):
    """Are rows told exactly where all who came, went or moved with somebody are k or more, and no class grows by fewer?"""
    together = Counter((was.get(n), now.get(n)) for n in {*was, *now})
    grown = Counter(now.values())
    grown.subtract(Counter(was.values()))
    safe = all(size >= K for size in together.values()) and not any(0 < abs(n) < K for n in grown.values())
    assert compare(of_looks(was), of_looks(now, "1.1.0")).may_tell_rows == safe


TURNED = {"withheld": "shown", "shown": "withheld", "widened": "narrowed", "narrowed": "widened", "corrected": "corrected"}


@given(PERSONS, PERSONS)
@settings(max_examples=60, deadline=None)
def test_the_way_back_tells_the_reverse(was, now):
    """Is each change told in reverse from the newer version to the older, with the same counts and the same verdict?"""
    there, back = compare(of_looks(was), of_looks(now)), compare(of_looks(now), of_looks(was))
    turned = {(table, column, TURNED[reason]): n for (table, column, reason), n in there.rows.changed.items()}
    assert turned == back.rows.changed
    assert {table: n for (table, _), n in there.rows.added.items()} == {table: n for (table, _), n in back.rows.removed.items()}
    assert there.classes == back.classes


# ids


def test_ids_that_stay():
    """Does a version with new rows, fewer rows and other values pass?"""
    check_ids(edition(cases(*range(3, 14), arrests={"sex": "female"}), "1.1.0"), [OLD])


@pytest.mark.parametrize(
    ("made", "says"),
    [
        ([*cases(*range(10)), case(11, incidents={"incident_id": number("arr", 0)})], "a row of arrests .* one of incidents"),
        ([*cases(*range(10)), case(11, statements={"speaker": "Amber Heron 0"})], r"arrests.person in .* are of statements"),
        (
            [*cases(0, arrests={"person": "New Name 1"}), *cases(*range(1, 10)), case(11, arrests={"person": "Amber Heron 0"})],
            "1 code names of arrests.person in .* stand for others",
        ),
    ],
)
def test_an_id_that_is_used_twice(made, says):
    """Is an id that moved to another table, or a code name to another kind or person, refused without naming it?"""
    with pytest.raises(IntegrityError, match=says) as caught:
        check_ids(edition(made, "1.1.0"), [OLD])
    assert "Heron" not in str(caught.value)
    assert "_000" not in str(caught.value)


# the open tier


def opened(version, *groups):
    """An open release of arrests: (how many, what they hold)."""
    rows = [{"role": "suspect", "age_band": "18_plus", "verdict": "convicted", **held} for n, held in groups for _ in range(n)]
    arrests = [{"arrest_id": number(f"arr_{version}", n), **r} for n, r in enumerate(rows)]
    narrow = CONTRACT.narrowed({"arrests": ("role", "age_band", "verdict")})
    return Edition(version, "open", 1, 5, {"arrests": arrests}, describe(narrow), {})


@pytest.mark.parametrize(
    ("groups", "lines", "bump"),
    [
        ([(20, {})], {}, Bump.NONE),
        ([(26, {})], {("arrests", "", "new_case"): 6}, Bump.MINOR),
        ([(12, {})], {("arrests", "", "left_out"): 8}, Bump.PATCH),
        ([(14, {}), (6, {"verdict": "acquitted"})], {("arrests", "verdict", "recounted"): 6}, Bump.PATCH),
        ([(18, {}), (2, {"verdict": "acquitted"})], {("arrests", "verdict", "recounted"): "fewer than 5"}, Bump.PATCH),
    ],
)
def test_open_versions_are_compared_by_counts(groups, lines, bump):
    """Are rows without lasting ids compared by how often values occur?"""
    found = compare(opened("1.0.0", (20, {})), opened("1.1.0", *groups))
    assert (told(found), found.bump, found.may_tell_rows) == (lines, bump, True)
    assert ("compared by how often a value occurs" in markdown(found)) == bool(lines)


def test_an_open_class_that_grows_by_few():
    """Is a class of persons that grows by fewer than k found in tables that nothing links?"""
    assert not compare(opened("1.0.0", (20, {})), opened("1.1.0", (22, {}))).may_tell_rows


def counted(version, **counts):
    """An open release that tells arrests as counts."""
    contract = CONTRACT.narrowed({"arrests": ("role",)}, ["arrests"])
    lines = [{"table": "arrests", "column": "role", "value": value, "rows": n} for value, n in counts.items()]
    return Edition(version, "open", 1, 5, {"counts": lines}, describe(contract), {})


def test_tables_told_as_counts():
    """Are the values counted that are counted otherwise, or newly so, and is a table of rows that became one of counts major?"""
    found = compare(counted("1.0.0", suspect=10, crowd_member=5), counted("1.0.1", suspect=15, crowd_member=5, bystander=5))
    assert told(found) == {("counts", "rows", "recounted"): "fewer than 5"}
    assert (found.bump, found.classes) == (Bump.PATCH, 0)
    became = compare(opened("1.0.0", (20, {})), counted("2.0.0", suspect=20))
    assert {change.kind for change in became.changes} == {"table_removed", "table_added"}
    assert (became.bump, told(became)) == (Bump.MAJOR, {})
