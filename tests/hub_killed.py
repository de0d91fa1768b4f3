"""Publishers that die: for each line "URL REPO FOLDER N" one publishes and is killed before its N-th request.

Loading back is left out. The exit code of each is printed: 9 for one that was killed, 0 for one that came to its end.
"""

import functools
import itertools
import os
import sys
import threading
from pathlib import Path

import httpx2

import casebook.hub.publish
from casebook.hub.client import Hub
from casebook.hub.outgoing import read_outgoing

KILLED = 9


def die_at(n):
    count, lock, send = itertools.count(1), threading.Lock(), httpx2.Client.send

    def sent(self, request, **options):
        with lock:
            if next(count) == n:
                os._exit(KILLED)
        return send(self, request, **options)

    httpx2.Client.send = sent


def publish(url, repo, folder, n):
    die_at(int(n))
    casebook.hub.publish.publish(Hub(repo, url), Path(folder))


def main():
    casebook.hub.publish.load_back = lambda *_: None
    casebook.hub.publish.read_outgoing = functools.cache(read_outgoing)
    Hub("lab/none").api  # noqa: B018  (everything is imported and read before the first one is made)
    for line in sys.stdin:
        casebook.hub.publish.read_outgoing(Path(line.split()[2]))
        child = os.fork()
        if not child:
            publish(*line.split())
            os._exit(0)
        print(os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]), flush=True)


if __name__ == "__main__":
    main()
