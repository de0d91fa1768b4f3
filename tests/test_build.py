"""A build attacks its own release, and what an attack gets too far with never appears."""

import json
from dataclasses import replace

import pytest
from builders import EXAMPLES, policy

from casebook.build import build
from casebook.errors import DisclosureError, UsageError
from casebook.wall.keys import load_key
from casebook.wall.policy import load_policy

KEY = load_key(EXAMPLES / "demo.key")
POLICY = load_policy(EXAMPLES / "release.toml")


def made(out, **changes):
    return build(EXAMPLES, KEY, "0.1.0", out, replace(POLICY, **changes), jobs=1)


def test_a_failed_gate_leaves_nothing(tmp_path):
    """Does a release that an attack gets too far with stop, say how far and what to do, and leave nothing?"""
    with pytest.raises(DisclosureError, match=r"rerun_statements_correct is .* 0 is allowed. Withhold a column"):
        made(tmp_path / "out", gates={"rerun_statements_correct": 0})
    assert list(tmp_path.iterdir()) == []


def test_the_demo_key_protects_nothing(tmp_path):
    """Is a release under the public key refused where it does not say that all is invented?"""
    with pytest.raises(DisclosureError, match="dictionary_matches"):
        made(tmp_path / "out", demo=False)


@pytest.mark.parametrize(("gates", "says"), [({"words": 1}, "no attack gives 'words'"), ({"canaries": 2}, "can't be above 0")])
def test_gates_that_cannot_be(tmp_path, gates, says):
    """Is a gate for nothing, or one that loosens what can't be loosened, refused?"""
    with pytest.raises(UsageError, match=says):
        made(tmp_path / "out", gates=gates)


def test_what_was_found_is_written_down(tmp_path):
    """Does risk.json hold promise, cost, risk and attacks, and the card the attacks in words?"""
    first, second = tmp_path / "first", tmp_path / "second"
    made(first)
    build(EXAMPLES, KEY, "0.1.1", second, POLICY, previous=first, jobs=1)
    risk = json.loads((second / "risk.json").read_text())
    assert risk["holds"]["k"] == risk["risk"]["k"] >= risk["promised"]["k"] == POLICY.k
    assert risk["risk"]["prosecutor"]["highest"] == pytest.approx(1 / risk["holds"]["k"], abs=1e-6)
    assert risk["special_uniques"]["special_uniques"] == 0
    assert set(risk["attacks"]) >= {
        "words",
        "retrieval",
        "rerun",
        "fingerprints",
        "dictionary",
        "bytes",
        "canaries",
        "differencing",
    }
    assert "differencing" not in json.loads((first / "risk.json").read_text())["attacks"]
    assert "| canaries |" in (second / "README.md").read_text()


def test_a_weight_must_be_a_number():
    """Is a weight of 0, which would let a column go for nothing, refused?"""
    with pytest.raises(UsageError, match=r"weight of 'arrests.sex' is not a number above 0"):
        policy(weights={"arrests.sex": 0})
