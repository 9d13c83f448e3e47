"""Room kept for a full disk: made whole or not at all, and told when it cannot be made."""

from pathlib import Path

from monitor.app.reserve import Reserve, complaints

SIZE_BYTES = 64 * 1024
MORE_THAN_ANY_DISK = 1 << 60


def test_it_takes_the_room_it_says(tmp_path: Path):
    reserve = Reserve(tmp_path / "rows.db", SIZE_BYTES)

    assert reserve.make()
    assert reserve.is_whole
    assert reserve.path.stat().st_blocks * 512 >= SIZE_BYTES
    assert [path.name for path in tmp_path.iterdir()] == ["rows.db.reserve"]


def test_it_can_be_given_up_once(tmp_path: Path):
    reserve = Reserve(tmp_path / "rows.db", SIZE_BYTES)
    reserve.make()

    assert [reserve.give_up(), reserve.give_up()] == [True, False]
    assert not reserve.is_whole


def test_it_never_takes_the_last_room(tmp_path: Path):
    reserve = Reserve(tmp_path / "rows.db", MORE_THAN_ANY_DISK)

    assert not reserve.make()
    assert reserve.is_missed
    assert list(tmp_path.iterdir()) == []


def test_a_disk_with_room_is_no_complaint(tmp_path: Path):
    assert complaints(f"sqlite:///{tmp_path / 'rows.db'}") == ()
    assert complaints("postgresql://host/name") == ()
