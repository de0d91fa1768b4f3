"""Read what one unit reports: who is said to have said what, and by which verb."""

import re
from itertools import pairwise
from typing import NamedTuple

from casebook.reading.index import pattern
from casebook.reading.speech.clauses import CLAUSE, STATED, content_end, content_of, tail_of
from casebook.reading.speech.cues import Cue, owner_before
from casebook.reading.speech.quotations import Quotation
from casebook.reading.speech.speakers import Cast, is_paper, main_subject, subject_after, subject_before
from casebook.reading.speech.units import LETTER, Unit
from casebook.reading.speech.words import before_verb, ends_word, has_finite
from casebook.records import Span

SIGNED = re.compile(r"\s*[-–—―(]\s*(?P<who>[A-Z][^\n.!?:;“”()]{2,60})\)?\.?$")
PLEA = re.compile(r"\b(?:admitted|pleaded|denied|denies|admits)\s+(?!that\b)")
IN_THE = re.compile(r",?\s+in the\s+$")
OWNING = ("his", "her", "their", "its")
# Whose account: "in | her | view", "by | the clerk|'s account", "as | Jo Vane | tells it", "as far as | she | is concerned"
BY_ACCOUNT = re.compile(
    r"(?:\b(?:[Ii]n|[Bb]y|[Oo]n|[Tt]o)\s+(?:(?P<own>his|her|their|its)|(?P<owner>(?:the |an? |[A-Z])[^.,;:\"“\n]{1,50}?)['’]s?)"
    r"\s+(?:own\s+)?"
    r"|\b(?:[Aa]s(?!\s+far\b)|[Tt]he\s+way)\s+(?P<teller>[^.,;:\"“\n]{2,50}?)\s+(?:\w+ly\s+)?"
    r"|\b(?:[Ss]o|[Aa]s)\s+far\s+as\s+(?P<far>[^.,;:\"“\n]{2,50}?)\s+(?:is|was|are|were)\s+"
    r"|\b[Ii]f\s+(?P<believed>[^.,;:\"“\n]{2,50}?)\s+(?:is|was|are|were)\s+to\s+be\s+)$"
)
FEW_WORDS = 4
NEAR_BY, TOLD_BEFORE = 40, 160  # characters that hold an office beside a name; that tell who "she" is
UNNAMED = ("he", "she", "it", "they", "there", "we")
SPOKEN = ",?!…"  # ends what is said before its speaker is named
TAGS = tuple(f"speech_tag.{tag}" for tag in ("behind", "inverted", "came", "of", "cried", "how", "all"))
OF_WORDS = tuple(f"speech_tag.{tag}" for tag in ("came", "of", "how"))  # what stands behind tells that these are somebody's words
EMBEDDED_SUBJECT = 8  # words before the verb of somebody who speaks inside what a court hears


class Page(NamedTuple):
    """What every reader needs: the text and the persons named in it."""

    text: str
    cast: Cast
    wide: bool = False  # every attribution counts, those inside others too, each with its whole clause


class Report(NamedTuple):
    """One verb with its speaker and the words it reports; without words it belongs to quotations nearby."""

    contents: tuple[Span, ...]
    speaker: Span | None
    quotations: tuple[Quotation, ...]
    cue: Cue | None = None
    end: int = 0  # verbs before this place have had their say


def clause_report(page: Page, unit: Unit, span: Span, speaker: Span | None, cue: Cue, end: int) -> Report:
    """A report of the words in `span`."""
    return Report(content_of(page.text, span, unit.quotations, whole=page.wide), speaker, unit.quoted_between(*span), cue, end)


def silent(page: Page, speaker: Span) -> bool:
    """Whether the speaker is a paper: those count where every attribution does, else they do not speak."""
    return not page.wide and is_paper(page.text, page.cast, speaker)


def on_bench(text: str, speaker: Span) -> bool:
    """Whether who finds something sits in judgment: a court, a coroner by title, or "she" of whom the words before tell so."""
    reach = TOLD_BEFORE if text[slice(*speaker)].lower() in UNNAMED else NEAR_BY
    return (
        pattern("speaker_bench.noun").search(text, max(0, speaker[0] - reach), min(speaker[1] + NEAR_BY, len(text))) is not None
    )


