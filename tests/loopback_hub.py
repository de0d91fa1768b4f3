"""A small honest hub on 127.0.0.1 for tests: what `huggingface_hub` and `datasets` ask for, with faults on demand.

`pytest_plugins = ["loopback_hub"]` or `from loopback_hub import hub` gives the fixture; `hub.url` is the endpoint,
`hub.repos` what it keeps, `hub.log` what was asked.
"""

import contextlib
import json
import re
import threading
from dataclasses import dataclass
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from urllib.parse import parse_qs, urlsplit

import pytest
from hub_routes import ROUTES, Answer, Request
from hub_store import LARGE, RefusedError


@dataclass
class Fault:
    """What goes wrong with requests such as "POST /api/.*/commit/": `times` of them, after `skip` that go well.

    "500": an error; "drop": cut before anything is done; "deaf": done, but cut before the answer; "cut": the answer is
    cut in the middle of its body; "wrong": one byte of the body is another.
    """

    where: str
    how: str
    times: int = 1
    skip: int = 0

    def strikes(self, request):
        if not self.times or not re.match(self.where, request):
            return False
        if self.skip:
            self.skip -= 1
            return False
        self.times -= 1
        return True


class LoopbackHub:
    """A hub with no dataset yet; what it is like can be changed.

    `token`: only who sends it may write, or read what is private. `lacks`: paths that it doesn't know. `page`: entries on a
    page of a tree. `kind`: of new repositories, `bare` without a first commit, `keeps_unreachable` commits. `large`: how
    names end that go to LFS. `pulls`: whether it tells of pull requests. `terse`: it gives a status and no reason. `tells`:
    whether it says of a dataset who sees it. `odd`: it names files in its trees otherwise than git does.
    """

    def __init__(self):
        self.repos, self.faults, self.log = {}, [], []
        self.token, self.lacks, self.page, self.kind, self.large = None, [], 1000, {}, LARGE
        self.pulls, self.terse, self.tells, self.odd = True, False, True, False
        self.lock = threading.RLock()
        self.server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        self.server.daemon_threads, self.server.hub = True, self
        self.url = f"http://127.0.0.1:{self.server.server_address[1]}"
        threading.Thread(target=self.server.serve_forever, kwargs={"poll_interval": 0.02}, daemon=True).start()

    def stop(self):
        self.server.shutdown()
        self.server.server_close()

    def fail(self, where, how, times=1, skip=0):
        self.faults.append(Fault(where, how, times, skip))

    def asked(self, where):
        """The requests so far that match."""
        return [request for request in self.log if re.match(where, request)]

    def fault_of(self, request):
        return next((fault.how for fault in self.faults if fault.strikes(request)), None)

    def every_byte(self):
        for repo in self.repos.values():
            yield from repo.every_byte()


@pytest.fixture
def hub():
    running = LoopbackHub()
    yield running
    running.stop()


class Handler(BaseHTTPRequestHandler):
    protocol_version, disable_nagle_algorithm = "HTTP/1.1", True

    def log_message(self, *_):
        pass

    def handle_any(self):
        body = self.rfile.read(int(self.headers.get("Content-Length") or 0))
        request = f"{self.command} {self.path}"
        with self.server.hub.lock:
            self.server.hub.log.append(request)
            fault = self.server.hub.fault_of(request)
        if fault == "drop":
            return self.hang_up()
        status, answer = (500, Answer(b"{}", {})) if fault == "500" else self.answer(body)
        return self.hang_up() if fault == "deaf" else self.send(status, answer, fault)

    do_GET = do_HEAD = do_POST = do_PUT = do_DELETE = handle_any  # noqa: N815

    def answer(self, body):
        parts = urlsplit(self.path)
        try:
            with self.server.hub.lock:
                return 200, self.routed(parts.path, parse_qs(parts.query), body)
        except RefusedError as no:
            reason = {} if self.server.hub.terse else {"X-Error-Code": no.code, "X-Error-Message": no.message}
            told = {name: words for name, words in reason.items() if words}
            return no.status, Answer(json.dumps({"error": no.message or no.code}).encode(), told)

    def routed(self, path, query, body):
        method = "GET" if self.command == "HEAD" else self.command
        for wanted, pattern, answer, anybody in ROUTES:
            found = pattern.fullmatch(path)
            if not found or wanted != method or any(re.fullmatch(lack, path) for lack in self.server.hub.lacks):
                continue
            repo = self.server.hub.repos.get(found.groupdict().get("repo"))
            self.admit(method, repo, anybody)
            if "repo" in found.groupdict() and repo is None:
                raise RefusedError(404, "RepoNotFound")
            made = answer(Request(self.server.hub, repo, query, body, found.groupdict()))
            return made if isinstance(made, Answer) else Answer(json.dumps(made).encode(), {})
        raise RefusedError(404)

    def admit(self, method, repo, anybody):
        known = not self.server.hub.token or self.headers.get("Authorization") == f"Bearer {self.server.hub.token}"
        if not known and not anybody and (method != "GET" or (repo and (repo.private or repo.gated))):
            raise RefusedError(401, message="Invalid credentials in Authorization header")

    def send(self, status, answer, fault):
        body = answer.body
        if fault == "wrong" and body:
            body = body[:-1] + bytes([body[-1] ^ 1])
        self.send_response(status)
        for name, value in {"Content-Type": "application/json", "Content-Length": len(body), **answer.headers}.items():
            self.send_header(name, str(value))
        self.end_headers()
        if self.command != "HEAD":
            self.wfile.write(body[: len(body) // 2] if fault == "cut" else body)
        if fault == "cut":
            self.hang_up()

    def hang_up(self):
        self.close_connection = True
        with contextlib.suppress(OSError):
            self.wfile.flush()
            self.connection.shutdown(2)
