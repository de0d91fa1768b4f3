"""Protect coded tables as the tier of a policy asks, and name their things under the key as that tier does."""

from casebook.contract import Contract
from casebook.wall.keys import Key
from casebook.wall.opened import Released, open_tables
from casebook.wall.policy import OPEN, Policy
from casebook.wall.protect import protect
from casebook.wall.pseudonymise import Coded
from casebook.wall.pseudonyms import Pseudonymiser


def pseudonymiser(key: Key, policy: Policy, version: str) -> Pseudonymiser:
    """The pseudonyms of a release: ids of the open tier are fresh in every version, and so is the order of its rows."""
    return Pseudonymiser(key, f"{OPEN}/{version}" if policy.tier == OPEN else policy.tier, policy.epoch)


def protect_for_tier(coded: Coded, contract: Contract, policy: Policy) -> Released:
    """Coded tables as they may be released, with the contract that they keep; raises what `protect` and `open_tables` do."""
    if policy.tier == OPEN:
        return open_tables(coded.tables, contract, policy, coded.held)
    return Released(protect(coded.tables, contract, policy, coded.held), contract)