def read_quoted(page: Page, unit: Unit) -> list[Report]:
    """Quoted words that no verb reports: signed by who said them, or led in."""
    alone = read_signed(page, unit) or read_led(page, unit) or read_tagged(page, unit)
    return [alone] if alone else []


def read_tagged(page: Page, unit: Unit) -> Report | None:
    """'“We waited all night,” Jo Vane volunteered.': a speaker and any verb right behind what is said."""
    for quotation in unit.quotations:
        spoken_end = page.text[quotation.inner[1] - 1] in SPOKEN
        if quotation.words < 2 or not (spoken_end or (quotation.long and quotation.span[0] == unit.span[0])):
            continue
        if speaker := _tagged(page, (quotation.span[1], unit.span[1]), TAGS if spoken_end else OF_WORDS):
            spoken = unit.quoted_between(*unit.span)
            return Report(tuple(q.inner for q in spoken), speaker, spoken)
    return None


def _tagged(page: Page, behind: Span, rules: tuple[str, ...]) -> Span | None:
    """Who stands right behind what is said, beside a verb: "Jo Vane volunteered", "reflects the landlord"."""
    for rule in rules:
        if tag := pattern(rule).match(page.text, *behind):
            named = [n.span for n in page.cast.within(*tag.span("who")) if n.span[1] == tag.end("who")]
            body = tag["body"] or ends_word("speaker_body.noun", tag["who"].rsplit(maxsplit=1)[-1].lower())
            if named or (body and not silent(page, tag.span("who"))):
                return named[-1] if named else tag.span("who")
    return None


def read_signed(page: Page, unit: Unit) -> Report | None:
    """'“We waited all night” - Jo Vane' on a line of its own."""
    if not unit.quotations or unit.quotations[0].span[0] != unit.span[0]:
        return None
    m = SIGNED.match(page.text, unit.quotations[-1].span[1], unit.span[1])
    if not m or any(LETTER.search(page.text, a.span[1], b.span[0]) for a, b in pairwise(unit.quotations)):
        return None
    speaker = subject_after(page.text, page.cast, m.start("who"), m.end("who"))
    return Report(tuple(q.inner for q in unit.quotations), speaker, unit.quotations)


def read_led(page: Page, unit: Unit) -> Report | None:
    """'His answer was short: “We are not going to leave.”': quoted words after a colon, without a verb of speech."""
    last = unit.quotations[-1] if unit.quotations else None
    if last is None or last.words < FEW_WORDS or LETTER.search(page.text, last.span[1], unit.span[1]):
        return None
    if page.text[unit.span[0] : last.span[0]].rstrip()[-1:] != ":":
        return None
    speaker = _leads(page, unit.span[0], last.span[0])
    return Report((last.inner,), speaker, (last,)) if speaker and not silent(page, speaker) else None


def _leads(page: Page, start: int, end: int) -> Span | None:
    """Whose words a line leads in: "His answer was short:", "Counsel for Mr Vane:", "From the judge's remarks:"."""
    owner = pattern("speech_led.owner").search(page.text, start, end)
    if owner and owner.lastgroup == "from":
        return owner.span("from")
    named = page.cast.within(start, end)
    if len(named) == 1 and pattern("speech_led.counsel").match(page.text, start, named[0].span[0]):
        return start, named[0].span[1]
    speaker = main_subject(page.text, page.cast, start, end)
    return owner.span(owner.lastgroup or 0) if owner and not speaker else speaker


def read_beside(page: Page, unit: Unit, cue: Cue, floor: int) -> Report | None:
    """The forms whose speaker is no subject: 'according to her', 'described by her as', 'her claim that'."""
    if cue.frame in ("according", "account"):
        return read_according(page, unit, cue, floor) if cue.frame == "according" else read_account(page, unit, cue, floor)
    return read_owned(page, unit, cue) if cue.frame == "noun" else read_inside(page, unit, cue)


