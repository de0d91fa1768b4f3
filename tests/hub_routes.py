"""What the loopback hub answers: the routes of the hub's API that its client and `datasets` ask, over a store like git's."""

import base64
import hashlib
import json
import re
from dataclasses import dataclass
from typing import Any
from urllib.parse import parse_qs, unquote

from hub_store import RefusedError, Repo

REPO = r"(?P<repo>[^/]+/[^/]+)"
API = rf"/api/datasets/{REPO}"
ROUTES = []


def route(method, path, anybody=False):
    def add(answer):
        ROUTES.append((method, re.compile(path), answer, anybody))
        return answer

    return add


@dataclass
class Request:
    hub: Any  # the LoopbackHub
    repo: Repo | None
    query: dict
    body: bytes
    found: dict

    @property
    def json(self):
        return json.loads(self.body)

    @property
    def revision(self):
        return unquote(self.found["rev"])


@dataclass
class Answer:
    body: bytes
    headers: dict


def _told(hub, repo, commit):
    files = [{"rfilename": path} for path in sorted(commit.tree)] if commit else []
    who = {"private": repo.private, "gated": repo.gated} if hub.tells else {}
    return {"id": repo.name, "sha": commit.id if commit else None, "tags": [], "siblings": files, **who}


@route("GET", "/api/whoami-v2")
def whoami(_):
    return {"type": "user", "name": "tester", "orgs": []}


@route("POST", "/api/validate-yaml", anybody=True)
def validate_yaml(_):
    return {"warnings": [], "errors": []}


@route("POST", "/api/repos/create")
def create(request):
    name = f"{request.json['organization'] or 'tester'}/{request.json['name']}"
    if name in request.hub.repos:
        raise RefusedError(409, message="You already created this dataset repo")
    private = request.json.get("visibility") == "private"
    request.hub.repos[name] = Repo(name, private=private, **request.hub.kind)
    return {"url": f"{request.hub.url}/datasets/{name}"}


@route("DELETE", "/api/repos/delete")
def delete(request):
    if request.hub.repos.pop(f"{request.json['organization']}/{request.json['name']}", None) is None:
        raise RefusedError(404, "RepoNotFound")
    return {}


@route("PUT", f"{API}/settings")
def settings(request):
    request.repo.gated = request.json.get("gated", request.repo.gated)
    request.repo.private = request.json.get("visibility", "private" if request.repo.private else "public") == "private"
    return {}


@route("GET", API)
def about(request):
    return _told(request.hub, request.repo, request.repo.resolve("main") if request.repo.commits else None)


@route("GET", f"{API}/revision/(?P<rev>[^/]+)")
def about_revision(request):
    return _told(request.hub, request.repo, request.repo.resolve(request.revision))


@route("GET", f"{API}/refs")
def refs(request):
    def listed(names, kind):
        return [{"name": name, "ref": f"refs/{kind}/{name}", "targetCommit": commit} for name, commit in sorted(names.items())]

    pulls = {"pullRequests": listed(request.repo.pulls, "pr")} if "include_prs" in request.query and request.hub.pulls else {}
    return {
        "branches": listed(request.repo.branches, "heads"),
        "tags": listed(request.repo.tags, "tags"),
        "converts": [],
        **pulls,
    }


@route("GET", f"{API}/commits/(?P<rev>[^/]+)")
def commits(request):
    history = request.repo.history(request.revision)
    return [{"id": c.id, "title": c.summary, "message": "", "authors": [], "date": "2026-01-01T00:00:00.000Z"} for c in history]


def _entry(repo, path, blob, odd=False):
    large = repo.large(blob)
    if odd:
        size = large[1] if large else len(repo.blobs[blob])
        return {
            "type": "file",
            "path": path,
            "oid": hashlib.sha1(f"{path} {blob}".encode(), usedforsecurity=False).hexdigest(),
            "size": size,
        }
    entry = {"type": "file", "path": path, "oid": blob, "size": large[1] if large else len(repo.blobs[blob])}
    pointed = {"oid": large[0], "size": large[1], "pointerSize": len(repo.blobs[blob])} if large else None
    return {**entry, "lfs": pointed} if large else entry


def _folders(tree):
    return sorted({path.rsplit("/", 1)[0] for path in tree if "/" in path})


@route("GET", f"{API}/tree/(?P<rev>[^/]+)(?:/(?P<path>.*))?")
def tree(request):
    commit, under = request.repo.resolve(request.revision), unquote(request.found["path"] or "")
    deep = request.query.get("recursive", ["false"])[0].lower() in {"true", "1"}
    entries = [{"type": "directory", "path": path, "oid": commit.id, "size": 0} for path in _folders(commit.tree)]
    entries += [_entry(request.repo, path, blob, request.hub.odd) for path, blob in sorted(commit.tree.items())]
    start = f"{under}/" if under else ""
    shown = [e for e in entries if e["path"].startswith(start) and (deep or "/" not in e["path"][len(start) :])]
    if under and not shown:
        raise RefusedError(404, "EntryNotFound")
    at, size = int(request.query.get("cursor", ["0"])[0]), request.hub.page
    place = f"/api/datasets/{request.repo.name}/tree/{request.found['rev']}" + (f"/{request.found['path']}" if under else "")
    more = f"{request.hub.url}{place}?recursive={deep}&cursor={at + size}"
    link = {"Link": f'<{more}>; rel="next"'} if at + size < len(shown) else {}
    return Answer(json.dumps(shown[at : at + size]).encode(), link)


