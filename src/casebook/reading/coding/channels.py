"""Say through what channel a statement reached the public: court, broadcast, social media, a statement, an interview.

The words around speaker and verb come first. Court people speak in court unless they speak outside it; between
their statements a witness, an expert or the bereaved speak there too; who gave an interview goes on giving it.
"""

import re
from collections.abc import Sequence

from casebook.reading.coding.cast import PRONOUN, Cast, Role, named, sentence_around
from casebook.reading.coding.described import HEARING
from casebook.reading.coding.occasions import by_account, carried, followed, on_air, sent_before, set_in
from casebook.reading.coding.seats import BENCH
from casebook.reading.rules import Hit
from casebook.records import Evidence, Span, Statement

Channel = tuple[str, tuple[Evidence, ...]]
NOT_REPORTED, MEETING = "not_reported", "report_or_meeting"
CLIENTS = ("roletarget.client", "rolevictim.client", "rolespeaks.client")
PLEADING = (
    *("role.prosecuting", "role.defending", "roleclient.named", "roleperson.accused"),
    *("role.defends", "role.the_crown", "role.crown_side", "role.agent"),
    *CLIENTS,
)
LAWYER, PROSECUTORS, PRESS_OFFICE = "role.lawyer", "role.prosecution_service", "channel.spokes"
OUTSIDE, STATED, DESCRIBED = "channel.outside", "channel.statement", "channelstand.described"
INQUEST, GOES_ON = "courtroom.inquest", "courtroom.goes_on"
PANEL, TRIBUNAL = re.compile(r"\bpanel$"), re.compile(r"\btribunal\b")  # "told the panel": of a tribunal, else of a council
STAND = ("witness_public", "other", "victim_family", "academic_expert", "target_suspect", "police_other", "activist_group")
SIDES = ("prosecutor", "defence")
TOLD = re.compile(
    r"\btold\s+(?:\w+\s+)?(?:police|officers|detectives|investigators|reporters)\b"
    r"|\b(?:outside|afterwards|after the|later|since)\b",
    re.IGNORECASE,
)
BENCH_TOLD = re.compile(r"\btold\s+(?:him|her|them)\b")  # the judge or coroner who was named before
WRITES = ("police_force", "platform_company", "journalist_other", "prosecutor", "business_venue")  # bodies, by their press office
# whom a reporter visits; officials and experts are asked
MET = ("activist_group", "target_suspect", "victim_family", "witness_public", "other", "charity_ngo", "business_venue")
OFTEN = 3  # words of a meeting that make it the scene
NEAR = 900  # characters for which a meeting goes on untold
SESSION = 3  # words of a court or an inquest that make it the scene
WRITES_IT = re.compile(r"\b(?:writes|wrote|in\s+it)\b")
WRITTEN = re.compile(r"\b(?:letter|message|note|circular|report|review|paper|study|wr[io]\w+)\b")
LASTING = ("interview", "broadcast", MEETING)
HEAD = 45  # characters of a reported clause that may still say to whom it was said
RUNNING = 80  # characters in which somebody is told to run a page
QUOTES = "\"“‘'"
PLACED = re.compile(r"(?:at|in|on|during|via|to|before)\s")  # "said [at a residents' meeting it was late]"
TOLD_TO = ("channel.outlet", "channel.paper")  # to whom something is told counts more than
YIELDING = ("social_media", "press_statement")  # where, or by whom


def read_channels(cast: Cast, statements: Sequence[Statement], roles: Sequence[Role]) -> list[Channel]:
    """The channel of every statement with the words that say so."""
    found = [_channel(cast, s, role) for s, role in zip(statements, roles, strict=True)]
    court = [i for i, (channel, _) in enumerate(found) if channel == "court"]
    met = [i for i, (channel, _) in enumerate(found) if channel == MEETING]
    aired = any(channel == "broadcast" for channel, _ in found)
    visited = tuple(hit.evidence for _, hit in cast.index.told("visit"))[:1]
    left = next((i for i, s in enumerate(statements) if _is_outside(cast, s)), len(statements))
    lasting = {
        s.voice: c for s, c in zip(reversed(statements), reversed(found), strict=True) if s.voice and c and c[0] in LASTING
    }
    for i, (statement, role) in enumerate(zip(statements, roles, strict=True)):
        if found[i][0] != NOT_REPORTED:
            continue
        between = court and court[0] < i < court[-1] and not _tells_elsewhere(cast, statement)
        answers = i - 1 in court and (_answers(cast, statement) or (roles[i - 1][0] in BENCH and _is_told_to(cast, statement)))
        if role[0] in STAND and (between or answers):
            found[i] = "court", found[court[0] if between else i - 1][1]
        elif i < left and (stand := _on_stand(cast, statement, role)):
            found[i] = "court", stand
        elif statement.voice in lasting:
            found[i] = lasting[statement.voice]
        elif i and _goes_on(cast, statement, role, found[i - 1]):
            found[i] = found[i - 1]
        elif visited and role[0] in MET and _says(cast, statement):
            found[i] = "interview", visited
        elif met and met[0] < i < met[-1] and not _says(cast, statement) and not _tells_elsewhere(cast, statement):
            found[i] = MEETING, found[met[0]][1]
        elif told := _on_occasion(cast, statement, role, bool(met), aired):
            found[i] = told
    return found


