"""Learn who is in an article from the mentions that prove themselves, and find the same persons' bare names elsewhere."""

import re
from collections import Counter
from collections.abc import Iterator, Sequence

from casebook.reading.index import pattern
from casebook.reading.names.letters import is_free, lettered
from casebook.reading.names.lexicon import (
    BODY,
    COMMON,
    FIRST_NAME,
    GROUP,
    LARGE,
    OPENER,
    PLACE,
    PLURAL_TITLE,
    POSTNOMINAL,
    ROLE,
    TITLE,
    WORDY,
    word_kinds,
)
from casebook.reading.names.runs import OPENING_QUOTES, Lone, Run, Word, is_acronym, opens_sentence, words_of
from casebook.reading.names.stretches import Stretch, stretch_of
from casebook.reading.names.weights import ENOUGH, before_thing
from casebook.reading.rules import rulebook

BRACKETS = "“”‘’'\")"
HUMAN = ("name.acts", "name.fate", "name.attributed", "name.relative")  # signs that a surname alone may bear
LIKELY = 1.5  # the weight from which a full name needs no more than its surname elsewhere
IN_COUNTY = re.compile(r", ([A-Z]\w+)")
CALENDAR = (
    *("january", "february", "march", "april", "may", "june"),
    *("july", "august", "september", "october", "november", "december"),
    *("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"),
)


