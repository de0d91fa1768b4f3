"""The verb that checks a release, or every version of a dataset."""

from pathlib import Path

import click

from casebook.cli.telling import say, watched
from casebook.errors import IntegrityError


@click.command()
@click.argument("folder", metavar="DIR", type=click.Path(path_type=Path))
def check(folder: Path) -> None:
    """Check DIR, a release or the folder of all versions: is every byte, row, type and link as it was released?

    Files against SHA256SUMS (none changed, missing or too many), rows against content.json, columns against the
    card and datapackage.json, values against the contract, versions.json against the folders. Each fault is a
    line; no value of a row is printed.
    """
    from casebook.loading.check import check as look

    found = look(folder, lambda files: watched(files, len(files), "Checking"))
    for line in found.faults:
        click.echo(line)
    for release in found.unruled:
        say(f"{release}: made under another contract than the one of this casebook, whose rules were not applied.")
    if found.faults:
        raise IntegrityError(f"{folder}: {len(found.faults)} faults. Don't use it; get it again.")
    say(f"{folder}: whole. {len(found.releases)} releases, {found.files} files.")
