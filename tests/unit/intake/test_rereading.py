"""Pages with hits are read again, and not for ever."""

from datetime import UTC, datetime, timedelta

import pytest

from monitor.intake.rereading import leads_to_section, next_reading

NOON = datetime(2026, 11, 24, 12, tzinfo=UTC)
HOUR = timedelta(hours=1)


def test_a_page_is_read_again_after_1_6_24_and_72_hours():
    now, times = NOON, []
    while (at := next_reading(NOON, now)) is not None:
        times.append((at - NOON) / HOUR)
        now = at

    assert times == [1, 6, 24, 72]


def test_times_that_passed_meanwhile_are_left_out():
    assert next_reading(NOON, NOON + 30 * HOUR) == NOON + 72 * HOUR


@pytest.mark.parametrize(
    ("found", "is_section"),
    [
        ("https://courier.example/", True),
        ("https://courier.example/world/", True),
        ("https://courier.example/world?from=1", True),
        ("https://courier.example/world/sappers-leave", False),
        ("https://courier.example/world/sappers-leave/", False),
        ("https://courier.example/wor", False),
        ("https://courier.example/archive/sappers-leave", False),
        ("https://courier.example/world/sappers-leave/2", False),
    ],
)
def test_a_page_that_leads_to_its_section_is_told_from_one_that_moved(found: str, is_section: bool):
    asked = "https://courier.example/world/sappers-leave"

    assert leads_to_section(asked, found) == is_section
