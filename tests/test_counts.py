"""Tables told as counts: no number more closely than k, every line checked against the contract."""

import re
from itertools import product

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from opened import COLUMNS, alike, opened, persons
from released import CONTRACT

from casebook.contract import read_schema, schema_folder
from casebook.contract.wellformed import find_faults
from casebook.derive.codebook import codebook_markdown
from casebook.derive.hf_features import features, features_yaml
from casebook.derive.table_schema import data_package
from casebook.errors import ContractError
from casebook.validate import validate
from casebook.wall.counts import count_values, gives_away

# --- counts


def counted(told, k=5, columns=COLUMNS["arrests"]):
    return count_values(CONTRACT.tables["arrests"].narrowed(columns), persons(*told), k)


def test_counts_are_multiples_of_k_and_small_ones_nothing():
    """Are 13 men, 4 women and 2 of whom it is not reported told as 10, 0 and 0 of 15?"""
    told = [*alike(13, sex="male"), *alike(4, sex="female"), *alike(2, sex="not_reported")]
    lines = {(line["column"], line["value"]): line["rows"] for line in counted(told, columns=("sex",))}
    assert lines[("total", "total")] == 15
    assert (lines[("sex", "male")], lines[("sex", "female")], lines[("sex", "not_reported")]) == (10, 0, 0)


def test_whether_a_small_value_occurs_is_not_told():
    """Do tables with one woman and with none have the same counts?"""
    assert counted([*alike(6, sex="male"), {"sex": "female"}]) == counted(alike(7, sex="male"))


def test_a_column_that_gives_a_number_away_is_left_out():
    """Five values told as 0 under 20 rows stand for 4 each: is such a column left out, and its neighbour kept?"""
    told = [{"role": r, "sex": "male"} for r in ("suspect", "group_member", "crowd_member", "other", "unclear") for _ in range(4)]
    assert {line["column"] for line in counted(told, columns=("role", "sex"))} == {"total", "sex"}
    assert gives_away(20, 0, 5, 5)
    assert not gives_away(15, 0, 5, 5)


@settings(deadline=None, max_examples=80)
@given(st.lists(st.sampled_from([0, 1, 2, 2, 3, 4, 5, 8]), min_size=1, max_size=4), st.data())
def test_no_number_is_told_more_closely_than_k(cells, data):
    """By trying every table that fits what is told: may each number, and that of all rows, be any of k?"""
    k, total = 3, sum(cells)
    cuts = sorted(data.draw(st.lists(st.integers(0, total), min_size=2, max_size=2)))
    columns = [cells, [cuts[0], cuts[1] - cuts[0], total - cuts[1]]]
    shown = [[n - n % k for n in column] for column in columns]
    kept = [c for c in shown if not gives_away(total - total % k, sum(c), len(c), k)]
    fitting = [{}, *([{}] * len(kept))][1:]
    totals = set(range(total - total % k, total - total % k + k))
    for n, column in enumerate(kept):
        fits = [t for t in product(*(range(r, r + k) for r in column)) if sum(t) in totals]
        totals &= {sum(t) for t in fits}
        fitting[n] = fits
    assert len(totals) == k
    for n, column in enumerate(kept):
        whole = [t for t in fitting[n] if sum(t) in totals]
        assert [len({t[cell] for t in whole}) for cell in range(len(column))] == [k] * len(column)


def test_so_few_persons_are_nothing_but_counts():
    """Do four persons, an incident, a statement and an article become counts of nothing, as whole tables?"""
    made = opened({"arrests": persons(*alike(4))})
    assert list(made.protected.tables) == ["counts"]
    assert {line["rows"] for line in made.protected.tables["counts"]} == {0}
    assert set(made.contract.counted) == set(COLUMNS)
    validate(made.protected.tables, made.contract)


def test_rows_that_say_nothing_become_counts():
    """Are eight rows that could only pass with everything withheld told as counts?"""
    told = [{"role": r, "sex": s} for r in ("suspect", "group_member") for s in ("male", "female")] * 2
    assert "arrests" in opened({"arrests": persons(*told)}, columns={"arrests": ("role", "sex", "stage")}).contract.counted


