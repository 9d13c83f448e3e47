"""The same fault again and again: few lines, and none of them forgets how many there were."""

from datetime import UTC, datetime, timedelta

from hypothesis import given
from hypothesis import strategies as st

from monitor.app.repeats import LONGEST_PAUSE, MOST_KINDS, Repeats

NOON = datetime(2025, 6, 17, 12, tzinfo=UTC)
TICK = timedelta(seconds=0.5)
HOUR = timedelta(hours=1)


def test_a_fault_of_every_tick_gets_few_lines_a_day():
    repeats = Repeats()
    ticks = int(timedelta(days=1) / TICK)

    lines = [repeats.line("claiming failed", NOON + TICK * n) for n in range(ticks)]

    told = [line for line in lines if line is not None]
    assert told[0] == {}
    assert told[1]["times"] == 120
    assert len(told) < 35


@given(gaps=st.lists(st.floats(0, 4000), max_size=80))
def test_every_fault_is_told_or_counted(gaps: list[float]):
    repeats, now, heard, said = Repeats(), NOON, 0, 0
    for gap in gaps:
        now += timedelta(seconds=gap)
        if gap > LONGEST_PAUSE.total_seconds():
            heard = said = 0  # it was over, and this is another
        heard += 1
        more = repeats.line("x", now)
        if more is not None:
            said += int(str(more.get("times", 1)))

            assert said == heard


def test_kinds_do_not_hide_each_other():
    repeats = Repeats()

    assert repeats.line("a", NOON) == {}
    assert repeats.line("b", NOON) == {}
    assert repeats.line("a", NOON + TICK) is None


def test_what_stopped_for_long_is_told_anew():
    repeats = Repeats()
    repeats.line("a", NOON)

    assert repeats.line("a", NOON + 2 * HOUR) == {}


def test_it_remembers_only_so_many_kinds():
    repeats = Repeats()
    for number in range(MOST_KINDS + 1):
        repeats.line(str(number), NOON)

    assert repeats.line("0", NOON + TICK) == {}
