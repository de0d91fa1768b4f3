"""Find what is wrong in the vocabularies, hierarchies and code names of `schema/`."""

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from casebook.contract.hierarchies import PERIODS

Data = Mapping[str, Any]

KINDS = ("codes", "name", "period")
PLAIN = re.compile("[a-z0-9_]+")
_WORD = re.compile("[A-Z][a-z]+")


def vocabulary_faults(schema: Data) -> Iterator[str]:
    """Every fault of every file under vocabularies/."""
    missing = {c.get("code") for c in schema["vocabularies/missing.json"].get("codes", ())}
    for path, vocabulary in schema.items():
        if path.startswith("vocabularies/"):
            yield from _own_faults(path, vocabulary)
            yield from _group_faults(path, vocabulary, schema)
            if vocabulary.get("name") != "missing":
                yield from _clash_faults(path, vocabulary, missing)
            if "hierarchy" in vocabulary:
                yield from _hierarchy_faults(path, vocabulary)


def _own_faults(file: str, vocabulary: Data) -> Iterator[str]:
    if file != f"vocabularies/{vocabulary.get('name')}.json":
        yield f"{file}: its name is '{vocabulary.get('name')}'. Give the file and the vocabulary the same name."
    for part in ("title", "description", "codes"):
        if not vocabulary.get(part):
            yield f"{file}: the vocabulary has no {part}. Add it; it becomes the codebook entry."
    codes = vocabulary.get("codes", ())
    for entry in codes:
        yield from code_faults(file, entry)
    for code, times in Counter(entry.get("code") for entry in codes).items():
        if times > 1:
            yield f"{file}: code '{code}' is declared {times} times. Keep one."


def code_faults(file: str, entry: Data) -> Iterator[str]:
    """A code needs a plain name, a label and a definition."""
    code = entry.get("code", "")
    if not PLAIN.fullmatch(code):
        yield f"{file}: code '{code}' is not plain. Use small letters, digits and underscores."
    for part in ("label", "definition"):
        if not entry.get(part):
            yield f"{file}: code '{code}' has no {part}. Add one; it becomes the codebook entry."


def _group_faults(file: str, vocabulary: Data, schema: Data) -> Iterator[str]:
    named = vocabulary.get("groups")
    if not named:
        return
    groups = {c.get("code") for c in schema.get(f"vocabularies/{named}.json", {}).get("codes", ())}
    for entry in vocabulary.get("codes", ()):
        if entry.get("group") not in groups:
            yield f"{file}: code '{entry.get('code')}' has no group that exists in '{named}'. Add one of its codes."


def _clash_faults(file: str, vocabulary: Data, missing: Iterable[str | None]) -> Iterator[str]:
    for entry in vocabulary.get("codes", ()):
        if entry.get("code") in missing:
            yield f"{file}: code '{entry['code']}' is a missing code. Declare it under 'missing' of the field instead."


def _hierarchy_faults(file: str, vocabulary: Data) -> Iterator[str]:
    hierarchy = vocabulary["hierarchy"]
    kind, levels = hierarchy.get("kind"), hierarchy.get("levels", [])
    if kind not in KINDS:
        yield f"{file}: the hierarchy has the kind '{kind}'. Take one of {', '.join(KINDS)}."
        return
    names = levels if kind == "period" else [level.get("name") for level in levels]
    if len(names) < 2 or names[-1] != "withheld":
        yield f"{file}: the last level of the hierarchy is not 'withheld'. Add it as the last level."
    elif kind == "period" and tuple(names) != PERIODS:
        yield f"{file}: the levels of a period are {', '.join(PERIODS)}. Write these; a rule computes them."
    elif kind == "codes":
        yield from _level_faults(file, vocabulary, levels[1:-1])


def _level_faults(file: str, vocabulary: Data, levels: Iterable[Data]) -> Iterator[str]:
    finest = [c.get("code", "") for c in vocabulary.get("codes", ()) if c.get("released", True)]
    described = {c.get("code") for c in vocabulary.get("codes", ())}
    below = {code: code for code in finest}
    for level in levels:
        where = f"level '{level.get('name')}'"
        for entry in level.get("codes", ()):
            if entry.get("code") not in described:
                yield from code_faults(file, entry)
                described.add(entry.get("code"))
        yield from _cover_faults(file, where, finest, [fine for c in level.get("codes", ()) for fine in c.get("of", ())])
        here = {fine: c.get("code") for c in level.get("codes", ()) for fine in c.get("of", ())}
        yield from _nesting_faults(file, where, below, here)
        below = here


def _cover_faults(file: str, where: str, finest: list[str], covered: list[str]) -> Iterator[str]:
    for code, times in Counter(covered).items():
        if code not in finest:
            yield f"{file}: {where} has '{code}' under 'of', which is no code of the vocabulary. Name one of its codes."
        elif times > 1:
            yield f"{file}: {where} maps code '{code}' {times} times. Keep it under one label."
    for code in finest:
        if code not in covered:
            yield f"{file}: {where} does not map code '{code}'. Add it to the 'of' of one label."


def _nesting_faults(file: str, where: str, below: Mapping[Any, Any], here: Mapping[Any, Any]) -> Iterator[str]:
    for label in sorted({below[code] for code in below if code in here}):
        wider = sorted({here[code] for code in below if below[code] == label and code in here})
        if len(wider) > 1:
            yield f"{file}: {where} splits '{label}' into {', '.join(wider)}. A wider level may only merge."
    for code in sorted(set(here.values()) & set(here)):
        if here[code] != code:
            yield f"{file}: {where} uses '{code}' for other codes than itself. Give the wider label a name of its own."


def code_name_faults(words: Data) -> Iterator[str]:
    """Both lists of words are there, plain, and without repetition."""
    for part in ("first", "second"):
        listed = words.get(part, [])
        if not listed:
            yield f"code_names.json: '{part}' has no words. Add some; code names are made of them."
        for word in sorted({w for w in listed if not _WORD.fullmatch(w) or listed.count(w) > 1}):
            yield f"code_names.json: '{part}' has '{word}', which is repeated or not one capitalised word. Mend or remove it."
