"""The `casebook` command: its verbs are the stages."""

import json
import sys
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

import click

from casebook import __version__
from casebook.errors import CasebookError, EvidenceError, OutputError

if TYPE_CHECKING:
    from casebook.ingest import SetAside
    from casebook.records import Article

T = TypeVar("T")
SOME_SET_ASIDE = 1
EPILOG = (
    "Exit codes: 0 done; 1 done, but some articles were set aside; 2 the call is off; 3 the key; 4 the contract; "
    "5 disclosure control; 6 evidence that does not hold; 7 the disk; 130 interrupted."
)

ARTICLES = click.argument("articles", type=click.Path(path_type=Path))
KEY_FILE = click.option(
    "--key-file", type=click.Path(path_type=Path), help="The maintainers' key.  [default: CASEBOOK_KEY_FILE, CASEBOOK_KEY]"
)
POLICY = click.option(
    "--policy", type=click.Path(path_type=Path), help="A release.toml.  [default: the one that ships with casebook]"
)
TIER = click.option(
    "--tier", type=click.Choice(["safeguarded", "open"]), help="Linked tables, or narrow ones.  [default: the policy's]"
)
PREVIOUS = click.option("--previous", type=click.Path(path_type=Path), help="The release before: what do the two tell together?")
JOBS = click.option("--jobs", type=click.IntRange(min=1), help="Processes to read with.  [default: all cores]")


class Stages(click.Group):
    """Shows a user's mistake in one line, never a traceback."""

    def list_commands(self, ctx: click.Context) -> list[str]:  # noqa: ARG002  (click's signature)
        """The verbs in the order in which they are used."""
        return list(self.commands)

    def invoke(self, ctx: click.Context) -> Any:
        """Run a verb; a CasebookError becomes its message and exit code."""
        try:
            return super().invoke(ctx)
        except CasebookError as problem:
            _say(f"casebook: {problem}")
            ctx.exit(problem.exit_code)
        except KeyboardInterrupt:
            _say("casebook: interrupted; nothing half-done was left.")
            ctx.exit(130)


@click.group(cls=Stages, epilog=EPILOG, context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100})
@click.version_option(__version__, package_name="casebook")
def main() -> None:
    """Turn crime news into a pseudonymised, disclosure-controlled dataset that names nobody.

    ARTICLES is a folder of .txt/.html files (each may have a .json sidecar with published, outlet,
    outlet_type, url) or a .jsonl file with id, text, published.
    """


@main.command()
@click.argument("file", type=click.Path(path_type=Path, dir_okay=False))
def keygen(file: Path) -> None:
    """Make a new key and write it to FILE, for your eyes only.

    Every id and code name of a release follows from this key. Keep it outside any repository, keep a
    copy in a safe place, and never publish it: with the key and the articles anyone can undo the
    pseudonyms.
    """
    from casebook.wall.keys import write_key

    with _disk(file):
        write_key(file)
    _say(f"Wrote a new key to {file}. Give it to 'casebook build' with --key-file or CASEBOOK_KEY_FILE.")


@main.command()
@click.argument("old_key", type=click.Path(path_type=Path, dir_okay=False))
@click.argument("new_key", type=click.Path(path_type=Path, dir_okay=False))
def rekey(old_key: Path, new_key: Path) -> None:
    """Make the key of the epoch after OLD_KEY's and write it to NEW_KEY, for your eyes only.

    Every id and code name changes with it and none of the old can be linked to the new. Do so when a key
    may be known to others, or when releases from now on shall not be joined to those before. Keep OLD_KEY
    as long as releases of its epoch are rebuilt; a build refuses the key of another epoch than its own.
    """
    from casebook.wall.keys import rekey as make

    with _disk(new_key):
        epoch = make(old_key, new_key)
    _say(f"Wrote a key of epoch {epoch} to {new_key}. Set epoch = {epoch} in release.toml before the next build.")


