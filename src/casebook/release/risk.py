"""What a release promises and what that cost, in figures that single nobody out."""

from typing import Any

from casebook.wall.policy import Policy
from casebook.wall.protect import Protected


def risk(protected: Protected, policy: Policy) -> dict[str, Any]:
    """What holds and what it cost; counts below k are told as such."""
    return {
        "tier": policy.tier,
        "k_required": policy.k,
        "k_holds": protected.k,
        "persons": sum(protected.class_sizes),
        "class_sizes": list(protected.class_sizes),
        "persons_withheld": rounded(protected.withheld_persons, policy.k),
        "rows_left_out": {reason: rounded(n, policy.k) for reason, n in sorted(protected.held.items())},
        "levels": dict(protected.recoding.levels),
    }


def rounded(count: int, k: int) -> int | str:
    """A count that singles nobody out: 0, or k and more, or said to be below k."""
    return count if count == 0 or count >= k else f"fewer than {k}"
