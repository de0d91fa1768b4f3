"""The motivated intruder who reads a release before anybody else does, and can stop it."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path

from casebook.attack.figures import Figures
from casebook.attack.gates import enforce, read_gates
from casebook.attack.release import Tables, read_release
from casebook.attack.run import Report, attack, invented_distractors, plant_canaries
from casebook.attack.scan import find_bytes
from casebook.attack.sources import Sources, gather
from casebook.attack.words import find_shared_words
from casebook.contract import load_contract
from casebook.ingest import SetAside
from casebook.link import link
from casebook.records import Article, Record
from casebook.run import read_all
from casebook.wall.opened import unnarrowed
from casebook.wall.policy import Policy
from casebook.wall.pseudonymise import pseudonymise
from casebook.wall.pseudonyms import Pseudonymiser
from casebook.wall.tiers import protect_for_tier


@dataclass(frozen=True)
class Intruder:
    """Knows the sources and, to judge the guesses, the truth. Raises DisclosureError where a gate of the policy fails.

    `distractors` are what the sources are searched for among, invented where none are given; `previous` is the
    folder of the release before, where there is one.
    """

    sources: Sources = field(repr=False)
    names: Pseudonymiser = field(repr=False)
    policy: Policy = field(repr=False)
    distractors: Sequence[Article] | None = field(default=None, repr=False)
    previous: Path | None = None

    @classmethod
    def knowing(
        cls,
        articles: Iterable[Article],
        records: Iterable[Record],
        names: Pseudonymiser,
        policy: Policy,
        previous: Path | None = None,
    ) -> "Intruder":
        """One who has read these articles and the records made of them."""
        return cls(gather(articles, records, names, policy), names, policy, previous=previous)

    def attack(self, folder: Path) -> Report:
        """Every attack on the release in a folder, as far as it is written."""
        report = self.report(folder)
        enforce(report, read_gates(self.policy.gates))
        return report

    def report(self, folder: Path) -> Report:
        """The same without the gates."""
        release = read_release(folder)
        whole = replace(release, contract=load_contract())
        planted: Figures = plant_canaries(self._build, whole, self.sources, self.names, self.policy)
        distractors = self.distractors if self.distractors is not None else invented_distractors()
        previous = read_release(self.previous) if self.previous else None
        return attack(release, self.sources, self.policy, distractors, previous, planted)

    def scan(self, folder: Path) -> None:
        """Look through every byte once more when all is written."""
        release = read_release(folder)
        found = (find_bytes(release, self.sources, self.policy.card), find_shared_words(release, self.sources))
        enforce(Report(self.policy.k, found), read_gates(self.policy.gates))

    def _build(self, articles: Iterable[Article]) -> Tables:
        """The tables that a build makes of the sources and of more articles."""
        known = {record.id: record for record in self.sources.records}
        more = read_all((a for a in articles if a.id not in known), 1)
        records = [*known.values(), *(r for r in more if not isinstance(r, SetAside))]
        contract = load_contract()
        coded = pseudonymise(link(records), self.names, contract, self.policy)
        return unnarrowed(protect_for_tier(coded, contract, self.policy).protected.tables, contract)
