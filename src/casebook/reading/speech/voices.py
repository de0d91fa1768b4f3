"""Resolve speakers to voices: one id for all that one person or body says in an article."""

import re
from collections.abc import Sequence
from functools import lru_cache

from casebook.reading.index import pattern
from casebook.reading.speech.apposed import named_beside, no_name
from casebook.reading.speech.cues import Cue
from casebook.reading.speech.scene import SEX, Scene, Voice, sexes, suits
from casebook.reading.speech.speakers import main_subject
from casebook.reading.speech.unnamed import ASKED, POSSESSIVE, names_subject, opening_person, told_of
from casebook.reading.speech.words import KNOWN, ends_word, has_word, is_word, word_before
from casebook.records import Name, Span

OWNERS = {"his": "he", "him": "he", "her": "she", "their": "they", "them": "they", "its": "it"}
PERSONAL, BODILY = ("he", "she", "who", "i"), ("it", "they", "which", "we", "that")
OPENING = ("it", "there")
ARTICLE = re.compile(r"^(?:the|an?|his|her|their|its|one|another)\s+", re.IGNORECASE)
SPOKESPERSON = re.compile(r"\bspokes\w+\s+(?:for|from|at|of)\s+(?:the\s+)?|\s*\bspokes\w+|['’]s?$", re.IGNORECASE)
FROM_WHOM = re.compile(
    r"\b(?:(?:signed\s+)?(?:by|from|of)|signed)\s+[‘'“\"]?(?P<who>(?:(?:the|[0-9]+)\s+)?[\w’'-]+(?:\s+[A-Z][\w’'-]*)*)"
)
MODIFIED = re.compile(
    r"(?:[Tt]he|[Aa]n?)\s+(?!(?:short|brief|written|joint|later|further|new|second|first|last|longer|public|video|online)\b)(?P<who>[\w-]+(?:\s+[\w-]+)?)\s+\w+"
)
OWNED = re.compile(r"(?P<who>[Tt]he\s+[a-z][\w-]*|(?:[Tt]he\s+)?[A-Z][\w’'-]*(?:\s+[A-Z][\w’'-]*)*)['’]s\s")
SAME_PERSON = re.compile(r"(?:the|his|her)\s+(?:[0-9]{2}-year-old|[\w-]+)(?:\s+[\w-]+){0,2}$", re.IGNORECASE)
AGAIN = re.compile(
    r"(?:the|its|their)\s+(?:(?P<police>force|officer|detective|sergeant|constable|inspector)|(?P<spokesman>spokes\w+)"
    r"|charity|company|firm|club|council|trust|union|school|college|store|shop|supermarket|hotel|airline|operator|service)$"
)
POLICE = re.compile(r"police|constabulary|officer|detective|sergeant|constable|inspector|force")
ANEW = re.compile(
    r"[Tt]he\s+(?:(?P<age>[0-9]{2})-year-old(?:\s\w+)?|(?:\w+\s)?(?:mother|mum|father|dad|grand\w+)[\s-]of[\s-](?:one|two|three|four|five|six))$"
)
GOES_ON = ("added", "adds", "continued", "went")
CALLINGS = {
    "prosecutor": ("prosecut", "opening"),
    **dict.fromkeys(("barrister", "counsel", "advocate"), ("defending", "mitigating", "prosecuting", "representing")),
}
# "Opening the case on Tuesday, | Jo Vane": and then "counsel said"
OPENING_CASE = re.compile(r"\b(?:[Oo]pening|[Pp]rosecuting|[Dd]efending|[Mm]itigating)\b[^.\n]*,\s+$")
ASKED_OF = re.compile(
    r"\b(?:did|does|do|has|had|have|was|is|were|are|will|would|can|could|should)(?:n[’']t)?\s+(?P<who>he|she)\b[^.\n]*\?$",
    re.IGNORECASE,
)
REPLY = re.compile(r"(?:the|a)\s+(?:\w+\s+)?(?:reply|answer|response|retort)$")
ANSWERS = ("replied", "replies", "answered", "answers", "retorted", "retorts", "countered")
ASKED_BY = re.compile(
    r"(?:[Ee]xamined|[Qq]uestioned|[Pp]ressed|[Aa]sked|[Cc]hallenged|[Ii]nterviewed)\s+(?:\w+\s+)?by\s+(?:[\w’'-]+\s+){0,4}$"
)
# "Thames Ward", "the Guild of the Marsh"
BRAND = re.compile(r"(?:[Tt]he\s+)?[A-Z][\w’'&-]+(?:\s+(?:of|for|the|and|&)(?=\s+[A-Z])|\s+[A-Z][\w’'&-]*)*")
OPENS = re.compile(rf"(?P<who>{BRAND.pattern})(?=,\s|\s+[a-z]+(?:s|ed)\b)")
SHORT = 40  # characters that hold a title before a name
RECENT = 4  # units within which a pronoun goes back to a speaker
# What follows a noun and is not it.
BESIDE = re.compile(r"\s(?:who|whose|which|that|of|from|for|in|at|on|near|with|outside|behind)\s")
QUOTED_NAME = 2  # words: "signed ‘Kez’" is a name, more is speech


