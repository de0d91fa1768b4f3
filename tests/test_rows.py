"""Is a changed row what `dataclasses.replace` makes, and the old row left alone?"""

from dataclasses import replace

import pytest
from builders import arrest, incident, statement

from casebook.reading.rows import changed


@pytest.mark.parametrize(
    ("row", "fields"),
    [
        (incident(), {"date": "2016-05-04", "confidence": 0.5}),
        (arrest(), {"incident": "i2", "review": ("age: under 18",)}),
        (statement(), {"words": 7}),
        (statement(), {}),
    ],
)
def test_a_changed_row_differs_in_its_fields_alone(row, fields) -> None:
    """Does the copy take the new fields and keep all others?"""
    before = replace(row)
    assert changed(row, **fields) == replace(row, **fields)
    assert row == before
