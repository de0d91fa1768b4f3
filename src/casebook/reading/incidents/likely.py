"""Find the sentence that most likely tells an incident with a group where no word for a confrontation is told."""

from casebook.reading.incidents.clauses import own_dates
from casebook.reading.incidents.episodes import Episode, is_same
from casebook.reading.incidents.locations import place_of
from casebook.reading.incidents.scenes import FACE_TO_FACE, Scene, has_happened, is_scene, is_told, is_undone, make_scene
from casebook.reading.incidents.source import Source
from casebook.reading.index import pattern
from casebook.reading.rules import Hit

# What a sentence has that tells somebody was met somewhere, and what such a sentence has not.
WORTH = {
    "place": 2.0, "date": 1.5, "by_group": 1.0, "confronted": 0.5, "actor": 0.5, "doer": 0.75, "somebody": 1.0, "new": 0.75,
    "suspect": 0.5, "deed": 0.75, "opening": 0.75, "early": 0.5,
    "general": -2.0, "quoted": -1.0, "now": -0.75, "outcome": -0.75, "denied": -1.0, "undone": -2.0,
}  # fmt: skip
PER_WORD, LONG = 0.05, 40  # what each word adds, up to so many
LEANING = {"general": -4.0, "quoted": -2.0, "somebody": 2.0}  # where all of an article's sentences have it
SUSPECTED = 1.5  # where it tells of a suspect
OF_GROUP = {"actor", "doer", "by_group", "somebody"}  # one of which stands where a group did something
EARLY = 4  # sentences of which one mostly tells what an article is about
ENOUGH, PLENTY = 4.6, 6.25  # for an article's only incident, and for one beside others


def likeliest(source: Source) -> list[Scene]:
    """The sentence with most of what tells an incident, where it and the whole article have enough."""
    signs = {i: signs_of(source, i) for i in source.sentences.body}
    worth = {i: weight(source, i, has) for i, has in signs.items()}
    best = max(worth, key=lambda i: (worth[i], -i), default=None)
    if best is None:
        return []
    lean, has = leaning(list(signs.values())), signs[best]
    lean = lean if has & OF_GROUP and "undone" not in has else min(lean, 0.0)  # a crime, or what the police did
    return _told_by(source, best) if worth[best] + lean >= ENOUGH else []


def leaning(signs: list[set[str]]) -> float:
    """Does an article tell of somebody, or of groups at large? By the share of its sentences that do."""
    suspected = SUSPECTED * any("suspect" in has for has in signs)
    return suspected + sum(lean * sum(sign in has for has in signs) / len(signs) for sign, lean in LEANING.items())


def elsewhere(source: Source, scenes: list[Scene], episodes: list[Episode]) -> list[Episode]:
    """What is told, in any words, of somebody at another place or on another day than all that is told."""
    known = {s.sentence for s in scenes} | {source.lede}
    found = list(episodes)
    for i in source.sentences.body:
        if i in known or _is_after(source, i) or weight(source, i, signs_of(source, i)) < PLENTY:
            continue
        for scene in _told_by(source, i):
            if is_scene(scene.place) and not any(is_same(scene, e) for e in found):
                found.append(Episode(scene, (scene,)))
    return found


def _is_after(source: Source, i: int) -> bool:
    """Does it tell what became of somebody, and not what was done to him?"""
    return pattern("incident_unlikely.after").search(source.text, *source.sentences.span(i)) is not None


def weight(source: Source, i: int, signs: set[str]) -> float:
    """What the signs of a sentence and its length weigh."""
    words = source.text[slice(*source.sentences.span(i))].count(" ") + 1
    return PER_WORD * min(words, LONG) + sum(WORTH[sign] for sign in signs)


def signs_of(source: Source, i: int) -> set[str]:
    """What a sentence has that speaks for or against an incident's being told in it."""
    sentences, text, span = source.sentences, source.text, source.sentences.span(i)
    hits = [h for h in sentences.hits("incident", i) if not sentences.is_quoted(h.span[0])]
    told = {
        "place": place_of(sentences, i, span, span[0]),
        "date": own_dates(text, source.dates, span),
        "confronted": any(h.value in FACE_TO_FACE for h in hits),
        "by_group": any(is_told(source, i, h) for h in hits),
        "actor": source.actors(i),
        "doer": sentences.hits("incident_doer", i),
        "somebody": pattern("incident_voice.somebody").search(text, *span),
        "new": pattern("incident_voice.anybody_new").search(text, *span),
        "suspect": any(span[0] <= a.mention[0] < span[1] for a in source.arrests if a.role == "suspect"),
        "deed": _deeds(source, i),
        "opening": i in (source.lede, 1),
        "early": 1 < i < EARLY,
        "general": pattern("incident_unlikely.general").search(text, *span),
        "quoted": sentences.is_quoted(span[0] + 1),
        "now": pattern("incident_unlikely.now").search(text, *span),
        "denied": pattern("incident_unlikely.denied").search(text, *span),
        "undone": hits and all(is_undone(source, i, h) for h in hits),
        "outcome": sentences.hits("outcome", i),
    }
    return {sign for sign, found in told.items() if found}


def _deeds(source: Source, i: int) -> list[Hit]:
    """What was done, whatever it was, outside quotations."""
    hits = source.sentences.hits("incident_any", i)
    return [h for h in hits if not source.sentences.is_quoted(h.span[0]) and has_happened(source, i, h)]


def _told_by(source: Source, i: int) -> list[Scene]:
    """Its clause, around a word for a confrontation where there is one, else around the first deed."""
    hits = [h for h in source.sentences.hits("incident", i) if h.value in FACE_TO_FACE] or _deeds(source, i)
    hits = hits or source.sentences.hits("incident_any", i)
    is_new = bool(source.sentences.hits("incident_new", i))
    return [make_scene(source, i, hits[0], source.sentences.span(i), "act", is_new)] if hits else []
