import hashlib
import re

from builders import key, pseudonymiser
from faker.providers.person.en_GB import Provider as British
from hypothesis import given
from hypothesis import strategies as st

from casebook.contract import load_contract

NAMES = ["Jo Vane", "Ty Moss", "Fen Watch", "Ada Quill"]


def test_the_same_thing_gets_the_same_id_on_every_run():
    """Do two pseudonymisers with one key agree, to the letter?"""
    assert pseudonymiser().keyed_id("arr", "a1", "i1") == pseudonymiser().keyed_id("arr", "a1", "i1")
    assert re.fullmatch(r"arr_[0-9a-f]{16}", pseudonymiser().keyed_id("arr", "a1", "i1"))


def test_keys_kinds_tiers_and_epochs_do_not_meet():
    """Is a thing unlinkable across keys, kinds, tiers and epochs?"""
    made = [
        pseudonymiser().digest("person", "Jo Vane"),
        pseudonymiser(key=key("q")).digest("person", "Jo Vane"),
        pseudonymiser(tier="open").digest("person", "Jo Vane"),
        pseudonymiser(epoch=2).digest("person", "Jo Vane"),
        pseudonymiser().digest("group", "Jo Vane"),
    ]
    assert len(set(made)) == len(made)


@given(st.lists(st.text(max_size=6), min_size=1, max_size=4), st.lists(st.text(max_size=6), min_size=1, max_size=4))
def test_no_two_lists_of_parts_meet(one, other):
    """Can ("ab", "c") be taken for ("a", "bc")?"""
    assert (pseudonymiser().digest("x", *one) == pseudonymiser().digest("x", *other)) == (one == other)


def test_a_dictionary_of_names_recovers_nothing_without_the_key():
    """Does hashing every name in the usual ways, or with our own code and another key, hit an id?"""
    ours = {pseudonymiser().keyed_id("inc", n).partition("_")[2] for n in NAMES}
    plain = {h(n.encode()).hexdigest()[:16] for n in NAMES for h in (hashlib.md5, hashlib.sha1, hashlib.sha256)}
    other = {pseudonymiser(key=key("z")).keyed_id("inc", n).partition("_")[2] for n in NAMES}
    assert not ours & (plain | other)


def test_code_names_do_not_depend_on_order():
    """Do the same things get the same code names whichever comes first?"""
    things = [(n,) for n in NAMES]
    assert pseudonymiser().code_names("person", things) == pseudonymiser().code_names("person", things[::-1])


def test_every_thing_has_a_code_name_of_its_own():
    """Are there no two alike among twenty thousand, more than there are pairs of words?"""
    names = pseudonymiser().code_names("person", [(str(i),) for i in range(20_000)])
    assert len(set(names.values())) == 20_000
    assert all(re.fullmatch(load_contract().code_names.pattern, n) for n in names.values())


def test_no_person_could_bear_a_code_name():
    """Is the second word never a British surname that goes with first names?"""
    surnames = set(British.last_names)
    assert not surnames & set(load_contract().code_names.second)
