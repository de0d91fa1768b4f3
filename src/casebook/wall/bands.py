"""Numbers to bands: the cut points of the codebook, each a code of the contract."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Bands:
    """`codes[i]` holds the numbers below `below[i]`; the last code holds the rest."""

    below: tuple[int, ...]
    codes: tuple[str, ...]


AGE = Bands((30, 45, 60), ("18_29", "30_44", "45_59", "60_plus"))
AUDIENCE = Bands((1_000, 10_000, 100_000), ("lt_1k", "1k_10k", "10k_100k", "gt_100k"))
BAIL_DAYS = Bands((14, 28, 56), ("lt_14", "14_27", "28_55", "56_plus"))
CUSTODY_MONTHS = Bands((12, 24, 48, 999), ("lt_12", "12_23", "24_47", "48_plus", "life"))
PERSONS = Bands((2, 3, 6), ("1", "2", "3_5", "6_plus"))
ROWS = Bands((1, 2, 3, 6), ("0", "1", "2", "3_5", "6_plus"))
STATEMENT_ROWS = Bands((1, 3, 6), ("0", "1_2", "3_5", "6_plus"))
ARTICLE_ROWS = Bands((2, 3), ("1", "2", "3_plus"))
STATEMENT_WORDS = Bands((20, 61), ("lt_20", "20_60", "gt_60"))
WORDS = Bands((200, 400, 800), ("lt_200", "200_399", "400_799", "800_plus"))


def band(bands: Bands, number: int | None) -> str:
    """The band of a number; None gives not_reported."""
    if number is None:
        return "not_reported"
    return bands.codes[sum(number >= limit for limit in bands.below)]
