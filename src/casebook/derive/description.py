"""What every description of a release says: title, version, licence, terms, how the data came about and what they are not for.

The texts hold for every release; they follow the dataset card. Nothing here depends on a row.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date

LICENCE = "CC-BY-NC-4.0"
LICENCE_TITLE = "Creative Commons Attribution-NonCommercial 4.0"
LICENCE_PAGE = "https://creativecommons.org/licenses/by-nc/4.0/"
AUTHORS = "casebook maintainers"
KEYWORDS = ("pseudonymised", "statistical-disclosure-control", "policing", "vigilantism", "news")
SUMMARY = (
    "Linked tables of incidents, arrests, statements and articles about self-styled hunter groups, read from news by rules, "
    "pseudonymised and put under statistical disclosure control."
)
SUMMARY_OPEN = (
    "Narrow tables, which nothing links, about self-styled hunter groups, read from news by rules, pseudonymised and put under "
    "statistical disclosure control."
)
INVENTED = "Everything in this release is invented and was made with a public key."
TERM = (
    "No re-identification: whoever uses these data undertakes not to try to identify any person, group or article in them, not "
    "to link them with other data to that end, not to publish what would let others do so, and to report any such possibility "
    "to the maintainers."
)
RESPONSIBLE: Mapping[str, str | tuple[str, ...]] = {
    "dataCollection": (
        "News articles were read by rules, not by a language model. Every value rests on words of an article and on a rule; the "
        "working records that hold those words are not released."
    ),
    "dataCollectionType": ("Document analysis", "Secondary data analysis"),
    "dataCollectionMissingData": (
        "Missing values are typed: not_reported (the source does not say), not_applicable (cannot arise), unclear (said, but "
        "ambiguous or in conflict), withheld (known, removed by disclosure control). Silence is never no."
    ),
    "dataPreprocessingProtocol": (
        "Names became code names and keyed ids, words became codes of closed vocabularies, numbers and dates became bands.",
        "The tables were coarsened at the least loss of detail until each person shares every quasi-identifier with others.",
        "Attacks were run on the release before it was written; what they found is in risk.json.",
    ),
    "dataAnnotationProtocol": (
        "There is no manual annotation in the released values: the codes follow from the rules, and the rules from the codebook.",
    ),
    "dataUseCases": (
        "Learning how news reports of such groups can be coded; teaching and testing analysis code on small, typed tables; "
        "criticism of the method.",
        "Not for finding out who anybody is, for rating, screening or confronting anybody, for journalism about individuals, or "
        "for training systems that predict guilt, risk or offending.",
    ),
    "dataBiases": (
        "News is selective: what is reported, who is quoted and which outcomes are followed reflect editors and press offices.",
        "An arrest is not a charge, a charge is not guilt.",
    ),
    "dataLimitations": (
        "The articles are not a sample, so nothing can be said about how often anything happens.",
        "The rules misread some sentences; a doubtful value should be unclear, but a wrong one can stand.",
        "Detail was removed to protect people; withheld is not the same as absent.",
    ),
    "dataSocialImpact": (
        "The tables let policy on self-styled hunter groups be studied without a register of the persons named in the news. "
        "Misuse could harm people who were merely arrested; hence the terms."
    ),
    "personalSensitiveInformation": (
        "The tables speak of criminal allegations about living people. They are pseudonymised, not anonymous: whoever finds a "
        "public article may recognise its story in the rows.",
        "Names, addresses, exact ages, places, days and words of the source are not released.",
    ),
    "dataReleaseMaintenancePlan": (
        "Versions are numbered x.y.z and never change; corrections come as a new version. A person is taken out on request to "
        "the maintainers; the versions that held the person are then withdrawn and replaced."
    ),
}
"""Terms of the responsible-AI extension of Croissant, without their prefix."""


@dataclass(frozen=True)
class About:
    """One release: `name` is a word, `title` a line, `open` whether nothing links its tables, `invented` whether all is."""

    name: str
    title: str
    version: str
    as_of: date
    open: bool = False
    invented: bool = False

    @property
    def summary(self) -> str:
        """What the release is, in two or three sentences."""
        return " ".join((SUMMARY_OPEN if self.open else SUMMARY, *([INVENTED] if self.invented else [])))

    @property
    def citation(self) -> str:
        """How to cite the release, as BibTeX."""
        return (
            f"@misc{{{self.name}, author = {{{{{AUTHORS}}}}}, title = {{{self.title}}}, "
            f"year = {{{self.as_of.year}}}, note = {{Version {self.version}}}}}"
        )


@dataclass(frozen=True)
class File:
    """A file of a release: its size in bytes and its SHA-256 in hex."""

    bytes: int
    sha256: str


@dataclass(frozen=True)
class Part:
    """A folder of tables in a release, and what goes before their names where all tables are listed together."""

    folder: str
    prefix: str
    note: str

    def holds(self, files: Mapping[str, File], table: str) -> bool:
        """Whether the table is among the files of a release."""
        return f"{self.folder}/{table}.parquet" in files


DATA = Part("data", "", "")
SYNTHETIC = Part("synthetic", "synthetic_", "Synthetic: drawn from the codebook alone, not from any row. ")


def parts_of(files: Mapping[str, File], table: str) -> Iterator[Part]:
    """The parts of a release that hold a table."""
    return (part for part in (DATA, SYNTHETIC) if part.holds(files, table))
