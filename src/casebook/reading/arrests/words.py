"""The small words that tell who is meant: articles, titles, offices, pronouns, numbers."""


def _listed(text: str) -> list[str]:
    return text.split()


def _words(text: str) -> frozenset[str]:
    return frozenset(_listed(text))


NUMBERS = tuple(_listed("zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen"))
COUNTS = {word: n for n, word in enumerate(NUMBERS)} | {"both": 2, "neither": 2, "pair": 2, "couple": 2, "duo": 2, "trio": 3}

# words before a noun
POINTS_BACK = _words("the this that those these")
POSSESSIVE = _words("his her their its")
DISTINCT = _words("another second third fourth fifth sixth seventh eighth further other more extra")
DETERMINERS = POINTS_BACK | POSSESSIVE | DISTINCT | _words("a an many some several no any every each") | frozenset(NUMBERS[1:])
NO_ADJECTIVE = _words("and or of who by to with from in on at was were is are for said has had but after when as")
PREDICATE = _words("was is were are be been not as became remains")
TITLES = {"mr": "male", "sir": "male", "mrs": "female", "miss": "female", "ms": "female", "lady": "female", "dr": None}
OFFICES = _words(
    """det detective insp inspector ch chief supt superintendent sgt sergeant pc dc ds di dci dcs con constable judge recorder
    sheriff justice qc kc cllr councillor mp msp commissioner coroner prof professor commander magistrate minister president
    prosecutor barrister solicitor spokesman spokeswoman spokesperson officer mayor chancellor secretary bishop pastor
    ambassador eyewitness witness advocate lord counsel fiscal"""
)
PASSED_OVER = DETERMINERS | frozenset(TITLES) | _words("former alleged suspected older younger elder")

# pronouns
HE = _words("he him his himself")
SUBJECT_PRONOUNS = _words("he she they")
OBJECT_PRONOUNS = _words("him them himself themselves his her their herself")

# behind these a subject may stand
OPENERS = _words(
    """and but that when after while as if because since before where who whose which whom said says say heard although though
    until then yesterday today tonight later meanwhile however once so how why whether earlier ago night week month year morning
    afternoon evening weekend monday tuesday wednesday thursday friday saturday sunday january february march april may june
    july august september october november december alleged claimed confirmed believe believed added reported revealed
    understood told both or nor for"""
)
# behind these none can
OBLIQUE = _words(
    """of by with from to for against on in at between near into over about towards behind under than like as be was were is are
    been called named told because victim boss lawyer brother sister mother father wife husband son daughter friend"""
)
CLAUSE_WORDS = _words("and but that when after while as if because before where who which said says")

# nouns that can mean anybody told before; any other ("the driver") means one who was called so
ANYBODY = _words(
    """man woman suspect defendant accused offender pensioner teenager youth person attacker killer robber burglar thief rapist
    fraudster paedophile prisoner gunman youngster second third fourth fifth sixth seventh eighth"""
)
ANY_GROUP = _words(
    "men women brothers sisters pair trio duo couple defendants suspects teenagers youths boys girls others younger older"
)
KIN = _words("brother sister son daughter father mother wife husband partner girlfriend boyfriend nephew niece uncle aunt")
PLAIN = _words("man woman boy girl person people men women suspect")

# what was done to a victim
HARMED = _words(
    """killing killed murdering murdered attacking attacked raping raped assaulting assaulted stabbing stabbed shot robbing robbed
    abusing abused hit victim strangled strangling beating poisoning"""
)
DEEDS = _words("death murder attack rape manslaughter body abuse killing stabbing shooting assault")
