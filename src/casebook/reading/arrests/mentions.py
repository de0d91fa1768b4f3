"""Find every phrase that stands for a person: names, descriptions, pronouns, sets."""

import re
from bisect import bisect_right
from collections.abc import Container, Iterator, Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from itertools import pairwise

from casebook.reading.arrests.grammar import IN_A_PLACE
from casebook.reading.arrests.words import (
    ANYBODY,
    COUNTS,
    DETERMINERS,
    DISTINCT,
    HE,
    NO_ADJECTIVE,
    NUMBERS,
    OFFICES,
    PASSED_OVER,
    POINTS_BACK,
    POSSESSIVE,
    PREDICATE,
    TITLES,
)
from casebook.reading.document import Document
from casebook.reading.index import Index, pattern
from casebook.reading.rules import Hit, family_rules, rulebook
from casebook.records import Name, Span

NAME, DESCRIPTION, PRONOUN = "name", "description", "pronoun"
REACH = 60  # characters in which the words that lead in to a mention must stand
LEAD = 5  # how many of them are kept
# "the man who was held", "the man they exposed, Ty Moss": introduces him
DEFINING = re.compile(
    r"\s+(?:(?:who|whom|whose|that|behind|holding|filming|carrying|recording|playing|posing)\b|of\s+an?\b|(?:at|in|on|inside|outside|behind)\s+(?:the|his|her|their)\s[^.;,]{3,40},\s+an?\s|(?:they|he|she|it|police|officers|the\s\w+)\s[^.;,]{3,60},\s(?:[A-Z][\w’'-]+[\s,]+){2})"
)
COUNTED = frozenset((*NUMBERS[2:], "the", "both"))
NUMBER = re.compile(r"\b(?:the|both|[0-9]{1,2}|" + "|".join(NUMBERS[2:]) + r")\b", re.IGNORECASE)
AGE_INSIDE = ("person_age.years_old", "person_age.of_list")
# "the man |in the livestream|, who is 58", "the 35-year-old |at the centre of the video|, originally from Kaunas"
IN_THE_FILM = re.compile(
    r"\s(?:(?:in|at|inside|behind|outside)\s|at\sthe\s(?:centre|heart)\sof\s)the\s(?:[\w-]+\s)?[\w-]+"
    r"(?=,\s(?:who\s(?:is|was|lives)|aged|originally|formerly|of|from|an?|[1-9][0-9])\b)"
)
# "A fourth defendant, |neighbour| Lee Sharrock": a calling without an article between somebody and his name
CALLED = re.compile(
    r"(?:\s(?:on\strial|in\sthe\s(?:dock|case)|in\scourt))?,\s"
    r"(?:(?!(?:of|by|in|at|on|for|with|and|to|after|before|who|said|says|told|as|but|like|called|that|when|while|including|namely|police|"
    r"judge|prosecutor|defending|prosecuting)\b)[a-z][a-z-]+\s){1,3}"
)
ONE_OF_THEM = re.compile(r"[Tt]he\s\w+\b(?!\sof\b)")
OF_A_BAND = re.compile(r"\sof\s(?:the|its|their|those)\s(?:[\w-]+\s){0,2}[\w-]+,\s")
EX = re.compile(r",\s(?:ex-|former\s|retired\s)?")
OPENS_WITH_AGE = re.compile(r",\s(?:(?:who\s(?:is|was)|aged|now|then)\s)?[1-9][0-9](?=[,.]|\sand\b|\sof\b)")
OF_CHILDREN = re.compile(r"[\s-]of[\s-](?:one|two|three|four|five|six|seven|eight|nine|[1-9])\b")
WHOM_THEY_MET = re.compile(
    r"\s(?:whom\s|that\s|who\s)?(?:they|the\s(?:group|team|hunters|trio|pair|vigilantes|page)|its\smembers)\s(?:had\s|have\s)?(?:both\s|all\s|just\s)?"
    r"(?:accused|targeted|exposed|filmed|confronted|attacked|snared|caught|met|chased|cornered|suspected|challenged|trapped|surprised|"
    r"stopped|ambushed|surrounded|unmasked|tackled|approached|followed|visited|seized|grabbed|c[ao]me\sfor|were\safter|"
    r"went\safter|beat|detained|held)\b"
)
BAND = frozenset(("hunters", "vigilantes"))
OWN_DECADE = re.compile(r"\b(?:his|her)\b")
GENERAL = {"male": "man", "female": "woman"}
SPEAKS = re.compile(r"\s(?:\w+ly\s|also\s|then\s)?(?:said|says|added|told|continued|explained|went\son)\b")
LISTS, AND_ONE = re.compile(r"(?:,|:|\s[–—-])\san?\s(?:[\w-]+\s){0,3}"), re.compile(r"(?:,\s|,?\sand\s)an?\s(?:[\w-]+\s){0,3}")
QUOTE_OPENS, QUOTE_ENDS, NICKNAME = re.compile(r"[\"“'‘](?:[A-Z]\w+\s)?$"), re.compile(r"[,.]?[\"”'’](?!s\b)"), 12
ENDS_CLAUSE = ".,;:!?…)"
DOTTED = frozenset(["mr.", "mrs.", "dr.", "ms."])