def resolve(scene: Scene, span: Span | None, place: int, heard: Sequence[Voice], cue: Cue | None = None) -> Voice | None:
    """The voice of a speaker's mention in unit `place`, given those heard before (latest last) and the verb it goes with."""
    if span is None:
        return None
    span = named_beside(scene, span) or span
    words = OWNERS.get(scene.words(span), scene.words(span))
    answers = bool(cue and heard and _answers(scene, place, cue))
    if answers:
        heard = [voice for voice in heard if voice.id != heard[-1].id]
    if words in PERSONAL:
        return _person(scene, span, place, heard)
    if words in BODILY:
        author = _message_author(scene, span, place, heard) if cue and cue.frame == "read" else None
        return author or _body(scene, span, place, heard)
    if named := scene.cast.at(span):
        return _by_name(scene, named, named.span, place)
    hears = cue is not None and cue.frame == "hear"
    if not hears and (has_word("speaker_message.noun", scene.text, *span) or REPLY.match(words)):
        return _replies(scene, span, place, heard) or _author(scene, span, place, heard)
    goes_on = cue is not None and cue.word in GOES_ON
    return _by_words(scene, span, place) if hears else _described(scene, span, place, heard, goes_on=goes_on, answers=answers)


def _answers(scene: Scene, place: int, cue: Cue) -> bool:
    """Whether a verb answers what another has just said: '“He is sorry,” said counsel. “Good,” | replied the judge'."""
    if cue.word not in ANSWERS or ASKED.search(scene.text, *scene.units[place].span):
        return False
    before = scene.units[place - 1]  # "Why, she was asked, had she stayed? “It was raining,” she | replied"
    return not (scene.one_line(place - 1, place) and not before.quotations and scene.text[before.span[1] - 1] == "?")


def _replies(scene: Scene, span: Span, place: int, heard: Sequence[Voice]) -> Voice | None:
    """Who gives an answer: "came | the reply" of whom a question was about, or of whom has not spoken last."""
    asked = ASKED_OF.search(scene.text, *scene.units[place - 1].span) if place else None
    if asked and REPLY.match(scene.words(span)):
        return _person(scene, asked.span("who"), place - 1, heard)._replace(span=span)
    other = next((v for v in reversed(heard[-RECENT:]) if v.id != heard[-1].id), None) if REPLY.match(scene.words(span)) else None
    return Voice(other.id, span, other.named, place) if other else None


@lru_cache(KNOWN)
def normal(words: str) -> str:
    """The words of a body without article, spokesperson and possessive."""
    plain = " ".join(words.lower().split())
    return SPOKESPERSON.sub("", ARTICLE.sub("", plain)).strip() or plain


def _by_name(scene: Scene, name: Name, span: Span, place: int) -> Voice:
    return Voice(name.person or "body:" + scene.words(name.span), span, True, place)


def _by_words(scene: Scene, span: Span, place: int) -> Voice:
    return Voice("body:" + normal(scene.words(span)), span, False, place)


def _described(scene: Scene, span: Span, place: int, heard: Sequence[Voice], *, goes_on: bool, answers: bool) -> Voice:
    """'the commissioner', 'the 74-year-old': the person of this paragraph who has just spoken or is told of, else a body."""
    words = scene.words(span)
    if (
        not answers
        and (SAME_PERSON.match(words) or (goes_on and words.startswith("the ")))
        and not _ends_in_body(scene.text, span)
    ):
        if (
            heard
            and heard[-1].named
            and (scene.one_line(heard[-1].place, place) or (goes_on and heard[-1].place >= place - RECENT))
        ):
            return Voice(heard[-1].id, heard[-1].span, True, place)
        if scene.one_line(place - 1, place) and (name := _topic(scene, place - 1, span[0])):
            return _by_name(scene, name, name.span, place)
    if called := _called(scene, span, heard):
        return Voice(called.id, span, called.named, place)
    if _is_told_anew(scene, span) and (known := _known(scene, span, place, heard)):
        return known
    if heard and heard[-1].place >= place - 1 and not heard[-1].named and _stands_for(words, heard[-1].id):
        return Voice(heard[-1].id, span, False, place)
    return _by_words(scene, span, place)


