"""Released tables keep the contract's promises, or all their failures are told at once, masked."""

from typing import Any

import pandas as pd
import pyarrow as pa
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from released import CONTRACT, number, row, tables

from casebook.derive.arrow_types import arrow_table
from casebook.derive.between import holds
from casebook.errors import ContractError
from casebook.validate import validate


def _failures(given_tables: Any) -> list[str]:
    with pytest.raises(ContractError) as refusal:
        validate(given_tables, CONTRACT)
    return str(refusal.value).splitlines()


def _arrest_fails(**changes: Any) -> list[str]:
    return _failures(tables(arrests=[row("arrests", **changes)]))


def _as_arrow(rows: dict[str, Any]) -> dict[str, pa.Table]:
    return {name: arrow_table(CONTRACT, name, made) for name, made in rows.items()}


@pytest.mark.parametrize("form", ["rows", "arrow", "pandas"])
@pytest.mark.parametrize("made", [tables(), {name: [] for name in CONTRACT.tables}], ids=["one row each", "no rows"])
def test_what_keeps_the_contract_passes(made: dict[str, Any], form: str) -> None:
    """Do good tables pass in each form they come in, empty ones too?"""
    if form != "rows":
        made = _as_arrow(made)
    if form == "pandas":
        made = {name: table.to_pandas() for name, table in made.items()}
    validate(made, CONTRACT)


@pytest.mark.parametrize(
    ("table", "changes", "line"),
    [
        (
            "arrests",
            {"age_band": "23"},
            "«masked» is not one of 18_29, 30_44, 45_59, 60_plus, 18_44, 45_plus, 18_plus, not_reported,",
        ),
        ("arrests", {"sex": "yes"}, "'yes' is not one of male, female, not_reported, not_applicable, unclear, withheld"),
        ("arrests", {"sex": None}, "a value is empty that must be there"),
        ("arrests", {"stage": "not_reported"}, "'not_reported' is not one of confronted, sought, arrested, charged,"),
        ("arrests", {"person": "Alan Grey"}, "«masked» is not a code name made of the words of code_names.json"),
        ("arrests", {"person": "Amber Heron 1"}, "«masked» is not a code name"),
        ("arrests", {"person": "Amber Heron\n"}, "«masked» is not a code name"),
        ("arrests", {"arrest_id": "arr_١٢٣٤٥٦٧٨٩٠١٢٣٤٥٦"}, "«masked» is not a keyed id"),
        ("arrests", {"offence_groups": []}, "the list is empty; a missing reason stands in it"),
        ("arrests", {"offence_groups": ["rape", "violence"]}, "'rape' is not one of sexual_child, sexual_other, violence,"),
        ("arrests", {"offence_groups": ["drink-driving"]}, "«masked» is not one of sexual_child, sexual_other,"),
        ("arrests", {"offence_groups": ["violence", "property"]}, "the list repeats a code or is not in alphabetical order"),
        ("arrests", {"offence_groups": ["violence", "violence"]}, "the list repeats a code or is not in alphabetical order"),
        ("arrests", {"offence_groups": ["other", "unclear"]}, "'unclear' does not stand alone"),
        ("statements", {"directness": "withheld"}, "'withheld' is not one of direct, partial, indirect"),
        ("statements", {"speaker_role": "victim_family"}, "'victim_family' is not one of police_senior,"),
        ("articles", {"period": "2011_2013"}, "«masked» is not a period such as 2011-Q3, 2011, 2010_2012"),
        ("articles", {"period": "2011-09-20"}, "«masked» is not a period"),
        ("articles", {"n_arrests": -1}, "«masked» is not a count of 0 or more"),
    ],
)
def test_a_cell_that_is_not_allowed(table: str, changes: dict[str, Any], line: str) -> None:
    """Is the cell named by table, row and column, and its value masked unless it is a known code?"""
    (column,) = changes
    failures = _failures(tables(**{table: [row(table, **changes)]}))
    assert [f for f in failures if f.startswith(line) and f.endswith(f" @ {table}[0].{column}")]


