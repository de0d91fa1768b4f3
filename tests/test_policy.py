import re

import pytest
from builders import EXAMPLES, ROOT

from casebook.errors import UsageError
from casebook.wall.policy import load_policy

GOOD = (EXAMPLES / "release.toml").read_text()


def written(tmp_path, text):
    (tmp_path / "CARD.md").write_text("# Card")
    path = tmp_path / "release.toml"
    path.write_text(text)
    return path


def test_the_default_is_that_of_the_case_study():
    """Does casebook come with the policy and the card of its own release?"""
    policy = load_policy()
    assert policy.k >= 3
    assert policy.card == (ROOT / "DATASET_CARD.md").read_text(encoding="utf-8")


def test_a_policy_of_ones_own(tmp_path):
    """Is a file read with the card that lies beside it?"""
    assert load_policy(written(tmp_path, GOOD)).card == "# Card"


@pytest.mark.parametrize(
    ("find", "put", "says"),
    [
        (r"^k = 3", "k = 1", "k is 1; it must be 2 or more"),
        (r"^k = 3", "k = 'three'", "k (a whole number)"),
        (r"^k = 3", "", "k (a whole number)"),
        (r"^as_of = .*", "as_of = '2026-11-01'", "as_of (a date"),
        (r"^suppression_limit = .*", "suppression_limit = 1.5", "suppression_limit is 1.5"),
        (r"^tier = ", "teir = ", "unknown setting 'teir'"),
        (r"^epoch = .*", "epoch = = 1", "not valid TOML"),
        (r"^card = .*", 'card = "NONE.md"', "NONE.md: cannot be read"),
    ],
)
def test_a_wrong_setting_is_named(tmp_path, find, put, says):
    """Does each mistake name the setting and the way out?"""
    text = re.sub(find, put, GOOD, flags=re.MULTILINE)
    assert text != GOOD
    with pytest.raises(UsageError) as problem:
        load_policy(written(tmp_path, text))
    assert says in str(problem.value)
