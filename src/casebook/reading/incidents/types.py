"""Say which type an incident is, by the codebook's order of precedence."""

from casebook.reading.incidents.facts import Proof
from casebook.reading.incidents.scenes import PROSECUTED, Scene
from casebook.reading.incidents.told import NOBODY, Told
from casebook.reading.index import pattern
from casebook.reading.rules import Hit
from casebook.records import Arrest

HANDOVER, EXPOSURE = "evidence_handover", "online_exposure"
FACE_TO_FACE = {"confrontation", "encounter", "act"}
LIKELY_MET = {"listed", "event", "rendezvous", "lure"}  # unless the group went to the police instead
UNSURE = {"act", "event", "rendezvous", "lure", HANDOVER}  # of which none need be a meeting with the group
OF_CHILDREN = {"grooming_meeting", "sexual_communication", "cause_incite", "indecent_images", "contact_sexual"}
OTHER_ONE = "incident_wrong.other_one"
LOOK_BACK = 40
SAID_NEAR = 8  # sentences behind an incident in which somebody may say that it was the wrong man
OPENING = 3  # sentences that say, with the headline, whose offences an article is about


def type_of(told: Told, k: int, arrests: tuple[Arrest, ...]) -> tuple[str, Proof]:
    """wrong_target > group_offending > crowd_action > sting > doorstep > evidence_handover > online_exposure."""
    proof: Proof = (told.episodes[k].main.evidence,)
    if not told.sentences.doc.about_groups:
        return "other_crime", proof
    stray = told.episodes[k].main.evidence.rule.startswith("incident_stray")
    wrong = () if stray else tuple(e for e in _wrong(told, k) if e.rule != OTHER_ONE or not _is_aftermath(told, k))
    if wrong:
        return "wrong_target", wrong
    offending = _offending(told, k, arrests)
    if offending is not None:
        return "group_offending", offending or proof
    return "other_crime" if stray else _way_of_meeting(told, k), proof


def _way_of_meeting(told: Told, k: int) -> str:
    """A crowd's doing, a sting, a visit, a file for the police or a mere post."""
    episode = told.episodes[k]
    if episode.main.kind == "crowd_action":
        return "crowd_action"
    kinds = {s.kind for s in episode.scenes if not _is_at_police(s)} - {"crowd_action"}
    handed_over = any(HANDOVER in (s.kind, *s.also) or _is_at_police(s) for s in episode.scenes)
    if handed_over and not kinds & FACE_TO_FACE:
        return HANDOVER
    if kinds <= UNSURE and told.hits("incident_unmet", k):
        return _way_unmet(told)
    if kinds & (FACE_TO_FACE | LIKELY_MET):
        return "doorstep_confrontation" if _is_doorstep(told, k) else "sting_confrontation"
    unmet = k == 0 and all(e.main.kind == "other_crime" for e in told.episodes)
    return _likely_way(told) if unmet else episode.main.kind


def _way_unmet(told: Told) -> str:
    """Of those whom nobody met: were they put out, or handed to the police?"""
    kinds = {h.value for _, h in told.told("incident")}
    return EXPOSURE if EXPOSURE in kinds and HANDOVER not in kinds else HANDOVER


def _likely_way(told: Told) -> str:
    """Where an article about groups never says how they met the suspect: at a door if one is told of, else in a sting."""
    if told.told("incident_unmet"):
        return _way_unmet(told)
    return "doorstep_confrontation" if _is_doorstep(told, 0) else "sting_confrontation"


def _wrong(told: Told, k: int) -> Proof:
    """Words that say that the person was misidentified; the headline's and the opening's are about the first incident."""
    found = _in_passing(told, k) if told.is_background(k) else told.hits("incident_wrong", k)
    if k == 0:
        found += told.hits("incident_wrong", NOBODY)
        found += [h for n in told.headlines for h in told.sentences.hits("incident_wrong", n)]
    if not found and _is_first_told(told, k):
        found = _said_wrong(told, k)
    return tuple(h.evidence for h in found)


