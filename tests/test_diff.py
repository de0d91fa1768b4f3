"""What changed from one version to the next, in rows and in words, and how far it moves the version."""

from dataclasses import replace

import pytest
from editions import DESCRIBED, OLD, after, case, cases, edition, told
from released import CONTRACT, number, row

from casebook.contract.declared import Code
from casebook.errors import UsageError
from casebook.versions.compare import compare
from casebook.versions.edition import Described, describe
from casebook.versions.number import Bump
from casebook.versions.report import markdown
from casebook.versions.rows import REASONS, reason_of
from casebook.versions.schema import KINDS, find_changes

# rows


def test_nothing_changed():
    """Does the same content ask for no bump, and is nothing told?"""
    found = after(cases(*range(10)))
    assert (found.bump, found.classes, told(found), found.changes) == (Bump.NONE, 0, {}, ())
    assert markdown(found).count("Nothing changed.") == 3


def test_new_cases():
    """Are rows of new articles new cases, told with their number, and a minor step?"""
    found = after(cases(*range(14)))
    assert told(found) == {(name, "", "new_case"): 4 for name in CONTRACT.tables}
    assert (found.bump, found.classes) == (Bump.MINOR, 0)
    assert "- 4 incidents are new cases (`new_case`)." in markdown(found)


def test_rows_newly_read():
    """Are rows of articles that were there before newly read, a correction of the reading?"""
    found = after([*cases(*range(10)), *(case(n, article=n - 10) for n in range(10, 14))])
    assert told(found)["arrests", "", "newly_read"] == 4
    assert (found.bump, ("articles", "", "new_case") in told(found)) == (Bump.PATCH, False)


def test_rows_left_out():
    """Are rows that went counted, and a patch?"""
    found = after(cases(*range(6)))
    assert told(found) == {(name, "", "left_out"): 4 for name in CONTRACT.tables}
    assert found.bump == Bump.PATCH


def test_behind_a_cut_link():
    """Is an arrest whose incident can't be seen a new case where an article is new, and newly read where none is?"""
    cut = {"arrests": {"incident_id": None, "incident_id_missing": "withheld"}}
    found = after([*cases(*range(10)), *cases(*range(10, 14), **cut)])
    assert told(found)["arrests", "", "new_case"] == 4
    arrests_only = [{"arrests": case(n, **cut)["arrests"]} for n in range(10, 14)]
    assert told(after([*cases(*range(10)), *arrests_only])) == {("arrests", "", "newly_read"): 4}


AGE = CONTRACT.tables["arrests"].fields["age_band"].disclosure.hierarchy
PERIOD = CONTRACT.tables["incidents"].fields["period"].disclosure.hierarchy


@pytest.mark.parametrize(
    ("was", "now", "hierarchy", "reason"),
    [
        ("18_29", "withheld", AGE, "withheld"),
        ("withheld", "18_29", AGE, "shown"),
        ("18_29", AGE.generalise("18_29", 1), AGE, "widened"),
        (AGE.generalise("18_29", 1), "18_29", AGE, "narrowed"),
        ("18_29", "30_44", AGE, "corrected"),
        ("2016-Q3", "2016_2018", PERIOD, "widened"),
        ("2016", "2016-Q3", PERIOD, "narrowed"),
        ("2016", "2017-Q3", PERIOD, "corrected"),
        ("18_29", "not_reported", AGE, "emptied"),
        ("unclear", "18_29", AGE, "filled"),
        ("unclear", "not_reported", AGE, "corrected"),
        ("not_reported", "withheld", AGE, "withheld"),
        ("convicted", "acquitted", None, "corrected"),
        (("theft",), ("theft", "affray"), None, "corrected"),
        (("theft",), ("withheld",), None, "withheld"),
        (("not_reported",), ("theft",), None, "filled"),
        ("a code that is no more", "18_29", AGE, "corrected"),
    ],
)
def test_the_reason_for_a_cell(was, now, hierarchy, reason):
    """Does a cell that is not what it was get the one reason that fits?"""
    assert reason_of("c", was, now, hierarchy) == reason
    assert reason in REASONS


