"""Publish a release on a hub: one commit, one tag, loaded back; each step looks first and does what is still missing."""

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

from casebook.errors import HubError, IntegrityError
from casebook.hub.client import DATASET, MAIN, Hub, missing, patiently, status_of
from casebook.hub.load_back import load_back
from casebook.hub.outgoing import Outgoing, read_outgoing

Gate = Literal["auto", "manual"]
Tell = Callable[[str], None]


def silent(line: str) -> None:
    """Say nothing on the way."""


@dataclass(frozen=True)
class Published:
    """What the hub has now: `commit` under `tag`; `first` is its first table, `anew` where this run put the tag there."""

    repo: str
    tag: str
    commit: str
    first: str
    anew: bool


def publish(hub: Hub, folder: Path, *, private: bool = False, gated: Gate | None = None, tell: Tell = silent) -> Published:
    """Put the release in `folder` on the hub as the whole tree of one commit on main, tag it vX.Y.Z, and load it back.

    Running it again, also after a cut at any step, ends in the same state; what is there already is not sent again. A new
    repository is private or gated before the first file is sent; an existing one is made so.

    Raises UsageError where there is no release, IntegrityError where it is not whole, the tag stands for other content or
    something else comes back than was sent, HubError where the hub refuses or can't be reached.
    """
    release = read_outgoing(folder)
    before = tagged(hub, release)
    patiently(hub, "making the repository", lambda: open_repository(hub, private, gated, tell))
    commit = before or patiently(hub, "sending the files", lambda: put(hub, release, tell))
    patiently(hub, "tagging", lambda: set_tag(hub, release, commit))
    tell(f"{release.tag} is {commit[:12]}; loading it back.")
    load_back(hub, release)
    return Published(hub.repo, release.tag, commit, next(iter(release.tables), ""), anew=before is None)


def plan(hub: Hub, folder: Path, *, private: bool = False, gated: Gate | None = None) -> list[str]:
    """What `publish` would do, a line each; nothing is changed. Raises as `publish` does."""
    release = read_outgoing(folder)
    return _steps(hub, release, private, gated)


def tagged(hub: Hub, release: Outgoing) -> str | None:
    """The commit that the hub has under the tag of a release, None where it has no such tag.

    Raises IntegrityError where the tag stands for other content: it is never moved.
    """
    commit = hub.commit(release.tag)
    if commit and not holds(hub, commit, release):
        raise IntegrityError(
            f"{hub.repo} has the tag {release.tag} on other files than those in {release.folder}. A tag is never moved: "
            "give the release the next patch number, or get the published one again."
        )
    return commit


def holds(hub: Hub, revision: str, release: Outgoing) -> bool:
    """Is the tree of a revision exactly the release?"""
    return release.in_tree(hub.files(revision), lambda path: hub.fetch(revision, path))


def put(hub: Hub, release: Outgoing, tell: Tell = silent) -> str:
    """Make the tree of main exactly the release, in one commit if it isn't so already; the commit's id."""
    from huggingface_hub import CommitOperationAdd, CommitOperationDelete  # noqa: PLC0415

    head = hub.commit(MAIN)
    if head and holds(hub, head, release):
        return head
    there = hub.files(head) if head else {}
    write, delete = release.to_write(there), release.to_delete(there)
    tell(f"Sending {len(write)} files, deleting {len(delete)}.")
    made = hub.api.create_commit(
        hub.repo,
        [*(CommitOperationAdd(path, release.folder / path) for path in write),
         *(CommitOperationDelete(path, is_folder=False) for path in delete)],
        commit_message=summary(release), repo_type=DATASET, revision=MAIN, parent_commit=head,
    )  # fmt: skip
    if not holds(hub, made.oid, release):
        raise IntegrityError(
            f"{hub.repo}: the tree of the new commit is not the release. Run it again, or ask whoever runs the hub."
        )
    return str(made.oid)


def summary(release: Outgoing) -> str:
    """What the one commit of a release says."""
    return f"Release {release.version}"


def set_tag(hub: Hub, release: Outgoing, commit: str) -> None:
    """Tag a commit with the version; raises IntegrityError where the tag stands for another one."""
    there = hub.commit(release.tag)
    if there == commit:
        return
    if there:
        raise IntegrityError(
            f"{hub.repo}: {release.tag} is {there[:12]}, not {commit[:12]}; a tag is never moved. Publish a new number."
        )
    hub.api.create_tag(hub.repo, tag=release.tag, revision=commit, repo_type=DATASET)


def open_repository(hub: Hub, private: bool, gated: Gate | None, tell: Tell = silent) -> None:
    """Make the repository if there is none, and close it to the public where that was asked for, before anything is sent."""
    about = hub.about()
    if about is None:
        _create(hub, private)
        tell(f"Made {hub.repo}.")
        about = hub.about()
    if private and not (about and about.private):
        told = about is not None and about.private is not None
        _set(hub, "private", lambda: hub.api.update_repo_settings(hub.repo, private=True, repo_type=DATASET), tell, told=told)
    if gated and not (about and about.gated == gated):
        _set(hub, "gated", lambda: hub.api.update_repo_settings(hub.repo, gated=gated, repo_type=DATASET), tell)


def _create(hub: Hub, private: bool) -> None:
    try:
        hub.api.create_repo(hub.repo, repo_type=DATASET, private=private or None)
    except Exception as problem:
        if status_of(problem) != 409:  # there is one already
            raise


def _set(hub: Hub, what: str, call: Callable[[], None], tell: Tell, told: bool = True) -> None:
    """A hub that can't close a repository gets nothing, unless it took it as closed and never tells."""
    try:
        call()
    except Exception as problem:
        if not missing(problem):
            raise
        if told:
            raise HubError(
                f"{hub.repo}: this hub can't make it {what}; nothing was sent. Set it there by hand, or leave the flag out."
            ) from None
        tell(f"This hub does not tell whether {hub.repo} is {what}. Look there.")


def _steps(hub: Hub, release: Outgoing, private: bool, gated: Gate | None) -> list[str]:
    commit = tagged(hub, release)
    closed = [word for word, on in (("private", private), (f"gated ({gated})", gated)) if on]
    steps = [] if hub.about() else [f"make the dataset {hub.repo}"]
    steps += [f"make it {' and '.join(closed)}"] if closed else []
    if commit:
        return [*steps, f"load {release.tag} back, which is there already ({commit[:12]})"]
    head = hub.commit(MAIN)
    there = hub.files(head) if head else {}
    if not (head and holds(hub, head, release)):
        steps.append(f"send {len(release.to_write(there))} of {len(release.sums)} files, delete {len(release.to_delete(there))}")
    return [*steps, f"tag it {release.tag}", "load it back by its tag"]
