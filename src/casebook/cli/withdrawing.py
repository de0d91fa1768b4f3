"""The verb that takes a person out of every version."""

from pathlib import Path
from typing import TYPE_CHECKING

import click

from casebook.cli.options import ARTICLES, JOBS, KEY_FILE, POLICY, SUPPRESSIONS
from casebook.cli.telling import say
from casebook.errors import SecretError, UsageError

if TYPE_CHECKING:
    from casebook.versions.shelf import Shelf
    from casebook.withdrawal.affected import Corpus
    from casebook.withdrawal.rebuild import Step
    from casebook.withdrawal.request import Candidate, Request
    from casebook.withdrawal.withdraw import Bench, Done, Plan

REMAINS = (
    "What no command can undo: copies that others have downloaded (tell those who were given access), clones of the repository "
    "and its history (rewrite it where the folders were committed), caches and archives of a hub, backups."
)


@click.command()
@ARTICLES
@KEY_FILE
@SUPPRESSIONS
@click.option("--shelf", required=True, type=click.Path(path_type=Path), help="The folder of the versions: dataset.")
@click.option("--month", help="Month of the incident: 2019-05.")
@click.option("--place", help="Town or region of the incident.")
@click.option("--article", help="Id of an article that tells of it.")
@click.option("--person", "chosen", multiple=True, help="Number or code name of somebody listed; may be given several times.")
@POLICY
@click.option("--repo", help="The dataset on a hub, OWNER/NAME: replace the versions there too.")
@click.option("--endpoint", help="Address of the hub.  [default: HF_ENDPOINT, else the client's own]")
@click.option("--start-over", is_flag=True, help="Delete the repository on the hub and make it anew: the surest way.")
@click.option("--no-replacement", is_flag=True, help="Take the versions away and build none in their place.")
@click.option("--dry-run", is_flag=True, help="Say what would be done; change nothing.")
@click.option("--yes", is_flag=True, help="Don't ask again.")
@JOBS
def withdraw(  # noqa: PLR0917  (an option each)
    articles: Path,
    key_file: Path | None,
    suppressions: Path | None,
    shelf: Path,
    month: str | None,
    place: str | None,
    article: str | None,
    chosen: tuple[str, ...],
    policy: Path | None,
    repo: str | None,
    endpoint: str | None,
    start_over: bool,
    no_replacement: bool,
    dry_run: bool,
    yes: bool,
    jobs: int | None,
) -> None:
    """Take a person out of every version, and keep them out of those to come.

    ARTICLES are all that the versions were made from. Say what the person knows (--month, --place, --article)
    and choose them by --person among those listed: no name and no word of a source is ever printed. They are
    written to the list of those withdrawn, as keyed marks that say nothing without the key; every version that
    holds them is withdrawn, and the next patch is built in its place; all is proved before anything changes.

    Whatever is built from then on needs the same list (--suppressions of 'casebook build'). Running it again
    completes what was cut off.
    """
    from casebook.wall.keys import load_key
    from casebook.withdrawal.request import Request
    from casebook.withdrawal.suppression import named_file, refuse_repository
    from casebook.withdrawal.withdraw import carry_out, plan, prepare, read_corpus

    asked = Request(month, place, article)
    if not (month or place or article or chosen):
        raise UsageError("nothing is asked for. Name a month, a place or an article that the person knows.")
    file = named_file(suppressions)
    refuse_repository(file)
    bench = prepare(articles, load_key(key_file), file, shelf, policy, jobs)
    if not dry_run and bench.complete():
        say("A withdrawal that had been cut off is complete now.")
    corpus = read_corpus(bench)
    persons = _chosen(bench, corpus, asked, chosen)
    planned = plan(bench, corpus, persons, replacements=not no_replacement)
    _tell_plan(planned, len(persons))
    if dry_run:
        say("Nothing was changed.")
        return
    if not yes:
        click.confirm("Go on?", abort=True, err=True)
    _tell_done(carry_out(bench, corpus, planned), planned, file)
    _tell_hub(bench.shelf, repo, endpoint, start_over)
    say(REMAINS)
    if planned.others:
        raise SecretError(f"version {planned.others[0]} is of another epoch. Run it again with the key of that epoch.")


def _chosen(bench: "Bench", corpus: "Corpus", asked: "Request", chosen: tuple[str, ...]) -> "tuple[Candidate, ...]":
    """Those chosen among all who match; without a choice these are listed and the call is off."""
    from casebook.withdrawal.request import choose, listed
    from casebook.withdrawal.withdraw import candidates

    if corpus.unread:
        say(f"{corpus.unread} articles can't be read, nobody in them is found. 'casebook extract' tells the reasons.")
    found = candidates(bench, corpus, asked)
    if chosen:
        return choose(found, chosen)
    for line in listed(found):
        click.echo(line)
    raise UsageError(f"{len(found)} persons match. Ask again in the same words with --person and a number or code name.")


def _tell_plan(planned: "Plan", persons: int) -> None:
    say(f"{persons} chosen, {len(planned.entries)} of them not yet on the list.")
    for step in planned.steps:
        say(_sentence(step))
    if not planned.steps:
        say("No version on the shelf holds them.")


def _sentence(step: "Step") -> str:
    gone = ", ".join(step.gone)
    if step.replaced_by:
        return f"Version {gone} goes, {step.replaced_by} takes its place."
    return f"Version {gone} goes, nothing takes its place: {step.why}."


def _tell_done(done: "Done", planned: "Plan", file: Path) -> None:
    for step in (step for step in done.steps if step not in planned.steps):
        say(_sentence(step))
    proof = done.proof
    say(
        f"Proved: {proof.files} files of {proof.versions} versions hold none of {proof.needles} names and pseudonyms, and "
        f"{proof.articles} articles read again under other names bring nobody back."
    )
    say(f"Every build needs --suppressions {file} from now on. Keep a copy of it beside that of the key.")


def _tell_hub(shelf: "Shelf", repo: str | None, endpoint: str | None, start_over: bool) -> None:
    if not repo:
        say("If a hub has them: run it again with --repo OWNER/NAME.")
        return
    from casebook.hub.client import Hub
    from casebook.withdrawal.on_hub import replace_on_hub

    done = replace_on_hub(shelf, Hub(repo, endpoint), start_over=start_over, tell=say)
    for line in (*done.retired.proved, *done.retired.left):
        say(line)
    if done.published:
        say(f"Published in their place: {', '.join(done.published)}.")
