"""Is a shelf that a withdrawal was cut off from healed by the next, wherever the cut was?"""

import itertools
import json
import os
import shutil
from pathlib import Path

from withdrawn import content, statuses

from casebook.release.checksums import CHECKSUMS
from casebook.versions.shelf import Shelf
from casebook.withdrawal.rebuild import Step, build_all, decide, finish, staging

STEPS = ((Path, "rename"), (Path, "mkdir"), (Path, "unlink"), (Path, "write_text"), (os, "replace"), (shutil, "rmtree"))
TODO = (Step(("1.0.0",), "1.0.1", "a model"), Step(("1.1.0", "1.1.1"), "1.1.2", "a model"), Step(("2.0.0",), None))


def tiny(folder):
    """As much of a release as a shelf looks at."""
    folder.mkdir(parents=True)
    (folder / CHECKSUMS).write_text(f"the files of {folder.name}")


def swap(shelf):
    """What the command does with a shelf: complete what was cut off, else do it."""
    if not finish(shelf) and shelf.entry("2.0.0").status != "withdrawn":
        with staging(shelf) as stage:
            done = build_all(shelf, TODO, stage, lambda _, out, __: tiny(out))
            decide(stage, done, 7)
        finish(shelf)


def dies(shelf, monkeypatch, after):
    """Swap in a process that is killed before the step after so many; whether it was."""
    child = os.fork()
    if child == 0:
        steps = itertools.count(1)

        def dying(step):
            return lambda *args, **kwargs: os._exit(9) if next(steps) > after else step(*args, **kwargs)

        for owner, name in STEPS:
            monkeypatch.setattr(owner, name, dying(getattr(owner, name)))
        swap(shelf)
        os._exit(0)
    return os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]) == 9


def test_a_cut_at_any_step_is_healed(tmp_path, monkeypatch):
    """Wherever it is killed: is the shelf as before or as after, in its list, and does the same again end it?"""
    ends, after, killed = set(), 0, True
    while killed:
        shelf = Shelf(tmp_path / str(after))
        for version in ("1.0.0", "1.1.0", "1.1.1", "2.0.0", "2.1.0"):
            tiny(shelf.folder(version))
            shelf.add(version)
        killed = dies(shelf, monkeypatch, after)
        swap(shelf)
        ends.add(json.dumps({path: data.decode() for path, data in content(shelf.root).items()}))
        after += 1
    assert after > 25
    assert len(ends) == 1
    assert statuses(shelf.root) == {
        "1.0.0": ("withdrawn", "1.0.1"),
        "1.0.1": ("superseded", None),
        "1.1.0": ("withdrawn", "1.1.2"),
        "1.1.1": ("withdrawn", "1.1.2"),
        "1.1.2": ("superseded", None),
        "2.0.0": ("withdrawn", None),
        "2.1.0": ("current", None),
    }
    assert sorted(p.name for p in shelf.root.iterdir()) == ["1.0.1", "1.1.2", "2.1.0", "versions.json"]
    assert shelf.tombstones == 5
