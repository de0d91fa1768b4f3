import base64
import stat

import pytest

from casebook.errors import SecretError
from casebook.wall.keys import KEY_BYTES, Key, load_key, new_key, parse_key, write_key


@pytest.fixture(autouse=True)
def _no_key_around(monkeypatch):
    monkeypatch.delenv("CASEBOOK_KEY_FILE", raising=False)
    monkeypatch.delenv("CASEBOOK_KEY", raising=False)


def test_a_new_key_is_long_and_different_each_time():
    """Do two keys differ, and does each hold the bytes it must?"""
    one, other = parse_key(new_key(), "one"), parse_key(new_key(), "other")
    assert len(one.secret) == KEY_BYTES
    assert one != other


def test_only_its_owner_reads_a_key_file(tmp_path):
    """Is a fresh key closed to others, and never written over?"""
    path = tmp_path / "my.key"
    write_key(path)
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    before = path.read_text()
    with pytest.raises(SecretError, match="never overwritten"):
        write_key(path)
    assert path.read_text() == before


def test_where_a_key_comes_from(tmp_path, monkeypatch):
    """Does the option win over the file of the environment, and that over the key of the environment?"""
    texts = [base64.urlsafe_b64encode(letter * 32).decode() for letter in (b"a", b"b", b"c")]
    files = [tmp_path / "a", tmp_path / "b"]
    for path, text in zip(files, texts, strict=False):
        path.write_text(text)
    monkeypatch.setenv("CASEBOOK_KEY", texts[2])
    assert load_key() == Key(b"c" * 32)
    monkeypatch.setenv("CASEBOOK_KEY_FILE", str(files[1]))
    assert load_key() == Key(b"b" * 32)
    assert load_key(files[0]) == Key(b"a" * 32)


@pytest.mark.parametrize(
    ("content", "says"),
    [
        (b"c2hvcnQ=", "5 bytes, it must have 32"),
        (b"this is no base64 at all!!", "not a casebook key"),
        (b"", "0 bytes"),
        (b"\xff\xfe\x00", "not text"),
    ],
)
def test_a_bad_key_is_named_but_never_shown(tmp_path, content, says):
    """Does the error say what is wrong and the way out, without a byte of the key?"""
    path = tmp_path / "bad.key"
    path.write_bytes(content)
    with pytest.raises(SecretError) as problem:
        load_key(path)
    assert says in str(problem.value)
    assert "casebook keygen" in str(problem.value)
    assert not content or content.decode("ascii", "ignore") not in str(problem.value)


def test_no_key_at_all():
    """Does a build without a key say how to get one?"""
    with pytest.raises(SecretError, match="No key was given"):
        load_key()


def test_a_key_hides_itself():
    """Does neither repr nor str of a key show its bytes?"""
    assert "secret" not in repr(Key(b"secret" * 6))
    assert "secret" not in str(Key(b"secret" * 6))
