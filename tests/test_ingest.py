import json

import pytest

from casebook.errors import UsageError
from casebook.ingest import MAX_BYTES, SetAside, count_articles, read_articles
from casebook.records import Article

PAGE = """<html><head><title>Group says sorry</title><script>var x = 1</script></head><body><nav><a href="/">Home</a></nav>
<article><h1>Group says sorry</h1>
<p>A man &amp; his dog were filmed on the pier at Rhyl on Sunday, and it&rsquo;s over now, police said.</p>
<p>“We are sorry,” Jo Vane told the crowd that had gathered.</p></article><footer>All rights reserved</footer></body></html>"""


def read(source):
    return list(read_articles(source))


def folder(tmp_path, **files):
    for name, content in files.items():
        path = tmp_path / name.replace("__", ".")
        path.write_bytes(content if isinstance(content, bytes) else content.encode())
    return tmp_path


def test_an_article_with_its_sidecar(tmp_path):
    """Is the text kept as it is, and the sidecar read?"""
    source = folder(tmp_path, one__txt="A man.\r\nÉire ", one__json='{"published": "2019-05-06", "outlet": "X", "more": 1}')
    assert read(source) == [Article("one", "A man.\r\nÉire ", published="2019-05-06", outlet="X")]


def test_a_saved_page(tmp_path):
    """Is the news kept, entities resolved, and the page's furniture left out?"""
    (article,) = read(folder(tmp_path, page__html=PAGE))
    assert "A man & his dog" in article.text
    assert "it’s over now" in article.text
    assert "rights reserved" not in article.text
    assert "var x" not in article.text


@pytest.mark.parametrize(
    ("files", "reason"),
    [
        ({"a__txt": ""}, "no text"),
        ({"a__txt": " \n\t "}, "no text"),
        ({"a__txt": b"caf\xe9 news"}, "not UTF-8 (byte 4)"),
        ({"a__txt": b"MZ\x00\x01"}, "binary"),
        ({"a__txt": "x" * (MAX_BYTES + 1)}, "1,000,001 bytes"),
        ({"a__txt": "News.", "a__json": "{"}, "not valid JSON"),
        ({"a__txt": "News.", "a__json": "[]"}, "not an object"),
        ({"a__txt": "News.", "a__json": '{"published": "May 6"}'}, "not a date"),
        ({"a__txt": "News.", "a__json": '{"published": 2019}'}, "not a string"),
        ({"a__txt": "News.", "a__json": '{"outlet_type": "weekly"}'}, "not one of"),
        ({"a__html": "<html><body></body></html>"}, "no text"),
    ],
)
def test_what_cannot_be_read_is_set_aside_and_the_rest_goes_on(tmp_path, files, reason):
    """Is one bad input set aside with its reason, and the good one after it still read?"""
    bad, good = read(folder(tmp_path, **files, z__txt="Good news."))
    assert isinstance(bad, SetAside)
    assert reason in bad.reason
    assert good == Article("z", "Good news.")


LINES = [
    ('{"id": "a", "text": "News."}', None),
    ('{"id": 7, "text": "News.", "published": "2019-05-06"}', None),
    ('{"id": "a", "text": "Again."}', "same id"),
    ("not json", "not valid JSON"),
    ('["id"]', "not an object"),
    ('{"id": "b"}', "not an object with"),
    ('{"id": "c", "text": "half \\ud83d"}', "surrogate"),
    ("[" * 20_000, "not valid JSON"),
    ('{"id": "d", "text": "' + "x" * MAX_BYTES + '"}', "bytes; an article has"),
    ('{"id": "e", "text": "Last."}', None),
]


def test_lines_of_a_jsonl(tmp_path):
    """Is every line either an article or set aside with its reason, in order?"""
    source = tmp_path / "news.jsonl"
    source.write_text("\n".join(line for line, _ in LINES) + "\n\n")
    items = read(source)
    assert len(items) == len(LINES)
    for item, (_, reason) in zip(items, LINES, strict=True):
        assert isinstance(item, SetAside) == bool(reason)
        assert not reason or reason in item.reason
    assert count_articles(source) >= len(LINES)


def test_a_line_of_fifty_megabytes(tmp_path):
    """Is it passed over in bounded memory, and the line after it read?"""
    source = tmp_path / "news.jsonl"
    with source.open("wb") as handle:
        handle.writelines(b"x" * 1_000_000 for _ in range(50))
        handle.write(b"\n" + json.dumps({"id": "z", "text": "Good."}).encode())
    big, good = read(source)
    assert "50,000,001 bytes" in big.reason
    assert good.id == "z"


@pytest.mark.parametrize("make", ["missing", "file.txt", "empty"])
def test_a_source_that_is_none(tmp_path, make):
    """Does the error name the source and the way out?"""
    source = tmp_path / make
    if make == "empty":
        source.mkdir()
    elif make.endswith("txt"):
        source.write_text("News.")
    with pytest.raises(UsageError, match=make):
        read(source)