def _ends_in_body(text: str, span: Span) -> bool:
    """Whether a noun phrase stands for a body: "the force", "the CPS"; "the MP" is none."""
    noun = word_before(text, *span)
    return (noun.isupper() and len(noun) > len("MP")) or ends_word("speaker_body.noun", noun.lower())


def _called(scene: Scene, span: Span, heard: Sequence[Voice]) -> Voice | None:
    """Who has spoken and was introduced so: "the area coroner, Jo Vane, …", "a manager, who …", and then "the coroner said"."""
    head = word_before(scene.text, *span)
    bare = scene.words(span) in CALLINGS  # "counsel submitted"
    if not heard or not (bare or scene.text.startswith(("the ", "The "), span[0])) or not head.isalpha():
        return None
    for voice in reversed(heard[-RECENT:]):
        if not voice.named and voice.span and (_head(scene.text, voice.span) == head or _is_that(scene, voice.span, head)):
            return voice
    spoke = {voice.id: voice for voice in heard[-RECENT:] if voice.named}
    callings = CALLINGS.get(head, (head.lower(),))
    for name in scene.cast.within(0, span[0]) if spoke else ():
        near = _is_beside(scene.text, name.span, callings)
        if name.person in spoke and (
            near or (head in CALLINGS and OPENING_CASE.search(scene.text, max(0, name.span[0] - 2 * SHORT), name.span[0]))
        ):
            return spoke[name.person]
    return None


def _is_that(scene: Scene, span: Span, head: str) -> bool:
    """Whether "the woman" can mean who was told of at first by more: "a mother whose boat sank"."""
    rule = {"woman": "speaker_woman.noun", "man": "speaker_man.noun"}.get(head)
    first = scene.text.startswith(("a ", "A ", "an ", "An ", "One ", "one "), span[0])
    return rule is not None and first and is_word(rule, _head(scene.text, span))


def _is_beside(text: str, name: Span, callings: tuple[str, ...]) -> bool:
    """Whether a name is introduced by what somebody is: "the coroner, Dr | Jo Vane", "Jo Vane, | the area coroner"."""
    for word in reversed(text[max(0, name[0] - SHORT) : name[0]].split()):
        if word.lower().startswith(callings):
            return True
        if not word[0].isupper():
            break
    behind = text[name[1] + 1 : name[1] + SHORT] if text.startswith(",", name[1]) else ""
    return any(word.lower().startswith(callings) for word in behind.partition(",")[0].split())


def _known(scene: Scene, span: Span, place: int, heard: Sequence[Voice]) -> Voice | None:
    """Whom something new is told of: the person of the sentence before, who spoke last, or at first the last one named."""
    if somebody := told_of(scene, place):
        return _by_words(scene, somebody, place)
    if heard:
        goes_on = heard[-1].place >= place - RECENT and _fits(scene, heard[-1], "")
        return Voice(heard[-1].id, span, heard[-1].named, place) if goes_on else None
    named = scene.cast.within(0, span[0])
    return _by_name(scene, named[-1], span, place) if named else None


def _is_told_anew(scene: Scene, span: Span) -> bool:
    """Whether "the 34-year-old" or "the mum of two" tells something new of who has spoken: no such age was told before."""
    m = ANEW.match(scene.text, *span)
    return m is not None and (m["age"] is None or not re.search(rf"\b{m['age']}\b", scene.text[: span[0]]))


def _stands_for(words: str, voice: str) -> bool:
    """Whether "the force" or "the officer" can mean the body that has just spoken."""
    m = AGAIN.match(words)
    return m is not None and (m["spokesman"] is not None or (POLICE.search(voice) is not None) == (m["police"] is not None))