def _is_first_told(told: Told, k: int) -> bool:
    """Is it what the article is about, with somebody who was met or put out?"""
    return k == 0 and told.episodes[k].main.kind not in ("other_crime", "crowd_action", HANDOVER)


def _said_wrong(told: Told, k: int) -> list[Hit]:
    """What somebody says of the first incident close behind it, or a headline: "They had the wrong fellow"."""
    sentences, at = told.sentences, told.episodes[k].main.sentence
    near = [i for i in range(at, min(at + SAID_NEAR, len(told.owners))) if told.owners[i] in (k, NOBODY)]
    return [h for n in (*told.headlines, *near) for h in sentences.hits("incident_wrongly_said", n)]


def _is_aftermath(told: Told, k: int) -> bool:
    """Is it what a crowd did after another incident, whose victim may have been the wrong man?"""
    return k > 0 and told.episodes[k].main.kind == "crowd_action" and told.episodes[k - 1].main.kind != "crowd_action"


def _in_passing(told: Told, k: int) -> list[Hit]:
    """What the paragraph of an earlier case says of it."""
    sentences, main = told.sentences, told.episodes[k].main
    return [h for h in told.hits("incident_wrong", k) if sentences.line_of(h.span[0]) == sentences.line_of(main.span[0])]


def _offending(told: Told, k: int, arrests: tuple[Arrest, ...]) -> Proof | None:
    """Are members of the group before a court for it? None where they are not."""
    prosecuted = [a for a in arrests if a.stage in PROSECUTED]
    own = told.hits("incident_offending_own", k)
    if own and told.episodes[k].main.kind not in ("crowd_action", HANDOVER, EXPOSURE):
        return tuple(h.evidence for h in own)
    if any(a.role == "suspect" and set(a.offences) & OF_CHILDREN for a in prosecuted[:1]):
        return None  # "The cook was jailed. A member was fined for posting his address"
    top = told.sentences.span(min(OPENING, len(told.sentences.all)) - 1)[1] if told.sentences.all else 0
    if any(a.role == "group_member" and (a.stage != "charged" or a.mention[0] < top) for a in prosecuted):
        return ()
    if told.episodes[k].main.kind == "other_crime" and arrests and all(a.role == "group_member" for a in arrests):
        return ()  # no sting is told, and nobody but members was held
    if not prosecuted:
        return None
    said = [(n, h) for n in _says_whose(told, k) for h in told.sentences.hits("incident_offending", n)]
    return tuple(h.evidence for n, h in said if not _is_agent(told, n, h)) or None


def _is_agent(told: Told, n: int, hit: Hit) -> bool:
    """Are they only those by whom another was caught: "Four men caught by so-called hunters appeared in court"?"""
    start = told.sentences.span(n)[0]
    return pattern("incident_voice.by_whom").search(told.text, max(start, hit.span[0] - LOOK_BACK), hit.span[0]) is not None


def _says_whose(told: Told, k: int) -> list[int]:
    """Headline and opening say whose offences the first incident is about, its own paragraph those of another."""
    sentences = told.sentences
    if k == 0:
        return [*told.headlines, *sentences.body[:OPENING]]
    line = sentences.all[told.episodes[k].main.sentence].line
    return [i for i, s in enumerate(sentences.all) if s.line == line]


def _is_at_police(scene: Scene) -> bool:
    """Who walks into a police station confronts nobody."""
    return scene.kind in ("encounter", "act") and scene.place is not None and scene.place.code == "police_premises"


def _is_unplanned(told: Told, k: int) -> bool:
    """Is it said that no meeting was arranged, of the incident or, where there is no other, by anybody?"""
    return bool(told.sentences.search("incident_unplanned") if len(told.episodes) == 1 else told.hits("incident_unplanned", k))


def _is_doorstep(told: Told, k: int) -> bool:
    """At an address, or nobody had arranged to meet there."""
    episode = told.episodes[k]
    if _is_unplanned(told, k):
        return True
    if episode.place is None or episode.place.code != "home":
        return False
    return not any(told.sentences.hits("incident_meeting", i) for i in episode.sentences)