@main.command()
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
    refuse_existing(_aside_file(out))
    with whole_file(out) as handle:
        for item in _watched(read_all(read_articles(articles), jobs), count_articles(articles), "Reading"):
            if isinstance(item, SetAside):
                aside.append(item)
            else:
                handle.write(item.to_json() + "\n")
                written += 1
                review += len(doubtful(item))
    _say(
        f"Wrote {written} records to {out}." + (f" {review} rows are for review: 'casebook review' lists them." if review else "")
    )
    _finish(out, aside)


@main.command()
@click.argument("records", type=click.Path(path_type=Path))
@click.option("--articles", required=True, type=click.Path(path_type=Path), help="The articles the records were read from.")
def verify(records: Path, articles: Path) -> None:
    """Check every span, rule and value of RECORDS against the articles; fail on the first lie."""
    from casebook.ingest import read_articles
    from casebook.records import Article
    from casebook.verify import read_records, verify_record

    known = {a.id: a for a in read_articles(articles) if isinstance(a, Article)}
    checked = count = 0
    for number, record in _watched(read_records(records), None, "Verifying"):
        checked += verify_record(record, _article(known, record.id, number))
        count += 1
    _say(f"{count} records hold: {checked} pieces of evidence were read again.")


@main.command()
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

    rows = [row for _, record in _watched(read_records(records), None, "Looking") for row in doubtful(record, below)]
    for line in listed(rows):
        click.echo(line)
    _say(f"{len(rows)} rows are for review.")


@main.command()
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
        _say(note)
    if scored.set_aside:
        click.get_current_context().exit(SOME_SET_ASIDE)


@main.command()
@ARTICLES
@KEY_FILE
@click.option("--version", required=True, help="Version of the release, three numbers: 0.1.0.")
@click.option("--out", required=True, type=click.Path(path_type=Path), help="Folder to make; it must not exist.")
@POLICY
@TIER
@PREVIOUS
@JOBS
def build(  # noqa: PLR0917  (an option each)
    articles: Path,
    key_file: Path | None,
    version: str,
    out: Path,
    policy: Path | None,
    tier: str | None,
    previous: Path | None,
    jobs: int | None,
) -> None:
    """Go the whole way, from ARTICLES to a release folder.

    Reads, links, pseudonymises, protects until k holds, validates, attacks its own release and writes. An
    attack that gets farther than the policy's gates allow stops it. The same input gives the same bytes; OUT
    appears complete or not at all.

    Of the tier "safeguarded" are four linked tables, of the tier "open" narrow tables that nothing links, with
    ids of their own in each version, or counts where the rows of a table are too few.
    """
    from casebook.build import build as make
    from casebook.build import check_version
    from casebook.ingest import count_articles
    from casebook.output import refuse_existing
    from casebook.wall.keys import load_key
    from casebook.wall.policy import load_policy

    check_version(version)
    refuse_existing(out)
    total, rules = count_articles(articles), load_policy(policy, tier)
    built = make(
        articles, load_key(key_file), version, out, rules,
        previous=previous, jobs=jobs, watch=lambda items: _watched(items, total, "Reading"),
    )  # fmt: skip
    for name, rows in built.protected.tables.items():
        _say(f"  {name:<11} {len(rows):>7} rows")
    _say(f"Wrote release {version} to {out}; {built.promise}")
    _say(f'Load it:  datasets.load_dataset("{out}", "{next(iter(built.protected.tables))}")')
    _finish(out, built.set_aside)


