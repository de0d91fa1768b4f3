import base64
import os
import pickle
import re
import stat

import pytest

from casebook.errors import CasebookError, SecretError
from casebook.wall.keys import KEY_BYTES, Key, load_key, new_key, parse_key, rekey, write_key


@pytest.fixture(autouse=True)
def _no_key_around(monkeypatch):
    monkeypatch.delenv("CASEBOOK_KEY_FILE", raising=False)
    monkeypatch.delenv("CASEBOOK_KEY", raising=False)


def text_of(letter: bytes) -> str:
    return base64.urlsafe_b64encode(letter * 32).decode()


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
    texts = [text_of(letter) for letter in (b"a", b"b", b"c")]
    files = [tmp_path / "a", tmp_path / "b"]
    for path, text in zip(files, texts, strict=False):
        path.write_text(text)
    monkeypatch.setenv("CASEBOOK_KEY", texts[2])
    assert load_key() == Key(b"c" * 32)
    monkeypatch.setenv("CASEBOOK_KEY_FILE", str(files[1]))
    assert load_key() == Key(b"b" * 32)
    assert load_key(files[0]) == Key(b"a" * 32)


@pytest.mark.parametrize(
    ("content", "epoch"),
    [
        (text_of(b"k"), 1),
        (text_of(b"k").rstrip("=") + "=\n\n", 1),
        (f"casebook-key epoch=1\n{text_of(b'k')}\n", 1),
        (f"casebook-key epoch=2\n{text_of(b'k')}\n", 2),
        (f"casebook-key epoch=2\r\n{text_of(b'k')}\r\n", 2),
        (f"casebook-key epoch=12 {text_of(b'k')}", 12),
    ],
)
def test_a_key_tells_its_epoch(content, epoch):
    """Is a bare line a key of epoch 1, and one with a line before it of the epoch that line names?"""
    assert parse_key(content, "here") == Key(b"k" * 32, epoch)


def test_a_key_of_each_epoch_reads_back(tmp_path):
    """Does what is written for an epoch read as a key of that epoch, and for the first as a bare line?"""
    for epoch in (1, 2, 30):
        write_key(tmp_path / str(epoch), epoch)
        assert load_key(tmp_path / str(epoch)).epoch == epoch
    assert re.fullmatch(r"[A-Za-z0-9_-]{43}=\n", (tmp_path / "1").read_text())


def test_rekey_makes_the_key_of_the_next_epoch(tmp_path):
    """Is each key new, one epoch on, for its owner only, and the one before untouched?"""
    files = [tmp_path / name for name in ("one", "two", "three")]
    write_key(files[0])
    before = files[0].read_bytes()
    assert [rekey(files[0], files[1]), rekey(files[1], files[2])] == [2, 3]
    assert files[0].read_bytes() == before
    keys = [load_key(file) for file in files]
    assert [key.epoch for key in keys] == [1, 2, 3]
    assert len({key.secret for key in keys}) == 3
    assert {stat.S_IMODE(file.stat().st_mode) for file in files} == {0o600}


def test_rekey_never_overwrites(tmp_path):
    """Does rekey refuse a file that is there, its own old key first of all, and an old key that is none?"""
    old, other = tmp_path / "old", tmp_path / "other"
    write_key(old)
    other.write_text("mine")
    before = old.read_bytes()
    for new in (old, other):
        with pytest.raises(SecretError, match="never overwritten"):
            rekey(old, new)
    with pytest.raises(SecretError, match="3 bytes, it must have 32"):
        rekey(other, tmp_path / "new")
    assert (old.read_bytes(), other.read_text()) == (before, "mine")
    assert not (tmp_path / "new").exists()


def test_no_half_of_a_key_is_left(tmp_path, monkeypatch):
    """Does a disk that fails in the middle leave no file under the key's name?"""

    def fail(_):
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, "fsync", fail)
    with pytest.raises(OSError, match="No space left"):
        write_key(tmp_path / "my.key")
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize(
    ("content", "says"),
    [
        (b"c2hvcnQ=", "5 bytes, it must have 32"),
        (b"this is no base64 at all!!", "not a casebook key"),
        (b"", "0 bytes"),
        (b"\xff\xfe\x00", "not text"),
        (text_of(b"k")[:-2].encode(), "not a casebook key"),
        (text_of(b"\xff").replace("_", "/").encode(), "not a casebook key"),
        (f"{text_of(b'k')}\n{text_of(b'l')}".encode(), "not a casebook key"),
        (f"casebook-key epoch=0\n{text_of(b'k')}".encode(), "not a casebook key"),
        (f"casebook-key epoch=two\n{text_of(b'k')}".encode(), "not a casebook key"),
        (f"casebook-key\n{text_of(b'k')}".encode(), "not a casebook key"),
        (b"casebook-key epoch=2\n", "not a casebook key"),
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
    assert not [line for line in content.decode("ascii", "ignore").split() if len(line) > 8 and line in str(problem.value)]


def test_no_key_at_all():
    """Does a build without a key say how to get one?"""
    with pytest.raises(SecretError, match="No key was given"):
        load_key()


def test_a_key_hides_itself():
    """Do repr and str of a key show its epoch at most, and does pickle refuse it in one clear line?"""
    key = Key(b"secret" * 6, 3)
    assert repr(key) == str(key) == f"{key}" == "Key(epoch=3)"
    with pytest.raises(CasebookError, match="never pickled"):
        pickle.dumps(key)
