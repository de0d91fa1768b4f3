"""Small shelves to withdraw from: releases of ids alone, made of invented articles, and a build of them that takes no time."""

import functools
import json
from dataclasses import asdict

from builders import EXAMPLES
from hub_releases import make_release
from released import row

from casebook.contract import load_contract
from casebook.invent import invented_articles
from casebook.link import link
from casebook.records import Record
from casebook.release.checksums import CHECKSUMS, checksums
from casebook.run import read_all
from casebook.versions.edition import read_edition
from casebook.versions.shelf import Shelf
from casebook.wall.keys import load_key
from casebook.wall.policy import load_policy
from casebook.wall.pseudonymise import pseudonymise
from casebook.wall.pseudonyms import Pseudonymiser
from casebook.withdrawal.suppress import suppress

KEY_FILE, POLICY_FILE = EXAMPLES / "demo.key", EXAMPLES / "release.toml"
KEY, POLICY = load_key(KEY_FILE), load_policy(POLICY_FILE)
SEED, LARGEST = 5, 6


@functools.cache
def articles(count):
    """Invented articles by id."""
    return {a.id: a for a in invented_articles(count, SEED)}


@functools.cache
def records(count):
    """What is read from them."""
    return tuple(r for r in read_all(articles(count).values(), 1) if isinstance(r, Record))


def read(texts, _jobs):
    """Stands in for reading: the articles are read once."""
    wanted = {a.id for a in texts}
    return [r for r in records(LARGEST) if r.id in wanted]


EDITIONS = {}


def edition(folder):
    """Stands in for reading a release: one with the same checksums is read once."""
    sums = (folder / CHECKSUMS).read_text()
    if sums not in EDITIONS:
        EDITIONS[sums] = read_edition(folder)
    return EDITIONS[sums]


def written(path, count, leave_out=()):
    """The articles in a file, as the command reads them."""
    lines = [json.dumps(asdict(a)) + "\n" for a in articles(count).values() if a.id not in leave_out]
    path.write_text("".join(lines), encoding="utf-8")
    return path


def coded(count, suppressions=None, only=None):
    """The coded tables of the first articles."""
    casefile = link([r for r in records(count) if only is None or r.id in only])
    if suppressions:
        casefile = suppress(casefile, suppressions, articles(count))
    return pseudonymise(casefile, Pseudonymiser(KEY), load_contract(), POLICY).tables


def release(folder, tables, epoch=1):
    """A release that holds the ids and code names of coded tables, and else the contract's own examples."""
    ids = {
        "articles": ("article_id",),
        "incidents": ("incident_id", "article_id"),
        "arrests": ("arrest_id", "incident_id", "person"),
        "statements": ("statement_id", "article_id"),
    }
    rows = {t: [row(t, **{c: told[c] for c in columns}) for told in tables[t]] for t, columns in ids.items()}
    make_release(folder, folder.name, **rows)
    risk = {"tier": "safeguarded", "epoch": epoch, "promised": {"k": 3}, "recoding": {"levels": {}}}
    (folder / "risk.json").write_text(json.dumps(risk))
    package = json.loads((folder / "datapackage.json").read_text())
    (folder / "datapackage.json").write_text(json.dumps({**package, "created": "2026-11-01T00:00:00Z"}))
    (folder / CHECKSUMS).write_text(checksums(folder))
    return folder


def shelf(root, **versions):
    """A shelf of releases: `v1_0_0=20` is version 1.0.0 of the first 20 articles."""
    root.mkdir(parents=True)
    for name, count in versions.items():
        version = name[1:].replace("_", ".")
        release(root / version, coded(count))
        Shelf(root).add(version)
    return Shelf(root)


def build(_articles, _key, version, out, _policy, *, suppressions, only, previous, **_):
    """Stands in for the real build: the same articles, without the persons withdrawn."""
    assert previous is None or previous.is_dir()
    count = max(int(name.rsplit("-", 1)[1]) for name in only) + 1
    release(out, coded(count, suppressions, only))
    assert out.name == version


def forgetful(articles, key, version, out, policy, **options):
    """A build that leaves everybody in."""
    build(articles, key, version, out, policy, **{**options, "suppressions": None})


def content(folder):
    """Every file under a folder with its bytes."""
    return {p.relative_to(folder).as_posix(): p.read_bytes() for p in sorted(folder.rglob("*")) if p.is_file()}


def statuses(root):
    """The state of every version on a shelf, and what replaces it."""
    return {e.version: (e.status, e.replaced_by) for e in Shelf(root).entries()}