@pytest.mark.parametrize(
    ("was", "now", "reason"),
    [
        ((number("inc", 0), None), (None, "withheld"), "cut"),
        ((None, "withheld"), (number("inc", 0), None), "mended"),
        ((None, "not_applicable"), (number("inc", 0), None), "filled"),
        ((number("inc", 0), None), (None, "not_applicable"), "emptied"),
        ((None, "not_applicable"), (None, "withheld"), "withheld"),
        ((number("inc", 0), None), (number("inc", 1), None), "corrected"),
    ],
)
def test_a_link_is_one_cell(was, now, reason):
    """Are the key and the reason why there is none told together?"""

    def said(link):
        return cases(*range(10), statements=dict(zip(("incident_id", "incident_id_missing"), link, strict=True)))

    found = compare(edition(said(was)), edition(said(now), "1.0.1"))
    assert told(found) == {("statements", "incident_id", reason): 10}


def test_a_count_that_follows_from_rows():
    """Is a number of rows recounted, not corrected?"""
    found = after(cases(*range(10), articles={"n_arrests": 7}))
    assert told(found) == {("articles", "n_arrests", "recounted"): 10}


@pytest.mark.parametrize(("changed", "rows"), [(2, "fewer than 3"), (3, 3), (7, 7), (8, "all but fewer than 3"), (10, 10)])
def test_small_counts_are_told_as_such(changed, rows):
    """Is a count below k told as such, and one that leaves fewer than k of the others?"""
    made = [*cases(*range(changed), arrests={"verdict": "convicted"}), *cases(*range(changed, 10))]
    assert told(after(made)) == {("arrests", "verdict", "corrected" if OLD_VERDICT else "filled"): rows}


OLD_VERDICT = row("arrests")["verdict"] not in ("not_reported", "unclear", "not_applicable")


def test_a_count_that_would_follow_from_the_others():
    """Are new cases and rows newly read told together where one of them is below k?"""
    found = after([*cases(*range(10), 10, 11, 12), case(13, article=0)])
    assert told(found)["arrests", "", "new_case or newly_read"] == 4
    assert "newly_read" not in {reason for table, _, reason in told(found) if table == "arrests"}
    assert "4 arrests are new cases or are newly read" in markdown(replace(found, classes=0))


# structure and vocabulary


def described(**changes):
    """The description of a contract in which vocabularies or tables are others."""
    return describe(replace(CONTRACT, **changes))


def of_table(**changes):
    """The contract with another table of arrests."""
    return described(tables={**CONTRACT.tables, "arrests": replace(CONTRACT.tables["arrests"], **changes)})


def of_fields(change):
    """The contract with the fields of the arrests changed."""
    return of_table(fields=change(dict(CONTRACT.tables["arrests"].fields)))


def of_sex(*codes):
    """The contract with another vocabulary of the arrests' sex."""
    vocabulary = replace(CONTRACT.vocabularies["sex"], codes=codes)
    return of_fields(lambda fields: {**fields, "sex": replace(fields["sex"], vocabulary=vocabulary)})


SEX = CONTRACT.vocabularies["sex"].codes
NEW = Code("another", "Another", "A code that is new.")


