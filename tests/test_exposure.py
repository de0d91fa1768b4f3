"""The figures of risk of linked tables, and the library that counts them again."""

from dataclasses import replace

import pytest
from builders import arrest, incident, policy, pseudonymiser, record

from casebook.contract import load_contract
from casebook.errors import DisclosureError
from casebook.link import link
from casebook.wall.exposure import measure, recheck
from casebook.wall.protect import protect
from casebook.wall.pseudonymise import pseudonymise
from casebook.wall.recoding import Recoding, recode

CONTRACT = load_contract()
AGES = (20, 25, 26, 33, 50, 51, 70, 71)


@pytest.fixture(scope="module")
def coded():
    records = [record(f"a{n}", [incident()], [arrest(age=age, sex="male")], published="2009-05-06") for n, age in enumerate(AGES)]
    return pseudonymise(link(records), pseudonymiser(), CONTRACT, policy(k=2))


def test_before_and_after(coded):
    """Is somebody alone as coded, nobody as released, and is k the smallest class?"""
    before = measure(recode(coded.tables, Recoding.finest(CONTRACT)), CONTRACT, 2)
    after = protect(coded.tables, CONTRACT, policy(k=2), {}).exposure
    assert (before.figures.k, before.figures.sample_uniques) == (1, 1)
    assert before.uniques.by_column[before.columns.index("arrests.age_band")].sum() >= 1
    assert after.figures.k >= 2
    assert after.uniques.by_row.sum() == 0


def test_pycanon_agrees(coded):
    """Does the library count the same k, l and t?"""
    made = protect(coded.tables, CONTRACT, policy(k=2, l=2), {})
    assert made.exposure.figures.sensitive
    recheck(made.tables, CONTRACT, made.exposure.figures)


@pytest.mark.parametrize("wrong", ["k", "l", "t"])
def test_a_wrong_figure_is_found(coded, wrong):
    """Does a k, l or t that we miscounted stop the release?"""
    made = protect(coded.tables, CONTRACT, policy(k=2), {})
    ours = made.exposure.figures
    told = ours.sensitive["arrests.stage"]
    worse = {"k": ours.k} if wrong != "k" else {"k": ours.k + 1}
    off = {"l": told.l + 1} if wrong == "l" else {"t": told.t + 0.1} if wrong == "t" else {}
    with pytest.raises(DisclosureError, match=f"^{wrong} .*as pycanon does"):
        recheck(made.tables, CONTRACT, replace(ours, sensitive={"arrests.stage": replace(told, **off)}, **worse))