@pytest.mark.parametrize("value", ["quarter", "2011-Q3", "2011", "2010_2012", "all", "not_reported", "withheld"])
def test_every_width_of_a_period_passes(value: str) -> None:
    """May a period be of any width?"""
    if value == "quarter":
        value = "1999-Q4"
    validate(tables(incidents=[row("incidents", period=value)]), CONTRACT)


@settings(deadline=None, max_examples=15)
@given(st.lists(st.text(max_size=12).filter(lambda text: text not in CONTRACT.known), min_size=1, max_size=30))
def test_no_text_passes_the_wall(texts: list[str]) -> None:
    """Is any text refused in a code, a name and a list, and never repeated in the refusal?"""
    rows = [row("arrests", arrest_id=number("arr", n), sex=t, person=t, offence_groups=[t]) for n, t in enumerate(texts)]
    failures = _failures(tables(arrests=rows, incidents=[row("incidents", n_arrests="withheld")]))
    assert len(failures) == 3 * len(texts)
    assert all(failure.startswith("«masked» is not ") for failure in failures)


def test_all_failures_come_at_once() -> None:
    """Are failures of cells, keys and rules in several tables told together, each with its place?"""
    arrests = [
        row("arrests", arrest_id=number("arr", 1)),
        row("arrests", arrest_id=number("arr", 2), age_band="23", incident_id=number("inc", 99)),
        row("arrests", arrest_id=number("arr", 3), stage="charged"),
    ]
    failures = _failures(
        tables(arrests=arrests, articles=[row("articles", genre="gossip")], incidents=[row("incidents", n_arrests="2")])
    )
    assert [failure.split(" @ ")[1] for failure in failures] == [
        "arrests[1].age_band",
        "articles[0].genre",
        "arrests[1].incident_id",
        "arrests[2].stage (stage_without_charge)",
    ]


def test_an_endless_list_is_cut() -> None:
    """Does a table that is wrong throughout still give an error of a length one can read?"""
    rows = [row("articles", article_id=number("art", n), genre="gossip") for n in range(700)]
    failures = _failures(tables(articles=rows, incidents=[], arrests=[], statements=[]))
    assert (len(failures), failures[-1]) == (501, "… and 200 more. Mend these first.")


# --- tables and columns


@pytest.mark.parametrize(
    ("change", "line"),
    [
        (lambda t: t.pop("articles"), "the table is absent; give it, even without rows @ articles"),
        (lambda t: t.update({"Alan Grey": []}), "a table is not declared in datapackage.json («masked»)"),
        (
            lambda t: t.update(arrests=[row("arrests", surname="Grey")]),
            "column 'surname' is not declared in arrests.schema.json @ arrests",
        ),
        (lambda t: t.update(arrests=[row("arrests", sex=3)]), "a value is not of type string («masked») @ arrests.sex"),
    ],
)
def test_tables_are_those_of_the_contract(change: Any, line: str) -> None:
    """Is an absent, an undeclared or a wrongly typed table told beside all else?"""
    made = tables()
    change(made)
    assert line in _failures(made)


@pytest.mark.parametrize(
    ("change", "line"),
    [
        (lambda f: f.drop(columns="sex"), "column 'sex' is absent @ arrests"),
        (lambda f: f.assign(surname="Grey"), "a column is not declared in arrests.schema.json; remove or declare it @ arrests"),
        (lambda f: f[list(f)[::-1]], "the columns are not in the order of arrests.schema.json @ arrests"),
        (lambda f: f.assign(sex=3), "the column is not of type string @ arrests[0].sex"),
        (lambda f: f.assign(offence_groups="violence"), "the column is not of type array @ arrests.offence_groups"),
    ],
)
def test_columns_are_those_of_the_contract(change: Any, line: str) -> None:
    """Are columns too few, too many, out of order or of another type told, whatever else is in them?"""
    frame: pd.DataFrame = arrow_table(CONTRACT, "arrests", [row("arrests")]).to_pandas()
    assert line in _failures({**tables(), "arrests": change(frame)})


