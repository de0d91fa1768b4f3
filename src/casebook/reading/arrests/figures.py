"""Say which phrases stand for the same person, and keep what the article tells of each."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any, NamedTuple

from casebook.reading.arrests.mentions import DESCRIPTION, NAME, PRONOUN, Mention
from casebook.reading.arrests.words import ANY_GROUP, ANYBODY, CLAUSE_WORDS, DISTINCT, HARMED, PLAIN, POSSESSIVE
from casebook.records import Evidence

ADULT, PENSION = 18, 60
OUTCOMES = frozenset(["arrest", "release", "charge", "plea", "verdict", "sentence", "stage"])
OBJECT_BREAKS = CLAUSE_WORDS | {"of", "for", "against", "by", "to"}  # "a charge against the man" may be his
CLAUSE = 40  # characters a subject and its object stand apart at most
LOOK_BACK = 5  # sentences a pronoun or "the man" may reach back
UNNAMED, UNNAMED_NEAR = 3.0, -4  # "the man" is somebody without a name, be he told of long before


class Fact(NamedTuple):
    """A value of one field, the words that prove it, and the sentence they stand in."""

    value: str
    evidence: Evidence
    sentence: int


@dataclass(eq=False, slots=True)
class Seen:
    """Where a figure was last told of, and whether as the subject of the words."""

    sentence: int
    start: int
    subject: bool
    named: bool = False


@dataclass(eq=False, slots=True)
class Figure:
    """Somebody the article tells of; grows while the article is read."""

    mentions: list[Mention] = field(default_factory=list)
    person: str | None = None
    named: bool = False
    age: int | None = None
    sex: str | None = None
    guess: str | None = None
    count: int = 1
    distinct: bool = False
    members: tuple["Figure", ...] = ()
    official: bool = False
    victim: bool = False
    pronouns: list[Mention] = field(default_factory=list)
    sets: list[Mention] = field(default_factory=list)
    seen: list[Seen] = field(default_factory=list)
    facts: dict[str, list[Fact]] = field(default_factory=dict)

    @property
    def suspect(self) -> bool:
        return not OUTCOMES.isdisjoint(self.facts)

    @property
    def known(self) -> bool:
        """Told by name, age or decade: not just "a man"."""
        return self.named or self.age is not None or any(m.decade for m in self.mentions)

    @property
    def start(self) -> int:
        return self.seen[0].start

    def tell(self, name: str, fact: Fact) -> None:
        self.facts.setdefault(name, []).append(fact)

    def values(self, name: str) -> frozenset[str]:
        return frozenset(f.value for f in self.facts.get(name, ()))

    def said(self, noun: str) -> bool:
        """Was the figure called by this noun, or only by an age where the noun is "man" or the like?"""
        plain = noun in PLAIN
        return any(m.noun == noun or (plain and not m.noun and m.age is not None) for m in self.mentions)

    def told_in(self, sentence: int) -> bool:
        """Is the figure told of in a sentence by more than a pronoun?"""
        return any(s.named and s.sentence == sentence for s in self.seen[-4:])

    def was_subject(self, sentence: int, before: int) -> bool:
        """Was the figure lately the subject of this sentence, before a place?"""
        return any(seen.subject and seen.sentence == sentence and seen.start < before for seen in self.seen[-4:])

    def fits(self, sex: str | None) -> bool:
        own = self.sex or self.guess
        return not sex or not own or sex == own

    def last_seen(self, before: int) -> Seen | None:
        return next((s for s in reversed(self.seen) if s.start < before), None)


class Cast:
    """The figures of one article, in order of appearance, and the groups they were told in."""

    def __init__(self) -> None:
        self.figures: list[Figure] = []
        self.groups: list[tuple[Figure, ...]] = []
        self.foretold: list[tuple[Any, Any]] = []  # outcomes (with their scenes) that wait for the next sentence
        self.last_offences: list[Fact] = []
        self.by_person: dict[str, Figure] = {}
        self._last: tuple[Figure, ...] = ()
        self._introduced: dict[Mention, Figure] = {}

    def meet(self, mention: Mention, sentence: int, subject: bool) -> tuple[Figure, ...]:
        """The figures a mention stands for; somebody new is introduced."""
        joined = mention.joined and self._last and (not mention.age or self._last[0].age in (None, mention.age))
        found = self._last if joined else self._who(mention, sentence)
        if joined and mention.person and len(found) == 1:
            found = (self._alias(found[0], mention),)
        for i, figure in enumerate(found):
            if mention.kind != PRONOUN or mention.count == 1:
                figure.seen.append(Seen(sentence, mention.span[0], subject, mention.kind != PRONOUN and mention.count == 1))
            if mention.kind != PRONOUN:
                self._grow(figure, mention, i)
            elif mention.noun not in POSSESSIVE or figure.told_in(sentence):
                figure.pronouns.append(mention)
                figure.guess = figure.guess or (mention.sex if mention.count == 1 and subject else None)
        if mention.kind != PRONOUN:
            self._last = found
        return found

    def introduce(self, mention: Mention, sentence: int) -> Figure:
        """Somebody of whom nothing else is told: the article's opening, which named him, is not there."""
        main = [f for f in self.figures if f.named and len(f.mentions) > 2 and not f.official and f.fits(mention.sex)]
        if main and mention.kind == PRONOUN:
            return max(main, key=lambda f: len(f.mentions))
        if mention not in self._introduced:
            figure = self._new(mention)
            figure.seen.append(Seen(sentence, mention.span[0], True))
            figure.mentions.append(mention)
            figure.sex = mention.sex
            self._introduced[mention] = figure
        return self._introduced[mention]

    def remember(self, group: tuple[Figure, ...]) -> None:
        if len(group) > 1 and group not in self.groups:
            self.groups.append(group)

    def meant(self, mention: Mention, sentence: int, harmed: bool = False) -> tuple[Figure, ...]:
        """The figures a pronoun or "the man" means where something was done to them by the law."""
        if mention.count != 1:
            return self.group(mention, sentence)
        best = [
            f for f in self._ranked(mention, sentence, patient=True) if f.suspect or not ((f.victim and not harmed) or f.official)
        ]
        return tuple(best[:1])

    def group(self, mention: Mention, sentence: int = -1) -> tuple[Figure, ...]:
        """Those meant by "they", "both men", "all three", "the two younger defendants"."""
        return self._just_listed(mention, sentence) or self._told_together(mention)

    def _told_together(self, mention: Mention) -> tuple[Figure, ...]:
        """The suspects that a word for several means, wherever they were told of."""
        suspects = [f for f in self.figures if f.suspect and f.fits(mention.sex)]
        single = [f for f in suspects if f.count == 1]
        if mention.noun in ("younger", "older"):
            return tuple(sorted(single, key=lambda f: f.age or 0, reverse=mention.noun == "older")[: mention.count])
        sets = [f for f in suspects if f.count == mention.count and f.count > 1]
        groups = [g for g in self.groups if mention.count in (0, len(g))]
        if mention.noun in ("defendants", "suspects", "all") and not mention.count:
            return tuple(single)
        if groups:
            return groups[-1]
        if sets:
            return (sets[-1],)
        if mention.count:
            return tuple(single[-mention.count :]) if suspects else self._listed_before(mention)
        return tuple([f for f in suspects if f.count != 1][-1:]) or tuple(single if len(single) > 1 else ())

    def _just_listed(self, mention: Mention, sentence: int) -> tuple[Figure, ...]:
        """ "Jo Vane, 33, and Ty Moss, 27, ran a page. They deny theft": all whom the sentence before introduces."""
        if mention.kind != PRONOUN or mention.noun in ("younger", "older"):
            return ()
        new = [f for f in self.figures if f.named and f.seen[0].sentence == sentence - 1]
        told = len(new) > 1 and not any(f.count != 1 or f.official or f.victim for f in new)
        aged = mention.count == len(new) or (mention.count == 0 and all(f.age is not None for f in new))
        return tuple(new) if told and aged else ()

    def _listed_before(self, mention: Mention) -> tuple[Figure, ...]:
        """ "Jo Vane, 52, Ty Moss, 24, and Al Hale, 39. All three deny it": those named last, of nobody anything told."""
        named = [f for f in self.figures if f.count == 1 and f.known and not (f.official or f.victim) and f.fits(mention.sex)]
        named = [f for f in named if f.age is not None or f.sex or f.guess or len(f.mentions) > 1]  # "Moor Chapel" is nobody
        listed = named[-mention.count :]
        return tuple(listed) if len(listed) == mention.count and any(f.age is not None for f in listed) else ()

    def _grow(self, figure: Figure, mention: Mention, index: int) -> None:
        figure.mentions.append(mention)
        figure.named |= mention.kind == NAME
        age = mention.ages[index] if mention.ages else mention.age
        figure.age = age if figure.age is None else figure.age
        if mention.sex and (mention.count == 1 or mention.ages or figure.count != 1):
            figure.sex = figure.sex or mention.sex

    def _who(self, mention: Mention, sentence: int) -> tuple[Figure, ...]:
        if mention.kind == NAME:
            return (self._named(mention),)
        if mention.kind == PRONOUN:
            return self.group(mention, sentence) if mention.count != 1 else self._recent(mention, sentence)
        if mention.ages or mention.age is not None:
            return self._by_age(mention, sentence)
        told_before = self._elder_or_younger(mention)
        if told_before:
            return told_before
        if mention.points_back:
            group = self.group(mention) if mention.noun in ANY_GROUP else ()
            told_before = self._recent(mention, sentence) if mention.count == 1 else group
        return told_before or (self._new(mention),)

    def _by_age(self, mention: Mention, sentence: int) -> tuple[Figure, ...]:
        if mention.ages:
            return self._each_aged(mention, sentence)
        if not mention.count:  # "both 19-year-olds"
            return tuple(f for f in self.figures if f.age == mention.age)
        return (self._aged(mention, mention.age or 0, sentence),)

    def _each_aged(self, mention: Mention, sentence: int) -> tuple[Figure, ...]:
        """One figure for each age; two of one age are two, and "another two men" are nobody told before."""
        found: list[Figure] = []
        for age in mention.ages:
            figure = self._aged(mention, age, sentence)
            if figure in found or mention.determiner in DISTINCT:
                figure = self._new(mention, 1)
                figure.age = age
            found.append(figure)
        return tuple(found)

    def _named(self, mention: Mention) -> Figure:
        figure = self.by_person.get(mention.person or "")
        return self._alias(figure or self._same_age(mention) or self._new(mention), mention)

    def _alias(self, figure: Figure, mention: Mention) -> Figure:
        figure.person = figure.person or mention.person
        return self.by_person.setdefault(mention.person, figure) if mention.person else figure

    def _same_age(self, mention: Mention) -> Figure | None:
        same = (f for f in self.figures if mention.age and f.age == mention.age and not f.named and f.fits(mention.sex))
        return next((f for f in same if not f.victim), None)

    def _aged(self, mention: Mention, age: int, sentence: int) -> Figure:
        same = [f for f in self.figures if f.age == age and f.count == 1 and f.fits(mention.sex)]
        if not same and mention.points_back and age >= ADULT and mention.word_before not in HARMED:
            same = [
                f for f in self._ranked(mention, sentence) if f.age is None and not ("role" in f.facts and mention.word_before)
            ]
            same.sort(
                key=lambda f: not f.named and f.mentions[0].determiner in POSSESSIVE
            )  # "his partner" is hardly "the 44-year-old"
        return same[0] if same else self._new(mention, 1)

    def _elder_or_younger(self, mention: Mention) -> tuple[Figure, ...]:
        """ "the older man" of the last two persons of whom an age is told."""
        word = mention.lead[0] if mention.lead else ""
        if mention.count != 1 or not mention.points_back or word not in ("older", "elder", "younger"):
            return ()
        aged = [f for f in self.figures if f.age is not None and f.count == 1 and f.fits(mention.sex) and not f.official]
        aged = [f for f in aged if f.suspect] if sum(f.suspect for f in aged) > 1 else aged
        two = sorted(aged[-2:], key=lambda f: f.age or 0, reverse=word != "younger")
        return tuple(two[:1])

    def _recent(self, mention: Mention, sentence: int) -> tuple[Figure, ...]:
        return tuple(self._ranked(mention, sentence)[:1])

    def _ranked(self, mention: Mention, sentence: int, patient: bool = False) -> list[Figure]:
        """The figures a pronoun or "the man" can mean, the likeliest first."""
        scored = []
        back, sex, earliest = mention.points_back, mention.sex, sentence - LOOK_BACK
        for figure in self.figures:
            if (
                figure.count == 1
                and figure.seen
                and (figure.seen[-1].sentence >= earliest or (back and not figure.named))
                and figure.fits(sex)
            ):
                score = self._salience(figure, mention, sentence, patient)
                if score is not None:
                    scored.append((score, figure.start, figure))
        scored.sort(key=lambda s: s[:2], reverse=True)
        return [figure for _, _, figure in scored]

    def _salience(self, figure: Figure, mention: Mention, sentence: int, patient: bool) -> float | None:
        seen = figure.seen[-1] if figure.seen[-1].start < mention.span[0] else figure.last_seen(mention.span[0])
        unnamed = mention.points_back and not figure.named and figure.said(mention.noun)
        if seen is None or (sentence - seen.sentence > LOOK_BACK and not unnamed):
            return None
        if mention.kind == DESCRIPTION and not _answers(figure, mention):
            return None
        if (
            mention.noun == "him"
            and seen.subject
            and mention.span[0] - seen.start < CLAUSE
            and CLAUSE_WORDS.isdisjoint(mention.lead)
        ):
            return None  # "Hale told him": him is not Hale
        if _object_of(figure, mention, seen, sentence):
            return None
        subject = seen.subject or figure.was_subject(seen.sentence, mention.span[0])
        near = max(seen.sentence - sentence, UNNAMED_NEAR) + UNNAMED if unnamed else seen.sentence - sentence
        score = near - 0.5 * (seen.sentence != sentence) + 0.9 * subject + seen.start / 1e6
        if mention.sex:
            same = (figure.sex or figure.guess) == mention.sex
            score += (1.2 if mention.kind == PRONOUN and mention.sex == "female" and figure.sex else 0.5) * same
            score -= 1.0 * ((figure.sex or figure.guess or mention.sex) != mention.sex)
        if mention.kind == DESCRIPTION:
            score += 2.5 * figure.said(mention.noun)
            score += 0.8 * (figure.suspect and mention.age is not None)
            score += 2.5 * (mention.noun == "pensioner" and (figure.age or 0) >= PENSION)
        if patient:
            score += (
                2.0 * figure.suspect
                - 2.5 * (figure.victim and not figure.suspect)
                - 3.0 * (figure.official and not figure.suspect)
                + 1.5 * (seen.named and seen.subject and seen.sentence == sentence and figure.named)
            )
        return score

    def _new(self, mention: Mention, count: int | None = None) -> Figure:
        figure = Figure(count=mention.count if count is None else count, person=mention.person)
        figure.distinct = mention.determiner in DISTINCT or mention.rule == "person_rare.the_rest"
        self.figures.append(figure)
        return figure


