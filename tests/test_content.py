"""A content hash stands for what the rows say, not for how they were written."""

import hashlib

import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from casebook.release.content import content, content_hash

ROWS = [{"id": "b", "n": None, "codes": ["x", "y"]}, {"id": "a", "n": 2, "codes": ["x"]}]


def test_the_hash_is_the_one_that_the_docstring_describes():
    """Could somebody without casebook compute it?"""
    told = b'["id","n","codes"]\n["a",2,["x"]]\n["b",null,["x","y"]]\n'
    assert content_hash(pa.Table.from_pylist(ROWS)) == hashlib.sha256(told).hexdigest()


def test_the_hash_does_not_depend_on_order_or_arrow_types():
    """Do rows in another order, chunks and wider types leave it as it is?"""
    table = pa.Table.from_pylist(ROWS)
    wide = pa.schema([("id", pa.large_string()), ("n", pa.int32()), ("codes", pa.large_list(pa.large_string()))])
    turned = pa.concat_tables([table.slice(1), table.slice(0, 1)])
    assert {content_hash(t) for t in (turned, table.cast(wide))} == {content_hash(table)}


@pytest.mark.parametrize(
    "other",
    [ROWS[:1], [*ROWS, ROWS[0]], [{**ROWS[0], "n": 0}, ROWS[1]], [{**ROWS[0], "codes": ["y", "x"]}, ROWS[1]]],
    ids=["a row less", "a row twice", "a null filled", "codes turned round"],
)
def test_any_other_content_has_another_hash(other):
    """Is no change overlooked?"""
    assert content_hash(pa.Table.from_pylist(other)) != content_hash(pa.Table.from_pylist(ROWS))


def test_a_release_tells_its_content(tmp_path):
    """Does what is told hold of the table as it is read again, with its number of rows?"""
    tables = {"t": pa.Table.from_pylist(ROWS)}
    pq.write_table(tables["t"], tmp_path / "t.parquet")
    read = pq.read_table(tmp_path / "t.parquet")
    assert content(tables)["tables"] == {"t": {"rows": 2, "sha256": content_hash(read)}}