@main.command()
@click.argument("release", type=click.Path(path_type=Path))
@click.option("--articles", required=True, type=click.Path(path_type=Path), help="The articles the release was made from.")
@KEY_FILE
@TIER
@POLICY
@PREVIOUS
@click.option("--distractors", type=click.Path(path_type=Path), help="Texts to search among.  [default: 500 invented ones]")
@click.option("--json", "out", type=click.Path(path_type=Path), help="File to write the figures to, for a program (JSON).")
def attack(  # noqa: PLR0917  (an option each)
    release: Path,
    articles: Path,
    key_file: Path | None,
    tier: str | None,
    policy: Path | None,
    previous: Path | None,
    distractors: Path | None,
    out: Path | None,
) -> None:
    """Attack RELEASE as a motivated intruder would who has found its ARTICLES, and say how far one gets.

    For maintainers: the key tells which guess is right. Shared words, retrieval, reading the articles again,
    knowing a neighbour, fingerprints, differencing, dictionaries, names in any byte, planted canaries. Fails
    where a gate of the policy fails; no value of a row or an article is ever printed.
    """
    from casebook.attack.command import attack_folder
    from casebook.attack.gates import enforce, read_gates
    from casebook.output import refuse_existing, whole_file
    from casebook.wall.keys import load_key
    from casebook.wall.policy import load_policy

    if out:
        refuse_existing(out)
    rules = load_policy(policy, tier)
    gates = read_gates(rules.gates)
    report = attack_folder(release, articles, load_key(key_file), rules, previous=previous, distractors=distractors)
    if out:
        with whole_file(out) as handle:
            handle.write(json.dumps(report.to_json(), indent=2) + "\n")
    click.echo(report.to_markdown(gates), nl=False)
    enforce(report, gates)


@main.command()
@click.argument("table", type=click.Path(path_type=Path))
@click.option(
    "--policy", required=True, type=click.Path(path_type=Path), help="A TOML file: k, how to recode, what each field is."
)
@click.option(
    "--out", required=True, type=click.Path(path_type=Path), help="File to write, in the form of TABLE; it must not exist."
)
@click.option("--report", type=click.Path(path_type=Path), help="File to write the figures to, for a program (JSON).")
def protect(table: Path, policy: Path, out: Path, report: Path | None) -> None:
    """Generalise TABLE, any delimited table with a header, until every row looks like k - 1 others.

    Fields with the role "quasi" are generalised along their hierarchies (a row a value, value;level1;…;*) at
    the least loss that k allows: "global" recoding takes one level a field, the exact optimum, "local"
    different levels for different rows. Rows keep their order and their other fields. What it cost is told on
    stderr.
    """
    from casebook.disclosure.flat import protect_table

    for line in protect_table(table, policy, out, report).lines:
        _say(line)


def _article(known: "dict[str, Article]", name: str, number: int) -> "Article":
    if name not in known:
        raise EvidenceError(f"record {number}: its article is not among the articles. Name the folder it was read from.")
    return known[name]


def _finish(out: Path, aside: "Iterable[SetAside]") -> None:
    """Write down what was set aside and say so with the exit code."""
    from casebook.output import whole_file

    lines = [json.dumps({"place": item.place, "reason": item.reason}, ensure_ascii=False) for item in aside]
    if not lines:
        return
    with whole_file(_aside_file(out)) as handle:
        handle.writelines(line + "\n" for line in lines)
    _say(f"{len(lines)} articles were set aside; the reasons are in {_aside_file(out)}.")
    click.get_current_context().exit(SOME_SET_ASIDE)


def _aside_file(out: Path) -> Path:
    return out.with_name(out.name + ".set-aside.jsonl")


def _watched(items: Iterable[T], total: int | None, label: str) -> Iterator[T]:
    """Pass items on under a progress bar, which shows on a terminal only."""
    with click.progressbar(items, length=total, label=label, file=sys.stderr, hidden=not sys.stderr.isatty()) as bar:
        yield from bar


@contextmanager
def _disk(path: Path) -> Iterator[None]:
    try:
        yield
    except OSError as problem:
        raise OutputError(f"{path} can't be written: {problem.strerror}. Name another place.") from None


def _say(text: str) -> None:
    click.echo(text, err=True)


if __name__ == "__main__":
    main()
