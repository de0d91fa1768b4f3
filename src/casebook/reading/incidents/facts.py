"""Read when an incident was, how it was sent out and watched, whose it was and where in the country."""

from collections.abc import Iterator
from itertools import pairwise

from casebook.reading.dates.find import common_value, publication
from casebook.reading.document import Sentence
from casebook.reading.incidents.clauses import BEFORE, dates_in, is_later
from casebook.reading.incidents.episodes import ONE_OF_SOME, Episode
from casebook.reading.incidents.scenes import Scene
from casebook.reading.incidents.told import NOBODY, Told
from casebook.reading.index import pattern
from casebook.reading.names.places import region_of
from casebook.reading.rules import Hit
from casebook.records import Date, Evidence, Span

Proof = tuple[Evidence, ...]
FORCES = ("Police", "Constabulary")
TOP = 3  # sentences at the top that may say when a crime was
NEXT = 2  # sentences behind the main one that may say when
GOING_ON = "incident.now"  # told while it happens: on the day of the article
UNSAID: tuple[str, Proof] = ("not_reported", ())
RECORDED = ("broadcast.recorded", "broadcast.off_the_net", "broadcast.put_out_later")
JOINED = ("and", "to", "until", "-", "–")  # between the two dates of a range
TIMES = {"k": 1_000, "thousand": 1_000, "m": 1_000_000, "million": 1_000_000, "hundred": 100}
PARTS_OF_MILLION = {
    "quarter of a million": 250_000, "a quarter of a million": 250_000, "half a million": 500_000,
    "three quarters of a million": 750_000,
}  # fmt: skip
NUMBERS = {
    "half": 0.5, "a": 1, "an": 1, "one": 1, "two": 2, "three": 3, "four": 4, "five": 5, "six": 6, "seven": 7, "eight": 8,
    "nine": 9, "ten": 10, "eleven": 11, "twelve": 12, "thirteen": 13, "fourteen": 14, "fifteen": 15, "sixteen": 16,
    "seventeen": 17, "eighteen": 18, "nineteen": 19, "twenty": 20, "thirty": 30, "forty": 40, "fifty": 50, "sixty": 60,
    "seventy": 70, "eighty": 80, "ninety": 90,
}  # fmt: skip


def read_date(told: Told, k: int) -> tuple[str | None, Proof]:
    """The day of an incident from its own sentences, else from those beside it, else the day of the arrest."""
    episode = told.episodes[k]
    for window in _date_windows(told, episode):
        found = [d for d in dates_in(told.source.dates, window) if d.value and _may_be(told, episode, d)]
        if found:
            return _closest(told, found, episode)
    held = [
        d
        for window in _arrest_windows(told, episode)
        for d in dates_in(told.source.dates, window)
        if d.value and _is_of_arrest(told.text, d.span, window[0])
    ]
    if held:
        return _closest(told, held, episode)
    if episode.main.evidence.rule.startswith(GOING_ON) and (today := publication(told.sentences.doc)):
        return today.isoformat(), (episode.main.evidence,)
    return read_date(told, k - 1) if k and _is_of_same_day(told, k) else (None, ())


def _is_of_same_day(told: Told, k: int) -> bool:
    """ "Two hours later the same team was outside a flat": on the day of the incident told before, or in its paragraph."""
    if not told.sentences.all:
        return False
    before, at = told.episodes[k - 1].main.sentence, told.episodes[k].main.sentence
    one, other = told.sentences.all[before].line, told.sentences.all[at].line
    cue = pattern("incident_date.same_day").search(told.text, *told.sentences.span(at))
    listed = _is_listed(told, told.episodes[k])
    return before < at and ((one == other and not listed) or bool(cue))


def _is_listed(told: Told, episode: Episode) -> bool:
    """Is it one of several cases told one by one or town by town, each with a day of its own?"""
    one_by_one = (h.rule.id == "incident_new.town" for h in told.sentences.hits("incident_new", episode.main.sentence))
    return episode.main.evidence.rule == ONE_OF_SOME or any(one_by_one)


