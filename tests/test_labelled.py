"""Stata and SPSS files are labelled, their missing reasons missing, their bytes fixed, and no name hides in them."""

from dataclasses import replace

import pandas as pd
import pyreadstat
import pytest
from released import CONTRACT, row
from told import ABOUT, READ, TABLES, Codebook, arrow, written

from casebook.attack.names import Names
from casebook.attack.scan import Needles
from casebook.derive.description import SYNTHETIC
from casebook.derive.labels import variables
from casebook.derive.numbers import LONGEST, code_numbers, flag_names
from casebook.errors import UsageError
from casebook.release.formats import write_tables
from casebook.release.labelled import LARGEST

NAME = "Ivo Zed"
WRITE = {"dta": pyreadstat.write_dta, "sav": pyreadstat.write_sav}
KEPT = {
    "_all", "_b", "_coef", "_cons", "_n", "_pi", "_pred", "_rc", "_skip", "byte", "double", "float", "if", "in", "int",
    "long", "str", "using", "all", "and", "by", "eq", "ge", "gt", "le", "lt", "ne", "not", "or", "to", "with",
}  # fmt: skip


@pytest.mark.parametrize("kind", READ)
@pytest.mark.parametrize("table", TABLES)
def test_files_for_packages_are_labelled(tmp_path, table, kind):
    """Do the variables carry the titles, and their numbers the labels of the codebook?"""
    path = written(tmp_path / "r", arrow()) / f"{table}.{kind}"
    _, told = READ[kind](path, user_missing=True)
    assert told.file_label == f"casebook 0.1.0: {CONTRACT.tables[table].title}"
    assert told.column_names_to_labels == {v.name: v.label for v in variables(CONTRACT, table)}
    labels = {name: {_shown(n): label for n, label in own.items()} for name, own in told.variable_value_labels.items()}
    assert labels == Codebook(CONTRACT, {"dta": "stata", "sav": "spss"}[kind]).labels(table)


def _shown(number):
    return f".{number}" if isinstance(number, str) else str(int(number))


@pytest.mark.parametrize("kind", READ)
def test_missing_reasons_are_missing(tmp_path, kind):
    """Does a package that is asked for nothing special count a missing reason as missing, in lists too?"""
    told = row("statements", themes=["withheld"], speaker_role="unclear", stance_groups="supportive")
    frame, _ = READ[kind](written(tmp_path / "r", arrow(statements=[told])) / f"statements.{kind}")
    flags = [name for name in frame if name.startswith("themes_")]
    assert frame[[*flags, "speaker_role"]].isna().all(axis=None)
    assert frame["stance_groups"].notna().all()


@pytest.mark.parametrize("kind", READ)
def test_files_are_of_the_day_of_the_release(tmp_path, kind):
    """Is the time in the header that of the release, so that two builds give the same bytes?"""
    one, two = (written(tmp_path / name, arrow()) / f"arrests.{kind}" for name in "ab")
    _, told = READ[kind](one, metadataonly=True)
    assert told.creation_time.isoformat() == "2026-11-01T00:00:00"
    assert one.read_bytes() == two.read_bytes()


def test_codes_take_a_byte_of_stata(tmp_path):
    """Is every coded variable one byte wide, as no column has more codes than a byte of Stata holds?"""
    _, told = READ["dta"](written(tmp_path / "r", arrow()) / "statements.dta", metadataonly=True)
    coded = [v.name for v in variables(CONTRACT, "statements") if v.coded]
    assert {told.readstat_variable_types[name] for name in coded} == {"int8"}
    every = [field for table in CONTRACT.tables.values() for field in table.fields.values() if field.closed]
    assert max(number for field in every for number in code_numbers(field, CONTRACT).values()) <= LARGEST


def test_names_of_variables_are_short_and_their_own():
    """Is every name short, no word that Stata or SPSS keeps for itself, and its own, and the code told where it was cut?"""
    for table in TABLES:
        listed = variables(CONTRACT, table)
        assert KEPT.isdisjoint(v.name for v in listed)
        assert len({v.name for v in listed}) == len(listed)
        assert max(len(v.name) for v in listed) <= LONGEST
        assert [v.name for v in listed if v.code and v.name != f"{v.column}_{v.code}" and f"({v.code})" not in v.label] == []
    assert flag_names(CONTRACT.tables["statements"])["themes", "transparency_right_to_know"] == "themes_transparency_right_to_kno"


def test_names_that_are_cut_alike_are_numbered():
    """Do two codes that share their first 32 characters get names of their own, the same every time?"""
    themes = CONTRACT.tables["statements"].fields["themes"]
    codes = tuple(replace(themes.vocabulary.codes[0], code=f"{'x' * 40}{n}") for n in range(11))
    field = replace(themes, vocabulary=replace(themes.vocabulary, codes=codes, wider=()))
    names = list(flag_names(replace(CONTRACT.tables["statements"], fields={"themes": field})).values())
    assert names[:2] == [f"themes_{'x' * 25}", f"themes_{'x' * 24}2"]
    assert len(set(names)) == len(codes)
    assert max(map(len, names)) <= LONGEST


def test_a_synthetic_file_says_so(tmp_path):
    """Does the label of a synthetic file tell that it is one?"""
    (tmp_path / "r").mkdir()
    write_tables(tmp_path / "r", SYNTHETIC, arrow(), CONTRACT, ABOUT)
    assert READ["sav"](tmp_path / "r/synthetic/arrests.sav")[1].file_label == "casebook 0.1.0 synthetic: Arrests"


@pytest.mark.parametrize("fault", ["cut", "refused"])
def test_a_full_disk_is_told(tmp_path, monkeypatch, fault):
    """Is an SPSS file that did not get onto the disk whole an error, also where its writer says nothing?"""
    whole = pyreadstat.write_sav

    def breaking(frame, path, **told):
        if fault == "refused":
            raise pyreadstat.ReadstatError("Unable to write data")
        whole(frame, path, **told)
        path.write_bytes(path.read_bytes()[:-100])

    monkeypatch.setattr(pyreadstat, "write_sav", breaking)
    with pytest.raises(OSError, match="could not be written whole"):
        written(tmp_path / "r", arrow())


# --- what the scan of every byte sees in them


@pytest.mark.parametrize("kind", READ)
@pytest.mark.parametrize("where", ["cell", "title", "label", "note of the file"])
def test_a_short_name_in_a_file_for_packages_is_found(tmp_path, kind, where):
    """Is a name found wherever such a file holds text, which its bytes alone don't show?"""
    words = {place: NAME if place == where else "none" for place in ("cell", "title", "label", "note of the file")}
    path, frame = tmp_path / f"x.{kind}", pd.DataFrame({"person": [words["cell"]], "role": [200.0]})
    WRITE[kind](
        frame, path, file_label=words["note of the file"], column_labels={"person": words["title"]},
        variable_value_labels={"role": {200.0: words["label"]}},
    )  # fmt: skip
    data = path.read_bytes() + b"\xff"
    assert Needles(_names()).count(path.name, data) == 1
    assert Needles(_names()).count(path.name, b"\xff" + data) == 0


def _names():
    return Names(people=(NAME,))


@pytest.mark.parametrize("kind", ["dta", "sav"])
def test_a_broken_file_is_told(tmp_path, kind):
    """Is a file that can't be read an error with a way out, rather than passed over?"""
    data = (written(tmp_path / "r", arrow()) / f"arrests.{kind}").read_bytes()
    with pytest.raises(UsageError, match="can't be read"):
        Needles(_names()).count(f"arrests.{kind}", data[: len(data) // 3])
