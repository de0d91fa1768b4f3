"""Lay a score out for the eye (tables) or for a program (JSON)."""

import json
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from typing import Any

from casebook.score.changes import Change
from casebook.score.confusions import Confusion, find_confusions
from casebook.score.figures import KINDS, ROWS, Figures
from casebook.score.measure import Score
from casebook.score.slots import Slot

PLACES_SHOWN = 4
ARTICLES_SHOWN = 8
FIRST = max(map(len, ROWS)) + 2
BLOCKS = tuple(f"{kind}.found" for kind in KINDS)


def report(score: Score, errors: bool = False) -> str:
    """What `casebook score` prints: the table, then what changed and, if asked for, the errors."""
    parts = [table(score)]
    if score.change:
        parts.append(change_list(score.change))
    if errors:
        parts.append(error_list(score.slots))
    return "\n\n".join(parts)


def table(score: Score) -> str:
    """The figures, a row for each kind and field; beside them what they were, if an older file was scored too."""
    change = score.change
    head = f"{score.articles} articles".ljust(FIRST) + "".join(f"{name:>7}" for name in ("P", "R", "F1", "gold"))
    lines = [head + ("".join(f"{name:>8}" for name in ("old F1", "change", "won", "lost")) if change else "")]
    for row in ROWS:
        if row in BLOCKS:
            lines.append("")
        lines.append(
            row.ljust(FIRST) + _figures(score.figures[row]) + (_change(row, score.figures[row], change) if change else "")
        )
    return "\n".join(lines)


def _figures(figures: Figures) -> str:
    return f"{figures.precision:7.3f}{figures.recall:7.3f}{figures.f1:7.3f}{figures.gold:7}"


def _change(row: str, now: Figures, change: Change) -> str:
    """The old F1, the difference and the slots won and lost; blank where nothing changed."""
    before, won, lost = change.before[row].f1, _total(change.won, row), _total(change.lost, row)
    less = f"{now.f1 - before:+8.3f}" if before != now.f1 else " " * 8
    return (f"{before:8.3f}{less}" + "".join(f"{n or '':>8}" for n in (won, lost))).rstrip()


def _total(places: Any, row: str) -> int:
    """The slots of a row; "arrests" has those of all its fields, "all" those of all kinds."""
    kinds = KINDS if row == "all" else (row,)
    within = [name for name in ROWS if name == row or name.partition(".")[0] in kinds]
    return sum(places[name].total() for name in within)


def change_list(change: Change) -> str:
    """The slots won and lost by field, with the articles they are in."""
    return "\n\n".join(
        "\n".join([title, *_article_lines(places)]) if any(places.values()) else f"{title}: nothing"
        for title, places in (("Won", change.won), ("Lost", change.lost))
    )


def _article_lines(places: Any) -> Iterator[str]:
    for row in ROWS:
        if places[row]:
            yield f"  {row:<{FIRST}}{places[row].total():>5}  {_articles(places[row])}"


def error_list(slots: Iterable[Slot]) -> str:
    """The errors by kind with the places they were made at; no word of a text, no open value."""
    found = find_confusions(slots)
    if not found:
        return "No errors."
    wide = max(len(c.what) for c in found)
    lines = [f"  {c.row:<{FIRST}}{c.what:<{wide}}{len(c.slots):>6}  {_places(c)}" for c in found]
    title = f"{'Errors by kind':<{FIRST + wide + 2}}{'slots':>6}  where"
    return "\n".join([title, *lines, "(A row that was missed or is spurious is one error here, whatever its fields say.)"])


def _places(confusion: Confusion) -> str:
    """Where an error was made: the article and, for what was missed or made up, the span."""
    if confusion.what not in {"missed", "spurious"}:
        return _articles(Counter(slot.article for slot in confusion.slots))
    shown = [f"{slot.article} {_at(slot)}".rstrip() for slot in confusion.slots[:PLACES_SHOWN]]
    return _and_more(shown, len(confusion.slots))


def _at(slot: Slot) -> str:
    return str(list(slot.span)) if slot.span else ""


def _articles(counted: Counter[str]) -> str:
    shown = [name + (f" ({n})" if n > 1 else "") for name, n in counted.most_common(ARTICLES_SHOWN)]
    return _and_more(shown, len(counted))


def _and_more(shown: Sequence[str], of: int) -> str:
    return ", ".join(shown) + (f" and {of - len(shown)} more" if of > len(shown) else "")


def to_json(score: Score) -> str:
    """All of it: figures rounded to four digits, every error with its place, every change."""
    data: dict[str, Any] = {
        "articles": score.articles,
        "without_record": score.unread,
        "without_text": score.textless,
        "set_aside": [{"place": item.place, "reason": item.reason} for item in score.set_aside],
        "rows": {row: _numbers(figures) for row, figures in score.figures.items()},
        "errors": [_error(c) for c in find_confusions(score.slots)],
    }
    if score.change:
        data["against"] = {
            "rows": {row: _numbers(figures) for row, figures in score.change.before.items()},
            "won": {row: dict(counted) for row, counted in score.change.won.items() if counted},
            "lost": {row: dict(counted) for row, counted in score.change.lost.items() if counted},
        }
    return json.dumps(data, indent=1, ensure_ascii=False) + "\n"


def _numbers(figures: Figures) -> dict[str, float]:
    p, r, f1 = (round(value, 4) for value in (figures.precision, figures.recall, figures.f1))
    return {"p": p, "r": r, "f1": f1, "gold": figures.gold}


def _error(confusion: Confusion) -> dict[str, Any]:
    where = [{"article": slot.article, "place": slot.place or None, "span": slot.span} for slot in confusion.slots]
    return {"row": confusion.row, "what": confusion.what, "slots": len(confusion.slots), "where": where}