@dataclass(eq=False, slots=True)
class Mention:
    """One phrase for one person, for a set of persons, or (a pronoun) for somebody told before.

    `lead` are the words before it, the nearest first, `word_before` the last before its articles and titles;
    `tail` is where the facts told right behind it end
    ("Jo Vane, 34, of Mold"); `count` is 0 for a set that nobody counted; a `joined` mention means the
    same person as the mention before it; `told` are the hits of rules that read its age and home, `listed` those
    that read the ages of a set one by one; `met`: it says that a group met him ("the man they had accused");
    `surname` is the last word of a full name; `apposed`: how many mentions before he stands whose name this is
    ("a fourth |defendant|, neighbour Lee Sharrock");
    `opens`: a sentence opens with his name and age, and he was not harmed; `one_of_them`: "the second, 70,"; `speaks`: "a porter
    |said|"; `quoted`: "Jess", whom a decoy plays.
    """

    span: Span
    kind: str
    rule: str = ""
    noun: str = ""
    determiner: str = ""
    sex: str | None = None
    age: int | None = None
    ages: tuple[int, ...] = ()
    decade: bool = False
    count: int = 1
    person: str | None = None
    tail: int = 0
    joined: bool = False
    lead: tuple[str, ...] = ()
    word_before: str = ""
    told: list[tuple[str, Hit]] = field(default_factory=list)
    listed: tuple[Hit, ...] = ()
    met: bool = False
    surname: str = ""
    apposed: int = 0
    opens: bool = False
    one_of_them: bool = False
    speaks: bool = False
    quoted: bool = False

    @property
    def points_back(self) -> bool:
        """Does it mean somebody told before ("the man", "the 19-year-old")?"""
        return self.determiner in POINTS_BACK

    def called(self, noun: str) -> bool:
        """Does the phrase call somebody so: "the roofer", "roofer Jo Vane"?"""
        return noun in (self.noun, self.word_before if self.kind == NAME else self.noun)


def find_mentions(doc: Document, names: Sequence[Name], index: Index, told: Container[int]) -> list[Mention]:
    """All mentions of persons, by place; none overlaps another. A quotation that tells of no outcome introduces nobody."""
    taken = sorted(n.span for n in names)
    found = [_named(doc.text, n) for n in names if n.kind == "person"]
    rare = [hit for hits in index.find("person_rare").values() for hit in hits]
    described = [_describe(doc.text, h) for h in (*index.search("person_described"), *rare) if not _inside(h.span, taken)]
    met = index.search("person_met") if doc.about_groups else []
    callings = [_calling(doc.text, h.match.span("value"), h) for h in met if not _inside(h.match.span("value"), taken)]
    described += [*callings, *_called_again(doc.text, callings)]
    found += [m for m in described if _is_somebody(doc.text, m) and not (m.age is None and _is_aside(index, m.span[0], told))]
    spoken = (*rulebook()["person_pronoun.single"].hits(doc.text), *index.search("person_they"))
    pronouns = [h for h in spoken if not _inside(h.span, taken)]
    found += [_pronoun(h) for h in pronouns if not _is_aside(index, h.span[0], told) and not _is_speaker(index, h.span, told)]
    mentions = list(_apart(sorted(found, key=lambda m: (m.span[0], -m.span[1]))))
    for i, (before, mention) in enumerate(pairwise(mentions)):
        kin = i > 0 and _is_kin(doc.text, mentions[i - 1], before, mention)
        mention.apposed = 2 if kin else int(_is_apposed(doc.text, before, mention))
        mention.one_of_them |= _is_listed(doc.text, before, mention)
        mention.opens = _opens(doc.text, mention)
        mention.speaks = mention.kind != PRONOUN and SPEAKS.match(doc.text, mention.span[1]) is not None
        mention.quoted = _is_quoted_name(doc.text, mention)
    return mentions


