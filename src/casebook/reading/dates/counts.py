"""Read the numbers that dates are counted with: "Two weeks ago", "a couple of days", "12 months"."""

from casebook.reading.dates.case import Case

ONES = (
    "one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen eighteen nineteen"
)
TENS = "twenty thirty forty fifty sixty seventy eighty ninety hundred"
COUNTS = {word: n for n, word in enumerate(ONES.split(), 1)} | {word: 10 * n for n, word in enumerate(TENS.split(), 2)}
COUNTS |= {"a": 1, "an": 1, "a couple of": 2, "hundred": 100}


def count_of(case: Case) -> int:
    """The number that "Two", "12", "a couple of" stand for."""
    words = case.part("count", "timecount")
    return int(words) if words.isdigit() else COUNTS[words]
