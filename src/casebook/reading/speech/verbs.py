"""Read reports off verbs: before, after or between the words they report, with the speaker on either side."""

import re

from casebook.reading.speech.clauses import BLANK, CLAUSE, COMMA, STATED, Tail, content_end, content_of, tail_of, told_end
from casebook.reading.speech.cues import SAFE, Cue
from casebook.reading.speech.quotations import Quotation
from casebook.reading.speech.reports import (
    FEW_WORDS,
    Page,
    Report,
    clause_report,
    heard_in_court,
    on_bench,
    pleads,
    read_beside,
    read_quoted,
    silent,
    somebody_speaks,
    with_speaker,
)
from casebook.reading.speech.speakers import main_subject, subject_after, subject_before
from casebook.reading.speech.units import LETTER, Unit
from casebook.reading.speech.words import has_finite, is_finite, is_word, opening_word, word_before
from casebook.records import Span

SPOKEN_END = re.compile(r"[,.?!…–—-]['’]?$")
RELATIVE = ("who", "which")
RELATIVE_END = re.compile(r"\b(?:who|which)\s*$")
RELATIVE_VERB = re.compile(r"\b(?:who|which)\s+(?:(?:has|had|have|was|is|been|also|long|\w+ly)\s+)*$")
JOINED = re.compile(r"\b(?:and|but|or|then)\s*$|,\s*$")
WHEN = re.compile(r"\b(?:when\s[^.;]*|(?:after|before|since|until|[Aa]s\s(?:he|she|they|it))\s[^,.;]*)$")
ASKING = re.compile(r"\b(?:would|will|did|does|do|can|could|should)\s+(?:he|she|they|it|you|we)\s+$")  # "What did they | say?"
BESIDE = re.compile(r"(?:,|\b(?:is|are|was|were|be|been|by|and|while))\s+(?:\w+ly\s+)?$")
CLOSE_BY = re.compile(r"[,–—]\s+(?:[A-Z][\w.]*\s+){0,3}$")  # a comma right before the speaker and his titles
BESIDE_SUBJECT = re.compile(r",\s+(?:who|whose|which)\s")  # "Jo Vane, who keeps the pub, says"
WHAT = ("what", "whatever")
INSERTED = re.compile(r"\s+(?P<who>[^,.;:\"“]{2,60}(?:,\s+[A-Z][^,.;:\"“]{2,60})?),\s+(?=[a-z\"“'‘])")
NAMED = re.compile(r"\s+(?:[a-z-]+,?\s+){0,3}[A-Z]")
RESUMED = re.compile(r",\s+(?:(?:also|later|now|then|has|had|\w+ly)\s+)?(?P<verb>[a-z]+)\b")
ASIDE = re.compile(r"\s*[,;–—-]?\s*(?:as|while|when|after|before|because|who|which|following|despite|amid|[a-z]+ing)\b")
CLAUSE_START = re.compile(r"\s*(?:that|how|to)\b|\s*[:,]")
CLOSING = ("clause", "tell", "quoted", "mind", "hear")  # frames that may report all that stands before them
PRONOUNS = ("he", "she", "it", "they", "there", "we")
QUESTION = "cue.ask"  # "She asked whether the team was known": nothing is stated unless the words stand in marks
FOUND = "cue.held"
AIMED = ("cue.call_for", "cue.demand")  # patterns that hold what is asked for
TYPED = (
    *("typed", "types", "wrote", "writes", "tweeted", "tweets", "posted", "posts", "replied", "replies"),
    *("answered", "commented"),
)
UNTOLD = ("continue", "report", "agree", "indicate", "question")  # report nothing that stands before them unquoted
GAP_WORDS = 25  # the longest subject with all that stands beside it
BEFORE_INVERTED = ' \t\n"”'  # stands between the clause and a verb that follows it
SHORT = 40
NEAR = 12  # characters between a verb and the words quoted right after it


