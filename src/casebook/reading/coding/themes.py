"""Find the arguments of a statement about hunter groups: each theme with the words that show it.

Strong rules (`theme`) read an argument from anybody who may make it; where none is found, weak ones
(`themehint`) read it from the side that makes it: a word such as "cars" is an argument about resources
only when the police speak. Who may make which argument is told below.
"""

from functools import cache

from casebook.reading.index import Index
from casebook.reading.rules import family_rules
from casebook.records import Evidence, Span

NO_ARGUMENT = "no_argument"
POLICE = ("police_senior", "police_other", "police_force")
BENCH = ("judge_court", "coroner")
BAR = ("prosecutor", "defence")
STRUCK = ("target_suspect", "victim_family", "business_venue", "witness_public", "local_authority", "other")
TALK = ("politician", "charity_ngo", "academic_expert", "journalist_other", "witness_public", "other", "local_authority")
GROUP = ("activist_group",)
OUTSIDE = (*POLICE, *BENCH, *BAR, *STRUCK, *TALK, "platform_company")
ALL = (*OUTSIDE, *GROUP)

SPEAKERS = {
    "hinders_investigations": (*POLICE, *BENCH, *TALK, "prosecutor"),
    "compromises_evidence": (*POLICE, *BENCH, *BAR, *TALK, *GROUP),
    "prejudices_trial": (*POLICE, *BENCH, *BAR, *STRUCK, *TALK),
    "misidentification": ALL,
    "due_process_rights": (*POLICE, *BENCH, "defence", *STRUCK, *TALK),
    "public_safety_violence": ALL,
    "harm_vulnerable_suspects": (*POLICE, *BENCH, *BAR, *STRUCK, *TALK),
    "harm_family_bystanders": (*POLICE, *BENCH, "defence", *STRUCK, *TALK),
    "group_criminality": ALL,
    "diverts_resources": (*POLICE, *BENCH, *TALK, "business_venue"),
    "no_safeguarding": (*POLICE, *BENCH, "defence", *TALK),
    "leave_it_to_police": (*POLICE, *BENCH, *TALK, "business_venue", "victim_family", "target_suspect"),
    "police_already_effective": (*POLICE, "politician"),
    "motives_questioned": OUTSIDE,
    "understands_motive": (*POLICE, *BENCH, "defence", *TALK),
    "evidence_useful": (*POLICE, *BENCH, "prosecutor", *TALK, *GROUP),
    "police_lack_capacity": (*TALK, *GROUP, "victim_family", "defence"),
    "groups_get_results": (*TALK, *GROUP, "victim_family"),
    "deterrence": (*TALK, *GROUP, "victim_family"),
    "child_protection_duty": (*GROUP, "witness_public", "victim_family", "defence"),
    "justice_too_lenient": (*TALK, *GROUP, "victim_family"),
    "transparency_right_to_know": (*TALK, *GROUP, "victim_family"),
    "responsible_practice": (*BENCH, *BAR, *POLICE, *GROUP, "witness_public", "academic_expert"),
    "stop_streaming": (*POLICE, *BENCH, *TALK, *GROUP),
    "cooperation_or_regulation": (*POLICE, *BENCH, *TALK, *GROUP, "defence"),
    "enforcement_warning": (*POLICE, *BENCH, "prosecutor", "politician", "business_venue", "local_authority", "other"),
    "platform_responsibility": ALL,
    "offender_condemnation": (*POLICE, *BENCH, "prosecutor", *TALK, *GROUP, "victim_family"),
    "thanks_public_or_group": ALL,
}

# Rules that only some read as their theme: what was handed over is evidence to those who received it (to the group and
# the judge it is good practice), what was taken down is a duty of the platform, what is admitted everybody may admit.
READERS = {
    "theme.handed_over": (*POLICE, *TALK, "prosecutor"),
    "theme.removed": ("platform_company",),
    "theme.our_service": ("platform_company",),
    "theme.admitted": ALL,
    "theme.you_knew": (*BENCH, *GROUP),
    "theme.not_him": OUTSIDE,
}


def read_themes(index: Index, content: tuple[Span, ...], role: str, weak: bool = True) -> dict[str, tuple[Evidence, ...]]:
    """Every theme that the content shows and the role may argue, in the order of the codebook; `weak` rules where asked for."""
    found = _read("theme", index, content, role)
    return found or (_read(_side(role), index, content, role) if weak else {})


def _read(family: str, index: Index, content: tuple[Span, ...], role: str) -> dict[str, tuple[Evidence, ...]]:
    found: dict[str, tuple[Evidence, ...]] = {}
    for stretch in content:
        for hit in index.scan(family, stretch, _readable(family, role)):
            found[hit.value] = (*found.get(hit.value, ()), hit.evidence)
    return {theme: found[theme] for theme in SPEAKERS if theme in found}


@cache
def _readable(family: str, role: str) -> frozenset[str]:
    """The rules of a family that read an argument from a speaker in this role."""
    return frozenset(r.id for r in family_rules(family) if role in READERS.get(r.id, SPEAKERS[r.value or ""]))


def _side(role: str) -> str:
    """The family of weak rules for a speaker: the police, the group, the law, or those who look on or are struck."""
    if role in POLICE:
        return "themepolice"
    if role in GROUP:
        return "themegroup"
    if role in (*BENCH, *BAR):
        return "themelaw"
    return "themepublic"