# --- keys


def test_ids_are_unique() -> None:
    """Is a row that stands twice told at both places?"""
    failures = _failures(tables(articles=[row("articles"), row("articles")]))
    assert failures == [f"«masked» stands in more than one row @ articles[{n}].article_id" for n in (0, 1)]


@pytest.mark.parametrize(
    ("table", "column", "id_of"),
    [
        ("incidents", "article_id", "art"),
        ("arrests", "incident_id", "inc"),
        ("statements", "article_id", "art"),
        ("statements", "incident_id", "inc"),
    ],
)
def test_keys_lead_somewhere(table: str, column: str, id_of: str) -> None:
    """Does every id that points to another table exist there?"""
    failures = _failures(tables(**{table: [row(table, **{column: number(id_of, 99)})]}))
    other = {"art": "articles", "inc": "incidents"}[id_of]
    assert f"no row of {other} has this {column} @ {table}[0].{column}" in failures


@pytest.mark.parametrize(
    ("table", "column", "reason"),
    [
        ("incidents", "article_id", "withheld"),
        ("arrests", "incident_id", "withheld"),
        ("statements", "article_id", "withheld"),
        ("statements", "incident_id", "withheld"),
        ("statements", "incident_id", "not_applicable"),
    ],
)
def test_a_cut_link_says_why(table: str, column: str, reason: str) -> None:
    """Is a link whole, or empty with its reason, and never neither or both?"""
    incident = row("incidents", n_arrests="withheld", n_statements="withheld")

    def one(**changes: Any) -> dict[str, Any]:
        return tables(**{"incidents": [incident], table: [{**(incident if table == "incidents" else row(table)), **changes}]})

    validate(one(**{column: None, f"{column}_missing": reason}), CONTRACT)
    for neither_or_both in ({column: None}, {f"{column}_missing": reason}):
        assert any(f"@ {table}[0].{column} (" in failure for failure in _failures(one(**neither_or_both)))


# --- rules between fields

COURT = {"charge": "charged", "plea": "guilty", "verdict": "convicted", "sentence": "immediate_custody", "stage": "sentenced"}
NOT_CHARGED = {"charge": "not_charged", "release": "released_no_action", "stage": "released_no_action"}


@pytest.mark.parametrize(
    "changes",
    [
        {},
        COURT,
        COURT | {"custody_band": "life"},
        COURT | {"sentence": "suspended", "custody_band": "12_23"},
        COURT | {"sentence": "community", "custody_band": "not_applicable"},
        COURT | {"sentence": "not_reported", "stage": "convicted"},
        COURT | {"stage": "appealed"},
        {"charge": "charged", "plea": "not_guilty", "verdict": "acquitted", "sentence": "not_applicable", "stage": "tried"},
        {"charge": "charged", "plea": "not_guilty", "stage": "tried", "arrest": "not_reported"},
        NOT_CHARGED,
        NOT_CHARGED | {"plea": "not_applicable", "verdict": "not_applicable", "sentence": "not_applicable"},
        {"arrest": "sought", "stage": "sought"},
        {"arrest": "not_arrested", "stage": "confronted"},
        {"arrest": "voluntary_interview", "stage": "confronted"},
        COURT | {"verdict": "withheld", "stage": "withheld"},
        COURT | {"charge": "withheld", "plea": "withheld"},
        {"charge": "unclear", "stage": "unclear"},
    ],
)
def test_rows_that_agree_with_themselves(changes: dict[str, Any]) -> None:
    """Do the ways a case can go pass the rules, and does what is withheld break none?"""
    validate(tables(arrests=[row("arrests", **changes)]), CONTRACT)