def read_unit(page: Page, unit: Unit) -> list[Report]:
    """The reports of a unit, in order; a report inside a report stays with the outer speaker."""
    cues = [c for c in unit.cues if c.live]
    if not cues:
        return read_quoted(page, unit)
    if closing := _closing(page, unit, [c for c in cues if not c.wide] if page.wide else cues):
        return [closing]
    reports: list[Report] = []
    floor, read, speaker = unit.span[0], -1, None
    for cue in cues:
        if cue.span[0] < floor or cue.span[0] == read or _by_the_way(page, unit, reports, cue, floor):
            continue
        if cue.frame == "hear":
            if not heard_in_court(page, cue, floor):
                continue
            if pleads(page, unit, cue):
                continue
            if inner := somebody_speaks(page, unit, cue):
                floor = inner
                continue
        report = _read(page, unit, cue, floor)
        if report and (report.speaker or report.quotations or speaker):
            reports.append(with_speaker(report, speaker))
            speaker, read = reports[-1].speaker, cue.span[0]
            floor = _inside(report, cue) if page.wide else report.end
    return reports or read_quoted(page, unit)


def _by_the_way(page: Page, unit: Unit, reports: list[Report], cue: Cue, floor: int) -> bool:
    """Whether a verb belongs to a report already: it tells a speaker's own mind, or describes who has spoken."""
    if page.wide:
        return _own_mind(page.text, cue, floor, unit)
    return bool(reports) and _describes(page.text, reports[-1], cue)


def _own_mind(text: str, cue: Cue, floor: int, unit: Unit) -> bool:
    """'said he hopes', 'says it wants': what a speaker says of his own mind is one attribution."""
    own = floor > unit.span[0] and (cue.wide or cue.frame in ("mind", "attitude"))
    return own and text[floor : cue.verb].strip(" ,").lower() in ("", "that", *PRONOUNS, *(f"that {word}" for word in PRONOUNS))


def _describes(text: str, last: Report, cue: Cue) -> bool:
    """'“…”, said Jo Vane, who has backed the mayor since May': what a speaker does otherwise is told to describe him."""
    behind = bool(last.speaker and last.cue and last.cue.span[1] <= last.speaker[0] < cue.span[0])
    return behind and cue.frame == "attitude" and RELATIVE_VERB.search(text, last.end, max(last.end, cue.verb)) is not None


def _inside(report: Report, cue: Cue) -> int:
    """Where another attribution may begin inside the words of a report."""
    return next((start for start, _ in report.contents if start > cue.span[0]), cue.span[1])


def _closing(page: Page, unit: Unit, cues: list[Cue]) -> Report | None:
    """'The dog ran off while a boy told it to stay, she said': the last verb reports all that stands before it."""
    if len(cues) < 2 or cues[-1].frame not in CLOSING:
        return None
    start, last = unit.span[0], cues[-1]
    if tail_of(page.text, last, unit.span[1]).kind != BLANK or _quoted_before(page, unit, last, start):
        return None
    if last.frame == "hear":
        if not heard_in_court(page, last, start) or any(c.frame in ("clause", "tell") for c in cues[:-1]):
            return None
    elif (first := subject_before(page.text, page.cast, start, cues[0].verb)) and (
        len(page.text[start : first[0]].split()) <= FEW_WORDS and not _tells_all(page, cues)
    ):
        return None
    report = _after_clause(page, unit, last, start)
    return report if report and report.contents else None


def _tells_all(page: Page, cues: list[Cue]) -> bool:
    """'The harbour board had promised a new gate, | Jo Vane said.': who closes a sentence tells what another has let know."""
    speaker = subject_before(page.text, page.cast, cues[-2].span[1], cues[-1].verb)
    if speaker is None or cues[0].safe:
        return False
    told_of = page.cast.at(speaker) or page.text.startswith(("the ", "a "), speaker[0])
    return bool(told_of) and page.text.endswith(", ", cues[-2].span[1], speaker[0])


