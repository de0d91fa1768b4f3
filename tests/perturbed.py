"""Records that go wrong in every way a reader can: rows dropped, doubled, shifted, recoded, fields lost."""

import copy
import json
import random
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from builders import EXAMPLES, ROOT, SHARED

Coded = dict[str, Any]
SETS = [
    (ROOT / "tests/golden", EXAMPLES),
    *((folder, folder) for folder in (*sorted(ROOT.glob("tests/corpus/*/")), *sorted(SHARED.glob("gold/*/")))),
]
SPANS = {"names": "span", "incidents": "anchor", "arrests": "mention", "statements": "speaker"}
RESIDENCES = ["the town of Quillmouth", "Quillmouth", "Nether Quillmouth", "Nether Quillmouth Bay", "in the Bay", None]
OTHER_VALUES: dict[str, list[Any]] = {
    "type": ["other_crime", "sting_confrontation"], "date": ["2018-03", None], "audience": [0, 5000, None],
    "disorder": ["none_explicit", "crowd_peaceful"], "key": ["i1", "i2"], "incident": ["i1", "i2", "i9", None],
    "age": [19, 47, None], "count": [1, 2, 3, None], "role": ["other"], "sex": ["female"], "custody_months": [999, None],
    "residence": RESIDENCES,
    "offences": [[], ["rape"], ["robbery", "drugs", "rape"]], "plea": ["guilty", "none_reported"],
    "verdict": ["convicted", "not_reported"], "channel": ["court", "not_reported"], "speaker": [None],
    "stance_groups": ["critical", "not_applicable"], "themes": [["no_argument"], ["due_process_rights", "deterrence"], []],
}  # fmt: skip
SILENCED = {"incidents": "disorder", "arrests": "verdict", "statements": "channel"}


def gold_sets() -> Iterator[tuple[Coded, str | None]]:
    """Every gold record at hand with its text, under an id that no other set has."""
    for folder, texts in SETS:
        for path in sorted(folder.glob("*.offsets.json")):
            gold = json.loads(path.read_text(encoding="utf-8"))
            text = texts / f"{gold['id']}.txt"
            yield {**gold, "id": f"{folder.name}-{gold['id']}"}, text.read_text(encoding="utf-8") if text.exists() else None


def recode(gold: Coded, dice: random.Random) -> Coded:
    """A gold record with some ages, counts and codes changed, so that every rule of pairing and silence is needed."""
    changed = copy.deepcopy(gold)
    for person in changed["arrests"]:
        person["age"] = dice.choice([person["age"], person["age"], 30, None])
        person["count"] = dice.choice([person["count"], 1, 2])
        person["residence"] = dice.choice([person["residence"], *RESIDENCES])
    for kind, name in SILENCED.items():
        for row in changed[kind]:
            row[name] = dice.choice([row[name]] * 9 + ["not_applicable"])
    return changed


def perturb(gold: Coded, dice: random.Random) -> Coded:
    """What a reader might have made of an article; now and then next to nothing is right."""
    ours, much = copy.deepcopy(gold), dice.choice([0, 0.05, 0.2, 0.6])
    for kind, field in SPANS.items():
        rows = [row for row in ours[kind] if dice.random() >= much / 2]
        rows += [copy.deepcopy(row) for row in rows if dice.random() < much / 4]
        for row in rows:
            _perturb_row(row, field, much, dice)
        if dice.random() < much:
            dice.shuffle(rows)
        ours[kind] = rows
    if dice.random() < much / 4:
        del ours[dice.choice(list(SPANS))]
    return ours


def _perturb_row(row: Coded, field: str, much: float, dice: random.Random) -> None:
    if row.get(field) and dice.random() < much:
        row[field] = _shifted(row[field], dice)
    if row.get("content") and dice.random() < much:
        row["content"] = [_shifted(span, dice) for span in row["content"] if dice.random() < 0.8]
    for name in [n for n in row if n in OTHER_VALUES and dice.random() < much]:
        row[name] = dice.choice(OTHER_VALUES[name])
    for name in [n for n in row if n not in {"span", "content"} and dice.random() < much / 10]:
        del row[name]


def _shifted(span: list[int], dice: random.Random) -> list[int]:
    """A span moved or cut a little, or to somewhere else in the article."""
    by = dice.choice([1, 3, 20, 300, 2000])
    start = max(0, span[0] + dice.randint(-by, by))
    return [start, max(start + 1, start + span[1] - span[0] + dice.choice([0, 0, -5, -40, 7]))]


def random_public(dice: random.Random, articles: int = 20) -> tuple[list[Coded], list[Coded]]:
    """A public gold set of quotes, dates and entities, and records that agree with it by chance."""
    ids = [f"p{n}" for n in range(articles)]
    return [_public_gold(name, dice) for name in ids], [_public_record(name, dice) for name in ids if dice.random() < 0.9]


def _public_gold(name: str, dice: random.Random) -> Coded:
    kinds, types, persons = ["direct", "indirect", "mixed"], ["DATE", "DATE", "DURATION"], ["PERSON", "PERSON", "ORG"]
    return {
        "id": name,
        "quotes": [{"kind": dice.choice(kinds), "content": _spans(dice, 1, 2), "source": _spans(dice, 0, 2)} for _ in range(6)],
        "dates": [{"span": span, "type": dice.choice(types), "value": _value(dice)} for span in _spans(dice, 6, 6)],
        "entities": [
            {"type": dice.choice(persons), "identifier": dice.choice(["DIRECT", "NO_MASK"]), "mentions": _spans(dice, 1, 3, 12)}
            for _ in range(4)
        ],
    }


def _public_record(name: str, dice: random.Random) -> Coded:
    forms = ["direct", "partial", "indirect"]
    return {
        "id": name,
        "names": [{"span": span} for span in _spans(dice, 0, 20)],
        "dates": [{"span": span, "value": _value(dice)} for span in _spans(dice, 0, 8)],
        "statements": [
            {"content": _spans(dice, 1, 2), "speaker": dice.choice([None, _span(dice)]), "directness": dice.choice(forms)}
            for _ in range(dice.randint(0, 7))
        ],
    }


def _value(dice: random.Random) -> str:
    return dice.choice(["2018-03", "2018-03-04", "2018"])


def _spans(dice: random.Random, least: int, most: int, length: int = 60) -> list[list[int]]:
    return [_span(dice, length) for _ in range(dice.randint(least, most))]


def _span(dice: random.Random, length: int = 60) -> list[int]:
    start = dice.randint(0, 400)
    return [start, start + dice.randint(1, length)]


def write_lines(path: Path, rows: list[Coded]) -> Path:
    path.write_text("".join(json.dumps(row) + "\n" for row in rows), encoding="utf-8")
    return path


def write_gold(folder: Path, gold: list[Coded], texts: dict[str, str | None]) -> Path:
    """A gold folder with its texts, as `casebook score` takes it."""
    folder.mkdir()
    for row in gold:
        (folder / f"{row['id']}.offsets.json").write_text(json.dumps(row), encoding="utf-8")
        text = texts.get(row["id"])
        if text is not None:
            (folder / f"{row['id']}.txt").write_text(text, encoding="utf-8", newline="")
    return folder