def _arrest_windows(told: Told, episode: Episode) -> tuple[Span, ...]:
    """Where the day of the arrest may stand for that of the deed: its sentence; of an only incident also the next two."""
    if not told.sentences.all:
        return (episode.main.span,)
    first = episode.main.sentence
    alone = len(told.episodes) == 1 and episode.main.kind != "other_crime"
    return tuple(s.span for s in told.sentences.all[first : first + 1 + NEXT * alone])


def _may_be(told: Told, episode: Episode, date: Date) -> bool:
    """Neither the day of a hearing nor, beside a confrontation, the day on which somebody died."""
    if is_later(told.text, date.span):
        return False
    before = (max(0, date.span[0] - BEFORE), date.span[0])
    return episode.main.kind == "other_crime" or not pattern("incident_date.of_death").search(told.text, *before)


def _date_windows(told: Told, episode: Episode) -> Iterator[Span]:
    """Where to look for the day: the clauses that tell it, their sentences, the ones beside, the opening."""
    sentences, main = told.sentences.all, episode.main
    yield main.span
    for scene in sorted(episode.scenes, key=lambda s: (s is not main, s.is_lede)) if sentences else ():
        yield _dated_part(scene) or sentences[scene.sentence].span
    for i in (main.sentence - 1, main.sentence + 1):
        if 0 <= i < len(sentences) and sentences[i].line == sentences[main.sentence].line and not _is_anothers(told, episode, i):
            yield sentences[i].span
    yield from (s.span for s in _lookout(told, episode))


def _dated_part(scene: Scene) -> Span | None:
    """From the first to the last date of what tells a scene, which may be half a sentence; None without any."""
    return (min(d.span[0] for d in scene.dates), max(d.span[1] for d in scene.dates)) if scene.dates else None


def _is_anothers(told: Told, episode: Episode, i: int) -> bool:
    """Does a sentence tell another incident, where this one is told as a new one?"""
    return episode.main.is_new and any(i in other.sentences for other in told.episodes if other is not episode)


def _lookout(told: Told, episode: Episode) -> tuple[Sentence, ...]:
    """Further sentences that may say when: the opening; of an article's only confrontation what follows it and its top, too."""
    sentences = told.sentences.all
    if episode.main.kind == "other_crime":
        return sentences[:TOP] if episode is told.episodes[told.lead] else ()
    if episode is not told.episodes[0]:
        return ()
    opening = sentences[:1] if told.owners[0] in (0, NOBODY) else ()
    start = episode.main.sentence + 1
    return (*opening, *((*sentences[start : start + NEXT], *sentences[1 : TOP + 1]) if len(told.episodes) == 1 else ()))


def _closest(told: Told, found: list[Date], episode: Episode) -> tuple[str | None, Proof]:
    """The date nearest to the deed; of a range what holds for both of its ends."""
    at = episode.main.evidence.span[0]
    best = min(found, key=lambda d: (abs(d.span[0] - at), d.span))
    for one, two in pairwise(found):
        if best in (one, two) and told.text[one.span[1] : two.span[0]].strip() in JOINED:
            return common_value((one, two)), tuple(Evidence(d.span, d.rule) for d in (one, two))
    return best.value, (Evidence(best.span, best.rule),)


def _is_of_arrest(text: str, span: Span, start: int) -> bool:
    return bool(pattern("incident_date.of_arrest").search(text, max(start, span[0] - BEFORE), span[0]))


def read_livestream(told: Told, k: int) -> tuple[str, Proof]:
    """Yes when it went out live, said of it or of its set; no when only recorded; of no crowd and no file for police."""
    if _is_crowd(told, k):
        return UNSAID
    if told.episodes[k].main.kind == "evidence_handover":
        handed_live = [h for h in told.sentences.hits("broadcast", told.episodes[k].main.sentence) if h.value == "yes"]
        return ("yes", tuple(h.evidence for h in handed_live)) if handed_live else UNSAID
    hits = _told_of(told, k, "broadcast")
    if len(told.episodes) > 1 and not told.is_background(k):
        hits += [h for i, h in told.told("broadcast") if h not in hits and told.sentences.hits("broadcast_set", i)]
    if not hits:  # "It went out live," he said
        hits = [h for i, h in told.sentences.read("broadcast") if h.value == "yes" and told.owners[i] == k]
    hits = hits or _of_opening(told, k, "broadcast")
    denied = [h for h in hits if h.rule.id == "broadcast.not_live"]
    live = [h for h in hits if h.value == "yes" and not any(_overlap(h, d) for d in denied)]
    recorded = [h for h in hits if h.rule.id in RECORDED]
    said = denied or live or recorded
    return (said[0].value, tuple(h.evidence for h in said)) if said else UNSAID