@pytest.mark.parametrize(
    ("rule", "field", "changes"),
    [
        ("acquitted_no_sentence", "sentence", COURT | {"verdict": "acquitted"}),
        ("not_charged_no_court", "verdict", NOT_CHARGED | {"verdict": "convicted"}),
        ("not_charged_no_court", "plea", NOT_CHARGED | {"plea": "guilty"}),
        ("not_charged_no_court", "sentence", NOT_CHARGED | {"sentence": "other"}),
        ("suspended_not_immediate", "custody_band", COURT | {"sentence": "suspended", "custody_band": "life"}),
        ("no_term_no_length", "custody_band", COURT | {"sentence": "community", "custody_band": "lt_12"}),
        ("guilty_plea_convicts", "verdict", COURT | {"verdict": "acquitted"}),
        ("sentence_convicts", "verdict", COURT | {"verdict": "not_reported"}),
        ("plea_follows_charge", "charge", COURT | {"charge": "not_reported"}),
        ("verdict_follows_charge", "charge", COURT | {"charge": "not_reported", "plea": "none_reported"}),
        ("stage_of_sentence", "stage", COURT | {"stage": "convicted"}),
        ("stage_of_conviction", "stage", COURT | {"sentence": "not_reported", "stage": "tried"}),
        ("stage_of_acquittal", "stage", COURT | {"verdict": "acquitted", "stage": "convicted"}),
        ("stage_of_denial", "stage", {"charge": "charged", "plea": "not_guilty", "stage": "charged"}),
        ("stage_of_charge", "stage", {"charge": "charged", "stage": "arrested"}),
        ("stage_without_charge", "stage", {"stage": "charged"}),
        ("stage_of_arrest", "stage", {"stage": "confronted"}),
        ("stage_of_search", "stage", {"arrest": "sought", "stage": "confronted"}),
        ("stage_arrested_needs_arrest", "arrest", {"arrest": "not_arrested"}),
        ("stage_sought_needs_search", "arrest", {"arrest": "not_reported", "stage": "sought"}),
        ("stage_convicted_needs_conviction", "verdict", {"charge": "charged", "stage": "convicted"}),
        ("release_without_charge", "stage", {"charge": "not_charged", "release": "released_no_action"}),
        ("stage_released_not_charged", "charge", {"stage": "released_no_action"}),
    ],
)
def test_rows_that_contradict_themselves(rule: str, field: str, changes: dict[str, Any]) -> None:
    """Is each rule of the codebook enforced, and its sentence the error's text?"""
    (sentence,) = [r.sentence for r in CONTRACT.rules if r.id == rule]
    assert f"{sentence} @ arrests[0].{field} ({rule})" in _arrest_fails(**changes)


def test_no_argument_stands_alone() -> None:
    """Is no_argument beside another theme refused?"""
    failures = _failures(tables(statements=[row("statements", themes=["deterrence", "no_argument"])]))
    assert failures == ["no_argument stands alone. @ statements[0].themes (no_argument_alone)"]


@pytest.mark.parametrize(
    ("arrests", "band", "passes"),
    [(0, "0", 1), (1, "1", 1), (4, "3_5", 1), (4, "1_plus", 1), (4, "withheld", 1), (1, "2", 0), (4, "6_plus", 0)],
)
def test_counts_are_those_of_the_released_rows(arrests: int, band: str, passes: int) -> None:
    """Does the band on an incident hold exactly the rows that a reader can count, so that none held back shows?"""
    rows = [row("arrests", arrest_id=number("arr", n)) for n in range(arrests)]
    made = tables(arrests=rows, incidents=[row("incidents", n_arrests=band)])
    if passes:
        validate(made, CONTRACT)
    else:
        (failure,) = _failures(made)
        assert failure.endswith("@ incidents[0].n_arrests (arrest_rows_counted)")


@pytest.mark.parametrize(
    ("band", "held"), [("0", {0}), ("1_2", {1, 2}), ("3_5", {3, 4, 5}), ("6_plus", {6, 7, 8}), ("some", set()), (None, set())]
)
def test_bands_hold_their_numbers(band: str | None, held: set[int]) -> None:
    """Does a band's code say which counts it holds?"""
    assert {n for n in range(9) if holds(band, n)} == held
