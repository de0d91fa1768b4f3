"""Say from what seat somebody in a role speaks: those who speak alike of the same things."""

BENCH = ("judge_court", "coroner")
SEATS = {
    **dict.fromkeys(("police_senior", "police_other", "police_force"), "police"),
    **dict.fromkeys(BENCH, "bench"),
    "prosecutor": "prosecutor",
    "defence": "defence",
    "activist_group": "group",
    **dict.fromkeys(("target_suspect", "victim_family"), "struck"),
    **dict.fromkeys(("politician", "local_authority", "charity_ngo", "academic_expert", "platform_company"), "office"),
}
PUBLIC = "public"  # the seat of every other role


def seat_of(role: str) -> str:
    """Among whom somebody in a role speaks."""
    return SEATS.get(role, PUBLIC)