def _object_of(figure: Figure, mention: Mention, seen: Seen, sentence: int) -> bool:
    """Is "the woman" the object of a verb whose subject is the figure, named right before: "Jo Vane, 35, followed the woman"?"""
    within = seen.sentence == sentence and seen.subject and seen.named and figure.named
    other = len(mention.lead) > 1 and mention.kind == DESCRIPTION and all(m.noun != mention.noun for m in figure.mentions)
    return within and other and mention.span[0] - seen.start < 2 * CLAUSE and OBJECT_BREAKS.isdisjoint(mention.lead[:2])


def _answers(figure: Figure, mention: Mention) -> bool:
    """Can "the driver" mean this figure? Not an official, nor somebody with another calling."""
    if (figure.official and not figure.suspect) or (mention.decade and (figure.named or figure.age is not None)):
        return False
    return mention.noun in ANYBODY or mention.age is not None or any(m.noun == mention.noun for m in figure.mentions)


def everybody(groups: Iterable[tuple[Figure, ...]]) -> tuple[Figure, ...]:
    """All figures of some groups, each once, in order; "two men, Vane and Moss" are Vane and Moss."""
    found = tuple(dict.fromkeys(f for group in groups for f in group))
    for i, heading in enumerate(found[:-1]):
        members = found[i + 1 :]
        if heading.count in (0, len(members)) and heading.count != 1 and all(f.known for f in members):
            for member in members:
                member.sets += heading.mentions
                member.sex = member.sex or heading.sex
            return found[:i] + members
    return found