def _is_apposed(text: str, before: Mention, mention: Mention) -> bool:
    """Is "neighbour Lee Sharrock" or "ex-policeman Ty Moss" who "a fourth defendant" is?"""
    if before.rule == "person_rare.one" and mention.kind == NAME and OF_A_BAND.fullmatch(text, before.span[1], mention.span[0]):
        return True  # "One of the hunters, Ty Moss"
    anybody = before.kind == DESCRIPTION and before.count == 1 and before.age is None and before.noun in ANYBODY | {"member"}
    if not anybody or mention.kind == PRONOUN or mention.count != 1 or (before.sex and mention.sex and before.sex != mention.sex):
        return False
    bare = mention.kind == DESCRIPTION and not mention.determiner and EX.fullmatch(text, before.span[1], mention.span[0])
    return bool(bare) or (mention.kind == NAME and CALLED.fullmatch(text, before.span[1], mention.span[0]) is not None)


def _is_listed(text: str, before: Mention, mention: Mention) -> bool:
    """ "The pair, |a bald man in his fifties| and |a younger woman|, had filmed him": each is one of the pair."""
    gap = LISTS if before.count > 1 and before.kind == PRONOUN else AND_ONE if before.one_of_them else None
    one = (
        gap and mention.kind == DESCRIPTION and mention.count == 1 and {mention.determiner, before.determiner} <= {"a", "an", ""}
    )
    return bool(gap and one and gap.fullmatch(text, before.span[1], mention.span[0]))


def _is_kin(text: str, who: Mention, owner: Mention, mention: Mention) -> bool:
    """ "A fourth |person|, Vane's |cousin| Ty Moss"."""
    kin = mention.kind == DESCRIPTION and mention.determiner in POSSESSIVE and owner.kind == NAME
    plain = who.kind == DESCRIPTION and who.count == 1 and who.noun in ANYBODY
    return kin and plain and text[who.span[1] : owner.span[0]] == ", " and text[owner.span[1] : mention.span[0]] in ("'s ", "’s ")


def _opens(text: str, mention: Mention) -> bool:
    """ "Jo Vane, 33, handed over …": a sentence that introduces by name and age somebody who was not harmed."""
    start, end = mention.span
    first = mention.kind == NAME and not mention.lead and (text[:start].rstrip(" ")[-1:] in ("", "\n", ".", "!", "?"))
    return first and OPENS_WITH_AGE.match(text, end) is not None and not pattern("person_victim.after").match(text, end)


def _is_quoted_name(text: str, mention: Mention) -> bool:
    """ "Jess", whom a decoy plays; "Uncle Al"."""
    single, near = mention.kind == NAME and not mention.surname, max(0, mention.span[0] - NICKNAME)
    return single and bool(QUOTE_ENDS.match(text, mention.span[1]) and QUOTE_OPENS.search(text, near, mention.span[0]))


def pronouns_in(text: str, start: int, stop: int) -> list[Mention]:
    """Every "he" and "she" of a stretch, quoted or not, but those who speak."""
    hits = rulebook()["person_pronoun.single"].hits(text, (start, max(start, stop)))
    return [_pronoun(h) for h in hits if not SPEAKS.match(text, h.span[1])]


def _is_aside(index: Index, offset: int, told: Container[int]) -> bool:
    return index.is_quoted(offset) and index.nearest(offset) not in told


def _is_speaker(index: Index, span: Span, told: Container[int]) -> bool:
    """ "She said" after what a judge said: hardly the defendant, and nothing else is told of her there."""
    return index.nearest(span[0]) not in told and SPEAKS.match(index.text, span[1]) is not None


def lead_in(text: str, offset: int) -> tuple[str, ...]:
    """The words of the clause that stand before a place, the nearest first, in small letters."""
    start = max(0, offset - REACH, text.rfind("\n", 0, offset) + 1)
    words = text[start:offset].lower().rsplit(None, LEAD)[-LEAD:]
    lead: list[str] = []
    for word in reversed(words):
        if word[-1] in ENDS_CLAUSE and word not in DOTTED:
            break
        lead.append(word.strip("\"“”‘'("))
    return tuple(lead)


def _inside(span: Span, taken: list[Span]) -> bool:
    i = bisect_right(taken, (span[0], 1 << 60))
    return (i > 0 and taken[i - 1][1] > span[0]) or (i < len(taken) and taken[i][0] < span[1])


