"""Nothing of the real source is in the project, now or anywhere in its history."""

import re
import subprocess
from functools import cache

import pytest
from builders import ROOT, SHARED

ARTICLE = SHARED / "article" / "article.txt"
KEY = SHARED / "keys" / "case-study.key"
RUN = 6

pytestmark = pytest.mark.skipif(not ARTICLE.exists(), reason="the source is not beside the project (../shared/article)")


def words(text: str) -> list[str]:
    return re.findall(r"[a-z0-9]+", text.lower())


def runs(text: str) -> set[tuple[str, ...]]:
    found = words(text)
    return {tuple(found[i : i + RUN]) for i in range(len(found) - RUN + 1)}


@cache
def history() -> dict[str, bytes]:
    """Every blob and commit message of the repository and every file that git would take, by a name to report."""
    listed = subprocess.run(["git", "rev-list", "--all", "--objects"], cwd=ROOT, capture_output=True, text=True, check=True)
    objects = listed.stdout.split("\n")
    ids = "\n".join(line.split(" ")[0] for line in objects if line)
    raw = subprocess.run(["git", "cat-file", "--batch"], cwd=ROOT, input=ids.encode(), capture_output=True, check=True).stdout
    found, at = {}, 0
    while at < len(raw):
        end = raw.index(b"\n", at)
        name, kind, size = raw[at:end].decode().split()
        if kind != "tree":
            found[f"{kind} {name[:12]}"] = raw[end + 1 : end + 1 + int(size)]
        at = end + 2 + int(size)
    listed = subprocess.run(
        ["git", "ls-files", "-co", "--exclude-standard"], cwd=ROOT, capture_output=True, text=True, check=True
    )
    here = {name: (ROOT / name).read_bytes() for name in listed.stdout.splitlines() if (ROOT / name).is_file()}
    return {**found, **here}


@cache
def private() -> frozenset[str]:
    """Full names, addresses, groups and the outlet that our own reader finds in the source."""
    from casebook.ingest import read_articles
    from casebook.reading.extract import extract

    (article,) = read_articles(ARTICLE.parent)
    record = extract(article)
    found = {article.text[slice(*n.span)] for n in record.names}
    found |= {i.group for i in record.incidents if i.group} | set(re.findall(r"^More on (\S+)$", article.text, re.MULTILINE))
    return frozenset(f for f in found if " " in f or len(f) > 9)


def test_the_reader_knows_what_to_look_for():
    """Does the list of private words hold the persons, the group and the outlet (so that the next tests can fail)?"""
    assert len(private()) >= 6


def test_no_name_of_the_source():
    """Is there no full name, street, group or outlet, in UTF-8 or UTF-16, in any file or commit?"""
    needles = [form for p in private() for form in (p.encode(), p.encode("utf-16-le"), p.encode("utf-16-be"))]
    assert not [name for name, data in history().items() if any(n in data for n in needles)]


def test_no_six_words_of_the_source():
    """Does no file or commit share six words in a row with the source?"""
    source = runs(ARTICLE.read_text(encoding="utf-8"))
    assert not [name for name, data in history().items() if runs(data.decode("utf-8", "ignore")) & source]


@pytest.mark.skipif(not KEY.exists(), reason="the key is not beside the project (../shared/keys)")
def test_no_key():
    """Is the maintainers' key nowhere, as text or as bytes?"""
    import base64

    text = KEY.read_text().strip()
    needles = [
        text.encode(),
        text.rstrip("=").encode(),
        base64.urlsafe_b64decode(text),
        base64.urlsafe_b64decode(text).hex().encode(),
    ]
    assert not [name for name, data in history().items() if any(n in data for n in needles)]
