"""The command as a user meets it: what it says, what it leaves, how it ends."""

import json
import os
import resource
import subprocess
import sys
import time
from pathlib import Path

import pytest
from builders import EXAMPLES, ROOT
from click.testing import CliRunner

from casebook.cli import main

KEY = EXAMPLES / "demo.key"
POLICY = EXAMPLES / "release.toml"


def casebook(*args, **env):
    """Run the command in this process; gives exit code and all it printed."""
    result = CliRunner(env={"CASEBOOK_KEY": None, "CASEBOOK_KEY_FILE": None, **env}).invoke(main, [str(a) for a in args])
    assert result.exception is None or isinstance(result.exception, SystemExit), result.exception
    return result.exit_code, result.output


def build(out, *more, articles=EXAMPLES):
    return casebook("build", articles, "--policy", POLICY, "--version", "0.1.0", "--out", out, "--jobs", 1, *more)


def left_in(folder: Path) -> list[str]:
    return sorted(p.name for p in folder.iterdir())


def test_help_comes_at_once_and_tells_all():
    """Does --help name every verb and exit code, without importing what takes seconds?"""
    began = time.monotonic()
    code = (
        "import sys; from casebook.cli import main; main(['--help'], standalone_mode=False); "
        "sys.exit(any(m in sys.modules for m in ('datasets', 'pandera', 'pandas', 'pyarrow', 'faker', 'trafilatura')))"
    )
    run = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=False)
    assert run.returncode == 0, "a heavy library was imported"
    for word in ("extract", "verify", "build", "keygen", "Exit codes"):
        assert word in run.stdout
    assert time.monotonic() - began < 20


@pytest.mark.parametrize("verb", list(main.commands))
def test_every_verb_explains_itself(verb):
    """Does each verb have a help text of its own?"""
    code, printed = casebook(verb, "--help")
    assert code == 0
    assert len(printed.split()) > 30


def test_the_whole_way(tmp_path):
    """Does build leave a complete release, say what it made and how to load it, and nothing else?"""
    code, printed = build(tmp_path / "out", "--key-file", KEY)
    assert code == 0, printed
    assert left_in(tmp_path) == ["out"]
    assert {"README.md", "CHANGES.md", "SHA256SUMS", "codebook.md", "data", "synthetic"} <= set(left_in(tmp_path / "out"))
    assert "load_dataset" in printed
    assert "k = " in printed
    subprocess.run(["sha256sum", "-c", "--quiet", "SHA256SUMS"], cwd=tmp_path / "out", check=True)


def test_extract_then_verify(tmp_path):
    """Do the records that extract writes hold, and does one changed value end verify?"""
    records = tmp_path / "records.jsonl"
    assert casebook("extract", EXAMPLES, "--out", records, "--jobs", 1)[0] == 0
    code, printed = casebook("verify", records, "--articles", EXAMPLES)
    assert code == 0
    assert "evidence" in printed
    lines = [json.loads(line) for line in records.read_text().splitlines()]
    told = next(r for r in lines if any(a["age"] for a in r["arrests"]))
    next(a for a in told["arrests"] if a["age"])["age"] += 1
    records.write_text("".join(json.dumps(r) + "\n" for r in lines))
    code, printed = casebook("verify", records, "--articles", EXAMPLES)
    assert code == 6
    assert "arrests[" in printed


def test_any_number_of_processes_gives_the_same_records(tmp_path):
    """Are one and three processes the same, to the byte?"""
    for jobs in (1, 3):
        assert casebook("extract", EXAMPLES, "--out", tmp_path / f"{jobs}.jsonl", "--jobs", jobs)[0] == 0
    assert (tmp_path / "1.jsonl").read_bytes() == (tmp_path / "3.jsonl").read_bytes()


@pytest.mark.parametrize("verb", ["extract", "build"])
def test_bad_articles_are_set_aside_and_the_exit_code_tells(tmp_path, verb):
    """Is the good work kept, the bad named with its reason in a file, and the exit code 1?"""
    source = tmp_path / "news"
    source.mkdir()
    for path in [*EXAMPLES.glob("*.txt"), *EXAMPLES.glob("*.json")]:
        (source / path.name).write_bytes(path.read_bytes())
    (source / "broken.txt").write_bytes(b"caf\xe9")
    (source / "empty.txt").write_bytes(b"")
    out = tmp_path / "out"
    code, printed = (
        build(out, "--key-file", KEY, articles=source) if verb == "build" else casebook("extract", source, "--out", out)
    )
    assert code == 1
    assert "2 articles were set aside" in printed
    assert "broken" not in printed
    reasons = [json.loads(line) for line in (tmp_path / "out.set-aside.jsonl").read_text().splitlines()]
    assert [r["place"] for r in reasons] == ["broken.txt", "empty.txt"]
    assert out.exists()


