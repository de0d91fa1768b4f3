"""A dataset on a hub, spoken to with the hub's own client: what is there, and patience where the hub stumbles."""

import logging
import re
import sys
import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING, TypeVar

from casebook.errors import CasebookError, HubError, UsageError

if TYPE_CHECKING:
    from huggingface_hub import HfApi
    from huggingface_hub.hf_api import DatasetInfo, RepoFile

T = TypeVar("T")
NAME = re.compile(r"(?=.{3,96}$)(?!.*(--|\.\.|[.-]/))[A-Za-z0-9][\w.-]*/[A-Za-z0-9][\w.-]*(?<![.-])(?<!\.git)", re.ASCII)
ADDRESS = re.compile(r"https?://[^/@\s]+(/[^@\s]*)?")
PAUSES = (1.0, 4.0)
"""Seconds before a step is tried again; most calls of the client try five times themselves."""
SILENCE = 60.0
"""Seconds without a byte after which a connection counts as cut."""
DATASET = "dataset"
MAIN = "main"
AGAIN = "Run the same command again: it goes on where it stopped."
LOG_IN = "Log in with the hub's own command or set HF_TOKEN to a token that may write there."


class NoAnswerError(Exception):
    """A step of ours got no answer; says why in words that may be shown."""


@dataclass(frozen=True)
class Hub:
    """The dataset `repo` ("OWNER/NAME") on the hub at `endpoint`; None: where its client goes by itself.

    Raises UsageError where either is malformed.
    """

    repo: str
    endpoint: str | None = None

    def __post_init__(self) -> None:
        if not NAME.fullmatch(self.repo):
            raise UsageError(f"'{self.repo}' is not a repository. Give OWNER/NAME.")
        if self.endpoint is not None and not ADDRESS.fullmatch(self.endpoint):
            raise UsageError(
                "the endpoint is not an address such as http://127.0.0.1:8080, without a user or a password. Mend it."
            )

    @property
    def api(self) -> "HfApi":
        """The hub's own client, with the token from where it looks itself (HF_TOKEN, a login).

        Plain HTTP and LFS, which every hub has; no calls of the client's own; no addresses in its log.
        """
        from huggingface_hub import constants, get_session  # noqa: PLC0415  (heavy)
        from huggingface_hub.utils import disable_progress_bars  # type: ignore[attr-defined]  # noqa: PLC0415

        from casebook.hub.plain import PlainApi  # noqa: PLC0415

        constants.HF_HUB_DISABLE_XET = constants.HF_HUB_DISABLE_TELEMETRY = True
        logging.getLogger("huggingface_hub").setLevel(logging.CRITICAL)
        if not sys.stderr.isatty():
            disable_progress_bars()
        get_session().timeout = SILENCE
        return PlainApi(endpoint=self.endpoint.rstrip("/") if self.endpoint else None)

    def about(self, revision: str | None = None) -> "DatasetInfo | None":
        """What the hub says of the repository, or of a revision of it (a branch, tag or commit); None where there is none."""
        found = patiently(self, "looking", lambda: _or_none(lambda: self.api.dataset_info(self.repo, revision=revision)))
        return found or (self.about(MAIN) if revision is None else None)

    def commit(self, revision: str) -> str | None:
        """The commit that a branch, a tag or a commit's own id stands for; None where it answers to nothing."""
        found = self.about(revision)
        return found.sha if found else None

    def files(self, revision: str) -> "Mapping[str, RepoFile]":
        """The files of a revision by path; none where it answers to nothing."""
        from huggingface_hub.hf_api import RepoFile  # noqa: PLC0415

        def listed() -> list["RepoFile"]:
            tree = self.api.list_repo_tree(self.repo, recursive=True, revision=revision, repo_type=DATASET)
            return [item for item in tree if isinstance(item, RepoFile)]

        found = patiently(self, "looking at its files", lambda: _or_none(listed))
        return {file.path: file for file in found or ()}

    def fetch(self, revision: str, path: str) -> bytes:
        """The bytes of a file of a revision, from the hub and no cache."""
        with TemporaryDirectory(prefix="casebook-") as folder:
            found = self.api.hf_hub_download(
                self.repo, path, revision=revision, repo_type=DATASET, local_dir=folder, force_download=True
            )
            return Path(found).read_bytes()


def patiently(hub: Hub, doing: str, step: Callable[[], T]) -> T:
    """Do a step that looks before it acts, and again after a pause where the hub stumbles.

    Raises HubError, which says what was being done and the way out; never with words of the hub, which may hold secrets.
    """
    for pause in (*PAUSES, None):
        try:
            return step()
        except CasebookError:
            raise
        except Exception as problem:  # the client raises whatever a broken answer makes it stumble over
            status = status_of(problem)
            if pause is None or _final(problem, status):
                raise HubError(f"{hub.repo}: {doing} failed ({_told(problem, status)}). {_way_out(problem, status)}") from problem
            time.sleep(pause)
    raise AssertionError  # the last pause is None


def status_of(problem: BaseException) -> int | None:
    """The HTTP status behind an error of the client, if an answer came at all."""
    cause: BaseException | None = problem
    while cause is not None:
        response = getattr(cause, "response", None)
        if response is not None:
            return int(response.status_code)
        cause = cause.__cause__
    return None


def missing(problem: BaseException) -> bool:
    """Does the hub say that there is no such repository, revision or file?"""
    from huggingface_hub.errors import RepositoryNotFoundError  # noqa: PLC0415

    return status_of(problem) == 404 or isinstance(problem, RepositoryNotFoundError)


def _or_none(call: Callable[[], T]) -> T | None:
    try:
        return call()
    except Exception as problem:
        if missing(problem):
            return None
        raise


def _final(problem: Exception, status: int | None) -> bool:
    """Would it end so again? A conflict (409, 412) is worth another look."""
    if status is None:
        return _offline(problem)
    return (status < 500 or status == 501) and status not in {408, 409, 412, 429}


def _offline(problem: Exception) -> bool:
    from huggingface_hub.errors import OfflineModeIsEnabled  # noqa: PLC0415

    return isinstance(problem, OfflineModeIsEnabled)


def _told(problem: Exception, status: int | None) -> str:
    if isinstance(problem, NoAnswerError):
        return str(problem)
    return f"status {status}" if status else type(problem).__name__


def _way_out(problem: Exception, status: int | None) -> str:
    if _offline(problem):
        return "HF_HUB_OFFLINE is set. Unset it."
    if status in {401, 403}:
        return LOG_IN
    if status == 404:
        return f"There is no such place, or not for you. {LOG_IN}"
    return "The hub does not take this; ask whoever runs it." if _final(problem, status) else AGAIN