def _apart(mentions: list[Mention]) -> Iterator[Mention]:
    end = -1
    for mention in (m for m in mentions if m.span[0] >= end):
        yield mention
        end = mention.span[1]


def _named(text: str, name: Name) -> Mention:
    lead = lead_in(text, name.span[0])
    sex = TITLES.get(lead[0].rstrip(".")) if lead else None
    before = next((word for word in lead if word not in PASSED_OVER and word not in OFFICES), "")
    found = Mention(name.span, NAME, name.rule, person=name.person, sex=sex, tail=name.span[1], lead=lead, word_before=before)
    found.surname = surname[-1] if (surname := text[slice(*name.span)].split()[1:]) else ""
    return found


def _describe(text: str, hit: Hit) -> Mention:
    lead = lead_in(text, hit.span[0])
    if (said := hit.match.groupdict()).get("plural"):
        hit = _with_number(text, hit, lead)
        said |= {"count": None, "ages": None, "other": None} | hit.match.groupdict()
    ages = _ages(hit, said.get("ages"))
    noun, start, end = (said.get("noun") or "").strip(), *hit.span
    sex = _sex(said, noun)
    tail = film.end() if (film := IN_THE_FILM.match(text, end)) else end
    if sex and (children := OF_CHILDREN.match(text, hit.span[0] + len(noun))):
        noun = GENERAL[sex]  # "the father of two" may be anybody told before
        tail = children.end() if text.startswith(", ", children.end()) else tail  # "the mother of four, 42, admitted theft"
    return Mention(
        (start, end),
        DESCRIPTION,
        hit.rule.id,
        noun,
        "other" if said.get("other") else "a" if DEFINING.match(text, end) or IN_A_PLACE.match(text, end) else _determiner(lead),
        sex,
        int(said["age"]) if said.get("age") else None,
        ages,
        bool(said.get("decade")),
        0 if said.get("many") else len(ages) or _count(said, noun),
        tail=tail,
        lead=lead,
        word_before=_before_phrase(lead),
        told=_age_told(text, hit) if said.get("age") else [],
        met=WHOM_THEY_MET.match(text, end) is not None,
        one_of_them=hit.rule.id == "person_rare.one" and ONE_OF_THEM.match(text, start) is not None,
    )


def _calling(text: str, span: Span, hit: Hit) -> Mention:
    """ "They had cornered a |retired bus inspector| outside a shop": whom a group met, by a calling that no list knows."""
    noun, lead = hit.value.split()[-1], lead_in(text, span[0])
    determiner = "the" if lead[:1] == ("the",) else "a"
    return Mention(
        span,
        DESCRIPTION,
        hit.rule.id,
        noun,
        determiner,
        sex_of(hit.value),
        tail=span[1],
        lead=lead,
        word_before=_before_phrase(lead),
    )


def _called_again(text: str, callings: Sequence[Mention]) -> Iterator[Mention]:
    """ "They cornered a deckchair attendant. |The attendant|, aged 64, left": the same word behind "the"."""
    for noun in dict.fromkeys(m.noun for m in callings if m.noun.isalpha()):
        first = min(m.span[1] for m in callings if m.noun == noun)
        at = text.find(f"he {noun}", first)
        while at > 0:
            span = at + 3, at + 3 + len(noun)
            if text[at - 1] in "Tt" and not text[span[1] : span[1] + 1].isalpha():
                lead = lead_in(text, span[0])
                rule = callings[0].rule
                yield Mention(
                    span, DESCRIPTION, rule, noun, "the", sex_of(noun), tail=span[1], lead=lead, word_before=_before_phrase(lead)
                )
            at = text.find(f"he {noun}", span[1])


def _age_told(text: str, hit: Hit) -> list[tuple[str, Hit]]:
    """The age inside a description: "38-year-old", "a DJ aged 34"."""
    spans = (hit.span, hit.match.span("age"))  # not the number of "ten people aged 18"
    return [("age", found) for name, span in zip(AGE_INSIDE, spans, strict=True) for found in rulebook()[name].hits(text, span)][
        :1
    ]


def _with_number(text: str, hit: Hit, lead: tuple[str, ...]) -> Hit:
    """The hit of "two men, aged 20 and 31" or "three people" where a number stands before a plural noun."""
    if not any(word in COUNTED or word.isdigit() for word in lead[:3]):
        return hit
    for number in reversed(list(NUMBER.finditer(text, max(0, hit.span[0] - REACH), hit.span[0]))):
        for rule in family_rules("person_count"):
            found = rule.pattern.match(text, number.start())
            if found and found.end() >= hit.span[1]:
                return Hit(rule, found)
    return hit


