"""Say what an incident came to: violence or a calm crowd, an arrest or none."""

from casebook.reading.incidents.facts import UNSAID, Proof
from casebook.reading.incidents.told import Told
from casebook.reading.rules import Hit
from casebook.records import Arrest

VIOLENT_OFFENCES = {"murder_manslaughter", "assault_wounding", "rape"}
ROUGH_OFFENCES = {"assault_wounding"}
NOT_TAKEN = {"not_arrested", "voluntary_interview", "sought"}
UNMET = ("online_exposure", "evidence_handover")  # nobody was face to face
BLOWS = ("disorder.violence", "disorder.hurt")
CALM = "disorder.calm"  # which tells of a crowd only where one is named
ENOUGH_PROOF = 3
NEAR = 4  # sentences between an incident and the blows told of it


def read_disorder(told: Told, k: int, kind: str, arrests: tuple[Arrest, ...]) -> tuple[str, Proof]:
    """Violence stated or alleged; else a crowd said to be peaceful."""
    if kind in UNMET:
        return UNSAID
    about = bool(told.sentences.doc.about_groups)
    return _disorder_of_group(told, k, arrests) if about else _disorder_of_crime(told, k, arrests)


def _disorder_of_group(told: Told, k: int, arrests: tuple[Arrest, ...]) -> tuple[str, Proof]:
    """Blows at a confrontation, or members and onlookers arrested for them."""
    hits = _rough_hits(told, k)
    rough = [h for h in hits if h.rule.id in BLOWS and not _is_denied(told, h)]
    if rough or any(a.role != "suspect" and ROUGH_OFFENCES & set(a.offences) for a in arrests):
        return "violence_reported", tuple(h.evidence for h in rough[:ENOUGH_PROOF])
    crowd = told.sentences.search("disorder_crowd")
    calm = [h for h in hits if h.value == "crowd_peaceful" and (crowd or h.rule.id != CALM)]
    return ("crowd_peaceful", tuple(h.evidence for h in calm)) if calm else UNSAID


def _disorder_of_crime(told: Told, k: int, arrests: tuple[Arrest, ...]) -> tuple[str, Proof]:
    """A violent deed in the sentence that tells the crime, or a violent offence of those filed under it."""
    main = told.episodes[k].main
    robbed = k == told.lead and any("robbery" in a.offences for a in arrests)
    hits = told.hits("disorder", k) if robbed else told.sentences.hits("disorder", main.sentence) if told.sentences.all else []
    rough = [h for h in hits if h.value == "violence_reported" and not _is_denied(told, h)]
    violent = any(VIOLENT_OFFENCES & set(a.offences) and "driving" not in a.offences for a in arrests)
    if any("driving" in a.offences for a in arrests) and not violent:
        return UNSAID
    if rough or (violent and main.evidence.rule != "incident_crime.found"):
        return "violence_reported", tuple(h.evidence for h in rough[:ENOUGH_PROOF])
    return UNSAID


def _rough_hits(told: Told, k: int) -> list[Hit]:
    """Disorder is the crowd's where there is one; what was only published or handed in has none."""
    kinds = [e.main.kind for e in told.episodes]
    if kinds[k] in UNMET:
        return []
    if "crowd_action" in kinds and kinds[k] != "crowd_action":
        return [h for i, h in told.told("disorder") if i in told.episodes[k].sentences]
    if kinds[k] == "crowd_action":
        return [h for i, h in told.told("disorder") if kinds[told.owners[i]] in ("crowd_action", *UNMET)]
    return [h for h in told.hits("disorder", k) if _is_near(told, k, h)]


def _is_near(told: Told, k: int, hit: Hit) -> bool:
    """Is it told close to the incident, and not far down as something else?"""
    at = told.sentences.nearest(hit.span[0])
    return min(abs(at - i) for i in told.episodes[k].sentences) <= NEAR


def _is_denied(told: Told, hit: Hit) -> bool:
    denials = told.sentences.hits("disorder_none", told.sentences.nearest(hit.span[0]))
    return any(d.span[0] <= hit.span[0] < d.span[1] for d in denials)


def read_outcome(told: Told, k: int, kind: str, arrests: tuple[Arrest, ...]) -> tuple[str, Proof]:
    """Arrest where one is told of anybody filed under the incident; of a wrong target only his own counts."""
    rows = [a for a in arrests if a.role == "suspect"] if kind == "wrong_target" else list(arrests)
    hits = told.hits("outcome", k)
    denied = tuple(h.evidence for h in hits if h.value == "no_arrest")
    taken = [row for row in rows if row.arrest == "arrested" and not _is_undone(row, denied)]
    if taken and kind != "wrong_target":
        return "arrest", taken[0].evidence.get("arrest", ())
    if taken and not denied:
        return "arrest", taken[0].evidence.get("arrest", ())
    free = [row for row in rows if row.arrest == "not_arrested"]
    if denied or free:
        return "no_arrest", denied or free[0].evidence.get("arrest", ())
    made = [h for h in hits if h.value == "arrest"]
    its_own = (kind != "other_crime" or k == told.lead) and not (rows and all(row.arrest in NOT_TAKEN for row in rows))
    return ("arrest", (made[0].evidence,)) if made and its_own else UNSAID


def _is_undone(row: Arrest, denied: Proof) -> bool:
    """Do the words of an arrest stand in its denial: "They |arrested| nobody"?"""
    own = row.evidence.get("arrest", ())
    return any(d.span[0] < e.span[1] and e.span[0] < d.span[1] for e in own for d in denied)
