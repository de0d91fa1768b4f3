"""Arguments and options that several verbs share."""

from pathlib import Path

import click

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
SUPPRESSIONS = click.option(
    "--suppressions", type=click.Path(path_type=Path), help="The list of persons withdrawn.  [default: CASEBOOK_SUPPRESSIONS]"
)
