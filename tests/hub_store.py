"""What a hub keeps of one dataset: commits with parents and trees, branches, tags, blobs and LFS objects, as git does."""

import hashlib
import json
import re
from collections.abc import Iterator
from dataclasses import dataclass, field

MAIN = "main"
LARGE = (".parquet", ".dta", ".sav")
ATTRIBUTES = b"".join(b"*%s filter=lfs diff=lfs merge=lfs -text\n" % end.encode() for end in LARGE)


class RefusedError(Exception):
    """An answer of an honest hub: a status and the error code that its client knows."""

    def __init__(self, status, code="", message=""):
        super().__init__(message or code)
        self.status, self.code, self.message = status, code, message


@dataclass(frozen=True)
class Commit:
    id: str
    parent: str | None
    tree: dict  # path → name of a blob
    summary: str


@dataclass
class Repo:
    name: str
    private: bool = False
    gated: object = False
    keeps_unreachable: bool = False
    bare: bool = False
    blobs: dict = field(default_factory=dict)
    lfs: dict = field(default_factory=dict)
    commits: dict = field(default_factory=dict)
    branches: dict = field(default_factory=dict)
    tags: dict = field(default_factory=dict)
    pulls: dict = field(default_factory=dict)

    def __post_init__(self):
        if not self.bare:
            self.commit(MAIN, {".gitattributes": self.blob(ATTRIBUTES)}, "initial commit", None)

    def blob(self, found):
        name = hashlib.sha1(b"blob %d\0" % len(found) + found, usedforsecurity=False).hexdigest()
        self.blobs[name] = found
        return name

    def pointer(self, oid, size):
        return self.blob(f"version https://git-lfs.github.com/spec/v1\noid sha256:{oid}\nsize {size}\n".encode())

    def commit(self, branch, tree, summary, parent):
        told = json.dumps([parent, sorted(tree.items()), summary, len(self.commits)])
        made = Commit(hashlib.sha1(told.encode(), usedforsecurity=False).hexdigest(), parent, dict(tree), summary)
        self.commits[made.id] = made
        self.branches[branch] = made.id
        return made

    def resolve(self, revision):
        """The commit of a branch, a tag or a commit id; an honest hub knows no other names."""
        name = self.branches.get(revision) or self.tags.get(revision) or revision
        if name not in self.commits:
            raise RefusedError(404, "RevisionNotFound")
        return self.commits[name]

    def large(self, blob):
        """The LFS object that a blob points at: its SHA-256 and size."""
        found = re.fullmatch(rb"version \S+\noid sha256:([0-9a-f]{64})\nsize (\d+)\n", self.blobs[blob])
        return (found[1].decode(), int(found[2])) if found else None

    def read(self, revision, path):
        blob = self.resolve(revision).tree.get(path)
        if blob is None:
            raise RefusedError(404, "EntryNotFound")
        large = self.large(blob)
        if large and large[0] not in self.lfs:
            raise RefusedError(404, "EntryNotFound")
        return self.lfs[large[0]] if large else self.blobs[blob]

    def files(self, revision):
        """Every file of a revision with its bytes."""
        return {path: self.read(revision, path) for path in sorted(self.resolve(revision).tree)}

    def tag(self, name, revision):
        if name in self.tags:
            raise RefusedError(409, message="Tag reference exists already")
        self.tags[name] = self.resolve(revision).id

    def untag(self, name):
        if name not in self.tags:
            raise RefusedError(404, "RevisionNotFound")
        del self.tags[name]
        self.collect()

    def squash(self, branch, summary):
        self.commit(branch, self.resolve(branch).tree, summary, None)
        self.collect()

    def history(self, revision):
        """A commit and its ancestors, the newest first."""
        found = [self.resolve(revision)]
        while found[-1].parent in self.commits:
            found.append(self.commits[found[-1].parent])
        return found

    def collect(self):
        """Forget what nothing reaches any more, unless this hub is one that never does."""
        if self.keeps_unreachable:
            return
        heads = [*self.branches.values(), *self.tags.values(), *self.pulls.values()]
        self.commits = {c.id: c for head in heads for c in self.history(head)}
        used = {blob for c in self.commits.values() for blob in c.tree.values()}
        self.blobs = {name: found for name, found in self.blobs.items() if name in used}

    def every_byte(self) -> Iterator[bytes]:
        """Whatever is still stored, reachable or not."""
        yield from self.blobs.values()
        yield from self.lfs.values()
        for commit in self.commits.values():
            yield json.dumps([commit.summary, sorted(commit.tree)]).encode()
        yield json.dumps([sorted(self.branches), sorted(self.tags)]).encode()
