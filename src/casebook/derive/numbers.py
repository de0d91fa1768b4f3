"""The numbers that stand for codes in Stata and SPSS files, and the names of the variables that stand for lists of codes.

A code's number is its place among the column's own codes, from 1. A missing reason has the same number in every
column, its place among the reasons: -1 to -4 in SPSS, .a to .d in Stata. A list of codes becomes a variable a code.
"""

from casebook.contract.declared import Contract, Field, Table

LONGEST = 32
"""Characters that Stata allows in the name of a variable."""


def code_numbers(field: Field, contract: Contract) -> dict[str, int]:
    """The number of every code of a closed column in the order of its codes, missing reasons below 0."""
    reasons = {code.code: -place for place, code in enumerate(contract.missing, 1)}
    own = (code for code in field.codes if code not in field.missing)
    return {**{code: place for place, code in enumerate(own, 1)}, **{code: reasons[code] for code in field.missing}}


def in_stata(number: int) -> str:
    """A number as Stata shows it: .a, .b … for missing reasons."""
    return str(number) if number >= 0 else f".{chr(ord('a') - 1 - number)}"


def flag_names(table: Table) -> dict[tuple[str, str], str]:
    """The variable for each code of each list column, by column and code: at most 32 characters, each its own."""
    taken = {name for name, field in table.fields.items() if not field.many}
    names: dict[tuple[str, str], str] = {}
    for field in table.fields.values():
        for code in field.codes if field.many else ():
            if code not in field.missing:
                names[field.name, code] = _free(f"{field.name}_{code}", taken | set(names.values()))
    return names


def _free(name: str, taken: set[str]) -> str:
    """A name cut to 32 characters, and numbered where another has it."""
    tails = ("", *(str(number) for number in range(2, len(taken) + 3)))
    cuts = (name[: LONGEST - len(tail)] + tail for tail in tails)
    return next(cut for cut in cuts if cut not in taken)
