"""Say which mentions are one person: full names first, then surnames and first names by title, sex and nearness."""

from collections.abc import Sequence

from casebook.reading.index import pattern
from casebook.reading.names.lexicon import FEMALE, MALE
from casebook.reading.names.stretches import Stretch
from casebook.records import Name

TITLE_SEX = {"mr": "m", "mrs": "f", "ms": "f", "miss": "f", "sir": "m", "lord": "m", "lady": "f", "dame": "f", "baroness": "f"}
NICKNAMING = ("name.nicknamed", "name.known", "name.bracketed")  # what they read is another name of somebody just named
LONG = 5  # letters from which a surname may be misspelt
SHORT_FORM = 3  # letters that "Chris" must share with "Christopher"


class Bearer:
    """A person in the making: small forms of first name, surname and all words; sex where title or first name tell it."""

    __slots__ = ("first", "last_seen", "sex", "surname", "words")

    def __init__(self, words: tuple[str, ...], first: str, surname: str, sex: str) -> None:
        self.words, self.first, self.surname, self.sex = words, first, surname, sex
        self.last_seen = -1  # where the last mention starts that was told to be this person's


def number_persons(text: str, mentions: Sequence[Stretch]) -> list[Name]:
    """The mentions as names in order, with "p1", "p2" … by each person's first mention."""
    ordered = sorted(mentions, key=lambda s: s.words[0].start)
    same = pattern("namecontext.same_person")
    bearers: list[Bearer] = []
    fulls = [_full(bearers, s) if len(s.parts) > 1 and s.rule not in NICKNAMING else None for s in ordered]
    numbers: dict[Bearer, str] = {}
    aliases: dict[tuple[str, ...], Bearer] = {}
    names: list[Name] = []
    bearer: Bearer | None = None
    for stretch, full in zip(ordered, fulls, strict=True):
        known = (aliases.get(_words(stretch)) if aliases else None) or full
        if stretch.rule in NICKNAMING and bearer and same.fullmatch(text, names[-1].span[1], stretch.words[0].start):
            known = aliases[_words(stretch)] = bearer
        bearer = known or (_full if len(stretch.parts) > 1 else _bare)(bearers, stretch)
        bearer.last_seen = stretch.words[0].start
        names.append(Name(stretch.span, "person", numbers.setdefault(bearer, f"p{len(numbers) + 1}"), stretch.rule))
    return names


def _full(bearers: list[Bearer], stretch: Stretch) -> Bearer:
    words = _words(stretch)
    size, last = len(words), words[-1]
    for bearer in bearers:
        if bearer.surname == last and (bearer.words[-size:] == words or _one_first_name(bearer.first, words[0])):
            return bearer
    bearers.append(Bearer(words, words[0], last, _sex(stretch)))
    return bearers[-1]


def _words(stretch: Stretch) -> tuple[str, ...]:
    return tuple([w.small for w in stretch.parts or stretch.words])


def _one_first_name(one: str, other: str) -> bool:
    """Are these one name, or a name and its short form ("chris", "christopher")?"""
    short, long = sorted((one, other), key=len)
    return one == other or (len(short) >= SHORT_FORM and long.startswith(short))


def _misspelt(one: str, other: str) -> bool:
    """Do two long surnames differ by one letter ("tasker", "taskar")?"""
    short, long = sorted((one, other), key=len)
    if one == other or len(short) < LONG or len(long) - len(short) > 1:
        return False
    same = next((i for i, (a, b) in enumerate(zip(short, long, strict=False)) if a != b), len(short))
    return short[same + 1 :] == long[same + 1 :] or short[same:] == long[same + 1 :]


def _bare(bearers: list[Bearer], stretch: Stretch) -> Bearer:
    """The bearer of a surname or first name that stands alone: of several the one mentioned last."""
    word, sex = stretch.words[-1].small, _sex(stretch)
    fits = [b for b in bearers if b.surname == word and not (sex and b.sex and sex != b.sex)]
    if not fits and not stretch.title:
        fits = [b for b in bearers if b.first == word]
    if not fits and stretch.title:
        fits = [b for b in bearers if _misspelt(b.surname, word)]
    if not fits:
        bearers.append(Bearer((), "", word, sex) if stretch.title else Bearer((), word, "", sex))
        return bearers[-1]
    best = max(fits, key=lambda b: b.last_seen)
    best.sex = best.sex or sex
    return best


def _sex(stretch: Stretch) -> str:
    if stretch.title and stretch.title.small in TITLE_SEX:
        return TITLE_SEX[stretch.title.small]
    bits = stretch.parts[0].kinds & (MALE | FEMALE) if len(stretch.parts) > 1 else 0
    return {MALE: "m", FEMALE: "f"}.get(bits, "")
