"""Every reading rule is proved by its own examples, and every example is used."""

import pytest

from casebook.reading.rules import Rule, find, rerun, rulebook

RULES = list(rulebook().values())


def _read(rule: Rule, sentence: str) -> list[str]:
    return [hit.value for hit in rule.hits(sentence)]


@pytest.mark.parametrize("rule", RULES, ids=lambda r: r.id)
def test_rule_keeps_its_examples(rule: Rule) -> None:
    """Does each rule find all of its matches, read what they say, and leave its rejects alone?"""
    assert rule.matches, f"{rule.id}: no example in 'matches'. Add the invented sentence that forced it."
    assert rule.rejects, f"{rule.id}: no example in 'rejects'. Add a near miss."
    for example in rule.matches:
        sentence, value = (example, None) if isinstance(example, str) else example
        read = _read(rule, sentence)
        assert read, f"{rule.id} does not match: {sentence}"
        assert value is None or value in read, f"{rule.id} reads {read}, not {value!r}, in: {sentence}"
    for sentence in rule.rejects:
        assert not _read(rule, sentence), f"{rule.id} must not match: {sentence}"


@pytest.mark.parametrize("rule", RULES, ids=lambda r: r.id)
def test_rule_can_be_run_again(rule: Rule) -> None:
    """Does a hit prove itself when its rule is run again on its words?"""
    for example in rule.matches:
        sentence = example if isinstance(example, str) else example[0]
        for hit in rule.hits(sentence):
            again = rerun(rule.id, sentence, hit.span)
            assert again, f"{rule.id} does not stand by its own hit in: {sentence}"
            assert (again.span, again.value) == (hit.span, hit.value)


def test_find_orders_by_place() -> None:
    """Do hits of several rules come back in the order of the text?"""
    text = "Share   Tweet   Email"
    assert [h.span[0] for h in find("page", text)] == sorted(h.span[0] for h in find("page", text))
