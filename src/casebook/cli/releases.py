"""The verbs of releases: build one, attack it, protect any table."""

import json
from pathlib import Path

import click

from casebook.cli.options import ARTICLES, JOBS, KEY_FILE, POLICY, PREVIOUS, SUPPRESSIONS, TIER
from casebook.cli.telling import finish, say, watched


@click.command()
@ARTICLES
@KEY_FILE
@click.option("--version", required=True, help="Version of the release, three numbers: 0.1.0.")
@click.option("--out", required=True, type=click.Path(path_type=Path), help="Folder to make; it must not exist.")
@POLICY
@TIER
@PREVIOUS
@SUPPRESSIONS
@JOBS
def build(  # noqa: PLR0917  (an option each)
    articles: Path,
    key_file: Path | None,
    version: str,
    out: Path,
    policy: Path | None,
    tier: str | None,
    previous: Path | None,
    suppressions: Path | None,
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
    from casebook.ingest import count_articles
    from casebook.output import refuse_existing
    from casebook.versions.number import Version
    from casebook.wall.keys import load_key
    from casebook.wall.policy import load_policy
    from casebook.withdrawal.suppression import suppressions_of

    Version.read(version)
    refuse_existing(out)
    total, rules, key = count_articles(articles), load_policy(policy, tier), load_key(key_file)
    built = make(
        articles, key, version, out, rules,
        previous=previous, suppressions=suppressions_of(suppressions, key), jobs=jobs,
        watch=lambda items: watched(items, total, "Reading"),
    )  # fmt: skip
    for name, rows in built.protected.tables.items():
        say(f"  {name:<11} {len(rows):>7} rows")
    say(f"Wrote release {version} to {out}; {built.promise}")
    say(f'Load it:  datasets.load_dataset("{out}", "{next(iter(built.protected.tables))}")')
    finish(out, built.set_aside)


@click.command()
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


@click.command()
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
        say(line)
