"""Say from what seat somebody in a role speaks: those who speak alike of the same things."""

POLICE = ("police_senior", "police_other", "police_force")
BENCH = ("judge_court", "coroner")
GROUP = ("activist_group",)
STRUCK = ("target_suspect", "victim_family", "business_venue", "witness_public", "local_authority", "other")
TALK = ("politician", "charity_ngo", "academic_expert", "journalist_other", "witness_public", "other", "local_authority")
BODIES = ("local_authority", "other", "business_venue", "platform_company", "politician", "charity_ngo")
SEATS = {
    **dict.fromkeys(POLICE, "police"),
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