def _read(page: Page, unit: Unit, cue: Cue, floor: int) -> Report | None:
    if cue.frame in ("by", "quotes", "noun", "according", "account"):
        return read_beside(page, unit, cue, floor)
    tail = tail_of(page.text, cue, unit.span[1])
    quoted = [] if cue.participle else _quoted_before(page, unit, cue, floor)
    if (quoted and (tail.kind != STATED or tail.start >= unit.span[1])) or cue.frame == "tag":
        return _after_quote(page, unit, cue, quoted, floor) if quoted else None
    if inverted := _inverted(page, unit, cue, floor):
        return inverted
    if tail.kind == BLANK:
        return _after_clause(page, unit, cue, floor)
    amid = _amid(page, unit, cue, tail, floor) if tail.kind == COMMA else None
    return amid or _forward(page, unit, cue, tail, floor)


def _quoted_before(page: Page, unit: Unit, cue: Cue, floor: int) -> list[Quotation]:
    """The quotations that end right before a verb and its subject: '"…," she said'."""
    before = list(unit.quoted_between(floor, cue.span[0]))
    if not before:
        return []
    last = before[-1]
    gap = page.text[last.span[1] : max(last.span[1], cue.verb)]
    spoken = SPOKEN_END.search(page.text, *last.inner) or gap.lstrip()[:1] in (",", "–", "—", "-")
    if gap.strip() and (not spoken or len(gap.split()) > GAP_WORDS or RELATIVE_END.search(gap)):
        return []
    embedded = LETTER.search(page.text, floor, before[0].span[0])
    return [] if embedded and not any(q.long for q in before) else before


def _after_quote(page: Page, unit: Unit, cue: Cue, quoted: list[Quotation], floor: int) -> Report:
    text, end = page.text, quoted[-1].span[1]
    stop = content_end(text, unit, cue.span[1], empty=True)
    more = unit.quoted_between(cue.span[1], stop)
    if text[end : max(end, cue.verb)].strip(" ,–—-").lower() not in ("", "so", "thus"):
        speaker = subject_before(text, page.cast, end, max(end, cue.verb), opens=True)
    else:
        speaker = subject_after(text, page.cast, cue.span[1], more[0].span[0] if more else stop)
    contents = (*content_of(text, (floor, end), unit.quotations, whole=page.wide), *(q.inner for q in more))
    return Report(contents, speaker, (*quoted, *more), cue, stop)


def _inverted(page: Page, unit: Unit, cue: Cue, floor: int) -> Report | None:
    """'The van was stolen, said the club's owner.'"""
    text, (start, end), stop = page.text, cue.span, unit.span[1]
    before = text[floor:start].rstrip(BEFORE_INVERTED)
    named = cue.frame == "manner" and NAMED.match(
        text, end, stop
    )  # "It was late, tweeted Jo Vane": never "he ran, shouted abuse"
    if (
        not before.endswith(",")
        or not (named or cue.frame in ("clause", "mind"))
        or cue.participle
        or CLAUSE_START.match(text, end)
    ):
        return None
    inserted = INSERTED.match(text, end, stop) if "," not in before[:-1] else None
    described = inserted and has_finite(text, floor, start) and ASIDE.match(text, inserted.end(), stop)
    if inserted and not described and _goes_on(text, (floor, start), inserted, stop):
        return _parted(page, unit, cue, floor, inserted.span("who"))
    if (has_finite(text, end, stop) and not described) or not _is_clause(text, floor, start):
        return None
    speaker = None if unit.quoted_between(end, stop) else subject_after(text, page.cast, end, stop)
    return clause_report(page, unit, (floor, floor + len(before)), speaker, cue, stop) if speaker else None


