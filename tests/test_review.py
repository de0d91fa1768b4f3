"""Does a maintainer find the rows to read again?"""

from builders import arrest, record, statement
from click.testing import CliRunner

from casebook.cli import main
from casebook.review import doubtful, listed

WEAK = ("themes: weakly supported",)


def _record():
    return record(
        arrests=[arrest(confidence=0.9, review=("age: under 18",), age=17), arrest(confidence=0.95)],
        statements=[statement(confidence=0.4, review=WEAK), statement(confidence=0.6)],
    )


def test_only_marked_rows_are_listed_unless_asked():
    """Are unmarked rows listed only where they are less sure than asked for?"""
    assert [row.place for row in doubtful(_record())] == ["arrests[0]", "statements[0]"]
    assert [row.place for row in doubtful(_record(), below=0.7)] == ["arrests[0]", "statements[0]", "statements[1]"]


def test_delicate_rows_come_first():
    """Does a child's row stand before a less sure one?"""
    lines = listed(doubtful(_record()))
    assert [line.split("  ")[2] for line in lines] == ["arrests[0]", "statements[0]"]


def test_the_command_prints_reasons_and_no_values(tmp_path):
    """Does `casebook review` name the rows and the reasons, and not the age?"""
    path = tmp_path / "records.jsonl"
    path.write_text(_record().to_json() + "\n", encoding="utf-8")
    result = CliRunner().invoke(main, ["review", str(path)])
    assert result.exit_code == 0
    assert "arrests[0]  age: under 18" in result.output
    assert "2 rows are for review" in result.output
    assert "17" not in result.output


def test_a_file_that_is_no_record_is_named(tmp_path):
    """Does a wrong file end in one line and its exit code?"""
    path = tmp_path / "records.jsonl"
    path.write_text("no record\n", encoding="utf-8")
    result = CliRunner().invoke(main, ["review", str(path)])
    assert result.exit_code == 6
    assert "line 1 is not a working record" in result.output
