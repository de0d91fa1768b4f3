"""The `casebook` command: its verbs are the stages."""

from typing import Any

import click

from casebook import __version__
from casebook.cli import checking, keys, publishing, reading, releases, versions, withdrawing
from casebook.cli.telling import say
from casebook.errors import CasebookError

EPILOG = (
    "Exit codes: 0 done; 1 done, but some articles were set aside; 2 the call is off; 3 the key; 4 the contract; "
    "5 disclosure control; 6 evidence that does not hold; 7 the disk; 8 a checksum, version or tag; 9 the hub; 130 interrupted."
)

VERBS = (
    keys.keygen,
    keys.rekey,
    reading.extract,
    reading.verify,
    reading.review,
    reading.score,
    releases.build,
    releases.attack,
    releases.protect,
    versions.diff,
    checking.check,
    publishing.publish,
    withdrawing.withdraw,
)
"""In the order in which they are used."""


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
            say(f"casebook: {problem}")
            ctx.exit(problem.exit_code)
        except KeyboardInterrupt:
            say("casebook: interrupted.")
            ctx.exit(130)


@click.group(cls=Stages, epilog=EPILOG, context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100})
@click.version_option(__version__, package_name="casebook")
def main() -> None:
    """Turn crime news into a pseudonymised, disclosure-controlled dataset that names nobody.

    ARTICLES is a folder of .txt/.html files (each may have a .json sidecar with published, outlet,
    outlet_type, url) or a .jsonl file with id, text, published.
    """


for verb in VERBS:
    main.add_command(verb)
