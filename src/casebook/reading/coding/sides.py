"""Set a role right by whose side the speaker is on: the family of a hunter, a defendant who is one of the group."""

from casebook.reading.coding.cast import Cast, Role

REACH = 40  # letters
AT_TRIAL = {"role.victim": "target_suspect", "role.accused": "activist_group", "rolebefore.victim": "target_suspect"}


def at_trial(role: Role) -> Role:
    """Where members of a group are tried, the defendant is one of them and the complainant is whom they met."""
    return (AT_TRIAL.get(role[1][0].rule, role[0]), role[1]) if role[1] else role


def kin_of(cast: Cast, before: Role, role: Role) -> Role:
    """ "her husband" after a hunter has spoken is the family of no victim."""
    kin = role[1] and role[1][0].rule == "role.family" and before[0] == "activist_group"
    return ("other", role[1]) if kin and _hers(cast, role[1][0].span[0]) else role


def _hers(cast: Cast, start: int) -> bool:
    return any(hit.span[0] == start for hit in cast.scan("roleowner", (start, start + REACH)))