class Roster:
    """The persons of one article: what proves itself, and the surnames, first names and full names it teaches."""

    def __init__(self, text: str, candidates: Sequence[Stretch]) -> None:
        self.text = text
        self._beside: dict[int, Stretch] = {}  # by where it starts and ends
        self._lone = {
            s.parts[0].small for s in candidates if len(s.parts) == 1 and s.rule in HUMAN and not s.parts[0].kinds & WORDY
        }
        self.sure: list[Stretch] = []
        self._surnames: set[str] = set()
        self._first_names: set[str] = set()
        self._fulls: dict[str, list[tuple[str, ...]]] = {}
        self._letters: set[str] = set()
        doubtful = []
        for stretch in candidates:
            if stretch.weight >= ENOUGH:
                self._learn(stretch)
            elif (stretch.rule and stretch.weight >= 0) or not stretch.parts:
                doubtful.append(stretch)
        self._learn_listed(doubtful)
        self._taken = {w.start for s in self.sure for w in s.words}

    def again(self, runs: Sequence[Run], aside: Sequence[Lone]) -> Iterator[Stretch]:
        """Further mentions of the known persons: whole names, bare surnames and first names."""
        self._letters.update(lettered(self.text, runs, aside), self._abbreviated())
        if self._letters:
            self._letters |= {f"{letter}." for letter in self._letters if len(letter) == 1}
        known = self._surnames | self._first_names
        sought = known | self._fulls.keys() | {letter.lower() for letter in self._letters}
        lone = [
            words_of(self.text, chain, start)[0]
            for start, chain in aside
            if (low := chain.lower()) in sought or (" " in low and not sought.isdisjoint(low.split(" ")))
        ]
        for run in [*lone, *runs]:
            done = 0
            for i, word in enumerate(run):
                if word.small not in sought or i < done or word.start in self._taken:
                    continue
                size = self._full_at(run, i)
                if word.text in self._letters and self._is_letter(run, i):
                    yield stretch_of([word], rule="name.letter")
                elif size or (word.small in known and self._is_mention(run, i)):
                    done = i + max(size, 1)
                    yield stretch_of(run[i:done], rule="name.full" if size > 1 else "name.single")

    def _learn_listed(self, doubtful: Sequence[Stretch]) -> None:
        """Learn what shares a name with a sure one or is listed beside one, then from the back: "Bill, Wes and Bram"."""
        for stretch in doubtful:
            if self._is_alias(stretch) or self._is_shared(stretch) or self._is_listed(stretch):
                self._learn(stretch)
        for stretch in self._told_again(doubtful):
            self._learn(stretch)
        known = {s.words[0].start for s in self.sure}
        for stretch in reversed(doubtful):
            if stretch.words[0].start not in known and self._is_before_listed(stretch):
                self._learn(stretch)

    def _told_again(self, doubtful: Sequence[Stretch]) -> list[Stretch]:
        """Lone first names, other words too, of which more than one sentence tells as of a person: "Holly said", "Holly has"."""
        told = Counter(
            s.parts[0].small for s in doubtful if len(s.words) == 1 and s.rule in HUMAN and s.parts[0].kinds & FIRST_NAME
        )
        again = {name for name, times in told.items() if times > 1 and name not in CALENDAR}
        return [s for s in doubtful if s.rule in HUMAN and s.parts[0].small in again and not s.parts[0].kinds & PLACE]

    def _learn(self, stretch: Stretch) -> None:
        self.sure.append(stretch)
        self._beside[stretch.words[-1].end] = self._beside[stretch.words[0].start] = stretch
        parts = stretch.parts
        if len(parts) > 1:
            self._surnames.add(parts[-1].small)
            self._first_names.add(parts[0].small)
            self._learn_nickname(parts)
            self._fulls.setdefault(parts[0].small, []).append(tuple(w.small for w in parts))
        elif parts:
            (self._surnames if stretch.title else self._first_names).add(parts[0].small)
        elif len(stretch.words) == 1:
            self._letters.add(stretch.words[0].text)
        if len(parts) == 1 and stretch.words[-1] is not parts[0]:
            self._letters.add(stretch.words[-1].text)
            self._fulls.setdefault(parts[0].small, []).append(tuple(w.small for w in stretch.words))

    def _learn_nickname(self, parts: Sequence[Word]) -> None:
        """Keep the words in quotation marks inside a name: "Bram ‘Mad Dog’ Tasker"."""
        opened = next((i for i, w in enumerate(parts) if i and self.text[w.start - 1] in OPENING_QUOTES), 0)
        if opened:
            self._fulls.setdefault(parts[opened].small, []).append(tuple(w.small for w in parts[opened:-1]))

    def _knows(self, word: Word) -> bool:
        return word.small in self._surnames or word.small in self._first_names

    def _abbreviated(self) -> Iterator[str]:
        """The first letters of sure names that stand in brackets behind them: "Bram Tasker (“BT”)"."""
        for stretch in self.sure:
            end = stretch.words[-1].end
            if self.text[end : end + 2] == " (":
                letters = "".join(w.text[0] for w in stretch.words)
                inside = self.text[end + 2 : end + 4 + len(letters)].lstrip(BRACKETS)
                if inside.startswith(letters) and inside[len(letters) :][:1] in BRACKETS:
                    yield letters

    def _is_alias(self, stretch: Stretch) -> bool:
        """Does it stand in brackets and quotation marks right behind a sure name: "Bram Tasker (“Fen Falcon”)"?"""
        start, end = stretch.span
        if self.text[start - 2 : start - 1] != "(" or start - 3 not in self._beside:
            return False
        if not pattern("name.bracketed").match(self.text, start, end + 2):
            return False
        stretch.rule = "name.bracketed"
        return True

    def _is_shared(self, stretch: Stretch) -> bool:
        """Does a doubtful full name end in a known name, or in a word that acts alone elsewhere ("Tasker left")?"""
        if len(stretch.parts) < 2:
            return False
        last = stretch.parts[-1]
        return self._knows(last) or (last.small in self._lone and stretch.weight >= LIKELY)

    def _is_listed(self, stretch: Stretch) -> bool:
        """Does it stand right behind a sure name in a list: "Wes and Bram Tasker", "Messrs Hask, Brook and Tasker"?"""
        start, _ = stretch.span
        before = self.text[max(0, start - 5) : start]
        beside = self._beside.get(start - (5 if before == " and " else 2)) if before.endswith((" and ", ", ")) else None
        if not beside:
            return self._is_first_listed(stretch)
        if not stretch.parts and stretch.words[0].text[-1] == ".":
            stretch.rule = "name.letter"
            return True
        if beside.title and beside.title.kinds & PLURAL_TITLE and not (stretch.parts and stretch.parts[0].kinds & LARGE):
            stretch.title, stretch.rule = beside.title, stretch.rule or "name.letter"
            return True
        if len(stretch.parts) == 1 and not stretch.words[0].kinds & FIRST_NAME:
            return before == " and " and not stretch.words[0].kinds & WORDY and len(beside.parts) < 2
        return stretch.weight >= 1 or self._is_first_listed(stretch)

    def _is_first_listed(self, stretch: Stretch) -> bool:
        """Does a full name or a first name stand right before a sure one: "Bram and Wes Tasker"?"""
        end = stretch.words[-1].end
        named = len(stretch.parts) > 1 or (stretch.parts and stretch.words[0].kinds & FIRST_NAME)
        return bool(named) and self.text.startswith(" and ", end) and end + 5 in self._beside

    def _is_before_listed(self, stretch: Stretch) -> bool:
        """Does a first name, or a surname before judges' letters, stand right before a sure name in a list?"""
        (start, end), parts = stretch.span, stretch.parts
        after = next((self._beside.get(end + len(sign)) for sign in (" and ", ", ") if self.text.startswith(sign, end)), None)
        if not after or len(parts) > 1 or after.words[0].start < end:
            return False
        if not parts:
            stretch.rule = stretch.rule or "name.letter"
            return stretch.words[0].text[-1] == "."
        judged = self.text.startswith((" JJ", " LJJ"), after.words[-1].end)
        if judged or after.rule == "name.versus":
            return not parts[0].kinds & WORDY
        inside = not opens_sentence(self.text, start)
        return inside and bool(parts[0].kinds & FIRST_NAME) and (len(after.parts) == 1 or not parts[0].kinds & PLACE)

    def _is_letter(self, run: Run, i: int) -> bool:
        """Does a known letter stand alone, or behind what its bearer is ("Child T")?"""
        beside = (run[i - 1].kinds if i else OPENER) & (run[i + 1].kinds if i + 1 < len(run) else OPENER)
        return bool(beside & (OPENER | TITLE | ROLE | COMMON)) and is_free(self.text, run[i].start, run[i].end)

    def _full_at(self, run: Run, i: int) -> int:
        """How many words of a known full name stand here; none where a body bears the name."""
        for words in self._fulls.get(run[i].small, ()):
            stop = i + len(words)
            if tuple(w.small for w in run[i:stop]) == words and not (stop < len(run) and run[stop].kinds & BODY):
                return len(words)
        return 0

    def _is_mention(self, run: Run, i: int) -> bool:
        """Is a known name that stands alone meant here, and not a place, a month or a common word?"""
        word, text, rules = run[i], self.text, rulebook()
        if word.place or before_thing(text, word.end) or not (self._free_after(run, i) and self._free_before(run, i)):
            return False
        if not word.kinds & (WORDY | TITLE):
            return True
        if self._is_elsewhere(word):
            return False
        return not opens_sentence(text, word.start) or bool(rules["namecontext.carries_on"].pattern.match(text, word.end))

    def _is_elsewhere(self, word: Word) -> bool:
        """Do the words around a wordy name make it a place ("in Preston"), a body ("Ministry of Justice"), a date?"""
        text, rules, start = self.text, rulebook(), max(0, word.start - 20)
        before = ["namecontext.part_of"]
        if word.kinds & TITLE:
            before.append("namecontext.ranked")
        if word.kinds & PLACE:
            before.append("namecontext.placed")
            after = IN_COUNTY.match(text, word.end)
            if after and word_kinds().get(after[1].lower(), 0) & PLACE:
                return True
        if word.small in CALENDAR:
            before.append("namecontext.dated")
            if rules["namecontext.numbered"].pattern.match(text, word.end):
                return True
        if word.kinds & BODY and text.startswith(" of ", word.end):
            return True
        return any(rules[rule_id].pattern.search(text, start, word.start) for rule_id in before)

    def _free_after(self, run: Run, i: int) -> bool:
        if i + 1 == len(run):
            return True
        after = run[i + 1]
        if after.kinds & COMMON and not after.kinds & BODY and (after.small.endswith("ed") or after.text.isupper()):
            return True
        return (
            after.start in self._taken
            or bool(after.kinds & OPENER)
            or is_acronym(after, POSTNOMINAL)
            or (after.small in self._surnames and self._free_after(run, i + 1))
        )

    def _free_before(self, run: Run, i: int) -> bool:
        if not i:
            return True
        before = run[i - 1]
        if before.start in self._taken or before.small in self._first_names or before.small.endswith("ing"):
            return True
        return bool(before.kinds & (OPENER | TITLE | COMMON | ROLE | LARGE)) and not before.kinds & GROUP
