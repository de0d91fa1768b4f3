"""Say through what channel a statement reached the public: court, broadcast, social media, a statement, an interview.

The words around speaker and verb come first. Court people speak in court unless they speak outside it; between
their statements a witness, an expert or the bereaved speak there too; who gave an interview goes on giving it.
"""

import re
from collections.abc import Sequence

from casebook.reading.coding.cast import Cast, Role, sentence_around
from casebook.reading.coding.described import HEARING
from casebook.reading.coding.seats import BENCH
from casebook.reading.rules import Hit
from casebook.records import Evidence, Span, Statement

Channel = tuple[str, tuple[Evidence, ...]]
NOT_REPORTED, MEETING = "not_reported", "report_or_meeting"
PLEADING = (
    *("role.prosecuting", "role.defending", "roleclient.named", "roleperson.accused"),
    *("role.defends", "role.the_crown", "role.crown_side", "role.agent"),
)
LAWYER = "role.lawyer"
STAND = ("witness_public", "other", "victim_family", "academic_expert", "target_suspect", "police_other", "activist_group")
TOLD = re.compile(
    r"\btold\s+(?:\w+\s+)?(?:police|officers|detectives|investigators|reporters)\b"
    r"|\b(?:outside|afterwards|after the|later|since)\b",
    re.IGNORECASE,
)
BENCH_TOLD = re.compile(r"\btold\s+(?:him|her|them)\b")  # the judge or coroner who was named before
WRITES = ("police_force", "platform_company", "journalist_other", "prosecutor", "business_venue")  # bodies, by their press office
OFTEN = 3  # words of a meeting that make it the scene
NEAR = 900  # characters for which a meeting goes on untold
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
    visited = tuple(hit.evidence for _, hit in cast.index.told("visit"))[:1]
    lasting = {
        s.voice: c for s, c in zip(reversed(statements), reversed(found), strict=True) if s.voice and c and c[0] in LASTING
    }
    for i, (statement, role) in enumerate(zip(statements, roles, strict=True)):
        if found[i][0] != NOT_REPORTED:
            continue
        if court and court[0] < i < court[-1] and role[0] in STAND and not _tells_elsewhere(cast, statement):
            found[i] = "court", found[court[0]][1]
        elif i - 1 in court and roles[i - 1][0] in BENCH and role[0] in STAND and _is_told_to(cast, statement):
            found[i] = "court", found[i - 1][1]
        elif statement.voice in lasting:
            found[i] = lasting[statement.voice]
        elif i and found[i - 1][0] == MEETING and _answers(cast, statement):
            found[i] = found[i - 1]
        elif visited and _says(cast, statement):
            found[i] = "interview", visited
        elif met and met[0] < i < met[-1] and not _says(cast, statement) and not _tells_elsewhere(cast, statement):
            found[i] = MEETING, found[met[0]][1]
        elif (scene := _meets(cast, statement, bool(met))) and role[0] not in WRITES and not _tells_elsewhere(cast, statement):
            found[i] = MEETING, scene
    return found


def _meets(cast: Cast, statement: Statement, met: bool) -> tuple[Evidence, ...]:
    """The words that tell of a meeting before a statement: one of them where somebody is known to speak there, else more."""
    start = min((s for s, _ in statement.content), default=0)
    told = [hit.evidence for _, hit in cast.index.told("setting") if start - NEAR < hit.span[0] < start]
    return tuple(told[:1]) if len(told) >= (1 if met else OFTEN) else ()


def around(cast: Cast, statement: Statement) -> list[Span]:
    """The words of the statement's sentences that are not its content: where speaker and verb of saying stand."""
    content = sorted(statement.content)
    ends = [*content, statement.speaker] if statement.speaker else content
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
    outside = any(hit.rule.id == "channel.outside" for hit in hits)
    if role[0] in BENCH or (_pleads(cast, statement, role) and not outside):
        return "court", tuple(hit.evidence for hit in hits if hit.value == "court") or role[1]
    told = [hit for hit in hits if hit.value != NOT_REPORTED and not _is_run(cast, hit)] or heard
    told = [hit for hit in told if hit.rule.id in TOLD_TO] or told if told and told[0].value in YIELDING else told
    return (told[0].value, (told[0].evidence,)) if told else (NOT_REPORTED, ())


def _heads(cast: Cast, statement: Statement) -> list[Hit]:
    """What begins before the content and ends in it, or at its start: "told [the Hale Echo it was late]"."""
    found: list[Hit] = []
    for start, end in statement.content[:1]:
        at = max(sentence_around(cast, (start, start))[0], start - HEAD)
        if cast.text[start : start + 1] not in QUOTES:
            last = start if PLACED.match(cast.text, start, end) else start - 1
            found = [hit for hit in cast.scan("channel", (at, min(end, start + HEAD))) if hit.span[0] <= last < hit.span[1]]
    return found


def _pleads(cast: Cast, statement: Statement, role: Role) -> bool:
    """Does a lawyer speak for a side before a court?"""
    rule = role[1][0].rule if role[1] else ""
    if role[0] not in ("prosecutor", "defence") or rule != LAWYER:
        return role[0] in ("prosecutor", "defence") and rule in PLEADING
    end = statement.speaker[1] if statement.speaker else 0
    client = any(hit.span[0] == end for hit in cast.scan("roleclient", (end, sentence_around(cast, (end - 1, end))[1])))
    return client or bool(HEARING.search(cast.text))


def _is_told_to(cast: Cast, statement: Statement) -> bool:
    return any(BENCH_TOLD.search(cast.text, *window) for window in around(cast, statement))


def _answers(cast: Cast, statement: Statement) -> bool:
    """Does somebody ask or reply, so that the meeting of the statement before goes on?"""
    return any(cast.scan("channelanswer", window) for window in around(cast, statement))


def _says(cast: Cast, statement: Statement) -> bool:
    """Does somebody say it now, as people do to a reporter who visits them?"""
    return any(cast.scan("channelnow", window) for window in around(cast, statement))


def _is_run(cast: Cast, hit: Hit) -> bool:
    """Is the page named only to say who runs it: "who runs the group's |page|"?"""
    return bool(cast.scan("channelrun", (max(0, hit.span[0] - RUNNING), hit.span[0])))


def _tells_elsewhere(cast: Cast, statement: Statement) -> bool:
    return any(TOLD.search(cast.text, *window) for window in around(cast, statement))