def _is_clause(text: str, start: int, end: int) -> bool:
    """Whether a stretch has a verb of its own, other than in what stands beside its subject: "Jo Vane, who keeps the pub,"."""
    beside = BESIDE_SUBJECT.search(text, start, end)
    if beside is None:
        return has_finite(text, start, end)
    close = text.find(",", beside.end(), end)
    return has_finite(text, start, beside.start()) or (close >= 0 and has_finite(text, close, end))


def _goes_on(text: str, before: Span, inserted: re.Match[str], stop: int) -> bool:
    """Whether the clause before the verb goes on behind its subject, who is not just described there."""
    if has_finite(text, *inserted.span("who")):
        return False
    cut_off = is_finite(word_before(text, *before).rstrip(","))  # "It was, | said the judge, …"
    return cut_off or has_finite(text, inserted.end(), stop) or not has_finite(text, *before)


def _parted(page: Page, unit: Unit, cue: Cue, floor: int, who: Span) -> Report | None:
    """'What followed, said the judge, was cruel': the clause stands on both sides of the verb and its subject."""
    text, stop = page.text, content_end(page.text, unit, who[1])
    speaker = subject_after(text, page.cast, *who)
    first, last = (floor, cue.span[0]), (who[1], stop)
    contents = content_of(text, last, unit.quotations, whole=page.wide)
    if not any(q.long for q in unit.quoted_between(*last)):
        contents = (*content_of(text, first, unit.quotations, whole=page.wide), *contents)
    return Report(contents, speaker, unit.quoted_between(floor, stop), cue, stop) if speaker else None


def _after_clause(page: Page, unit: Unit, cue: Cue, floor: int) -> Report | None:
    """'The van was stolen, the owner said.' Without a clause the verb belongs to a quotation nearby."""
    text, stop = page.text, unit.span[1]
    speaker = subject_before(text, page.cast, floor, max(floor, cue.verb))
    if speaker is None or silent(page, speaker) or not _own_verb(page, speaker, cue):
        return None
    if cue.frame == "manner" and (_untold_behind(text, cue) or not CLOSE_BY.search(text, floor, speaker[0])):
        return Report((), speaker, (), cue, stop) if len(text[slice(*unit.span)].split()) <= 2 * FEW_WORDS else None
    comma = max(text.rfind(mark, floor, speaker[0]) for mark in (",", "–", "—", " - ", "”", '"'))
    told = comma >= 0 and LETTER.search(text, floor, comma) and not _only_titles(text, floor, comma, speaker, cue)
    content = (floor, comma + 1) if told else (floor, floor)
    return clause_report(page, unit, content, speaker, cue, stop)


def _untold_behind(text: str, cue: Cue) -> bool:
    """'The van had gone, he reported.': some verbs tell what stands before them to somebody only: "he reported to the board"."""
    return cue.word.startswith(UNTOLD) and not text.startswith(" to ", cue.span[1])


def _only_titles(text: str, start: int, end: int, speaker: Span, cue: Cue) -> bool:
    """'The harbour's new chairman, Jo Vane, | has tweeted.': what stands before a name between commas says who it is."""
    return text[speaker[1] : cue.verb].rstrip().endswith(",") and not has_finite(text, start, end)


def _amid(page: Page, unit: Unit, cue: Cue, tail: Tail, floor: int) -> Report | None:
    """'By then, she said, the club had grown': the verb stands between commas."""
    text, stop = page.text, unit.span[1]
    speaker = subject_before(text, page.cast, floor, max(floor, cue.verb))
    comma = text.rfind(",", floor, speaker[0]) if speaker else -1
    if comma < 0:
        return None
    before = text[floor:comma].rstrip()
    subject = is_finite(opening_word(text, tail.start, stop))  # "None of it, he told jurors, | was lawful"
    told = (subject or len(before.split()) > FEW_WORDS or has_finite(text, floor, comma)) and not before.endswith(RELATIVE)
    if told and has_finite(text, floor, comma) and ASIDE.match(text, tail.start, stop):
        return clause_report(page, unit, (floor, comma), speaker, cue, tail.start)
    first = content_of(text, (floor, comma), unit.quotations, whole=page.wide) if told else ()
    contents = (*first, *content_of(text, (tail.start, stop), unit.quotations, whole=page.wide))
    return Report(contents, speaker, unit.quoted_between(floor if told else tail.start, stop), cue, stop)


