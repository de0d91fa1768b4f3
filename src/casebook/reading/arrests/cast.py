"""Say which phrases stand for the same person: the cast of an article, which grows while it is read."""

from typing import Any

from casebook.reading.arrests.facts import usual_sex
from casebook.reading.arrests.figures import OUTCOMES, Fact, Figure, Seen
from casebook.reading.arrests.mentions import DESCRIPTION, NAME, PRONOUN, Mention
from casebook.reading.arrests.salience import ranked
from casebook.reading.arrests.words import ANY_GROUP, ANYBODY, DISTINCT, HARMED, KIN, PLAIN, POINTS_BACK, POSSESSIVE

ADULT = 18
YOUNG = frozenset(("boy", "girl"))  # "thought the girl was 18" is nobody told before
ANNOUNCED = 2  # the last sentence in which somebody is named with whom an article opens
YOUNGER = "person_rare.younger"


class Cast:
    """The figures of one article, in order of appearance, and the groups they were told in."""

    def __init__(self) -> None:
        self.figures: list[Figure] = []
        self.groups: list[tuple[Figure, ...]] = []
        self.foretold: list[tuple[Any, Any]] = []  # outcomes (with their scenes) that wait for the next sentence
        self.last_offences: list[Fact] = []
        self.by_person: dict[str, Figure] = {}
        self._last: tuple[Figure, ...] = ()
        self._earlier: tuple[Figure, ...] = ()
        self._introduced: dict[Mention, Figure] = {}
        self._listing: list[tuple[int, Figure]] = []  # those whom a sentence names with their ages
        self._waiting: list[Mention] = []  # "He thought he would meet a girl. Instead, Jo Vane …"

    def meet(self, mention: Mention, sentence: int, subject: bool) -> tuple[Figure, ...]:
        """The figures a mention stands for; somebody new is introduced."""
        last = self._earlier if mention.apposed > 1 else self._last
        joined = (mention.joined or mention.apposed) and last and (not mention.age or last[0].age in (None, mention.age))
        found = last if joined else self._who(mention, sentence)
        if joined and mention.person and len(found) == 1:
            found = (self._alias(self._unless_another(found[0], mention), mention),)
        for i, figure in enumerate(found):
            if mention.kind != PRONOUN or mention.count == 1:
                figure.seen.append(Seen(sentence, mention.span[0], subject, mention.kind != PRONOUN and mention.count == 1))
            if mention.kind != PRONOUN:
                self._grow(figure, mention, i)
            elif mention.noun not in POSSESSIVE or figure.told_in(sentence):
                figure.pronouns.append(mention)
                figure.guess = figure.guess or (mention.sex if mention.count == 1 and subject else None)
        if mention.kind != PRONOUN:
            self._earlier, self._last = self._last, found
        if (subject or mention.kind == NAME) and mention.count == 1 and sentence <= ANNOUNCED:
            self._await(mention, found)
        if mention.kind == NAME and mention.age is not None and sentence <= ANNOUNCED:
            self._list(found[0], sentence)
        return found

    def _list(self, figure: Figure, sentence: int) -> None:
        """ "A couple … have been spared jail. |Jo Vane|, 51, and his wife |Al|, 49, lured …": whom an article opens with."""
        told = [f for f in self.figures if f.dealt_with and f.count != 1 and f.seen and f.seen[0].sentence == 0]
        if figure.seen[0].sentence == sentence > 0 and len(told) == 1 and not told[0].members and figure.fits(told[0].sex):
            self._listing = [*(known for known in self._listing if known[0] == sentence), (sentence, figure)]
            if len(self._listing) == told[0].count:
                told[0].members = tuple(f for _, f in self._listing)
                for member in told[0].members:
                    member.facts = {n: [*f] for n, f in told[0].facts.items() if n in OUTCOMES} | member.facts

    def _unless_another(self, figure: Figure, mention: Mention) -> Figure:
        """ "|That man|, Ty Moss, was freed": not Jo Vane, of whom the words before tell, but a third."""
        last = figure.mentions[-1]
        if figure.person in (None, mention.person) or last.kind != DESCRIPTION or last.determiner not in POINTS_BACK:
            return figure
        figure.mentions.pop()
        seen, unnamed = figure.seen.pop(), [f for f in self._by_sight() if f.count == 1 and not f.named and not f.official]
        near = [
            f for f in unnamed if seen.sentence - f.seen[-1].sentence <= 1 and f.fits(last.sex) and f.mentions[0].noun in ANYBODY
        ]
        other = self.by_person.get(mention.person or "") or (near[-1] if near else self._new(mention))
        other.mentions.append(last)
        other.sex, other.seen = other.sex or last.sex, [*other.seen, seen]
        return other

    def _await(self, mention: Mention, found: tuple[Figure, ...]) -> None:
        """ "|He| thought she was 13. Instead, Jo Vane …": a pronoun before anybody is named may be of whoever is named first."""
        if mention.kind == PRONOUN and not any(f.named for f in self.figures):
            self._waiting += [mention] if not found else []
        elif mention.kind == NAME and self._waiting:
            one = {m.sex for m in self._waiting}
            found[0].pronouns += self._waiting if len(one) == 1 and found[0].fits(*one) else []
            self._waiting.clear()

    def introduce(self, mention: Mention, sentence: int) -> Figure:
        """Somebody of whom nothing else is told: the article's opening, which named him, is not there."""
        main = [f for f in self.figures if f.named and len(f.mentions) > 2 and not f.official and f.fits(mention.sex)]
        if main and mention.kind == PRONOUN:
            return max(main, key=lambda f: len(f.mentions))
        met = (self._only_met(mention) or self._only_named(mention, sentence)) if mention.kind == PRONOUN else None
        if met:
            return met
        if mention not in self._introduced:
            figure = self._new(mention)
            figure.seen.append(Seen(sentence, mention.span[0], True))
            figure.mentions.append(mention)
            figure.sex = mention.sex
            self._introduced[mention] = figure
        return self._introduced[mention]

    def _only_met(self, mention: Mention) -> Figure | None:
        """ "The 33-year-old has asked for privacy": the one whom a group met, if it is told of one only, however long before."""
        met = [f for f in self.figures if f.count == 1 and "stage" in f.facts and not f.official and f.fits(mention.sex)]
        return met[0] if len(met) == 1 and "role" not in met[0].facts else None

    def _only_named(self, mention: Mention, sentence: int) -> Figure | None:
        """ "Drummer |Sacha Vane| has been put on the register. He was …": a first name does not say for certain who is a man."""
        named = [f for f in self.figures if f.named and f.count == 1 and not (f.official or f.victim)]
        if len(named) != 1 or named[0].sex is not None or named[0].seen[-1].sentence != sentence - 1:
            return None
        named[0].guess = mention.sex
        named[0].pronouns.append(mention)
        named[0].seen.append(Seen(sentence, mention.span[0], True))
        return named[0]

    def remember(self, group: tuple[Figure, ...]) -> None:
        if len(group) > 1 and group not in self.groups:
            self.groups.append(group)

    def meant(self, mention: Mention, sentence: int, harmed: bool = False, sought: bool = False) -> tuple[Figure, ...]:
        """The figures a pronoun or "the man" means where something was done to them by the law; whoever is held is not sought."""
        if mention.count != 1:
            return self.group(mention, sentence)
        best = [
            f
            for f in ranked(self.figures, mention, sentence, patient=True)
            if f.suspect or not ((f.victim and not harmed) or f.official)
        ]
        free = [f for f in best if "arrested" not in f.values("arrest")] if sought else []
        return tuple((free or best)[:1])

    def group(self, mention: Mention, sentence: int = -1) -> tuple[Figure, ...]:
        """Those meant by "they", "both men", "all three", "the two younger defendants"."""
        return self._just_listed(mention, sentence) or self._told_together(mention)

    def _told_together(self, mention: Mention) -> tuple[Figure, ...]:
        """The suspects that a word for several means, wherever they were told of."""
        suspects = [f for f in self.figures if f.suspect and f.fits(mention.sex)]
        single = [f for f in suspects if f.count == 1]
        if mention.noun == "defendants":
            single = [f for f in single if f.before_court] or single
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
            listed = self._listed_before(mention) if len(single) < mention.count else ()
            dealt = [f for f in single if f.dealt_with]
            return listed or tuple((dealt if len(dealt) >= mention.count else single)[-mention.count :])
        return tuple([f for f in suspects if f.count != 1][-1:]) or tuple(single if len(single) > 1 else ())

    def _just_listed(self, mention: Mention, sentence: int) -> tuple[Figure, ...]:
        """ "Jo Vane, 33, and Ty Moss, 27, ran a page. They deny theft": all whom the sentence before introduces."""
        if mention.kind != PRONOUN or mention.noun in ("younger", "older"):
            return ()
        known = [f for f in self.figures if f.named or f.age is not None]
        here = [f for f in known if f.seen[0].sentence == sentence and f.seen[0].start < mention.span[0]]
        new = here if len(here) > 1 else [f for f in known if f.seen[0].sentence == sentence - 1]
        told = len(new) > 1 and not any(f.count != 1 or f.official or f.victim for f in new)
        aged = mention.count == len(new) or (mention.count == 0 and all(f.age is not None for f in new))
        return tuple(new) if told and aged else ()

    def _listed_before(self, mention: Mention) -> tuple[Figure, ...]:
        """ "Jo Vane, 52, Ty Moss, 24, and Al Hale, 39. All three deny it": those named last, of nobody anything told."""
        named = [f for f in self.figures if f.count == 1 and f.known and not (f.official or f.victim) and f.fits(mention.sex)]
        named = [f for f in named if f.age is not None or f.sex or f.pronouns or len(f.mentions) > 1]  # "Moor Chapel" is nobody
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
            return (self._named(mention, sentence),)
        if mention.kind == PRONOUN:
            return self.group(mention, sentence) if mention.count != 1 else self._recent(mention, sentence)
        related = self._kin(mention) or self._other_one(mention)
        if related and (mention.age is None or related[0].age in (None, mention.age)):
            return related
        if mention.ages or mention.age is not None:
            return self._by_age(mention, sentence)
        told_before = self._elder_or_younger(mention) or (self._met_before(mention) if mention.met else ())
        if told_before:
            return told_before
        if mention.points_back and not mention.met:
            group = self.group(mention) if mention.noun in ANY_GROUP else ()
            told_before = self._recent(mention, sentence) if mention.count == 1 else group
        told_before = told_before or self._by_his_trade(mention, sentence)
        return told_before or (self._one_of_them(mention, self._new(mention)),)

    def _by_his_trade(self, mention: Mention, sentence: int) -> tuple[Figure, ...]:
        """ "Jo Vane wept. |The builder|, who …": the only one who is named, and of whom no other calling is told."""
        named = [f for f in self.figures if f.named and not (f.official or f.victim)]
        opens = mention.lead == ("the",) and mention.count == 1 and mention.noun not in PLAIN | KIN and not mention.met
        free = opens and len(named) == 1 and not named[0].callings and named[0].fits(mention.sex)
        near = free and named[0].seen[-1].sentence >= sentence - 2
        return (named[0],) if near and not any(f.said(mention.noun) for f in self.figures) else ()

    def _one_of_them(self, mention: Mention, figure: Figure) -> Figure:
        """ "Two men were held. The first, 24, … The second, 70, …": each is one of the set told last."""
        sets = [f for f in self.figures if f.count > 1 and len(f.members) < f.count] if mention.one_of_them else []
        if sets:
            figure.sex, figure.sets = sets[-1].sex, [*sets[-1].mentions]
            sets[-1].members += (figure,)
        return figure

    def _by_age(self, mention: Mention, sentence: int) -> tuple[Figure, ...]:
        if mention.ages:
            return self._each_aged(mention, sentence)
        if not mention.count:  # "both 19-year-olds"
            return tuple(f for f in self.figures if f.age == mention.age)
        return (self._new(mention),) if mention.count > 1 else (self._aged(mention, mention.age or 0, sentence),)

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

    def _named(self, mention: Mention, sentence: int) -> Figure:
        figure = self.by_person.get(mention.person or "")
        return self._alias(figure or self._same_age(mention) or self._announced(mention, sentence) or self._new(mention), mention)

    def _announced(self, mention: Mention, sentence: int) -> Figure | None:
        """ "A woman who … has been jailed. |Jo Vane|, 33, told …": whom an article opens with, if nobody else can be meant."""
        if not mention.opens or sentence > ANNOUNCED:
            return None
        told = [f for f in self.figures if f.dealt_with and f.seen[0].sentence < sentence]
        if len(told) != 1 or told[0].known or told[0].count != 1 or told[0].seen[0].sentence:
            return None
        text = next((hit.match.string for name, hit in mention.told if name == "age"), "")
        sexes = {told[0].sex, mention.sex or (usual_sex(text, mention) if text else None)} - {None}
        return told[0] if len(sexes) < 2 and told[0].mentions[0].determiner in ("a", "an", "one") else None

    def _alias(self, figure: Figure, mention: Mention) -> Figure:
        figure.person = figure.person or mention.person
        return self.by_person.setdefault(mention.person, figure) if mention.person else figure

    def _same_age(self, mention: Mention) -> Figure | None:
        same = (f for f in self.figures if mention.age and f.age == mention.age and not f.named and f.fits(mention.sex))
        return next((f for f in same if not f.victim), None)

    def _aged(self, mention: Mention, age: int, sentence: int) -> Figure:
        same = [f for f in self.figures if f.age == age and f.count == 1 and f.fits(mention.sex)]
        likely = ranked(self.figures, mention, sentence) if not same and mention.points_back and age >= ADULT else []
        unaged = [f for f in likely if f.age is None]
        if mention.word_before in HARMED:  # "assaulting the 28-year-old"
            same += [f for f in unaged if not (f.named or f.official or f.dealt_with)]
        elif mention.noun not in YOUNG:
            same += [f for f in unaged if not ("role" in f.facts and mention.word_before)]
        if not same and mention.points_back and age >= ADULT and mention.noun in ("", *PLAIN):
            met = self._only_met(mention)
            same += [met] if met and met.age is None and not met.named else []
        calling = mention.noun if not mention.sex and mention.noun not in ANYBODY else ""
        same.sort(key=lambda f: _is_their_own(f) or bool(calling and f.callings and calling not in f.callings))
        return same[0] if same else self._one_of_them(mention, self._new(mention, 1))

    def _elder_or_younger(self, mention: Mention) -> tuple[Figure, ...]:
        """ "the older man" of the last two persons of whom an age is told."""
        word = mention.noun if mention.rule == YOUNGER else mention.lead[0] if mention.lead else ""
        anybody = mention.rule == YOUNGER or not mention.noun or mention.noun in ANYBODY | KIN
        if (
            mention.count != 1
            or not (mention.points_back and anybody)
            or word not in ("older", "elder", "younger", "oldest", "youngest")
        ):
            return ()
        aged = [f for f in self.figures if f.age is not None and f.count == 1 and f.fits(mention.sex) and not f.official]
        aged = [f for f in aged if f.suspect] if sum(f.suspect for f in aged) > 1 else aged
        two = sorted(aged[-2:], key=lambda f: f.age or 0, reverse=not word.startswith("young"))
        return tuple(two[:1])

    def _kin(self, mention: Mention) -> tuple[Figure, ...]:
        """ "His brother was fined": whoever was called so before, or the one man on trial who bears the name."""
        if mention.count != 1 or mention.determiner not in POSSESSIVE or mention.noun not in KIN:
            return ()
        single = [f for f in self.figures if f.count == 1 and f.fits(mention.sex)]
        called = [f for f in single if any(m.noun == mention.noun and m.determiner in POSSESSIVE for m in f.mentions)]
        last = next((f for f in reversed(self._by_sight()) if f.named and f.count == 1), None)
        names = last.surnames if last else frozenset()
        alike = [f for f in single if f is not last and (f.suspect or f.age is not None) and names & f.surnames]
        found = called or alike
        return tuple(found) if len(found) == 1 and found[0] is not last else ()

    def _other_one(self, mention: Mention) -> tuple[Figure, ...]:
        """ "The other man, who is 58": of two before the court the one who was not told of last."""
        if mention.count != 1 or mention.lead[:2] != ("other", "the") or mention.noun not in ANYBODY:
            return ()
        two = [f for f in self._by_sight() if f.count == 1 and f.suspect and f.named and f.fits(mention.sex)]
        return (two[0],) if len(two) == 2 else ()

    def _by_sight(self) -> list[Figure]:
        """The figures in the order in which they were told of last."""
        return sorted((f for f in self.figures if f.seen), key=lambda f: (f.seen[-1].sentence, f.seen[-1].start))

    def _met_before(self, mention: Mention) -> tuple[Figure, ...]:
        """ "the man they had accused": whom a group met last."""
        met = [f for f in self.figures if f.count == 1 and "stage" in f.facts and "role" not in f.facts and f.fits(mention.sex)]
        return tuple(met[-1:])

    def _recent(self, mention: Mention, sentence: int) -> tuple[Figure, ...]:
        ages = [int(hit.value) for name, hit in mention.told if name == "age"]  # "He is 71" is not of a man of 27
        likely = ranked(self.figures, mention, sentence)
        return tuple([f for f in likely if not ages or f.age in (None, *ages)][:1])

    def _new(self, mention: Mention, count: int | None = None) -> Figure:
        figure = Figure(count=mention.count if count is None else count, person=mention.person)
        figure.distinct = mention.determiner in DISTINCT or mention.rule == "person_rare.the_rest"
        self.figures.append(figure)
        return figure


def _is_their_own(figure: Figure) -> bool:
    """ "his partner" is hardly "the 44-year-old"."""
    retold = any(seen.subject for seen in figure.seen[1:])  # "her grandson. He is wanted. The 24-year-old …"
    return not (figure.named or retold) and all(m.determiner in POSSESSIVE for m in figure.mentions)
