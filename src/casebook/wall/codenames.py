"""Code names: two words that no person bears ("Amber Heron"), drawn by Faker from a keyed seed.

The words stand in the contract (`schema/code_names.json`): colours, materials, animals and things, so
that a code name can never be taken for a human name, a place or a group.
"""

from functools import cache
from typing import Any

from casebook.contract import CodeNames, load_contract


def draw(seed: bytes) -> str:
    """The code name that a seed gives, the same on every machine."""
    fake = _faker()
    fake.seed_instance(int.from_bytes(seed, "big"))
    return str(fake.code_name())


def numbered(name: str, number: int) -> str:
    """The name for the `number`th thing that drew it: "Amber Heron", "Amber Heron 2"."""
    return name if number == 1 else f"{name} {number}"


@cache
def _faker() -> Any:
    from faker import Faker  # noqa: PLC0415  (a tenth of a second that --help need not pay)
    from faker.providers import BaseProvider  # noqa: PLC0415

    words: CodeNames = load_contract().code_names

    class CodeName(BaseProvider):
        def code_name(self) -> str:
            return f"{self.random_element(words.first)} {self.random_element(words.second)}"

    fake = Faker("en_GB")
    fake.add_provider(CodeName)
    return fake
