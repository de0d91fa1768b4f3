from datetime import date

import pytest
from builders import arrest

from casebook.wall.gates import Gate

GATE = Gate(as_of=date(2024, 5, 6), stale_after_years=5)
OLD, RECENT = "2019-05-06", "2019-05-07"


@pytest.mark.parametrize(
    ("told", "last_report", "reason"),
    [
        (arrest(age=17), OLD, "under_18"),
        (arrest(age=18), OLD, None),
        (arrest(age=None), OLD, None),
        (arrest(age=17, restriction=True), OLD, "under_18"),
        (arrest(restriction=True), OLD, "reporting_restriction"),
        (arrest(), RECENT, "active_proceedings"),
        (arrest(), OLD, None),
        (arrest(), None, "active_proceedings"),
        (arrest(stage="charged", arrest="not_reported"), RECENT, "active_proceedings"),
        (arrest(stage="convicted", verdict="convicted"), RECENT, "active_proceedings"),
        (arrest(release="released_under_investigation"), RECENT, "active_proceedings"),
        (arrest(release="released_no_action"), RECENT, None),
        (arrest(verdict="acquitted", stage="tried"), RECENT, None),
        (arrest(verdict="discontinued", stage="charged"), RECENT, None),
        (arrest(sentence="suspended", stage="sentenced"), RECENT, None),
        (arrest(arrest="sought", stage="sought"), RECENT, "active_proceedings"),
        (arrest(arrest="not_arrested", stage="confronted"), RECENT, None),
        (arrest(arrest="voluntary_interview", stage="confronted"), RECENT, None),
    ],
)
def test_who_is_held(told, last_report, reason):
    """Is a child, an open case or a restricted person held, and nobody else?"""
    assert GATE.reason(told, last_report) == reason


def test_a_report_of_29_february_grows_old_too():
    """Does the last day of a leap February count to the 28th?"""
    assert Gate(date(2025, 2, 28), 5).reason(arrest(), "2020-02-29") is None
    assert Gate(date(2025, 2, 27), 5).reason(arrest(), "2020-02-29") == "active_proceedings"
