"""The synthetic companion: invented rows that keep the contract, hold every code, hang together and say what they are."""

import json
import os
import subprocess
import sys
import tomllib
from collections import Counter
from dataclasses import replace
from functools import cache

import pyarrow as pa
import pyarrow.parquet as pq
import pytest
from builders import ROOT
from hypothesis import given, settings
from hypothesis import strategies as st

from casebook.contract import Contract, load_contract
from casebook.contract.declared import Code
from casebook.contract.hierarchies import WITHHELD, width_of
from casebook.derive.arrow_types import arrow_schema
from casebook.derive.between import holds
from casebook.errors import ContractError
from casebook.release.content import content_hash
from casebook.synthetic import odds
from casebook.synthetic.tables import NOTE, synthetic_tables
from casebook.validate import validate

CONTRACT = load_contract()
OPEN = {n: tuple(c) for n, c in tomllib.loads((ROOT / "dataset" / "open.toml").read_text(encoding="utf-8"))["columns"].items()}
COUNTED = [(), ("arrests",), tuple(OPEN)]


@cache
def companion() -> dict[str, pa.Table]:
    return synthetic_tables(CONTRACT)


def column(table: str, name: str) -> list:
    return companion()[table][name].to_pylist()


def hashes(tables: dict[str, pa.Table]) -> dict[str, str]:
    return {name: content_hash(table) for name, table in tables.items()}


def test_the_companion_keeps_the_contract() -> None:
    """Do a thousand invented cases pass the schemas, keys and rules that real tables must pass?"""
    validate(companion(), CONTRACT)
    assert companion()["incidents"].num_rows == 1000
    assert all(companion()[name].schema.equals(arrow_schema(CONTRACT, name)) for name in CONTRACT.tables)


@settings(max_examples=12, deadline=None)
@given(seed=st.integers(0, 2**64), cases=st.integers(1, 30))
def test_any_seed_keeps_the_contract(seed: int, cases: int) -> None:
    """Is that so for any seed and however few cases?"""
    tables = synthetic_tables(CONTRACT, cases, seed)
    validate(tables, CONTRACT)
    assert tables["incidents"].num_rows == cases


@pytest.mark.parametrize("seed", [20260101, 1, 2])
@pytest.mark.parametrize(
    ("table", "name"), [(t.name, f.name) for t in CONTRACT.tables.values() for f in t.fields.values() if f.codes]
)
def test_every_code_occurs(table: str, name: str, seed: int) -> None:
    """Does every code occur, as coded, wider and missing, chance or not?"""
    cells = _of_seed(seed)[table][name].to_pylist()
    occur = {code for cell in cells for code in (cell if isinstance(cell, list) else [cell])}
    assert set(CONTRACT.tables[table].fields[name].codes) <= occur


@cache
def _of_seed(seed: int) -> dict[str, pa.Table]:
    return synthetic_tables(CONTRACT, seed=seed)


@pytest.mark.parametrize("table", ["incidents", "articles"])
def test_periods_have_every_width(table: str) -> None:
    """Do quarters, years, three years and any time occur?"""
    assert {width_of(period) for period in column(table, "period")} == {0, 1, 2, 3, None}


def test_most_rows_are_as_coded() -> None:
    """Are four in five rows at the finest level, as a release with little to hide would show them?"""
    for table in CONTRACT.tables.values():
        for field in table.quasi:
            if field.vocabulary and field.content == "code":
                wide = {c.code for c in field.vocabulary.wider} | {WITHHELD}
                assert sum(cell in wide for cell in column(table.name, field.name)) < 0.25 * companion()[table.name].num_rows


@pytest.mark.parametrize("key", CONTRACT.foreign_keys, ids=lambda key: f"{key.table}.{key.field}")
def test_links_lead_somewhere(key) -> None:
    """Are most links there, are some cut, and does each lead to a row?"""
    links = column(key.table, key.field)
    assert set(links) - {None} <= set(column(key.other, key.other_field))
    assert 0 < links.count(None) < 0.5 * len(links)
    assert {why for link, why in zip(links, column(key.table, f"{key.field}_missing"), strict=True) if link} == {None}


def test_numbers_of_rows_agree() -> None:
    """Do the numbers that incidents and articles give count the linked rows?"""
    home = dict(zip(column("incidents", "incident_id"), column("incidents", "article_id"), strict=True))
    linked = Counter(home.get(incident) for incident in column("arrests", "incident_id"))
    for article in companion()["articles"].to_pylist():
        assert article["n_incidents"] == list(home.values()).count(article["article_id"])
        assert article["n_arrests"] == linked[article["article_id"]]
    said = Counter(column("statements", "incident_id"))
    for incident in companion()["incidents"].to_pylist():
        assert incident["n_statements"] == WITHHELD or holds(incident["n_statements"], said[incident["incident_id"]])


def test_ids_are_visibly_invented() -> None:
    """Does every id begin with eight zeros, and are rows in the order of their ids, which is not that of the cases?"""
    for name, table in CONTRACT.tables.items():
        ids = column(name, table.key)
        assert all(key.split("_")[1].startswith("00000000") for key in ids)
        assert ids == sorted(set(ids))


def test_a_row_tells_one_story() -> None:
    """Is nobody on film where nothing could be filmed, and nobody sentenced who was merely charged?"""
    incidents = companion()["incidents"].to_pylist()
    assert {i["livestream"] for i in incidents if i["incident_type"] == "other_crime"} <= {
        "not_applicable",
        "not_reported",
        WITHHELD,
    }
    assert all(i["group"] in ("not_applicable", WITHHELD) for i in incidents if i["incident_type"] == "other_crime")
    arrests = companion()["arrests"].to_pylist()
    assert {a["sentence"] for a in arrests if a["stage"] == "charged"} <= {"not_reported", "not_applicable", "unclear", WITHHELD}
    assert {a["verdict"] for a in arrests if a["stage"] == "arrested"} <= {"not_reported", "not_applicable", "unclear", WITHHELD}


