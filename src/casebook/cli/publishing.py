"""The verb that publishes a release on a hub."""

from pathlib import Path
from typing import TYPE_CHECKING

import click

from casebook.cli.telling import say

if TYPE_CHECKING:
    from casebook.hub.publish import Gate


@click.command()
@click.argument("release", type=click.Path(path_type=Path))
@click.option("--repo", required=True, help="The dataset on the hub, OWNER/NAME; it is made if need be.")
@click.option("--endpoint", help="Address of the hub.  [default: HF_ENDPOINT, else the client's own]")
@click.option("--private", is_flag=True, help="Only its owners see the dataset.")
@click.option("--gated", type=click.Choice(["auto", "manual"]), help="Readers ask for access, granted at once or by hand.")
@click.option("--dry-run", is_flag=True, help="Say what would be done; change nothing.")
def publish(release: Path, repo: str, endpoint: str | None, private: bool, gated: "Gate | None", dry_run: bool) -> None:
    """Publish RELEASE on a hub: one commit, tagged vX.Y.Z, loaded back by its tag and compared.

    Only when every table and file came back as sent it says so. After a cut run the same command again: it goes
    on where it stopped, and changes nothing where all is done. A tag is never moved. The token is the hub's own
    client's: HF_TOKEN, or a login.
    """
    from casebook.hub.client import Hub
    from casebook.hub.publish import plan
    from casebook.hub.publish import publish as put_out

    hub = Hub(repo, endpoint)
    if dry_run:
        for step in plan(hub, release, private=private, gated=gated):
            say(f"Would {step}.")
        return
    done = put_out(hub, release, private=private, gated=gated, tell=say)
    before = "" if done.anew else ", as before"
    say(f"Published {done.tag} on {repo}{before}: every table and file came back as it was sent.")
    where = f" (with HF_ENDPOINT={endpoint})" if endpoint else ""
    say(f'Load it{where}:  datasets.load_dataset("{repo}", "{done.first}", revision="{done.tag}")')
