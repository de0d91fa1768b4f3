"""The maintainers' key: made by `casebook keygen` and `casebook rekey`, read from a file or the environment, never shown.

Environment: CASEBOOK_KEY_FILE (a path) or CASEBOOK_KEY (the key itself). The key is 32 random bytes in URL-safe
base64, on one line. A key of a later epoch says so on a line before: "casebook-key epoch=2"; one that says nothing
is of epoch 1. Nothing in casebook prints a key, logs it, pickles it or puts it into an error.
"""

import base64
import os
import re
import secrets
from dataclasses import dataclass, field
from pathlib import Path
from typing import NoReturn

from casebook.errors import SecretError

KEY_BYTES = 32
WAY_OUT = "Make one with 'casebook keygen FILE' and give it with --key-file or CASEBOOK_KEY_FILE."
FORM = re.compile(
    r"""
    (?: casebook-key [ ] epoch=(?P<epoch> [1-9][0-9]{0,8} ) \s+ )?   # says its epoch, from 2 on
    (?P<secret> [A-Za-z0-9_-]* ={0,2} )                              # URL-safe base64, nothing else
    """,
    re.VERBOSE,
)


@dataclass(frozen=True)
class Key:
    """At least 32 secret bytes and the epoch they are used in, from 1; `repr` and `str` hide the bytes, `pickle` is refused."""

    secret: bytes = field(repr=False)
    epoch: int = 1

    def __reduce__(self) -> NoReturn:
        """A pickled key would lie in a cache or a pipe in the clear."""
        raise SecretError("A key is never pickled. Read it where it is needed, with load_key.")


def new_key(epoch: int = 1) -> str:
    """A fresh key as text: one line, after a line that tells the epoch where that is not 1."""
    said = f"casebook-key epoch={epoch}\n" if epoch > 1 else ""
    return said + base64.urlsafe_b64encode(secrets.token_bytes(KEY_BYTES)).decode("ascii") + "\n"


def write_key(path: Path, epoch: int = 1) -> None:
    """Write a fresh key to a file that only its owner may read; an existing file is never touched.

    Raises SecretError where the file exists, OSError where the disk refuses; then no half of a key is left.
    """
    try:
        handle = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    except FileExistsError:
        raise SecretError(f"{path} exists. A key is never overwritten: name another file.") from None
    try:
        with os.fdopen(handle, "w", encoding="ascii") as out:
            out.write(new_key(epoch))
            out.flush()
            os.fsync(out.fileno())
    except OSError:
        path.unlink(missing_ok=True)
        raise


def rekey(old: Path, new: Path) -> int:
    """Write a fresh key of the epoch after that of the key in `old` to `new`; gives that epoch.

    Nothing links the pseudonyms of two epochs: not the key, which is drawn anew, and not the epoch, which is part of them.
    """
    epoch = load_key(old).epoch + 1
    write_key(new, epoch)
    return epoch


def load_key(path: Path | None = None) -> Key:
    """The key from `path`, else from CASEBOOK_KEY_FILE, else from CASEBOOK_KEY.

    Raises SecretError where there is none, it cannot be read, or it is too short.
    """
    if path is None and "CASEBOOK_KEY_FILE" in os.environ:
        path = Path(os.environ["CASEBOOK_KEY_FILE"])
    if path is not None:
        return parse_key(_read(path), source=f"key file {path}")
    if "CASEBOOK_KEY" in os.environ:
        return parse_key(os.environ["CASEBOOK_KEY"], source="CASEBOOK_KEY")
    raise SecretError(f"No key was given. {WAY_OUT}")


def parse_key(text: str, source: str) -> Key:
    """Decode a key; the message of an error tells its length, never its content."""
    found = FORM.fullmatch(text.strip())
    secret = _decoded(found["secret"]) if found else None
    if found is None or secret is None:
        raise SecretError(f"{source}: not a casebook key (URL-safe base64). {WAY_OUT}")
    if len(secret) < KEY_BYTES:
        raise SecretError(f"{source}: the key has {len(secret)} bytes, it must have {KEY_BYTES} or more. {WAY_OUT}")
    return Key(secret, int(found["epoch"] or 1))


def _decoded(text: str) -> bytes | None:
    try:
        return base64.urlsafe_b64decode(text)
    except ValueError:
        return None


def _read(path: Path) -> str:
    try:
        return path.read_text(encoding="ascii")
    except (OSError, UnicodeDecodeError) as problem:
        why = problem.strerror if isinstance(problem, OSError) else "not text"
        raise SecretError(f"key file {path}: {why}. {WAY_OUT}") from None
