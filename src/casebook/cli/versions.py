"""The verb of versions: say what changed from one to another."""

from pathlib import Path

import click


@click.command()
@click.argument("old", type=click.Path(path_type=Path))
@click.argument("new", type=click.Path(path_type=Path))
@click.option("--json", "out", type=click.Path(path_type=Path), help="File to write the same to, for a program (JSON).")
@click.option("--k", type=click.IntRange(min=2), help="Tell no count below this.  [default: what the two promise; it can't fall]")
def diff(old: Path, new: Path, out: Path | None, k: int | None) -> None:
    """Say what changed from the release OLD to the release NEW, as Markdown.

    Tables, columns and codes that are new, gone or mean something else; rows that came, went or changed, counted by
    table, column and reason, never one by one. Where the counts laid over the two releases would single somebody out,
    nothing is told of the rows and the exit code is 5.
    """
    from casebook.output import refuse_existing, whole_file
    from casebook.versions.compare import compare_folders, refuse_untellable
    from casebook.versions.report import markdown, to_json

    if out:
        refuse_existing(out)
    found = compare_folders(old, new, k or 0)
    if out:
        with whole_file(out) as handle:
            handle.write(to_json(found))
    click.echo(markdown(found), nl=False)
    refuse_untellable(found)