@pytest.mark.parametrize(
    ("new", "kinds"),
    [
        (of_sex(*SEX, NEW), {"code_added"}),
        (of_sex(NEW, *SEX), {"code_added", "codes_renumbered"}),
        (of_sex(*SEX[1:]), {"code_removed", "codes_renumbered"}),
        (of_sex(*SEX[:-1]), {"code_removed"}),
        (of_sex(*reversed(SEX)), {"codes_renumbered"}),
        (of_sex(replace(SEX[0], label="Otherwise"), *SEX[1:]), {"code_relabelled"}),
        (of_sex(replace(SEX[0], definition="Something else."), *SEX[1:]), {"code_redefined"}),
        (of_sex(replace(SEX[0], definition=f" {SEX[0].definition}\n"), *SEX[1:]), set()),
        (of_fields(lambda f: {n: c for n, c in f.items() if n != "sex"}), {"column_removed"}),
        (of_fields(lambda f: {**f, "hat": replace(f["sex"], name="hat")}), {"column_added"}),
        (of_fields(lambda f: dict(reversed(f.items()))), {"columns_reordered"}),
        (of_fields(lambda f: {**f, "sex": replace(f["sex"], type="integer")}), {"column_retyped"}),
        (of_fields(lambda f: {**f, "sex": replace(f["sex"], required=not f["sex"].required)}), {"column_retyped"}),
        (of_fields(lambda f: {**f, "sex": replace(f["sex"], description="Something else.")}), {"column_redefined"}),
        (described(tables=dict(reversed(CONTRACT.tables.items()))), {"tables_reordered"}),
        (described(tables={n: t for n, t in CONTRACT.tables.items() if n != "statements"}), {"table_removed"}),
        (of_table(description="A row stands for something else."), {"table_redefined"}),
        (of_table(foreign_keys=()), {"keys_changed"}),
    ],
)
def test_a_change_of_structure_or_words(new, kinds):
    """Is each kind of change found, and nothing else?"""
    found = find_changes(DESCRIBED, new)
    assert {change.kind for change in found} == kinds
    bumps = {KINDS[kind][1] for kind in kinds}
    assert bumps <= ({Bump.MINOR} if kinds == {"code_added"} else {Bump.MAJOR, Bump.MINOR})
    assert max(bumps, default=Bump.NONE) == max((change.bump for change in found), default=Bump.NONE)


def test_tables_that_are_new_and_keys_of_another_epoch():
    """Is a new table major, and ids that are all new?"""
    fewer = described(tables={n: t for n, t in CONTRACT.tables.items() if n != "statements"})
    assert [change.to_json() for change in find_changes(fewer, DESCRIBED)] == [{"change": "table_added", "table": "statements"}]
    renewed = compare(OLD, edition(cases(*range(10)), "2.0.0", epoch=2))
    assert [change.kind for change in renewed.changes] == ["ids_renewed"]
    assert {KINDS[kind][1] for kind in ("table_added", "ids_renewed")} == {Bump.MAJOR} == {renewed.bump}


def test_structure_moves_the_version_more_than_rows():
    """Is a step with new cases and a new column major, with new cases and a new code minor?"""
    columns = of_fields(lambda f: {**f, "hat": replace(f["sex"], name="hat")})
    rows = edition(cases(*range(14)), "2.0.0").tables
    wide = {**rows, "arrests": [{**r, "hat": "male"} for r in rows["arrests"]]}
    assert compare(OLD, edition([], "2.0.0", tables=wide, described=columns)).bump == Bump.MAJOR
    assert compare(OLD, edition([], "1.1.0", tables=rows, described=of_sex(*SEX, NEW))).bump == Bump.MINOR


def test_a_release_that_says_nothing_of_its_codes():
    """Are the columns of an old release compared, its words not, and is that said?"""
    plain = {name: {c: d._replace(meaning=None) for c, d in columns.items()} for name, columns in DESCRIBED.columns.items()}
    del plain["arrests"]["sex"]
    found = compare(replace(OLD, described=Described(plain)), edition(cases(*range(10)), "2.0.0"))
    assert [change.to_json() for change in found.changes] == [{"change": "column_added", "table": "arrests", "column": "sex"}]
    assert "1.0.0 has no codebook to compare words with" in markdown(found)


def test_two_tiers():
    """Are releases of two tiers refused?"""
    with pytest.raises(UsageError, match="Compare two of one tier"):
        compare(OLD, replace(OLD, tier="open", version="1.0.1"))