def _goes_on(cast: Cast, statement: Statement, role: Role, before: Channel) -> bool:
    """Is the meeting of the statement before the place of this one: in answers, and where a politician speaks next?"""
    if before[0] != MEETING:
        return False
    next_member = role[0] == "politician" and not _says(cast, statement) and not _tells_elsewhere(cast, statement)
    sits = next_member and not WRITTEN.search(" ".join(cast.text[slice(*evidence.span)] for evidence in before[1]))
    return sits or _answers(cast, statement) or _is_told_to(cast, statement)


def _on_occasion(cast: Cast, statement: Statement, role: Role, met: bool, aired: bool) -> Channel | None:
    """Where what is told around a statement says that it was said or sent: a meeting, a post; None where elsewhere."""
    if _tells_elsewhere(cast, statement):
        return None
    if (scene := _meets(cast, statement, met)) and role[0] not in WRITES:
        return MEETING, scene
    sent = sent_before(cast, statement, around(cast, statement)) or by_account(cast, statement) or carried(cast, statement)
    sent = sent or followed(cast, statement) or _scene(cast, statement, role) or _sits(cast, statement, role)
    return sent or (on_air(cast, statement) if not aired and role[0] not in WRITES else None)


def _scene(cast: Cast, statement: Statement, role: Role) -> Channel | None:
    """The scene set before a statement: in court speak those who may, and what a press office says is said nowhere."""
    scene = set_in(cast, statement, around(cast, statement))
    if scene is None or (scene[0] == "court" and role[0] not in (*STAND, *SIDES)):
        return None
    written = scene[0] == "press_statement" or (scene[0] == "social_media" and role[0] == "journalist_other")
    return None if role[0] in WRITES and not written else scene


def _sits(cast: Cast, statement: Statement, role: Role) -> Channel | None:
    """The meeting that the article is about: who speaks behind its first words speaks there, unless it is a press office."""
    sits = None if role[0] in WRITES or _says(cast, statement) else cast.sits
    start = min((s for s, _ in statement.content), default=0)
    return (MEETING, (sits.evidence,)) if sits and start > sits.span[0] else None


def _is_witness(cast: Cast, statement: Statement, role: Role) -> bool:
    """May somebody have said it from the witness box: a person, and nowhere else?"""
    words = cast.text[slice(*statement.speaker)] if statement.speaker else ""
    person = role[0] != "other" or named(words) or bool(PRONOUN.match(words))
    return role[0] in STAND and person and not _tells_elsewhere(cast, statement)


def _on_stand(cast: Cast, statement: Statement, role: Role) -> tuple[Evidence, ...]:
    """The words that tell of a court sitting before a statement, where a witness speaks: at an inquest, or as witnesses do."""
    if not _is_witness(cast, statement, role):
        return ()
    start = min((s for s, _ in statement.content), default=0)
    told = [hit for _, hit in cast.index.told("courtroom")]
    sat = [hit.evidence for hit in told if hit.span[0] < start]
    sitting = sum(hit.rule.id == INQUEST for hit in told) >= SESSION or any(hit.rule.id == GOES_ON for hit in told)
    verbs = (hit.rule.id for window in around(cast, statement) for hit in cast.scan("channelstand", window))
    testified = sitting or any(verb != DESCRIBED or role[0] != "police_other" for verb in verbs)
    return tuple(sat[-1:]) if testified else ()


def _meets(cast: Cast, statement: Statement, met: bool) -> tuple[Evidence, ...]:
    """The words that tell of a meeting before a statement: one of them where somebody is known to speak there, else more."""
    start = min((s for s, _ in statement.content), default=0)
    told = [hit.evidence for _, hit in cast.index.told("setting") if start - NEAR < hit.span[0] < start]
    return tuple(told[:1]) if len(told) >= (1 if met else OFTEN) else ()


def around(cast: Cast, statement: Statement) -> list[Span]:
    """The words of the statement's sentences that are not its content: where speaker and verb of saying stand."""
    key = statement.content, statement.speaker
    if key not in cast.windows:
        cast.windows[key] = _around(cast, *key)
    return cast.windows[key]


def _around(cast: Cast, stretches: tuple[Span, ...], speaker: Span | None) -> list[Span]:
    content = sorted(stretches)
    ends = [*content, speaker] if speaker else content
    if not ends:
        return []
    at = sentence_around(cast, min(ends))[0]
    last = max(e for _, e in ends)
    end = max(sentence_around(cast, (last - 1, last))[1], sentence_around(cast, (last, last))[1])
    windows = []
    for s, e in content:
        windows.append((at, s))
        at = max(at, e)
    return [w for w in [*windows, (at, max(at, end))] if w[1] > w[0]]


