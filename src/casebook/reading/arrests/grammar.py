"""What stands between a person and what was done to him: auxiliaries, titles, list words, relative clauses."""

import re

TITLED = (
    r"(?:(?:an?|the|two|three|four|his|her|mr|mrs|ms|miss|dr|another|suspected|alleged|elder|younger|older|former|local)\.?\s+){0,3}"
    r"(?:ex-)?"
)
# "was later", "has been": what follows was done to the subject
BE = re.compile(
    r"(?:\b(?:was|were|been|being|be|is|are|got|getting|get|and)|\b(?:he|she|who|they)['’](?:s|re))\s+"
    r"(?:(?:\w+ly|also|later|then|since|now|still|himself|herself|both|all|each)\s+){0,2}$"
)
SINGULAR = re.compile(r"(?:^|\s)(?:was|is|has)\s+(?:\w+\s+){0,2}$")
AGENT = re.compile(r"\s+(?:\w+\s+){0,6}?by\b")
# "arrested the suspected burglar Jo Vane"
DIRECT = re.compile(
    r"\s+(?:" + TITLED + r"|(?:an?|the|his|her|another)\s+(?:(?!innocent|wrong|of\b)[a-z-]+\s+){1,2})", re.IGNORECASE
)
# "arrested and charged a woman"
AND_DONE = re.compile(
    r"\s+and\s+(?:\w+ly\s+|later\s+|then\s+)?(?:charged|bailed|released|questioned|detained|remanded|jailed)(?=\s)"
)
# "convicted nursery worker Jo Vane"
BY_TRADE = re.compile(
    r"\s+(?:(?!(?:of|by|in|at|on|for|with|and|to|after|before|who|him|her|them|over|that|from|it|when|as|but|under|last|the|an?|his|"
    r"their|yesterday|today|later|then|since|earlier|following|because|while|where|police|officers|said|against|until)\b)[a-z-]+\s+){1,3}"
)
# "jointly charged with his brothers Al, 44, and Bo, 50"
JOINTLY = re.compile(r"(?:\s+(?:alongside|with|together\s+with))?\s+(?:[a-z]+\s+){0,3}")
# "Jo Vane, 34, and his brother Al"
LINK = re.compile(
    r"(?:\s*[,;]\s*(?:and\s+)?|\s+(?:and|&|as\s+well\s+as|along\s+with|alongside|together\s+with)\s+|,?\s+with\s+)"
    r"(?:(?:an?|the|his|her|another|mr|mrs|ms|miss|dr|older|younger|other|elder|second|third|fourth|fifth|retired|teenage|young|married|local|former|family\s+friend|friend|flatmate|colleague|neighbour|cousin|nephew|niece|stepson|fellow\s+\w+|co-accused|co-defendant|brother|sister|wife|"
    r"husband|girlfriend|boyfriend|partner|son|daughter|mother|father)\.?\s+){0,3}(?:(?-i:[A-Z][a-z]+)\s+)?",
    re.IGNORECASE,
)
# Behind a set whose members follow, as in "looking for two of the team: a man of 26, and a woman".
COLON = re.compile(r"(?::|\swho\s[^.;,:]{3,60},)\s+(?:an?\s+|the\s+)?(?:[a-z-]+\s+){0,2}")
# "Vane, the joiner, who has also been": what may stand between a subject and its verb
VERB_GROUP = re.compile(
    r"(?:['’](?:s|d|ve|re|ll)(?=\s))?(?:\s+in\s+[A-Z][\w-]+(?=,?\s+who\b))?(?:,\s+(?:(?:members|founders|leaders|supporters|followers)\s+of\s+[^,.;]{3,60}(?=,)|(?:an?|the)\s+(?:[\w-]+\s+){0,3}[\w-]+(?=\s)|"
    r"(?:who\s|based\s|living\s|currently\s|formerly\s|(?:both\s|all\s)?(?:said|believed|thought|understood|alleged)\s+to\s)[^,.;]{3,60}(?=,)))?,?\s+"
    r"(?:(?:who|was|were|is|are|has|have|had|been|being|also|later|then|both|all|each|now|himself|herself|and|will|be|\w+ly|not|never|"
    r"since|again|previously|having|who['’](?:s|d|ve))\s+){0,6}(?:(?:given|handed|received|got|serving|told|informed|found)\s+(?:an?\s+(?:[\w-]+\s+){0,2}|that\s+|there\s+)?)?"
)
# "Vane has arrested", "police charged": the doer stands before the verb, so only what follows can have suffered it
TRANSITIVE = re.compile(
    r"arrested|detained|charged|jailed|convicted|cleared|acquitted|released|bailed|remanded|sentenced|fined|prosecuted|indicted|questioned"
)
DOER = re.compile(
    r"(?:\b(?:have|has|had|having|to)|\b(?:[Pp]olice|[Oo]fficers|[Dd]etectives|[Aa]uthorities|[Ww]e|[Tt]hey|[Pp]rosecutors))\s+"
    r"(?:\w+ly\s+|later\s+|also\s+|then\s+|now\s+|since\s+)?$"
)
# what a judge or an officer does to somebody
DOES = re.compile(
    TRANSITIVE.pattern
    + r"|refused|denied|opposed|granted|raised|increased|reduced|lengthened|cut|told|quashed|upheld"
    + r"|dismissed|rejected|placed|put|ordered|banned|made|sent|committed|deferr|adjourn|dropped|offered|decided|said|fined"
    + r"|handed|imposed|gave|call(?:ed|ing)|ask(?:ed|ing)|passed"
)
# "Sentencing |him| to a two-year |community order|"
GIVES = re.compile(
    r"\b(?:(?:[Ss]entenc|[Gg]iv|[Hh]and|[Oo]rder|[Ii]mpos|[Ss]par|[Ff]in|[Jj]ail|[Ll]ock|[Pp]lac|[Pp]utt)ing\s(?:\w+\son\s)?|"
    r"(?:gave|handed|placed|put|ordered|told|sent)\s)$"
)
GIVEN = re.compile(r",?\s(?:(?:to|on|under|with)\s(?:do\s|carry\sout\s|complete\s|serve\s)?)?(?:an?\s)?(?:[\w-]+\s){0,3}")
# Said of "a man police want to speak to" or "a man whom they hope to trace".
WHOM_THEY = re.compile(
    r"\s+(?:whom?\s+|that\s+)?(?:they(?:['’](?:d|ll|re|ve))?|the\s+police|police|officers|detectives)\s+(?:\w+\s+){0,2}"
)
# "arrested her at noon", not "arrested her son"
HER_ALONE = re.compile(
    r"\s*[.,;:!?)\"”]|\s*$|\s+(?:after|at|in|on|and|for|by|with|over|when|to|from|of|as|but|before|because|under|while|last|yesterday|"
    r"during|until|not|guilty)\b"
)
# "appeared in court alongside his brother Al"
ALONGSIDE = re.compile(
    r"[^.;]{0,60}\b(?:alongside|together with|along with|beside)\s+"
    + TITLED
    + r"(?:(?:brother|sister|wife|husband|partner|son|daughter|co-\w+)(?:-in-law)?)?\s*"
)
# "were arrested in Hove and a 61-year-old in Rhyl."
ELLIPSIS = re.compile(r"\s(?:in|at|on)\s[^.;,]{3,60},?\s+and\s+(?:an?\s+|the\s+)?")
REST = re.compile(r"\s+(?:in|at|on)\s+[^.;,]{2,40}[.;]?$")
# "a man over theft and a woman over arson"
OVER_AND = re.compile(r",?\s+(?P<over>over|for|on suspicion of|in|at)\s+[^.;,]{2,60}?,?\s+and\s+(?:an?\s+|the\s+)?")
OVER = re.compile(r"\s+(?P<over>over|for|on suspicion of|in|at)\s")
# "the arrest of a local youth"
OF_A = re.compile(r"\s+(?:[\w-]+\s+){0,3}")
# "the case of a man accused of theft"
PARTICIPLE = re.compile(
    r"accused|charged|arrested|wanted|jailed|convicted|bailed|remanded|held|detained|filmed|confronted|exposed|caught|snared|cornered|"
    r"trapped|ambushed|targeted|stung|surrounded|unmasked|outed|accosted|challenged|approached|chased|tackled|collared|nabbed|seized|hounded"
)
# "accused |the owner, |Jo Vane"
BY_OFFICE = re.compile(r"\s(?:an?|the|his|her|its|their)\s(?:[\w’'-]+\s){0,4}[\w’'-]+,\s(?:Mr\s|Mrs\s|Ms\s)?")
# "a joiner cornered |at| a tram stop"
WHERE = re.compile(r"\s(?:at|in|inside|on|outside|near|by|beside|when|while|as|after|last|that|this|during)\b")
# "A man who stabbed a boy has been": the clause behind the subject with which a sentence opens, and the verb of the sentence
HEAD = re.compile(r"[\"“‘']?(?:[A-Z][\w'’-]*)?(?:\s[\w'’-]+){0,3}\s?", re.ASCII)
MATRIX = re.compile(
    r",?\s(?:who|whose|that)\s(?:(?!said\b|says\b|told\b|claimed\b)[^\s,;:]+\s){1,27}?[^\s,;:]+,?\s"
    r"(?:(?:has|have|had|is|are|was|were|will)\s(?:now\s|also\s|today\s)?(?:been\s|be\s)?"
    r"(?:(?:\w+ly|told|given|handed|ordered|found)\s(?:an?\s)?)?)?"
)
# "a man whom she accused on camera would |face no action|", "the man they had filmed was |never charged|"
WHOM_CLAUSE = re.compile(
    r",?\s+(?:(?:whom?|that)\s+)?(?:he|she|they|it|the\s+\w+|its\s+\w+|[A-Z]\w+(?:\s[A-Z]\w+)?)\s+(?!said|says|told)[^.;,]{3,60}?,?\s"
    r"(?:(?:was|were|would|will|has|have|had|is|are|been|be|not|never|later|now|then|since|also|himself)\s+){1,5}"
)
# "for the pair": those behind a preposition
BEHIND = re.compile(r"\b(?:of|by|with|from|to|for|against|on|in|at|near|into|over|about|behind|under|than|like)\s+$")
# "The man |in the horsebox| was freed": told by where he was, nobody told before
IN_A_PLACE = re.compile(
    r"\s(?:in|inside|at|on|behind)\s(?:the|an?)\s(?!(?:dock|case|centre|heart|film|video|clip|footage|picture|photo\w*|image|live\w*|"
    r"recording|broadcast|same|time|scene|end|hearing|trial|court|moment|hospital|inquiry|post|area|ground|floor)\b)[\w-]+"
    r"\s(?:was|has|had|is|spent|said|told|denied|got|would|will)\b"
)