def _ages(hit: Hit, listed: str | None) -> tuple[int, ...]:
    """The ages of "aged 20 and 31", and 22 twice for "two aged 22"."""
    times = _number(hit.match.group().split()[0]) if hit.rule.id == "person_rare.each_aged" else 1
    return tuple(int(age) for age in re.findall(r"[0-9]+", listed or "")) * times


def _is_somebody(text: str, mention: Mention) -> bool:
    """Not the bare noun of "he is accused of", nor the "One" of a name."""
    if mention.rule == "person_rare.one":
        return mention.lead[:1] != ("no",) and (not mention.lead or text[mention.span[0]].islower())
    a_calling = mention.rule != "person_rare.calling_aged" or mention.determiner in ("a", "an", "the")
    # "one of the hunters, a man of 33", "named on a hunters' page", "posed as hunters"
    led = mention.lead[:2] == ("the", "of") or mention.lead[:1] == ("as",)
    of_a_band = mention.noun in BAND and (led or text.startswith(("'", "’"), mention.span[1]))
    if mention.lead[:1] == ("wrong",) or mention.determiner == "no" or of_a_band or not a_calling:
        return False  # "There was no such boy"
    if mention.lead[:1] in (("both",), ("all",)) and mention.count == 0:
        return False  # "Vane and Moss, both members of the group"
    apposed = mention.noun == "members" and not mention.lead and text.startswith(", ", mention.span[0] - 2)
    if apposed or (mention.noun == "accused" and mention.lead[:1] not in (("the",), ("an",))):
        return False  # "All four, members of a team, deny it", "the officers accused of it"
    if mention.word_before in PREDICATE and mention.determiner in ("a", "an") and mention.age is None and not mention.decade:
        return False  # "he was not a suspect"
    return bool(mention.determiner or mention.count != 1 or mention.ages or mention.age is not None or mention.sex)


def _determiner(lead: tuple[str, ...]) -> str:
    """The word that introduces a noun; "her" stands for every possessive, "other" for every word that sets apart."""
    found = ""
    for word in lead:
        if word in NO_ADJECTIVE:
            break
        if word in DISTINCT:
            return "other"
        if word.endswith(("'s", "’s", "s'", "s’")):
            return "her"
        if word in DETERMINERS and not found:
            found = word
    return found


def _before_phrase(lead: tuple[str, ...]) -> str:
    """The last word before "a school bus" driver."""
    first = next((i for i, word in enumerate(lead) if word in DETERMINERS or word.endswith(("'s", "’s"))), -1)
    return next((word for word in lead[first + 1 :] if word not in PASSED_OVER), "")


def _sex(said: dict[str, str | None], noun: str) -> str | None:
    if said.get("male") or said.get("female"):
        return "male" if said["male"] else "female"
    if said.get("decade") and not said.get("plural") and (his := OWN_DECADE.search(said["decade"] or "")):
        return "male" if his.group() == "his" else "female"
    noun = said.get("kind") or noun
    return sex_of(noun) if noun and ("male" not in said or said.get("plural")) else None


@lru_cache(1000)
def sex_of(words: str) -> str | None:
    """male or female where a word says so ("men", "retired policewoman")."""
    for hit in rulebook()["person_sex.word"].hits(words):
        return "male" if hit["male"] else "female"
    return None


def _count(said: dict[str, str | None], noun: str) -> int:
    """1 for one person, n for a counted set, 0 for a set that nobody counted."""
    return _number(said["count"] or "") or COUNTS.get(noun, 0) if said.get("plural") or said.get("count") else 1


def _number(word: str) -> int:
    return int(word) if word.isdigit() else COUNTS.get(word.lower(), 0)


def _pronoun(hit: Hit) -> Mention:
    words, span = hit.match.group().lower().split(), hit.span
    if hit.rule.id == "person_pronoun.single":
        lead = lead_in(hit.match.string, span[0]) if words[0] == "him" else ()
        return Mention(span, PRONOUN, hit.rule.id, words[0], sex="male" if words[0] in HE else "female", tail=span[1], lead=lead)
    said = hit.match.groupdict()
    count = _number(said["all"] or said["some"] or "") or COUNTS.get(words[0], COUNTS.get(words[-1], 0))
    return Mention(span, PRONOUN, hit.rule.id, said["kind"] or words[-1], sex=sex_of(words[-1]), count=count, tail=span[1])
