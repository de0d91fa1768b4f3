"""The verbs of the key: make one, make the next."""

from pathlib import Path

import click

from casebook.cli.telling import disk, say


@click.command()
@click.argument("file", type=click.Path(path_type=Path, dir_okay=False))
def keygen(file: Path) -> None:
    """Make a new key and write it to FILE, for your eyes only.

    Every id and code name of a release follows from this key. Keep it outside any repository, keep a
    copy in a safe place, and never publish it: with the key and the articles anyone can undo the
    pseudonyms.
    """
    from casebook.wall.keys import write_key

    with disk(file):
        write_key(file)
    say(f"Wrote a new key to {file}. Give it to 'casebook build' with --key-file or CASEBOOK_KEY_FILE.")


@click.command()
@click.argument("old_key", type=click.Path(path_type=Path, dir_okay=False))
@click.argument("new_key", type=click.Path(path_type=Path, dir_okay=False))
def rekey(old_key: Path, new_key: Path) -> None:
    """Make the key of the epoch after OLD_KEY's and write it to NEW_KEY, for your eyes only.

    Every id and code name changes with it and none of the old can be linked to the new. Do so when a key
    may be known to others, or when releases from now on shall not be joined to those before. Keep OLD_KEY
    as long as releases of its epoch are rebuilt; a build refuses the key of another epoch than its own.
    """
    from casebook.wall.keys import rekey as make

    with disk(new_key):
        epoch = make(old_key, new_key)
    say(f"Wrote a key of epoch {epoch} to {new_key}. Set epoch = {epoch} in release.toml before the next build.")
