"""Take versions away from a hub as far as its endpoint allows, and prove it."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

from casebook.errors import HubError, IntegrityError, UsageError
from casebook.hub.client import DATASET, MAIN, Hub, missing, patiently, status_of
from casebook.hub.outgoing import Outgoing, read_outgoing
from casebook.hub.publish import holds, open_repository, put, set_tag, summary, tagged
from casebook.loading.declared import CARD
from casebook.versions.number import Version

if TYPE_CHECKING:
    from huggingface_hub.hf_api import GitRefs

T = TypeVar("T")
WITHDRAWN = "Withdrawn"
START_OVER = "Retire again with start_over: the repository is then deleted and made anew."


@dataclass(frozen=True)
class Retired:
    """What became of the versions: what stays, what was proved gone, and what the endpoint would not do."""

    versions: tuple[str, ...]
    kept: tuple[str, ...]
    proved: tuple[str, ...]
    left: tuple[str, ...]
    """A sentence each; empty where nothing from before answers any more."""


@dataclass(frozen=True)
class _Before:
    """What the hub had: the commit of every tag, all commits that could be reached, other refs than main."""

    tags: dict[str, str]
    commits: frozenset[str]
    others: tuple[str, ...]


def retire(hub: Hub, versions: str | Sequence[str], keep: Sequence[Path], *, start_over: bool = False) -> Retired:
    """Take `versions` ("1.0.0") away from the hub; `keep` are the folders of all releases that shall be there afterwards.

    The tags go; main is written anew as one commit for each kept release, in the order of their versions, each tagged
    afresh, so that no commit from before can be reached; LFS objects that no kept release has are deleted. With
    `start_over` the repository itself is deleted and made anew first: the surest way, but requests for access,
    discussions and likes go with it, and it is private until all is there (after a cut, until somebody makes it public).
    Then the old tags and commits are asked for: what still answers is in `left`.

    Running it again after a cut ends in the same state. A repository or version that is not there is no error. Raises
    UsageError where the hub has a version that is neither in `versions` nor in `keep`, or one is in both, IntegrityError
    where a folder of `keep` is not whole or not what the hub has under its tag, HubError where the hub refuses or can't be
    reached.
    """
    gone = (versions,) if isinstance(versions, str) else tuple(versions)
    kept = sorted(map(read_outgoing, keep), key=lambda release: Version.read(release.version))
    if both := sorted({release.version for release in kept} & set(gone)):
        raise UsageError(f"version {both[0]} can't go and stay. Leave its folder out of those to keep.")
    if hub.about() is None and not start_over:
        return Retired(gone, (), (f"There is no {hub.repo} on the hub.",), ())
    before = patiently(hub, "looking at what is there", lambda: _look(hub, gone, kept))
    _refuse_unknown(hub, before, gone, kept)
    public = _start_over(hub) if start_over else False
    left = _rewrite(hub, kept)
    for version in gone:
        patiently(hub, "deleting a tag", partial(_untag, hub, f"v{version}"))
    left += patiently(hub, "deleting large files", lambda: _delete_large(hub, kept))
    left += _reopen(hub) if public else []
    proved, still = patiently(hub, "proving", lambda: _prove(hub, gone, kept, before))
    return Retired(gone, tuple(release.version for release in kept), proved, tuple(left) + still)


def _look(hub: Hub, gone: Sequence[str], kept: Sequence[Outgoing]) -> _Before:
    asked = {**{f"v{version}": hub.commit(f"v{version}") for version in gone}, **{r.tag: tagged(hub, r) for r in kept}}
    refs = _optional(lambda: _refs(hub))
    listed = {ref.name: ref.target_commit for ref in refs.tags} if refs else {}
    tags = {**listed, **{tag: commit for tag, commit in asked.items() if commit}}
    tips = [MAIN, *tags]
    history = [_optional(partial(hub.api.list_repo_commits, hub.repo, repo_type=DATASET, revision=tip)) for tip in tips]
    known = {commit.commit_id for found in history for commit in found or ()} | set(tags.values()) | {hub.commit(MAIN)}
    return _Before(tags, frozenset(commit for commit in known if commit), _others(refs) if refs else ())


def _refs(hub: Hub) -> "GitRefs":
    try:
        return hub.api.list_repo_refs(hub.repo, repo_type=DATASET, include_pull_requests=True)
    except KeyError:  # a hub without pull requests
        return hub.api.list_repo_refs(hub.repo, repo_type=DATASET)


def _others(refs: "GitRefs") -> tuple[str, ...]:
    """What leads to commits besides main and the tags."""
    found = [ref.ref for ref in [*refs.branches, *refs.converts, *(refs.pull_requests or ())]]
    return tuple(ref for ref in found if ref != f"refs/heads/{MAIN}")


def _refuse_unknown(hub: Hub, before: _Before, gone: Sequence[str], kept: Sequence[Outgoing]) -> None:
    """A version that nobody spoke of would keep old commits reachable."""
    known = {f"v{version}" for version in gone} | {release.tag for release in kept}
    if stranger := sorted(set(before.tags) - known):
        raise UsageError(
            f"{hub.repo} has the tag {stranger[0]} too. Give the folder of that release to keep, or retire it as well."
        )


def _start_over(hub: Hub) -> bool:
    """Delete the repository and make it anew, private and gated as before; whether it was public."""
    about = hub.about()
    patiently(hub, "deleting the repository", lambda: _tried(lambda: hub.api.delete_repo(hub.repo, repo_type=DATASET)))
    if hub.about():
        raise HubError(f"{hub.repo}: the hub does not delete repositories; nothing was changed. Retire without start_over.")
    gate: Any = (about and about.gated) or None
    patiently(hub, "making the repository anew", lambda: open_repository(hub, private=True, gated=gate))
    return bool(about and about.private is False)


def _reopen(hub: Hub) -> list[str]:
    """Public again, as it was before it was made anew."""
    shown = patiently(hub, "making it public", lambda: _tried(
        lambda: hub.api.update_repo_settings(hub.repo, private=False, repo_type=DATASET)
    ))  # fmt: skip
    return [] if shown else ["The endpoint does not change who sees a repository: it is private now. Make it public by hand."]


def _rewrite(hub: Hub, kept: Sequence[Outgoing]) -> list[str]:
    """Main anew: a commit without a parent, then one more for each further release that is kept; their tags follow."""
    patiently(hub, "sending the files", lambda: _first(hub, kept))
    squashed = patiently(hub, "rewriting history", lambda: _squash(hub, kept))
    for release in kept:
        patiently(hub, "sending the files", partial(_place, hub, release))
    return [] if squashed else [f"The endpoint does not rewrite history: old commits stay behind main. {START_OVER}"]


def _squash(hub: Hub, kept: Sequence[Outgoing]) -> bool:
    said = summary(kept[0]) if kept else WITHDRAWN
    return _tried(lambda: hub.api.super_squash_history(hub.repo, commit_message=said, repo_type=DATASET))


def _first(hub: Hub, kept: Sequence[Outgoing]) -> None:
    """The tree of main is that of the first kept release, or empty."""
    if kept:
        put(hub, kept[0])
        return
    from huggingface_hub import CommitOperationDelete  # noqa: PLC0415

    head = hub.commit(MAIN)
    paths = Outgoing(Path(), "", {}, {}).to_delete(hub.files(head)) if head else ()
    if paths:
        deletions = [CommitOperationDelete(path, is_folder=False) for path in paths]
        hub.api.create_commit(hub.repo, deletions, commit_message=WITHDRAWN, repo_type=DATASET, parent_commit=head)


def _place(hub: Hub, release: Outgoing) -> None:
    """A kept release on top of main, with its tag: the one time that a tag moves."""
    commit = put(hub, release)
    if hub.commit(release.tag) != commit:
        _untag(hub, release.tag)
    set_tag(hub, release, commit)


def _untag(hub: Hub, tag: str) -> None:
    if hub.commit(tag):
        hub.api.delete_tag(hub.repo, tag=tag, repo_type=DATASET)


def _delete_large(hub: Hub, kept: Sequence[Outgoing]) -> list[str]:
    """LFS objects that no kept release has."""
    needed = {checksum for release in kept for checksum in release.sums.values()}
    listed = _optional(lambda: list(hub.api.list_lfs_files(hub.repo, repo_type=DATASET)))
    if listed is None:
        return [
            "The endpoint does not list its LFS objects: those of old versions may stay stored, though nothing leads to them."
        ]
    unneeded = [file for file in listed if not {file.file_oid, file.oid} & needed]
    if not unneeded or _tried(lambda: hub.api.permanently_delete_lfs_files(hub.repo, unneeded, repo_type=DATASET)):
        return []
    return [
        f"The endpoint does not delete LFS objects: {len(unneeded)} of old versions stay stored, though nothing leads to them."
    ]


def _prove(hub: Hub, gone: Sequence[str], kept: Sequence[Outgoing], before: _Before) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Ask for what must be gone and for what must be there."""
    now = {release.tag: hub.commit(release.tag) for release in kept}
    for release in kept:
        commit = now[release.tag]
        if not commit or not holds(hub, commit, release):
            raise IntegrityError(f"{hub.repo}: {release.tag} is not there whole any more. Run the withdrawal again.")
    old = sorted(before.commits - {commit for commit in now.values() if commit})
    asked = {**{f"the tag v{version}": f"v{version}" for version in gone}, **{f"the commit {c[:12]}": c for c in old}}
    answers = {what: _answers(hub, revision) for what, revision in asked.items()}
    proved = tuple(f"{what} answers no more." for what, there in answers.items() if not there)
    still = tuple(f"{what} still answers to who knows its id. {START_OVER}" for what, there in answers.items() if there)
    return proved, still + tuple(f"{ref} is there besides main and may hold old files. Delete it." for ref in before.others)


def _answers(hub: Hub, revision: str) -> bool:
    """Does a revision resolve, or give a file?"""
    found = _optional(lambda: hub.api.file_exists(hub.repo, CARD, repo_type=DATASET, revision=revision))
    return bool(found or hub.commit(revision))


def _optional(call: Callable[[], T]) -> T | None:
    """What an endpoint tells that not every hub has; None where it has it not."""
    try:
        return call()
    except Exception as problem:
        if missing(problem) or status_of(problem) in {405, 501}:
            return None
        raise


def _tried(call: Callable[[], object]) -> bool:
    """Whether the hub could do it at all."""
    return _optional(lambda: (call(),)) is not None
