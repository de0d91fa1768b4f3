"""Say a released row in the words in which an article would tell of it."""

import re
import tomllib
from collections.abc import Iterator, Mapping, Sequence
from functools import cache
from importlib.resources import files
from typing import Any

from casebook.contract import Contract
from casebook.reading.names.lexicon import read_lexicon

QUARTERS = ("january february march", "april may june", "july august september", "october november december")
TOKENS = re.compile(r"[^\W_]{2,}")


class Wording:
    """Puts flat rows into words: plain words or labels of codes, towns and forces of a region, months of a quarter."""

    def __init__(self, contract: Contract, columns: Sequence[str]) -> None:
        self._words = {c: _words_of(contract, c) for c in columns}

    def phrases(self, row: Mapping[str, Any]) -> Iterator[str]:
        """What is said of each cell of a row, in the order of its columns; a missing code says nothing."""
        for column, words in self._words.items():
            value = row[column]
            for code in value if isinstance(value, list) else [value]:
                if isinstance(code, str) and (said := words.get(code, code)):
                    yield _in_months(said)


def tokens(text: str) -> list[str]:
    """The words of a text that are searched for and found: of two letters or digits and more, in lower case."""
    return TOKENS.findall(text.casefold())


def _words_of(contract: Contract, column: str) -> dict[str, str]:
    """What stands for each code of a column."""
    table, _, name = column.partition(".")
    field = contract.tables[table].fields[name]
    if not field.vocabulary:
        return {}
    codes = (*field.vocabulary.codes, *field.vocabulary.wider)
    plain = places_of_regions() if field.vocabulary.name == "region" else plain_words().get(field.vocabulary.name, {})
    return {**{c.code: plain.get(c.code, c.label) for c in codes}, **dict.fromkeys(field.missing, "")}


@cache
def plain_words() -> dict[str, dict[str, str]]:
    """By vocabulary and code: the words in which articles say it (`plain_words.toml`)."""
    return tomllib.loads((files("casebook.attack") / "plain_words.toml").read_text(encoding="utf-8"))


@cache
def places_of_regions() -> dict[str, str]:
    """The places of each region, as our reader knows them."""
    table = tomllib.loads(read_lexicon("places_uk.toml"))
    lists = {region: kinds for region, kinds in table.items() if region not in ("several", "wordy")}
    words = {region: (w for names in kinds.values() for name in names for w in tokens(name)) for region, kinds in lists.items()}
    return {region: " ".join(dict.fromkeys(found)) for region, found in words.items()}


@cache
def _in_months(words: str) -> str:
    """ "2017-Q2" as an article says it; anything else as it is."""
    found = re.fullmatch("([0-9]{4})-Q([1-4])", words)
    return f"{found[1]} {QUARTERS[int(found[2]) - 1]}" if found else words
