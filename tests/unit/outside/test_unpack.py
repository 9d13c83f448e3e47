import gzip
import zlib

import pytest
from hypothesis import given
from hypothesis import strategies as st

from monitor.outside.unpack import MOST_MEMBERS, Body, TooLarge

MIB = 1024 * 1024


def raw(words: bytes) -> bytes:
    return zlib.compress(words)[2:-4]


PACKERS = {
    "identity": bytes,
    "gzip": gzip.compress,
    "x-gzip": gzip.compress,
    "deflate": zlib.compress,
}


def unpacked(coding: str, *pieces: bytes, most_bytes: int = MIB) -> bytes:
    body = Body(coding, most_bytes)
    for piece in pieces:
        body.feed(piece)
    return body.whole()


@given(coding=st.sampled_from(sorted(PACKERS)), words=st.binary(max_size=2_000), at=st.integers(0))
def test_what_was_packed_comes_out_however_it_comes(coding: str, words: bytes, at: int):
    packed = PACKERS[coding](words)
    cut = at % (len(packed) + 1)

    assert unpacked(coding, packed[:cut], packed[cut:]) == words


def test_deflate_without_its_wrapping_is_read_too():
    assert unpacked("deflate", raw(b"words")) == b"words"


def test_gzips_behind_one_another_are_one_body():
    assert unpacked("gzip", gzip.compress(b"wo") + gzip.compress(b"rds")) == b"words"


def test_what_follows_a_gzip_is_left_alone():
    assert unpacked("gzip", gzip.compress(b"words") + b"\x00\x00 rubbish", b"more") == b"words"


@given(words=st.binary(min_size=1, max_size=500), missing=st.integers(1, 10_000))
def test_a_gzip_that_breaks_off_is_no_body(words: bytes, missing: int):
    packed = gzip.compress(words)
    start = packed[: max(1, len(packed) - missing)]

    with pytest.raises(ValueError, match="breaks off"):
        unpacked("gzip", start)


@pytest.mark.parametrize("coding", ["gzip", "deflate"])
def test_what_is_not_packed_is_no_body(coding: str):
    with pytest.raises(ValueError, match="not packed"):
        unpacked(coding, b"\xff\xfe words and words")


def test_a_wrong_sum_is_no_body():
    with pytest.raises(ValueError, match="not packed"):
        unpacked("gzip", gzip.compress(b"words")[:-8] + bytes(8))


@pytest.mark.parametrize("coding", sorted(PACKERS))
def test_nothing_is_an_empty_body(coding: str):
    assert unpacked(coding) == b""


@pytest.mark.parametrize("coding", sorted(PACKERS))
def test_a_body_may_be_as_long_as_allowed_and_no_longer(coding: str):
    packer = PACKERS[coding]

    assert len(unpacked(coding, packer(bytes(1_000)), most_bytes=1_000)) == 1_000
    with pytest.raises(TooLarge):
        unpacked(coding, packer(bytes(1_001)), most_bytes=1_000)


def test_of_what_is_too_long_the_start_is_kept():
    body = Body("gzip", 1_000)
    with pytest.raises(TooLarge):
        body.feed(gzip.compress(b"x" * 5_000))

    assert body.start == b"x" * 1_000


def test_packed_nothing_without_end_is_too_large_or_too_much():
    nothing = gzip.compress(b"")

    with pytest.raises(TooLarge):
        unpacked("gzip", *([nothing] * 60), most_bytes=1_000)
    with pytest.raises(ValueError, match="too many"):
        unpacked("gzip", nothing * (MOST_MEMBERS + 1))


def test_a_coding_that_nobody_offered_is_never_unpacked():
    body = Body("br", 1_000)
    body.feed(b"\x0b\x02\x80hello\x03")

    assert body.start == b""
