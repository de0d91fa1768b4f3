"""Who must not go into a release at all: children, people whose case is open, people the law hides."""

from dataclasses import dataclass
from datetime import date

from casebook.records import Arrest

UNDER_18, ACTIVE, RESTRICTED = "under_18", "active_proceedings", "reporting_restriction"
ENDED_VERDICTS = ("acquitted", "discontinued")
STARTED_STAGES = ("arrested", "charged", "tried", "convicted")


@dataclass(frozen=True)
class Gate:
    """The rules of a release about who is held: counted to `as_of`, a case is stale after so many years."""

    as_of: date
    stale_after_years: int

    def reason(self, arrest: Arrest, last_report: str | None) -> str | None:
        """Why a row is held, None where it may go; the first reason that applies."""
        if arrest.age is not None and arrest.age < 18:
            return UNDER_18
        if arrest.restriction:
            return RESTRICTED
        if self.proceedings(arrest, last_report) == "active":
            return ACTIVE
        return None

    def proceedings(self, arrest: Arrest, last_report: str | None) -> str:
        """active, concluded, presumed_stale or unknown (nothing says that any were started)."""
        if arrest.sentence not in ("not_reported", "not_applicable") or arrest.verdict in ENDED_VERDICTS:
            return "concluded"
        if arrest.release == "released_no_action":
            return "concluded"
        if arrest.stage not in STARTED_STAGES and arrest.arrest not in ("arrested", "sought"):
            return "unknown"
        return "presumed_stale" if self._stale(last_report) else "active"

    def _stale(self, last_report: str | None) -> bool:
        if last_report is None:
            return False
        told = date.fromisoformat(last_report)
        try:
            return told.replace(year=told.year + self.stale_after_years) <= self.as_of
        except ValueError:  # 29 February
            return told.replace(year=told.year + self.stale_after_years, day=28) <= self.as_of