def read_inside(page: Page, unit: Unit, cue: Cue) -> Report | None:
    """'described by neighbours as …', 'quotes the charity as saying …': the speaker stands inside the match."""
    speaker = subject_after(page.text, page.cast, cue.match.start("who"), cue.match.end("who"))
    stop = content_end(page.text, unit, cue.span[1])
    if "told" in cue.match.groupdict():  # "described as “a farce” by Jo Vane"
        return clause_report(page, unit, cue.match.span("told"), speaker, cue, cue.span[1])
    return clause_report(page, unit, (tail_of(page.text, cue, stop).start, stop), speaker, cue, stop)


def read_account(page: Page, unit: Unit, cue: Cue, floor: int) -> Report | None:
    """'By Vane's account forty came', 'It was, in her view, late': all around it is what somebody holds."""
    text, stop = page.text, unit.span[1]
    lead = BY_ACCOUNT.search(text, floor, cue.span[0])
    if lead is None or any(other.live and other.span != cue.span for other in unit.cues):
        return None
    owner = lead.span(lead.lastgroup or 0)
    speaker = owner if text[slice(*owner)] in OWNING else subject_after(text, page.cast, *owner)
    before = (floor, lead.start()) if len(text[floor : lead.start()].split()) > 2 else None
    content = before if before and len(text[cue.span[1] : stop].split()) < 2 else (before[0] if before else cue.span[1], stop)
    if speaker is None or silent(page, speaker) or not has_finite(text, *content):
        return None
    return clause_report(page, unit, content, speaker, cue, stop)


def read_owned(page: Page, unit: Unit, cue: Cue) -> Report | None:
    """'her claim that the vans had left': the speaker owns the noun."""
    owner = owner_before(page.text, cue.span[0])
    if owner and page.text[owner[0]] in "'’":
        owner = subject_before(page.text, page.cast, unit.span[0], owner[0])
    stop = content_end(page.text, unit, cue.span[1])
    return clause_report(page, unit, (tail_of(page.text, cue, stop).start, stop), owner, cue, stop)


def read_according(page: Page, unit: Unit, cue: Cue, floor: int) -> Report | None:
    """'According to Insp Hale, …' and '…, according to Insp Hale.'"""
    text, (start, end), stop = page.text, cue.span, unit.span[1]
    leading = len(text[floor:start].split()) <= 2
    comma = text.find(",", end, stop)
    close = comma if comma >= 0 else stop
    speaker = subject_after(text, page.cast, end, close)
    lead = IN_THE.search(text, floor, start)  # "…, in the | opinion of"
    content = (close, stop) if leading else (floor, lead.start() if lead else start)
    if speaker is None or silent(page, speaker) or not LETTER.search(text, *content):
        return None
    return clause_report(page, unit, content, speaker, cue, stop)


def heard_in_court(page: Page, cue: Cue, floor: int) -> bool:
    """Whether those who hear sit in court: a court, a jury, an inquest, or "it" and "they" that stand for one."""
    speaker = subject_before(page.text, page.cast, floor, max(floor, cue.verb))
    if speaker is None:
        return False
    return (
        page.text[slice(*speaker)].lower() in ("they", "it")
        or pattern("speaker_court.noun").search(page.text, *speaker) is not None
    )


def pleads(page: Page, unit: Unit, cue: Cue) -> bool:
    """'The court heard Hale had earlier admitted burglary': a plea or denial is no statement."""
    plea = PLEA.search(page.text, cue.span[1], unit.span[1])
    return plea is not None and not has_finite(page.text, cue.span[1], before_verb(page.text, cue.span[1], plea.start()))


def somebody_speaks(page: Page, unit: Unit, cue: Cue) -> int | None:
    """Where the clause begins that lets somebody speak in what a court hears: 'heard he told police …'."""
    tail = tail_of(page.text, cue, unit.span[1])
    inner = next((c for c in unit.cues if c.span[0] >= tail.start and c.live and c.frame in ("clause", "tell", "order")), None)
    if inner is None or tail.kind not in (CLAUSE, STATED):
        return None
    verb = max(tail.start, inner.verb)
    plain = not has_finite(page.text, tail.start, verb)
    return tail.start if plain and len(page.text[tail.start : verb].split()) <= EMBEDDED_SUBJECT else None


def with_speaker(report: Report, speaker: Span | None) -> Report:
    """The report, with the speaker of the verb before where it has none of its own."""
    return report if report.speaker else report._replace(speaker=speaker)
