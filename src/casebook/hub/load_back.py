"""Load a release back from a hub by its tag, in a process and with a cache of its own, as a stranger would.

Run as a module it is that process: it loads every table with `datasets` and brings every file, then tells their hashes (JSON).
"""

import contextlib
import hashlib
import json
import os
import subprocess
import sys
import tempfile
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from casebook.errors import IntegrityError
from casebook.hub.client import DATASET, Hub, NoAnswerError, patiently
from casebook.hub.outgoing import OF_THE_HUB, Outgoing

QUIET = {
    "HF_HUB_DISABLE_XET": "1",
    "HF_HUB_DISABLE_TELEMETRY": "1",
    "HF_HUB_DISABLE_PROGRESS_BARS": "1",
    "HF_UPDATE_DOWNLOAD_COUNTS": "0",
}
"""Plain HTTP, which every hub has, and no calls of the libraries' own."""
LONGEST = 1800
"""Seconds that loading back may take."""


def load_back(hub: Hub, release: Outgoing) -> None:
    """Load every table and file of a release by its tag and compare.

    Raises IntegrityError where something else comes back than was sent, HubError where the hub does not let it load.
    """
    came = patiently(hub, f"loading {release.tag} back", lambda: ask(hub, release.tag, tuple(release.tables)))
    wrong = [*_other("table", release.tables, came["tables"]), *_other("file", release.sums, came["files"])]
    if wrong:
        more = f" and {len(wrong) - 1} more" if len(wrong) > 1 else ""
        raise IntegrityError(
            f"{hub.repo} {release.tag}: {wrong[0]}{more} came back other than sent. Don't announce this version; "
            "run the command again, and if it says so again, ask whoever runs the hub."
        )


def _other(kind: str, sent: Mapping[str, str], came: Mapping[str, str]) -> list[str]:
    return [f"{kind} {name}" for name in sorted({*sent, *came}) if sent.get(name) != came.get(name)]


def ask(hub: Hub, revision: str, tables: Sequence[str]) -> dict[str, dict[str, str]]:
    """What a fresh process with an empty cache gets."""
    told = subprocess.run(  # noqa: S603  (this module, with our own arguments)
        [sys.executable, "-P", "-m", "casebook.hub.load_back", hub.repo, revision, *tables],
        env=_environment(hub), capture_output=True, timeout=LONGEST, check=False,
    )  # fmt: skip
    answer = json.loads(told.stdout or "null")
    if not isinstance(answer, dict) or "failed" in answer:
        raise NoAnswerError(answer["failed"] if answer else "the loading process ended without a word")
    return answer


def _environment(hub: Hub) -> dict[str, str]:
    """Nothing cached, nothing offline, this hub, and the token where the client has it."""
    api = hub.api
    from huggingface_hub import constants  # noqa: PLC0415

    own = ("_OFFLINE", "_CACHE", "PYTHONPATH")
    kept = {name: value for name, value in os.environ.items() if not name.endswith(own)}
    paths = {"PYTHONPATH": os.pathsep.join(str(Path(path).absolute()) for path in sys.path if path)}
    login = {"HF_TOKEN_PATH": constants.HF_TOKEN_PATH, "HF_STORED_TOKENS_PATH": constants.HF_STORED_TOKENS_PATH}
    return {**kept, **paths, **QUIET, **login, "HF_ENDPOINT": api.endpoint}


def _load(repo: str, revision: str, tables: Sequence[str]) -> dict[str, dict[str, str]]:
    import pyarrow as pa  # noqa: PLC0415
    from datasets import load_dataset  # noqa: PLC0415
    from huggingface_hub import snapshot_download  # noqa: PLC0415

    from casebook.release.content import content_hash  # noqa: PLC0415

    loaded = {name: load_dataset(repo, name, split="train", revision=revision) for name in tables}
    hashes = {name: content_hash(pa.table(_columns(rows))) for name, rows in loaded.items()}
    folder = Path(snapshot_download(repo, repo_type=DATASET, revision=revision, local_dir="files"))
    return {"tables": hashes, "files": {path: hashlib.sha256(found).hexdigest() for path, found in _files(folder)}}


def _columns(rows: Any) -> dict[str, list[Any]]:
    """The columns of a `datasets.Dataset` with the codes of its closed columns as text, as the files hold them."""
    return {name: [_text(cell, rows.features[name]) for cell in rows[name]] for name in rows.column_names}


def _text(cell: Any, feature: Any) -> Any:
    if isinstance(cell, list):
        return [_text(item, feature.feature) for item in cell]
    return feature.int2str(cell) if cell is not None and hasattr(feature, "int2str") else cell


def _files(folder: Path) -> list[tuple[str, bytes]]:
    found = {path.relative_to(folder).as_posix(): path for path in sorted(folder.rglob("*")) if path.is_file()}
    return [(name, path.read_bytes()) for name, path in found.items() if name != OF_THE_HUB and not name.startswith(".cache/")]


def _main(arguments: Sequence[str]) -> Any:
    """Load in an empty folder, which is home and cache and goes at the end, also where whoever asked is no more."""
    repo, revision, *tables = arguments
    with tempfile.TemporaryDirectory(prefix="casebook-") as home, contextlib.chdir(home):
        os.environ |= {"HF_HOME": home, "XDG_CACHE_HOME": home}  # read once `datasets` is imported
        try:
            return _load(repo, revision, tables)
        except Exception as problem:  # told by its name only: its words may hold an address or a secret
            return {"failed": type(problem).__name__}


if __name__ == "__main__":
    print(json.dumps(_main(sys.argv[1:])))
