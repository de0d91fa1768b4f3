"""Read the sentence templates, and fill one so that it is grammatical.

`[a|b]` is a choice, `{fact}` a fact, `{Fact}` the same with a capital.
"""

import re
import tomllib
from collections.abc import Mapping, Sequence
from functools import cache
from pathlib import Path
from random import Random
from typing import Any

CHOICE = re.compile(r"\[([^\[\]]*\|[^\[\]]*)\]")
FACT = re.compile(r"\{(\w+)\}")
# Where a clause that ends in a comma meets the end of a sentence or another comma.
TIDY = ((re.compile(r",(?=[.,;:])"), ""), (re.compile(r" {2,}"), " "))


@cache
def templates(name: str) -> Mapping[str, Any]:
    """One file of templates, `invent/<name>.toml`."""
    return tomllib.loads((Path(__file__).parent / f"{name}.toml").read_text(encoding="utf-8"))


def fill(template: str, facts: Mapping[str, str], rng: Random, *, start: bool = True) -> str:
    """A template with its choices made, its facts put in and, at the start of a sentence, a capital.

    Raises KeyError where a fact is missing.
    """
    chosen = CHOICE.sub(lambda hit: rng.choice(hit[1].split("|")), template)
    text = FACT.sub(lambda hit: _fact(facts, hit[1]), chosen)
    for pattern, instead in TIDY:
        text = pattern.sub(instead, text)
    return capital(text) if start else text


def pick(options: Sequence[str], facts: Mapping[str, str], rng: Random) -> str:
    """One of several templates, filled."""
    return fill(rng.choice(options), facts, rng)


def weighted(weights: Mapping[str, float], rng: Random) -> str:
    """One of the keys, each as often as its weight says."""
    return rng.choices(list(weights), list(weights.values()))[0]


def capital(text: str) -> str:
    """The text with its first letter a capital; the rest stays as it is."""
    return text[:1].upper() + text[1:]


def a(noun: str) -> str:
    """The noun with its article: "an electrician", "an 18-year-old man"."""
    vowel = noun[:1].lower() in "aeio" or noun.startswith(("18", "11", "8", "IT ", "MP"))
    return f"{'an' if vowel else 'a'} {noun}"


def _fact(facts: Mapping[str, str], name: str) -> str:
    return facts[name] if name in facts else capital(facts[name[0].lower() + name[1:]])