@route("POST", f"{API}/paths-info/(?P<rev>[^/]+)")
def paths_info(request):
    commit, form = request.repo.resolve(request.revision), parse_qs(request.body.decode())
    wanted = form.get("paths", [])
    folders = [
        {"type": "directory", "path": path, "oid": commit.id, "size": 0} for path in _folders(commit.tree) if path in wanted
    ]
    return [*(_entry(request.repo, path, commit.tree[path]) for path in wanted if path in commit.tree), *folders]


@route("POST", f"{API}/preupload/(?P<rev>[^/]+)")
def preupload(request):
    there = request.repo.resolve(request.revision).tree if request.repo.commits else {}

    def told(file):
        blob = there.get(file["path"])
        large = request.repo.large(blob) if blob else None
        mode = "lfs" if file["path"].endswith(request.hub.large) else "regular"
        return {"path": file["path"], "uploadMode": mode, "shouldIgnore": False, "oid": large[0] if large else blob}

    return {"files": [told(file) for file in request.json["files"]]}


@route("POST", rf"/datasets/{REPO}\.git/info/lfs/objects/batch")
def lfs_batch(request):
    def told(item):
        oid, name = item["oid"], request.repo.name
        upload = {"href": f"{request.hub.url}/lfs/{name}/{oid}"}
        actions = {"upload": upload, "verify": {"href": f"{request.hub.url}/verify/{name}"}}
        return {"oid": oid, "size": item["size"], **({} if oid in request.repo.lfs else {"actions": actions})}

    return {"transfer": "basic", "objects": [told(item) for item in request.json["objects"]]}


@route("PUT", f"/lfs/{REPO}/(?P<oid>[0-9a-f]{{64}})", anybody=True)  # a signed address needs no token
def lfs_put(request):
    if hashlib.sha256(request.body).hexdigest() != request.found["oid"]:
        raise RefusedError(400, message="the bytes are not those of the oid")
    request.repo.lfs[request.found["oid"]] = request.body
    return {}


@route("POST", f"/verify/{REPO}")
def lfs_verify(request):
    if len(request.repo.lfs.get(request.json["oid"], b"")) != request.json["size"]:
        raise RefusedError(422, message="no such object")
    return {}


@route("POST", f"{API}/commit/(?P<rev>[^/]+)")
def commit(request):
    repo = request.repo
    lines = [json.loads(line) for line in request.body.splitlines()]
    head = repo.resolve(request.revision) if repo.commits else None
    tree, parent = dict(head.tree) if head else {}, head.id if head else None
    if lines[0]["value"].get("parentCommit", parent) != parent:
        raise RefusedError(412, message="A commit has happened since. Please refresh and try again.")
    for key, value in ((line["key"], line["value"]) for line in lines[1:]):
        _change(repo, tree, key, value)
    made = repo.commit(request.revision, tree, lines[0]["value"]["summary"], parent)
    return {"success": True, "commitOid": made.id, "commitUrl": f"{request.hub.url}/datasets/{repo.name}/commit/{made.id}"}


def _change(repo, tree, key, value):
    path = value["path"]
    if key == "file":
        tree[path] = repo.blob(base64.b64decode(value["content"]))
    elif key == "lfsFile":
        if value["oid"] not in repo.lfs:
            raise RefusedError(400, message="LFS pointer pointed to a file that does not exist")
        tree[path] = repo.pointer(value["oid"], len(repo.lfs[value["oid"]]))
    elif path not in tree:
        raise RefusedError(404, "EntryNotFound", "A file with this name doesn't exist")
    else:
        del tree[path]


@route("POST", f"{API}/tag/(?P<rev>[^/]+)")
def tag(request):
    request.repo.tag(request.json["tag"], request.revision)
    return {}


@route("DELETE", f"{API}/tag/(?P<rev>[^/]+)")
def untag(request):
    request.repo.untag(request.revision)
    return {}


@route("POST", f"{API}/super-squash/(?P<rev>[^/]+)")
def squash(request):
    request.repo.squash(request.revision, request.json["message"])
    return {}


@route("GET", f"{API}/lfs-files")
def lfs_files(request):
    day = "2026-01-01T00:00:00.000Z"
    return [{"fileOid": oid, "oid": oid, "filename": oid, "pushedAt": day, "size": len(b)} for oid, b in request.repo.lfs.items()]


@route("POST", f"{API}/lfs-files/batch")
def lfs_delete(request):
    for oid in request.json["deletions"]["sha"]:
        request.repo.lfs.pop(oid, None)
    return {}


@route("GET", f"/datasets/{REPO}/resolve/(?P<rev>[^/]+)/(?P<path>.+)")
def resolve(request):
    commit, path = request.repo.resolve(request.revision), unquote(request.found["path"])
    found = request.repo.read(commit.id, path)
    large = request.repo.large(commit.tree[path])
    etag = f'"{large[0] if large else commit.tree[path]}"'
    linked = {"X-Linked-Etag": etag, "X-Linked-Size": len(found)} if large else {}
    return Answer(found, {"Content-Type": "application/octet-stream", "X-Repo-Commit": commit.id, "ETag": etag, **linked})