@pytest.mark.parametrize(
    ("args", "code", "says"),
    [
        (["build", "nowhere", "--key-file", KEY, "--version", "0.1.0", "--out", "OUT"], 2, "nowhere: no such file or folder"),
        (["build", EXAMPLES, "--key-file", KEY, "--version", "v0.1", "--out", "OUT"], 2, "'v0.1' is not a version"),
        (["build", EXAMPLES, "--key-file", KEY, "--version", "0.1.0", "--out", EXAMPLES], 2, "exists"),
        (["build", EXAMPLES, "--version", "0.1.0", "--out", "OUT"], 3, "casebook keygen"),
        (["build", EXAMPLES, "--key-file", "no.key", "--version", "0.1.0", "--out", "OUT"], 3, "no.key: No such file"),
        (["build", EXAMPLES, "--key-file", KEY, "--version", "0.1.0", "--out", "OUT", "--policy", "no.toml"], 2, "no.toml"),
        (["build", EXAMPLES, "--key-file", KEY, "--version", "0.1.0", "--out", "OUT", "--jobs", "0"], 2, "--jobs"),
        (["extract", "nowhere", "--out", "OUT"], 2, "nowhere"),
        (["verify", "no.jsonl", "--articles", EXAMPLES], 2, "no.jsonl: no such file"),
        (["verify", EXAMPLES / "release.toml", "--articles", EXAMPLES], 6, "line 1 is not a working record"),
        (
            ["build", EXAMPLES, "--key-file", KEY, "--policy", POLICY, "--version", "0.1.0", "--out", "/proc/out"],
            7,
            "can't be written",
        ),
        (["extract", EXAMPLES, "--out", "/proc/records.jsonl"], 7, "can't be written"),
        (["keygen", KEY], 3, "never overwritten"),
        (["keygen", "no/folder/my.key"], 7, "can't be written"),
    ],
)
def test_a_mistake_is_one_line_with_the_way_out(tmp_path, args, code, says):
    """Does each mistake end with its own code and a clear line, no traceback, and nothing left behind?"""
    out = tmp_path / "out"
    ended, printed = casebook(*[out if a == "OUT" else a for a in args])
    assert ended == code, printed
    assert says in printed
    assert "Traceback" not in printed
    assert left_in(tmp_path) == []


def run_limited(tmp_path: Path, limit: int) -> subprocess.CompletedProcess[str]:
    """The real command where no file may grow beyond `limit` bytes: the nearest thing to a full disk without being root."""
    command = [sys.executable, "-m", "casebook.cli", "build", EXAMPLES, "--key-file", KEY, "--policy", POLICY]
    return subprocess.run(
        [*map(str, command), "--version", "0.1.0", "--out", str(tmp_path / "out"), "--jobs", "1"],
        capture_output=True, text=True, check=False, cwd=ROOT,
        preexec_fn=lambda: resource.setrlimit(resource.RLIMIT_FSIZE, (limit, limit)),
        env={**os.environ, "PYTHONDONTWRITEBYTECODE": "1"},
    )  # fmt: skip


def test_a_full_disk(tmp_path):
    """Does a disk that takes no more end the build with code 7 and leave nothing half-done?"""
    run = run_limited(tmp_path, 2_000)
    assert run.returncode == 7, run.stderr
    assert "can't be written" in run.stderr
    assert "Traceback" not in run.stderr
    assert left_in(tmp_path) == []


def test_a_build_that_is_killed_leaves_nothing_under_its_name(tmp_path):
    """After a kill in the middle of writing, is there no release, and does the next build succeed?"""
    partial = tmp_path / ".out.partial"
    partial.mkdir()
    (partial / "README.md").write_text("half")
    assert not (tmp_path / "out").exists()
    assert build(tmp_path / "out", "--key-file", KEY)[0] == 0
    assert left_in(tmp_path) == ["out"]


def test_no_key_in_anything_printed_or_written(tmp_path):
    """Is the key in no output of a build, good or bad?"""
    secret = KEY.read_text().strip()
    _, printed = build(tmp_path / "out", "--key-file", KEY)
    _, failed = build(tmp_path / "out", "--key-file", KEY)
    assert secret not in printed + failed
    assert not [p for p in (tmp_path / "out").rglob("*") if p.is_file() and secret.encode() in p.read_bytes()]


def test_a_key_of_the_next_epoch(tmp_path):
    """Does rekey make a key that only a policy of its own epoch takes, say so, and overwrite nothing?"""
    new = tmp_path / "new.key"
    code, printed = casebook("rekey", KEY, new)
    assert (code, "epoch = 2" in printed) == (0, True)
    assert new.read_text().strip().splitlines()[-1] not in printed
    assert casebook("rekey", KEY, new)[0] == 3
    code, printed = build(tmp_path / "out", "--key-file", new)
    assert (code, "epoch 2" in printed) == (3, True)
    assert left_in(tmp_path) == ["new.key"]


def test_attack_a_release(tmp_path):
    """Does attack print a line for every attack, write the figures, and fail where the release is not of these articles?"""
    out, figures = tmp_path / "out", tmp_path / "figures.json"
    build(out, "--key-file", KEY)
    given = ("--articles", EXAMPLES, "--key-file", KEY, "--policy", POLICY)
    code, printed = casebook("attack", out, *given, "--json", figures)
    assert code == 0, printed
    assert all(f"| {attack} |" in printed for attack in ("words", "retrieval", "rerun", "dictionary", "bytes", "canaries"))
    assert json.loads(figures.read_text()) == json.loads((out / "risk.json").read_text())["attacks"]
    assert casebook("attack", tmp_path / "nothing", *given)[0] == 2
    other = tmp_path / "other.txt"
    other.write_text("A man, 30, was arrested in Leeds on Monday.")
    assert casebook("attack", out, "--articles", tmp_path, "--key-file", KEY, "--policy", POLICY)[0] == 2