def test_police_outcome_and_persons_agree() -> None:
    """Is nobody arrested in an incident of which it is said that nobody was?"""
    outcome = dict(zip(column("incidents", "incident_id"), column("incidents", "police_outcome"), strict=True))
    arrested = [row for row in companion()["arrests"].to_pylist() if row["arrest"] == "arrested"]
    assert len(arrested) > 500
    assert not [row for row in arrested if outcome.get(row["incident_id"]) == "no_arrest"]


def test_a_group_has_one_name() -> None:
    """Does a code name stand for a group of several incidents, so that counting by group gives something?"""
    names = Counter(name for name in column("incidents", "group") if name[0].isupper())
    assert len(names) > 20
    assert max(names.values()) > 30


def test_it_says_that_it_is_synthetic(tmp_path) -> None:
    """Does a Parquet file say so itself, even under another name?"""
    pq.write_table(companion()["arrests"], tmp_path / "renamed.parquet")
    metadata = pq.read_schema(tmp_path / "renamed.parquet").metadata
    assert metadata[b"synthetic"] == b"true"
    assert metadata[b"note"].decode() == NOTE


def test_the_mark_changes_no_hash() -> None:
    """Is the content the same with and without the mark?"""
    arrests = companion()["arrests"]
    assert content_hash(arrests) == content_hash(arrests.replace_schema_metadata(None))


def test_the_same_seed_gives_the_same_tables() -> None:
    """Are the tables the same in another process with other hashes of strings, and others for another seed?"""
    told = "import json; from test_synthetic import *; print(json.dumps(hashes(synthetic_tables(CONTRACT, 20, 7))))"
    env = {**os.environ, "PYTHONPATH": str(ROOT / "tests"), "PYTHONHASHSEED": "7"}
    found = subprocess.run([sys.executable, "-c", told], env=env, check=True, capture_output=True, text=True).stdout
    assert json.loads(found) == hashes(synthetic_tables(CONTRACT, 20, 7))
    assert hashes(synthetic_tables(CONTRACT, 20, 8)) != json.loads(found)


def test_more_cases_leave_the_others_alone() -> None:
    """Are the first cases the same whether or not more are drawn?"""
    few, more = (synthetic_tables(CONTRACT, cases, 3)["statements"]["statement_id"].to_pylist() for cases in (10, 40))
    assert set(few) < set(more)


@pytest.mark.parametrize("counted", COUNTED, ids=str)
def test_the_open_tier_has_one_too(counted) -> None:
    """Do narrow tables without links keep their contract, told as rows or as counts?"""
    contract = CONTRACT.narrowed(OPEN, counted)
    tables = synthetic_tables(contract, 200)
    validate(tables, contract)
    assert list(tables) == list(contract.tables)
    assert all(table.num_rows for table in tables.values())


def test_counted_columns_are_told() -> None:
    """Does the table of counts tell of nearly every column, save one that rounding would give away?"""
    counts = synthetic_tables(CONTRACT.narrowed(OPEN, tuple(OPEN)))["counts"].to_pylist()
    told = {(row["table"], row["column"]) for row in counts}
    shown = {(table, name) for table, names in OPEN.items() for name in (*names, "total")}
    assert told <= shown
    assert len(shown - told) <= 2


def test_the_odds_know_the_codes() -> None:
    """Is every code in odds.toml one of its column's, so that no renamed code stays behind?"""
    widths = {"quarter", "year", "three_years", "*"}
    for table, columns in odds.odds_declared().items():
        for name, entries in columns.items():
            field = CONTRACT.tables[table].fields.get(name)
            drawn = {code for entry in entries for code in entry["odds"]}
            assert not field or drawn <= {*field.codes, *widths}, f"{table}.{name}"


def test_a_rule_that_nothing_keeps_is_told(monkeypatch) -> None:
    """Is a contract whose rules the odds can't keep told by one line, not by a loop without end?"""
    monkeypatch.setattr(odds, "contradiction", lambda *_: "some_rule")
    with pytest.raises(ContractError, match=r"no row of incidents drawn by odds\.toml keeps rules\.json"):
        synthetic_tables(CONTRACT, 1)


def test_a_new_code_is_drawn() -> None:
    """Does a code that the contract gains occur without a word in odds.toml?"""
    articles = CONTRACT.tables["articles"]
    genre = articles.fields["genre"]
    gained = replace(genre.vocabulary, codes=(*genre.vocabulary.codes, Code("podcast", "Podcast", "Told aloud.")))
    fields = {**articles.fields, "genre": replace(genre, vocabulary=gained)}
    contract = replace(CONTRACT, tables={**CONTRACT.tables, "articles": replace(articles, fields=fields)})
    assert "podcast" in synthetic_tables(contract, 300)["articles"]["genre"].to_pylist()


def contract_without(table: str) -> Contract:
    return CONTRACT.narrowed({name: columns for name, columns in OPEN.items() if name != table})


@pytest.mark.parametrize("table", list(OPEN))
def test_a_table_may_be_left_out(table: str) -> None:
    """Are the others made where the open tier shows one table less?"""
    contract = contract_without(table)
    validate(synthetic_tables(contract, 30), contract)
