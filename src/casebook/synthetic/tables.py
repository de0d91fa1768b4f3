"""Make the synthetic companion of a release: its tables with every row invented from the contract alone.

Analysis code written against them runs on the real ones. What they say about anything is without meaning: the numbers
in `odds.toml` are invented.
"""

from typing import TYPE_CHECKING

from casebook.contract import Contract
from casebook.derive.arrow_types import arrow_table
from casebook.synthetic.cases import Tables, draw_cases, generator
from casebook.synthetic.show import as_coded, shown
from casebook.wall.counts import count_values
from casebook.wall.policy import OPEN_K

if TYPE_CHECKING:
    import pyarrow as pa

NOTE = (
    "Every row of the synthetic_ tables is invented by a program from the codebook alone: no real incident, person, statement "
    "or article went into them, nor any frequency of real ones. They are there to write and test analysis code with, and "
    "nothing about the world follows from them. Their ids begin with eight zeros (`arr_00000000…`)."
)
METADATA = {"synthetic": "true", "note": NOTE}
SEED = 20260101


def synthetic_tables(contract: Contract, cases: int = 1000, seed: int = SEED) -> "dict[str, pa.Table]":
    """Arrow tables of a contract, linked or narrowed, by the names of the real ones; the same bytes for the same seed.

    `cases` is the number of incidents. Raises ContractError where odds.toml and the contract's rules do not go together.
    """
    drawn = draw_cases(contract, cases, seed)
    rows = shown(drawn, contract, generator(seed, "shown"))
    rows |= {name: _counts(drawn, contract) for name in contract.of_open if name in contract.tables}
    return {name: arrow_table(contract, name, rows[name]).replace_schema_metadata(METADATA) for name in contract.tables}


def _counts(drawn: Tables, contract: Contract) -> list[dict[str, object]]:
    """What the open tier counts, counted in the same way from the rows as coded."""
    rows = as_coded(drawn, contract)
    return [line for name, table in contract.counted.items() for line in count_values(table, rows[name], OPEN_K)]
