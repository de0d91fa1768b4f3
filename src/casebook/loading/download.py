"""Bring one version of a release from a hub: its tag is resolved to a commit, and only that commit is read."""

import os
from collections.abc import Sequence
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

from casebook.errors import CasebookError, HubError, IntegrityError, UsageError
from casebook.hub.client import status_of
from casebook.loading.find import Found
from casebook.versions.number import FORM, Version

if TYPE_CHECKING:
    from huggingface_hub import GitRefInfo
    from tqdm import tqdm

LOG_IN = "Ask for access on its page and log in with 'hf auth login', or set HF_TOKEN."


def download(
    repo: str, version: str | None, files: Sequence[str], token: str | None, endpoint: str | None, afresh: bool = False
) -> Found:
    """Those files of a version of `repo` ("owner/name"; None: its newest tag), as far as it has them.

    The hub is always asked for the tag, so that a version that was taken back is not served from a cache; files of a commit
    may come from the client's cache, unless `afresh`. Raises UsageError where there is no such repository or version,
    HubError where the hub refuses or can't be reached.
    """
    from huggingface_hub import HfApi, snapshot_download  # noqa: PLC0415  (it takes a second)

    hub = endpoint or os.environ.get("HF_ENDPOINT")
    try:
        tags = _versions(HfApi(endpoint=hub, token=token).list_repo_refs(repo, repo_type="dataset").tags)
        wanted = _choose(repo, version, list(tags))
        folder = snapshot_download(
            repo, repo_type="dataset", revision=tags[wanted], allow_patterns=list(files),
            token=token, endpoint=hub, force_download=afresh, tqdm_class=_bar(),
        )  # fmt: skip
    except CasebookError:
        raise
    except Exception as problem:  # the client raises whatever a broken answer makes it stumble over
        raise _told(repo, problem) from None
    return Found(Path(folder), wanted, again=None if afresh else partial(download, repo, wanted, files, token, endpoint, True))


def _bar() -> "type[tqdm]":
    """The client's progress bar, for a terminal only."""
    from tqdm import tqdm  # noqa: PLC0415

    class Bar(tqdm):  # type: ignore[misc]
        def __init__(self, *args: Any, **options: Any) -> None:
            options.pop("name", None)  # the client's own word
            super().__init__(*args, **{**options, "disable": None})

    return Bar


def _versions(tags: "Sequence[GitRefInfo]") -> dict[str, str]:
    """The commit of every version that is tagged, the smallest version first."""
    commits = {tag.name[1:]: tag.target_commit for tag in tags if tag.name[:1] == "v" and FORM.fullmatch(tag.name[1:])}
    return dict(sorted(commits.items(), key=lambda item: Version.read(item[0])))


def _choose(repo: str, version: str | None, versions: Sequence[str]) -> str:
    if not versions:
        raise IntegrityError(f"{repo}: no version is tagged there. Ask its maintainers for one.")
    if version and version not in versions:
        raise UsageError(f"{repo}: there is no version {version}; it may have been withdrawn. Choose from {', '.join(versions)}.")
    return version or versions[-1]


def _told(repo: str, problem: Exception) -> HubError | UsageError:
    """An error of the client in our words; its own may hold addresses."""
    from huggingface_hub.errors import GatedRepoError, OfflineModeIsEnabled, RepositoryNotFoundError  # noqa: PLC0415

    status = status_of(problem)
    if isinstance(problem, OfflineModeIsEnabled):
        return HubError(f"{repo}: HF_HUB_OFFLINE is set, and the hub must tell which version is which. Name a folder instead.")
    if isinstance(problem, GatedRepoError) or status in {401, 403}:
        return HubError(f"{repo}: the hub refuses you. {LOG_IN}")
    if isinstance(problem, RepositoryNotFoundError) or status == 404:
        return UsageError(f"{repo}: neither a folder here nor a repository that you may read. {LOG_IN}")
    why = f"status {status}" if status else type(problem).__name__
    return HubError(f"{repo}: the hub did not answer as it should ({why}). Try again, or name a folder with the release.")
