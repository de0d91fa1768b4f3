"""Read evidence again: do the words that are said to prove something prove it?"""

from casebook.reading.coding.grades import GRADED, speaks_again
from casebook.reading.rules import rerun
from casebook.records import Evidence


def proves(evidence: Evidence, text: str) -> bool:
    """Does the rule that a piece of evidence names read the words that it names?"""
    if evidence.rule.startswith(GRADED):
        return speaks_again(evidence.rule, text, evidence.span)
    return rerun(evidence.rule, text, evidence.span) is not None