def _forward(page: Page, unit: Unit, cue: Cue, tail: Tail, floor: int) -> Report | None:
    """'Insp Hale said two vans had left', with or without words quoted."""
    text = page.text
    stop = content_end(text, unit, tail.start)
    speaker = subject_before(text, page.cast, floor, max(floor, cue.verb), opens=tail.kind != COMMA)
    if speaker is None and floor == unit.span[0] and JOINED.search(text, floor, cue.verb):  # "The clerk still has it, and | says"
        speaker = main_subject(text, page.cast, floor, cue.verb)
    quoted = [q for q in unit.quoted_between(tail.start, stop) if _counts(text, q, cue, tail)]
    beside = cue.rule == QUESTION and _asked_of(text, cue)
    if (
        not quoted
        and not beside
        and not page.wide
        and (cue.rule == QUESTION or (cue.frame == "tell" and _untold(text, tail.start, stop)))
    ):
        return Report((), speaker, (), cue, stop)
    if not quoted and (beside or _needs_quote(text, cue, tail, stop) or (not page.wide and _told_by_the_way(text, cue))):
        return None
    if not (_may_speak(page, speaker, cue, floor, quoted=bool(quoted)) if speaker else quoted or floor > unit.span[0]):
        return None
    if resumed := _resumed(page, cue, tail.start, stop):
        return clause_report(page, unit, (tail.start, resumed), speaker, cue, resumed) if page.wide else None
    if cue.frame == "manner" and quoted and quoted[0].span[0] - tail.start <= NEAR and not _goes_on_with_that(text, tail):
        return Report(tuple(q.inner for q in quoted), speaker, tuple(quoted), cue, stop)
    told = stop if page.wide else told_end(text, tail.start, stop)
    return clause_report(page, unit, (tail.start, told), speaker, cue, stop)


def _asked_of(text: str, cue: Cue) -> bool:
    """'The force, | asked why, said', 'to those who | asked, she replied': a question beside the subject of another verb."""
    before = text[max(0, cue.verb - NEAR) : cue.verb].rstrip()
    return before.endswith((",", "who", "which"))


def _goes_on_with_that(text: str, tail: Tail) -> bool:
    """'retorted | that “nobody” had grumbled': a clause of which some words are quoted."""
    return tail.kind == STATED and text.endswith(("that", "how", "whether"), 0, tail.start)


def _untold(text: str, start: int, end: int) -> bool:
    """'told followers | which street he lived in': what was said is not told."""
    return is_word("cue_after.untold", opening_word(text, start, end))


def _may_speak(page: Page, speaker: Span, cue: Cue, floor: int, *, quoted: bool) -> bool:
    """Whether the verb reports what this subject says: no paper, no "you think", no "what she said", no other's verb."""
    if silent(page, speaker) or (cue.frame == "mind" and _no_mind(page.text, speaker, cue)):
        return False
    if cue.rule == FOUND and not on_bench(page.text, speaker):
        return False
    return _own_verb(page, speaker, cue, quoted=quoted) and word_before(page.text, floor, speaker[0]).lower() not in WHAT


def _told_by_the_way(text: str, cue: Cue) -> bool:
    """'when the judge ruled', 'after a crowd accused him': told to place something else in time."""
    told = cue.frame == "attitude" or cue.word == "ruled"
    return told and WHEN.search(text, max(0, cue.span[0] - SHORT), cue.span[0]) is not None


