"""Lower the loss of classes by local search until no proposal helps.

Four kinds of moves, each made only where the loss truly falls: a look that its class can spare goes where it costs least;
looks that several classes can spare found a class of their own; a look that its class can't spare is replaced by one
that another can; a class is dissolved.
"""

from collections import Counter

import numpy as np

from casebook.disclosure.acceptance import Acceptance
from casebook.disclosure.classes import Codes, equivalence
from casebook.disclosure.exchange import NEVER, Exchange
from casebook.disclosure.joins import Joins

ROUNDS = 4  # of all kinds of moves; the first gains most
SEEDS = 16  # looks of each class around which a round seeks founders
REACH = 4  # times k: the looks that are asked to join a seed
REPLACEMENTS, CANDIDATES = 400, 20  # made a round; tried for each


def improve(joins: Joins, places: Codes, tallies: Codes, classes: Codes, accept: Acceptance) -> Codes:
    """The class of each look after all moves, 0 to n - 1; every class may be released before and after."""
    exchange = Exchange.of(joins, places, tallies, classes, accept)
    for _ in range(ROUNDS):
        shift(exchange)
        if not dissolve(exchange) | found(exchange) | replace(exchange):
            break
    return equivalence([exchange.classes])


def shift(exchange: Exchange) -> None:
    """Move looks that their class can spare, the greatest gain first."""
    while True:
        gains = np.where(exchange.spare, exchange.freed, -NEVER) - exchange.least
        look = int(gains.argmax())
        if gains[look] <= 0:
            return
        if not exchange.move([look], [int(exchange.cheapest[look])]):
            exchange.shun(look)


def dissolve(exchange: Exchange) -> bool:
    """Send all looks of a class to their cheapest others."""
    helped = False
    for one in np.flatnonzero(exchange.members[:, 0]).tolist():
        own = np.flatnonzero(exchange.classes == one)
        least = exchange.least[own]
        if least.max() < NEVER and least.sum() < exchange.members[one, 0] * exchange.lost[one]:
            helped |= exchange.move(own.tolist(), exchange.cheapest[own].tolist())
    return helped


def found(exchange: Exchange) -> bool:
    """Found classes of looks that others can spare, around the dearest looks of each class that has changed."""
    helped = False
    for seed in _seeds(exchange):
        looks = _founders(exchange, seed) if exchange.spare[seed] else []
        empty = exchange.empty() if looks else None
        if empty is not None:
            helped |= exchange.move(looks, [empty] * len(looks))
    return helped


def _seeds(exchange: Exchange) -> list[int]:
    """The looks whose leaving frees most, a few of each class that has changed since the last time."""
    freed = np.where(exchange.spare & exchange.changed, exchange.freed // exchange.rows, 0)
    exchange.changed[:] = False
    dearest = np.argsort(-freed, kind="stable")[: int((freed > 0).sum())]
    drawn = Counter[int]()
    seeds = []
    for look, one in zip(dearest.tolist(), exchange.classes[dearest].tolist(), strict=True):
        drawn[one] += 1
        if drawn[one] <= SEEDS:
            seeds.append(look)
    return seeds


def _founders(exchange: Exchange, seed: int) -> list[int]:
    """The seed and the looks that join it best; none where there are too few or their class would lose too much."""
    free = np.flatnonzero(exchange.spare)
    rows, freed = exchange.rows[free], exchange.freed[free]
    lost = exchange.joins.loss_with(exchange.places[:, seed], exchange.places[:, free])
    merit = 2 * lost * rows - freed
    merit[free == seed] = -NEVER
    chosen = _spared(exchange, free, np.argsort(merit, kind="stable"))
    if not chosen:
        return []
    looks: list[int] = free[chosen].tolist()
    worth = freed[chosen].sum()
    own = rows[chosen].sum()
    return looks if lost[chosen].max() * own < worth and exchange.joins.loss_of(exchange.places[:, looks]) * own < worth else []


def _spared(exchange: Exchange, free: Codes, order: Codes) -> list[int]:
    """The first of the free looks that make k rows together; no class gives more than it can spare."""
    k, total, chosen = exchange.accept.k, 0, []
    given = Counter[int]()
    order = order[: REACH * k]
    looks = free[order]
    own = exchange.classes[looks]
    spare = exchange.members[own, 0] - k
    for place, rows, one, most in zip(*(a.tolist() for a in (order, exchange.rows[looks], own, spare)), strict=True):
        if given[one] + rows <= most:
            given[one] += rows
            total += rows
            chosen.append(place)
            if total >= k:
                return chosen
    return []


def replace(exchange: Exchange) -> bool:
    """Let a look go that its class can't spare, while one that another class can spare takes its place."""
    helped, failed = False, set[tuple[int, ...]]()
    for _ in range(REPLACEMENTS):
        if not _replace_one(exchange, failed):
            return helped
        helped = True
    return helped


def _replace_one(exchange: Exchange, failed: set[tuple[int, ...]]) -> bool:
    freed = np.where(exchange.spare, exchange.freed, -NEVER)
    price = exchange.added - freed[:, None]
    coming = price.argmin(axis=0)
    gains = exchange.freed - exchange.least - price[coming, np.arange(len(coming))][exchange.classes]
    gains[exchange.spare] = -1
    for look in np.argsort(-gains, kind="stable")[:CANDIDATES].tolist():
        own, target = int(exchange.classes[look]), int(exchange.cheapest[look])
        proposal = (look, int(coming[own]), target, own)
        if gains[look] > 0 and proposal not in failed:
            if exchange.move(proposal[:2], proposal[2:]):
                return True
            failed.add(proposal)
    return False