def _is_crowd(told: Told, k: int) -> bool:
    return told.episodes[k].main.kind == "crowd_action"


def _told_of(told: Told, k: int, family: str) -> list[Hit]:
    """What its own sentences say, and those of the crowd that it brought: "But 15,000 had seen it, and soon 200 were outside"."""
    brought = k + 1 < len(told.episodes) and _is_crowd(told, k + 1)
    return told.hits(family, k) + (told.hits(family, k + 1) if brought else [])


def _of_opening(told: Told, k: int, family: str) -> list[Hit]:
    """What the opening says of the first incident."""
    return told.hits(family, NOBODY) if k == 0 and len(told.episodes) > 1 else []


def _overlap(one: Hit, other: Hit) -> bool:
    return one.span[0] < other.span[1] and other.span[0] < one.span[1]


def read_audience(told: Told, k: int) -> tuple[int | None, Proof]:
    """The largest number of viewers or views reported of the incident."""
    if _is_crowd(told, k):
        return None, ()
    everywhere = told.sentences.search("audience") if len(told.episodes) == 1 else []
    hits = _told_of(told, k, "audience") or _of_opening(told, k, "audience") or everywhere
    counted = [(n, h.evidence) for h in hits if (n := number_of(h.value)) is not None]
    if not counted:
        return None, ()
    number, proof = max(counted, key=lambda pair: pair[0])
    return number, (proof,)


def number_of(words: str) -> int | None:
    """The number that figures or words stand for: "41,200", "34k", "1.2m", "a quarter of a million"; None for others."""
    low = words.lower().replace("-", " ").strip()
    if low in PARTS_OF_MILLION:
        return PARTS_OF_MILLION[low]
    digits = low.rstrip("abcdefghijklmnopqrstuvwxyz ")
    if digits:
        try:
            return round(float(digits.replace(",", "")) * TIMES.get(low[len(digits) :].strip(), 1))
        except ValueError:
            return None
    return _spelled(low.replace("and a half", "half").split())


def _spelled(words: list[str]) -> int:
    """The number that words spell: "six", "half", "thousand" make 6,500."""
    total = part = 0.0
    for word in words:
        if word == "hundred":
            part = max(part, 1) * TIMES[word]
        elif word in TIMES:
            total, part = total + max(part, 1) * TIMES[word], 0
        else:
            part += NUMBERS.get(word, 0)
    return round(total + part)


def read_group(told: Told, k: int) -> tuple[str | None, Proof]:
    """The group of an incident: named in its own sentences, else the article's best proved one."""
    groups, main = told.source.groups, told.episodes[k].main
    if not groups:
        return None, ()
    own = told.episodes[k].sentences
    named = [g for g in groups if any(told.sentences.nearest(s) in own for s, _ in g.mentions)]
    if not named and pattern("incident_general.other_group").search(told.text, *told.sentences.span(main.sentence)):
        return None, ()
    group = (named or groups)[0]
    return group.name, group.cues


def read_region(told: Told, k: int) -> tuple[str, Proof]:
    """The region of the force an article names; without one, that of the place an incident's own sentences name first."""
    whole = told.region
    if whole is None:
        return UNSAID
    if len(told.episodes) > 1 and not told.text[slice(*whole[1])].endswith(FORCES):
        main = told.episodes[k].main.sentence
        for start, end in map(told.sentences.span, sorted(told.episodes[k].sentences, key=lambda i: (i != main, i))):
            found = region_of(told.text[start:end])
            if found:
                return _at(found[0], (start + found[1][0], start + found[1][1]))
    return _at(*whole)


def _at(region: str, span: Span) -> tuple[str, Proof]:
    return region, (Evidence(span, "place.named"),)