def _channel(cast: Cast, statement: Statement, role: Role) -> Channel:
    hits = [hit for window in around(cast, statement) for hit in cast.scan("channel", window)] + _heads(cast, statement)
    heard = [hit for stretch in statement.content for hit in cast.scan("channelheard", stretch)]
    outside = any(hit.rule.id == OUTSIDE for hit in hits)
    away = bool(hits) and not any(hit.value == "court" or hit.rule.id == OUTSIDE for hit in hits)
    outside = outside or (away and any(hit.rule.id == PRESS_OFFICE for hit in hits)) or _writes(cast, statement)
    if (role[0] in BENCH and not away) or (not outside and _pleads(cast, statement, role, away)):
        return "court", tuple(hit.evidence for hit in hits if hit.value == "court") or role[1]
    told = [hit for hit in hits if hit.value != NOT_REPORTED and not _is_run(cast, hit)] or heard
    told = [hit for hit in told if hit.rule.id in TOLD_TO] or told if told and told[0].value in YIELDING else told
    if role[0] == "activist_group" and told and told[0].value == "broadcast":
        told = [hit for hit in told if hit.value == "social_media"] or told  # its own viewers: "he told viewers in a live video"
    if told and (sworn := _sworn(hits, told[0])):
        return "court", (sworn.evidence,)
    if told and told[0].value == MEETING and PANEL.search(told[0].match.group()) and TRIBUNAL.search(cast.text):
        return "court", (told[0].evidence,)
    wrote = (hit for window in around(cast, statement) for hit in cast.scan("channelwrote", window))
    told = told or ([*wrote] if role[0] == "activist_group" else [])
    return (told[0].value, (told[0].evidence,)) if told else (NOT_REPORTED, ())


def _sworn(hits: Sequence[Hit], written: Hit) -> Hit | None:
    """To whom a statement or letter is made: "told the court [in a statement]", "[in a letter] to the hearing"."""
    start, end = written.span
    stated = written.rule.id == STATED
    court = (hit for hit in hits if hit.value == "court")
    return next((h for h in court if start < h.span[0] < end < h.span[1] or (stated and start - 2 <= h.span[1] <= start)), None)


def _heads(cast: Cast, statement: Statement) -> list[Hit]:
    """What begins before the content and ends in it, or at its start: "told [the Hale Echo it was late]"."""
    found: list[Hit] = []
    for start, end in statement.content[:1]:
        at = max(sentence_around(cast, (start, start))[0], start - HEAD)
        if cast.text[start : start + 1] not in QUOTES:
            last = start if PLACED.match(cast.text, start, end) else start - 1
            found = [hit for hit in cast.scan("channel", (at, min(end, start + HEAD))) if hit.span[0] <= last < hit.span[1]]
    return found


def _pleads(cast: Cast, statement: Statement, role: Role, away: bool) -> bool:
    """Does a lawyer speak for a side before a court? Who only has a client may be told of elsewhere."""
    rule = role[1][0].rule if role[1] else ""
    if role[0] not in SIDES or not rule or rule in PLEADING:
        return role[0] in SIDES and not (away and rule in CLIENTS)
    courts = cast.index.told("courtroom")
    if courts and rule != PROSECUTORS and any(cast.scan("channelplead", window) for window in around(cast, statement)):
        return True
    if rule != LAWYER:
        return False
    end = statement.speaker[1] if statement.speaker else 0
    client = any(hit.span[0] == end for hit in cast.scan("roleclient", (end, sentence_around(cast, (end - 1, end))[1])))
    return client or bool(HEARING.search(cast.text) or len(courts) >= SESSION)


def _is_told_to(cast: Cast, statement: Statement) -> bool:
    return any(BENCH_TOLD.search(cast.text, *window) for window in around(cast, statement))


def _answers(cast: Cast, statement: Statement) -> bool:
    """Does somebody ask or reply, so that the meeting of the statement before goes on?"""
    return any(cast.scan("channelanswer", window) for window in around(cast, statement))


def _writes(cast: Cast, statement: Statement) -> bool:
    """Does somebody write it, as nobody does in court?"""
    return any(WRITES_IT.search(cast.text, *window) for window in around(cast, statement))


def _says(cast: Cast, statement: Statement) -> bool:
    """Does somebody say it now, as people do to a reporter who visits them?"""
    return any(cast.scan("channelnow", window) for window in around(cast, statement))


def _is_run(cast: Cast, hit: Hit) -> bool:
    """Is the page named only to say who runs it: "who runs the group's |page|"?"""
    return bool(cast.scan("channelrun", (max(0, hit.span[0] - RUNNING), hit.span[0])))


def _is_outside(cast: Cast, statement: Statement) -> bool:
    """Is it said when the court has risen?"""
    return any(hit.rule.id == OUTSIDE for window in around(cast, statement) for hit in cast.scan("channel", window))


def _tells_elsewhere(cast: Cast, statement: Statement) -> bool:
    return any(TOLD.search(cast.text, *window) for window in around(cast, statement))
