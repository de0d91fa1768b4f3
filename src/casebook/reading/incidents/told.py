"""Know which sentences of an article belong to which of its incidents."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from functools import cached_property

from casebook.reading.document import HEADLINE
from casebook.reading.incidents.clauses import dates_in, place_names
from casebook.reading.incidents.episodes import Episode, differs
from casebook.reading.incidents.locations import Place, place_of
from casebook.reading.incidents.scenes import DAY
from casebook.reading.incidents.source import Source
from casebook.reading.index import Index, pattern
from casebook.reading.names.places import region_of
from casebook.reading.rules import Hit
from casebook.records import Span

NOBODY = -1
FACE_TO_FACE = ("confrontation", "encounter", "act", "event", "rendezvous", "lure")
AROUND = 3  # sentences of its paragraph that may name the place of an incident
OPENING = 4  # sentences that may name the place of an article's only incident
NOT_MEANT = ("online_only", "court_prison", "police_premises")
MONTH = len("2016-05")


@dataclass(frozen=True)
class Told:
    """The episodes of an article and what they were read from."""

    source: Source
    episodes: tuple[Episode, ...]
    _told: dict[str, list[tuple[int, Hit]]] = field(default_factory=dict, repr=False)

    @property
    def sentences(self) -> Index:
        return self.source.sentences

    @property
    def text(self) -> str:
        return self.source.text

    @property
    def lead(self) -> int:
        """The episode that most scenes tell."""
        return max(range(len(self.episodes)), key=lambda k: (len(self.episodes[k].scenes), -k))

    def place(self, k: int) -> Place | None:
        """The kind of place of an episode; of the only one in a groups' article also what its opening names."""
        place = self.episodes[k].place or self._beside(k) or self._of_visit(k)
        kinds = (*FACE_TO_FACE, "other_crime") if self.sentences.doc.about_groups else FACE_TO_FACE
        if place or k or self.episodes[k].main.kind not in kinds:
            return place
        return self._first_place(i for i in range(min(OPENING, len(self.sentences.all))) if self._may_tell(i, k))

    def _of_visit(self, k: int) -> Place | None:
        """Where a crowd came that is told without a place: to the door at which the group was before."""
        before = self.episodes[k - 1].place if k and self.episodes[k].main.kind == "crowd_action" else None
        return before if before and before.code == "home" else None

    def _may_tell(self, i: int, k: int) -> bool:
        """May a sentence of the opening tell of the first incident: does no other claim it?"""
        return len(self.episodes) == 1 or (self.owners[i] in (k, NOBODY) and i < self.episodes[k].main.sentence)

    def _first_place(self, numbers: Iterable[int]) -> Place | None:
        """The first scene that some sentences name, outside quotations."""
        found = (place_of(self.sentences, i, self.sentences.span(i), self.sentences.span(i)[0]) for i in numbers)
        return next((p for p in found if p and p.code not in NOT_MEANT and not self._is_quoted(p)), None)

    def _beside(self, k: int) -> Place | None:
        """What the sentences around an episode's main one name in its paragraph, where no other episode is told."""
        main, sentences = self.episodes[k].main, self.sentences.all
        if main.kind not in FACE_TO_FACE or not sentences:
            return None
        beside = (main.sentence + step * far for far in range(1, AROUND + 1) for step in (1, -1))
        near = (i for i in beside if 0 <= i < len(sentences) and sentences[i].line == sentences[main.sentence].line)
        return self._first_place(i for i in near if self.owners[i] == k)

    def _is_quoted(self, place: Place) -> bool:
        return self.sentences.is_quoted(place.evidence.span[0])

    @cached_property
    def headlines(self) -> tuple[int, ...]:
        """The numbers of the headlines among the stretches of the article."""
        spans = {line.span for line in self.sentences.doc.lines if line.kind == HEADLINE}
        return tuple(n for n in self.sentences.news[len(self.sentences.all) :] if self.sentences.span(n) in spans)

    @cached_property
    def region(self) -> tuple[str, Span] | None:
        """The region the whole article names first or by its force."""
        return region_of(self.text)

    def told(self, family: str) -> list[tuple[int, Hit]]:
        """The hits of a family, outside quotations, each with the number of its sentence; read once an article."""
        if family not in self._told:
            self._told[family] = self.sentences.told(family)
        return self._told[family]

    def hits(self, family: str, k: int) -> list[Hit]:
        """The hits of a family, outside quotations, in the sentences of an episode."""
        return [h for i, h in self.told(family) if self.owners[i] == k]

    @cached_property
    def owners(self) -> tuple[int, ...]:
        """The episode each body sentence belongs to: the one it names or dates, else the last one told."""
        if len(self.episodes) == 1:
            return (0,) * len(self.sentences.all)
        mine = {s.sentence: k for k, e in enumerate(self.episodes) for s in e.scenes}
        first = min((s.sentence for e in self.episodes for s in e.scenes if not s.is_lede), default=0)
        owners, current, line = [], mine.get(first, 0), NOBODY
        for i, sentence in enumerate(self.sentences.all):
            if i in mine and i >= first:
                current, line = mine[i], sentence.line
            elif self.is_background(current) and sentence.line != line:
                current = mine.get(first, 0)
            unnamed = current if i >= first else NOBODY
            owners.append(mine[i] if i in mine else self._named(i, unnamed))
        return tuple(owners)

    @cached_property
    def _known(self) -> tuple[tuple[str | None, frozenset[str]], ...]:
        """The day and the names of each episode, by which other sentences tell of it."""
        return tuple((e.day, e.names) for e in self.episodes)

    def is_background(self, k: int) -> bool:
        """Is an episode told in passing: dated to a mere year or month, or to another month than the first one?"""
        main, lead = self.episodes[k].main, self.episodes[0]
        if k == 0 or not main.is_new:
            return False
        day = main.day or ""
        if not day and pattern("incident_date.same_day").search(self.text, *self.sentences.span(main.sentence)):
            return False  # "By three o'clock the team was at a bar"
        return len(day) < DAY or differs(day[:MONTH], (lead.day or day)[:MONTH])

    def _named(self, i: int, otherwise: int) -> int:
        """The episode whose own place or day a sentence names, where it names one."""
        span = self.sentences.span(i)
        days = {d.value for d in dates_in(self.source.dates, span) if d.value}
        names = place_names(self.text, span, self.source.group_words)
        worth = [2 * (day in days) + len(names & known) for day, known in self._known]
        best = max(worth)
        if best == 0 or (otherwise != NOBODY and worth[otherwise] == best):
            return otherwise
        return worth.index(best)