def _person(scene: Scene, span: Span, place: int, heard: Sequence[Voice]) -> Voice:
    """Whom "he" or "she" means: who spoke last, else whom the sentences before tell of."""
    pronoun = OWNERS.get(scene.words(span), scene.words(span))
    if own := _own_subject(scene, span, place, pronoun):
        return _by_words(scene, own, place)._replace(span=span)
    if heard and heard[-1].place >= place - 1 and _fits(scene, heard[-1], pronoun):
        return Voice(heard[-1].id, span, True, place)
    for back in (place, place - 1):
        if back == place - 1 and (somebody := told_of(scene, place, pronoun)):
            voice = _by_words(scene, somebody, place)
            return voice._replace(span=span) if span[0] == scene.units[place].span[0] else voice
        if back >= 0 and (name := _topic(scene, back, span[0], pronoun)):
            introduced = scene.one_line(back, place) and name.span == scene.cast.first_mention(name)
            return _by_name(scene, name, name.span if introduced else span, place)
    return _last_told(scene, span, place, pronoun, heard) or Voice(f"body:{pronoun}", span, False, place)


def _last_told(scene: Scene, span: Span, place: int, pronoun: str, heard: Sequence[Voice]) -> Voice | None:
    """Who spoke, or was a sentence's subject, last before a pronoun: "Ann Vane keeps bees. Two hives stood open. | She said"."""
    spoke = {v.place: v for v in heard[-3:] if v.named or v.id == f"body:{pronoun}"}
    for back in range(place - 1, max(place - RECENT, 0) - 1, -1):
        if back in spoke and _fits(scene, spoke[back], pronoun):
            return Voice(spoke[back].id, span, True, place)
        unit = scene.units[back]
        if back in spoke or unit.quotations or any(cue.live for cue in unit.cues):
            continue
        told = opening_person(scene, unit) or main_subject(scene.text, scene.cast, *unit.span)
        if told and (unnamed := _unnamed(scene, told, pronoun)) is not None:
            return _by_words(scene, told, place)._replace(span=span) if unnamed else None
        opening = told and scene.words(told) in OPENING  # "It was late and Ann Vane was still awake."
        name = _topic(scene, back, span[0], pronoun) if opening else scene.cast.at(told) if told else None
        if name and suits(scene, name, pronoun):
            return _by_name(scene, name, span, place)
    return None


def _unnamed(scene: Scene, told: Span, pronoun: str) -> bool | None:
    """Whether a pronoun means the person without a name of whom a sentence tells; None where it tells of no such person."""
    if scene.words(told) in ("you", "i", "we", "one"):
        return False
    if names_subject(scene, told) or not pattern("speaker_person.noun").match(scene.text, *told):
        return None
    other = pattern("speaker_woman.noun" if pronoun == "he" else "speaker_man.noun").search(scene.text, *told)
    return None if other else pronoun in SEX.values()


def _own_subject(scene: Scene, span: Span, place: int, pronoun: str) -> Span | None:
    """Whom a pronoun behind a colon goes back to: 'His wife is less sure: | she thinks'."""
    if not scene.text.endswith((": ", "; "), 0, span[0]):
        return None
    own = main_subject(scene.text, scene.cast, scene.units[place].span[0], span[0])
    sex = pattern("speaker_woman.noun" if pronoun == "she" else "speaker_man.noun")
    return own if own and pronoun in SEX.values() and not names_subject(scene, own) and sex.search(scene.text, *own) else None


def _topic(scene: Scene, place: int, before: int, pronoun: str | None = None) -> Name | None:
    """The person a sentence is about: the first one named in it, not as an owner and not in quoted words."""
    unit = scene.units[place]
    for name in scene.cast.within(unit.span[0], min(before, unit.span[1])):
        quoted = any(q.span[0] <= name.span[0] < q.span[1] for q in unit.quotations)
        if quoted or POSSESSIVE.match(scene.text, name.span[1]) or ASKED_BY.search(scene.text, unit.span[0], name.span[0]):
            continue
        if suits(scene, name, pronoun):
            return name
    return None


def _fits(scene: Scene, voice: Voice, pronoun: str) -> bool:
    """Whether "he" or "she" can mean a voice: no body, and no Mrs for "he"."""
    head = _head(scene.text, voice.span) if voice.span is not None and not voice.named else ""
    if head and (ends_word("speaker_body.noun", head) or is_word("speaker_message.noun", head)):
        return False
    said = sexes(scene, voice.id) if pronoun in SEX.values() else set()
    return not said or pronoun in said


