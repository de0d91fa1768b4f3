"""The verbs of the working records: read, check, look again, score."""

from pathlib import Path
from typing import TYPE_CHECKING

import click

from casebook.cli.options import ARTICLES, JOBS
from casebook.cli.telling import SOME_SET_ASIDE, aside_file, finish, say, watched
from casebook.errors import EvidenceError

if TYPE_CHECKING:
    from casebook.records import Article


@click.command()
@ARTICLES
@click.option("--out", required=True, type=click.Path(path_type=Path), help="File to write, one record a line (JSON).")
@JOBS
def extract(articles: Path, out: Path, jobs: int | None) -> None:
    """Read ARTICLES into working records: names, dates, incidents, arrests, statements, each with its evidence.

    The records hold names and exact words: keep them in a work folder, never in a repository. What
    can't be read is set aside, with its reason, in OUT.set-aside.jsonl.
    """
    from casebook.ingest import SetAside, count_articles, read_articles
    from casebook.output import refuse_existing, whole_file
    from casebook.review import doubtful
    from casebook.run import read_all

    aside: list[SetAside] = []
    written = review = 0
    refuse_existing(aside_file(out))
    with whole_file(out) as handle:
        for item in watched(read_all(read_articles(articles), jobs), count_articles(articles), "Reading"):
            if isinstance(item, SetAside):
                aside.append(item)
            else:
                handle.write(item.to_json() + "\n")
                written += 1
                review += len(doubtful(item))
    say(
        f"Wrote {written} records to {out}." + (f" {review} rows are for review: 'casebook review' lists them." if review else "")
    )
    finish(out, aside)


@click.command()
@click.argument("records", type=click.Path(path_type=Path))
@click.option("--articles", required=True, type=click.Path(path_type=Path), help="The articles the records were read from.")
def verify(records: Path, articles: Path) -> None:
    """Check every span, rule and value of RECORDS against the articles; fail on the first lie."""
    from casebook.ingest import read_articles
    from casebook.records import Article
    from casebook.verify import read_records, verify_record

    known = {a.id: a for a in read_articles(articles) if isinstance(a, Article)}
    checked = count = 0
    for number, record in watched(read_records(records), None, "Verifying"):
        checked += verify_record(record, _article(known, record.id, number))
        count += 1
    say(f"{count} records hold: {checked} pieces of evidence were read again.")


@click.command()
@click.argument("records", type=click.Path(path_type=Path))
@click.option("--below", type=click.FloatRange(0, 1), default=0.0, help="List rows of a lower confidence than this as well.")
def review(records: Path, below: float) -> None:
    """List the rows of RECORDS that somebody should read again, with the reasons.

    First the delicate ones (children, reporting restrictions), then those whose fields contradict one
    another or rest on weak evidence, the least sure first. A row's confidence is the share of its
    fields that is expected to be right. No value and no word of an article is printed.
    """
    from casebook.review import doubtful, listed
    from casebook.verify import read_records

    rows = [row for _, record in watched(read_records(records), None, "Looking") for row in doubtful(record, below)]
    for line in listed(rows):
        click.echo(line)
    say(f"{len(rows)} rows are for review.")


@click.command()
@click.argument("gold", type=click.Path(path_type=Path))
@click.argument("records", type=click.Path(path_type=Path))
@click.option("--texts", type=click.Path(path_type=Path), help="Folder of the ID.txt files.  [default: GOLD]")
@click.option("--errors", is_flag=True, help="List the errors by kind, with the articles they are in.")
@click.option("--against", type=click.Path(path_type=Path), help="Older records: show what changed since, won and lost.")
@click.option("--json", "out", type=click.Path(path_type=Path), help="File to write it all to, for a program (JSON).")
def score(gold: Path, records: Path, texts: Path | None, errors: bool, against: Path | None, out: Path | None) -> None:
    """Score RECORDS against GOLD, records coded by hand: precision, recall, F1 by field.

    GOLD is a folder of ID.offsets.json files, in the form that 'casebook extract' writes, and the texts
    they were coded from, ID.txt. Each field that says something is a slot: correct, missing or spurious
    (the MUC slot measure). Neither words of a text nor values of open fields, such as ages and
    residences, are ever printed.
    """
    from casebook.output import refuse_existing, whole_file
    from casebook.score.layout import report, to_json
    from casebook.score.measure import measure

    if out:
        refuse_existing(out)
    scored = measure(gold, records, texts, against)
    if out:
        with whole_file(out) as handle:
            handle.write(to_json(scored))
    click.echo(report(scored, errors))
    for note in scored.notes:
        say(note)
    if scored.set_aside:
        click.get_current_context().exit(SOME_SET_ASIDE)


def _article(known: "dict[str, Article]", name: str, number: int) -> "Article":
    if name not in known:
        raise EvidenceError(f"record {number}: its article is not among the articles. Name the folder it was read from.")
    return known[name]