BAD_COUNTS = [
    ({"value": "a market town"}, "is no value of a column"),
    ({"value": "male", "column": "stage"}, "no such value can be counted"),
    ({"value": "english_rose"}, "is no value of a column"),
    ({"column": "person"}, "is not one of"),
    ({"table": "articles", "column": "sex", "value": "male"}, "no such value can be counted"),
    ({"column": "total", "value": "male"}, "no such value can be counted"),
    ({"column": "sex", "value": "male"}, "it is counted twice"),
    ({"rows": -5}, "is not a count of 0 or more"),
]


@pytest.mark.parametrize(("changes", "says"), BAD_COUNTS)
def test_a_count_of_what_may_not_occur_is_refused(changes, says):
    """Is every line of the counts checked against the columns that it is about?"""
    made = opened({"arrests": persons(*alike(4))})
    lines = made.protected.tables["counts"]
    first = next(n for n, line in enumerate(lines) if line["value"] == "female")
    broken = [{**line, **changes} if n == first else line for n, line in enumerate(lines)]
    with pytest.raises(ContractError, match=re.escape(says)) as refusal:
        validate({"counts": broken}, made.contract)
    assert "rose" not in str(refusal.value)


# --- the contract


def test_every_column_that_may_be_shown_exists():
    """Is what the open tier may show declared, and is it no link, name, list or number?"""
    fields = {f.name: f for t in CONTRACT.tables.values() for f in t.fields.values()}
    allowed = {c.code for c in CONTRACT.vocabularies["counted_column"].codes} - {"total"}
    assert {fields[name].content for name in allowed} == {"code", "period"}
    assert {t.code for t in CONTRACT.vocabularies["counted_table"].codes} == set(CONTRACT.tables)


def test_rules_stay_where_their_columns_do():
    """Does a narrow contract keep the rule on verdict and sentence, and drop those on pleas, links and counts?"""
    rules = {rule.id for rule in CONTRACT.narrowed(COLUMNS).rules}
    assert {"acquitted_no_sentence", "stage_of_charge"} <= rules
    assert rules.isdisjoint({"not_charged_no_court", "arrest_incident_typed", "arrest_rows_counted", "no_argument_alone"})


def test_everything_is_derived_from_the_narrow_contract():
    """Do codebook, features and data package hold what is released, counts included, and no word of a link?"""
    made = opened({"arrests": persons(*alike(6))})
    assert list(made.contract.tables) == ["arrests", "counts"]
    book = codebook_markdown(made.contract)
    assert "### arrests.stage" in book
    assert "## incidents\n\nTold in `counts`, not row by row." in book
    assert "### arrests.person" not in book
    assert "Released as `person`" not in book
    for name in made.contract.tables:
        assert features_yaml(made.contract, name) == features(made.contract, name)._to_yaml_list()
    schema = data_package(made.contract, "0.1.0")["resources"][1]["schema"]
    assert (schema["primaryKey"], schema["foreignKeys"]) == (["table", "column", "value"], [])
    (value,) = [f for f in schema["fields"] if f["name"] == "value"]
    assert all(re.fullmatch(value["constraints"]["pattern"], v) for v in ("total", "2011", "wales", "not_reported"))
    assert not re.fullmatch(value["constraints"]["pattern"], "suspect")


def test_the_tier_of_a_table_is_checked():
    """Is a table of a tier that nobody builds refused?"""
    schema = read_schema(schema_folder())
    package = schema["datapackage.json"]
    for_all = [{**r, "tier": "secret"} if r["name"] == "counts" else r for r in package["resources"]]
    (fault,) = find_faults({**schema, "datapackage.json": {**package, "resources": for_all}})
    assert fault == "datapackage.json: resource 'counts' is of tier 'secret'. Write 'open', or leave it out for every tier."