def _resumed(page: Page, cue: Cue, start: int, stop: int) -> int | None:
    """'Her cousin, who told police he was at home, | was fined': where the story goes on after what somebody said by the way."""
    text = page.text
    if word_before(text, max(0, cue.verb - NEAR), cue.verb) not in RELATIVE:
        return None
    comma = text.rfind(", ", start, stop)
    m = RESUMED.match(text, comma, stop) if comma >= 0 else None
    return comma if m and (is_finite(m["verb"]) or (m["verb"] in SAFE and not page.wide)) else None


def _no_mind(text: str, speaker: Span, cue: Cue) -> bool:
    """'you think', 'people who felt': nobody's belief is reported."""
    return (
        text[slice(*speaker)].lower() in ("i", "we", "you")
        or word_before(text, max(0, cue.span[0] - NEAR), cue.span[0]) in RELATIVE
    )


def _counts(text: str, quotation: Quotation, cue: Cue, tail: Tail) -> bool:
    """Whether quoted words make speech of a verb: enough of them, or right after it; not in "a reply, posted later, was: “…”"."""
    if cue.frame not in ("manner", "mark", "attitude"):
        return True
    led = text.endswith(": ", tail.start, quotation.span[0])
    if led and tail.kind != STATED and has_finite(text, tail.start, quotation.span[0]):
        return False
    near = quotation.span[0] - tail.start <= NEAR
    return quotation.words >= (1 if near and cue.word in TYPED else 2 if near else FEW_WORDS)


def _own_verb(page: Page, speaker: Span, cue: Cue, *, quoted: bool = False) -> bool:
    """Whether the verb is the speaker's: 'the match was stopped amid fears that' has another verb between."""
    text, verb = page.text, max(speaker[1], cue.verb)
    if verb - speaker[1] <= 1:
        return True
    joined = JOINED.search(text, speaker[1], verb)
    if cue.rule == "cue.call" and joined and "," in joined[0] and not _apposed(text, speaker, joined):
        return False
    if cue.safe or cue.participle or (joined and (page.wide or cue.frame != "attitude" or quoted)):
        return True
    if joined and not _apposed(text, speaker, joined):
        return False
    return not has_finite(text, speaker[1], verb)


def _apposed(text: str, speaker: Span, joined: re.Match[str]) -> bool:
    """'Jo Vane, a farmer, | …', 'The owner, Jo Vane, | …': the comma before the verb closes an apposition."""
    opened = text.find(",", speaker[1], joined.start()) >= 0 or "," in text[max(0, speaker[0] - SHORT) : speaker[0]]
    return joined[0].strip() == "," and opened


def _needs_quote(text: str, cue: Cue, tail: Tail, stop: int) -> bool:
    """Whether a verb without "that" and without quoted words reports nothing here: 'he shouted through the door'."""
    words = text[tail.start : stop].split()
    if words and (words[0] in SAFE or (words[0][0].isdigit() and cue.word.startswith("add"))):
        return True
    asking = cue.word == "say" and ASKING.search(text, max(0, cue.span[0] - NEAR), cue.span[0])
    if asking or cue.frame == "mark" or (cue.frame == "manner" and tail.kind != STATED):
        return True
    if cue.frame == "order":
        aim = cue.rule in AIMED or {"to", "for", "that", "not"} & set(words[:GAP_WORDS])
        return len(words) < 2 or not aim or bool(WHEN.search(text, max(0, cue.span[0] - 60), cue.span[0]))
    if cue.frame == "clause" and tail.kind == CLAUSE and not cue.safe:
        doing = cue.word.startswith("suggest") and words[0].endswith("ing")  # "suggested mending the wall"
        return words[0].lower() not in PRONOUNS and not doing and not has_finite(text, tail.start, stop)
    if cue.participle and tail.kind != STATED and not BESIDE.search(text, max(0, cue.span[0] - SHORT), cue.span[0]):
        return True
    return len(words) < 2 and tail.kind != STATED
