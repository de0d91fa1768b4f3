"""The maintainers' key: made by `casebook keygen`, read from a file or the environment, never shown.

Environment: CASEBOOK_KEY_FILE (a path) or CASEBOOK_KEY (the key itself). The key is 32 random
bytes in URL-safe base64; nothing in casebook prints it, logs it or puts it into an error.
"""

import base64
import binascii
import os
import secrets
from dataclasses import dataclass, field
from pathlib import Path

from casebook.errors import SecretError

KEY_BYTES = 32
WAY_OUT = "Make one with 'casebook keygen FILE' and give it with --key-file or CASEBOOK_KEY_FILE."


@dataclass(frozen=True)
class Key:
    """At least 32 secret bytes; `repr` and `str` hide them."""

    secret: bytes = field(repr=False)


def new_key() -> str:
    """A fresh key as text, one line."""
    return base64.urlsafe_b64encode(secrets.token_bytes(KEY_BYTES)).decode("ascii") + "\n"


def write_key(path: Path) -> None:
    """Write a fresh key to a file that only its owner may read; an existing file is never touched."""
    try:
        handle = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    except FileExistsError:
        raise SecretError(f"{path} exists. A key is never overwritten: name another file.") from None
    with os.fdopen(handle, "w", encoding="ascii") as out:
        out.write(new_key())


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
    try:
        secret = base64.urlsafe_b64decode(text.strip().encode("ascii"))
    except (binascii.Error, UnicodeEncodeError):
        raise SecretError(f"{source}: not a casebook key (URL-safe base64). {WAY_OUT}") from None
    if len(secret) < KEY_BYTES:
        raise SecretError(f"{source}: the key has {len(secret)} bytes, it must have {KEY_BYTES} or more. {WAY_OUT}")
    return Key(secret)


def _read(path: Path) -> str:
    try:
        return path.read_text(encoding="ascii")
    except (OSError, UnicodeDecodeError) as problem:
        why = problem.strerror if isinstance(problem, OSError) else "not text"
        raise SecretError(f"key file {path}: {why}. {WAY_OUT}") from None