def _head(text: str, span: Span) -> str:
    """The noun of a noun phrase: of "A pensioner who was queuing for stamps" the pensioner."""
    beside = BESIDE.search(text, *span)
    return word_before(text, span[0], beside.start() if beside else span[1])


def _body(scene: Scene, span: Span, place: int, heard: Sequence[Voice]) -> Voice:
    """Whom "it" or "they" means: the body that spoke last, the subject of the same sentence, or who wrote a message."""
    words = scene.words(span)
    spoke = heard[-1] if heard and heard[-1].place >= place - 1 and not heard[-1].named else None
    nearer = spoke is None or not scene.one_line(spoke.place, place)
    if nearer and (body := _body_before(scene, place, words)):
        return _by_words(scene, body, place)
    if spoke and not _is_one_person(scene, spoke):
        return Voice(spoke.id, span, False, place)
    own = main_subject(scene.text, scene.cast, scene.units[place].span[0], span[0]) if words == "they" else None
    if own and not scene.cast.at(own):
        return Voice(_by_words(scene, own, place).id, span, False, place)
    if author := _message_author(scene, span, place, heard):
        return author
    for voice in reversed(heard[-3:]):
        if not voice.named and voice.place >= place - RECENT + 1 and not _is_one_person(scene, voice):
            return Voice(voice.id, span, False, place)
    return Voice(f"body:{words}", span, False, place)


def _body_before(scene: Scene, place: int, pronoun: str) -> Span | None:
    """The body that the sentence before, in one paragraph, is about: "The harbour board has met twice. | It says"."""
    if not scene.one_line(place - 1, place):
        return None
    unit = scene.units[place - 1]
    opening = OPENS.match(scene.text, *unit.span)
    told = opening.span("who") if opening else main_subject(scene.text, scene.cast, *unit.span)
    if (
        told is None
        or (opening and no_name(opening["who"]))
        or (scene.cast.within(*told) and not (pronoun == "it" and scene.cast.at(told)))
    ):
        return None
    return told if BRAND.fullmatch(scene.text, *told) or _ends_in_body(scene.text, told) else None


def _is_one_person(scene: Scene, voice: Voice) -> bool:
    """Whether a voice is a man or a woman told of: "A woman watching | shouted", whom "they" does not mean."""
    if voice.span is None or _ends_in_body(scene.text, voice.span):
        return False
    return any(pattern(noun).search(scene.text, *voice.span) for noun in ("speaker_woman.noun", "speaker_man.noun"))


def _message_author(scene: Scene, span: Span, place: int, heard: Sequence[Voice]) -> Voice | None:
    """Who wrote the message that the sentence before tells of: "a statement from the club followed. | It read: …"."""
    hits = list(pattern("speaker_message.noun").finditer(scene.text, *scene.units[place - 1].span)) if place else []
    return _author(scene, hits[-1].span(), place, heard, span) if hits else None


def _author(scene: Scene, span: Span, place: int, heard: Sequence[Voice], pronoun: Span | None = None) -> Voice:
    """Who wrote a message: a name or body in its noun phrase, after it, or in the sentence before."""
    own = next((i for i, u in enumerate(scene.units) if u.span[0] <= span[0] < u.span[1]), place)
    if (body := MODIFIED.fullmatch(scene.text, *span)) and not scene.cast.within(*span):
        return _by_words(scene, body.span("who"), place)
    whole = scene.units[own].span
    spoke = heard and heard[-1].place >= own - 1
    for window in (span, (span[0], whole[1]), whole, *(() if spoke else (scene.units[max(0, own - 1)].span,))):
        if name := next((n for n in scene.cast.within(*window) if not _in_speech(scene, n.span, own)), None):
            return _by_name(scene, name, name.span, place)
        who = FROM_WHOM.search(scene.text, *window) or OWNED.search(scene.text, *window)
        if who and not _in_speech(scene, who.span("who"), own):
            return _by_words(scene, who.span("who"), place)
    if heard:
        return Voice(heard[-1].id, pronoun or span, heard[-1].named, place)
    return Voice(_by_words(scene, span, place).id, pronoun or span, False, place)


def _in_speech(scene: Scene, span: Span, place: int) -> bool:
    """Whether a name stands inside quoted words, other than as a quoted name."""
    return any(q.span[0] <= span[0] < q.span[1] and q.words > QUOTED_NAME for q in scene.units[place].quotations)
