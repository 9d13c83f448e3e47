"""Waiting for a database: told once, the reserve given up once, and no wait outlives the end."""

from pathlib import Path
from time import monotonic

import pytest

from monitor.app.patience import DOWN, ROOMY, TIGHT, UP, Patience
from monitor.app.reserve import Reserve
from monitor.model.errors import DiskFull, StoreDown

SIZE_BYTES = 64 * 1024


@pytest.fixture
def told() -> list[str]:
    return []


@pytest.fixture
def patience(told: list[str]) -> Patience:
    return Patience(lambda event, detail: told.append(event))


def test_a_refusal_is_told_once_and_its_end_too(patience: Patience, told: list[str]):
    for _ in range(50):
        assert not patience.heard(StoreDown("locked"))
    patience.worked()
    patience.worked()

    assert told == [DOWN, UP]


def test_nothing_is_told_while_all_is_well(patience: Patience, told: list[str]):
    patience.worked()
    patience.ease()

    assert told == []


def test_the_reserve_is_given_up_once_and_made_again(tmp_path: Path, told: list[str]):
    reserve = Reserve(tmp_path / "rows.db", SIZE_BYTES)
    patience = Patience(lambda event, detail: told.append(event), reserve)
    patience.ease()
    assert reserve.is_whole

    first = patience.heard(DiskFull("full"))
    was_tight, was_whole = patience.is_tight, reserve.is_whole
    second = patience.heard(DiskFull("full"))
    patience.ease()

    assert (first, second) == (True, False)
    assert (was_tight, was_whole) == (True, False)
    assert (patience.is_tight, reserve.is_whole) == (False, True)
    assert told == [TIGHT, DOWN, ROOMY]


def test_a_lock_costs_no_reserve(tmp_path: Path, told: list[str]):
    reserve = Reserve(tmp_path / "rows.db", SIZE_BYTES)
    reserve.make()

    Patience(lambda event, detail: told.append(event), reserve).heard(StoreDown("locked"))

    assert reserve.is_whole


def test_the_end_ends_every_wait(patience: Patience):
    for _ in range(9):
        patience.heard(StoreDown("locked"))
    patience.end()
    began = monotonic()

    assert not patience.wait()
    assert monotonic() - began < 1


def test_a_limited_patience_is_over_in_time(told: list[str]):
    patience = Patience(lambda event, detail: told.append(event), most_seconds=0.0)
    patience.heard(StoreDown("locked"))

    assert not patience.wait()
