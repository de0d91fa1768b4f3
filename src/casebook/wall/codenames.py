"""Code names: two words that no person bears and a number ("Amber Heron 483920"), drawn by Faker from a keyed seed.

The words stand in the contract (`schema/code_names.json`): colours, materials, animals and things, so
that a code name can never be taken for a human name, a place or a group.
"""

import hashlib
from functools import cache
from typing import Any

from casebook.contract import CodeNames, load_contract

NUMBERS = (100_000, 999_999)


def draw(seed: bytes, attempt: int = 0) -> str:
    """The code name that a seed gives, the same on every machine; a further `attempt` gives another one."""
    fake = _faker()
    fake.seed_instance(int.from_bytes(hashlib.sha256(seed + attempt.to_bytes(4, "big")).digest() if attempt else seed, "big"))
    return str(fake.code_name())


@cache
def _faker() -> Any:
    from faker import Faker  # noqa: PLC0415  (a tenth of a second that --help need not pay)
    from faker.providers import BaseProvider  # noqa: PLC0415

    words: CodeNames = load_contract().code_names

    class CodeName(BaseProvider):
        def code_name(self) -> str:
            pair = f"{self.random_element(words.first)} {self.random_element(words.second)}"
            return f"{pair} {self.random_int(*NUMBERS)}"

    fake = Faker("en_GB")
    fake.add_provider(CodeName)
    return fake
