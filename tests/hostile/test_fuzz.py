"""Each target of the fuzzer: what was found before stays mended, and a short hunt for more."""

import re
import subprocess
import sys
from importlib.util import find_spec
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.figures import Figure, by_length
from tests.hostile.fuzz_targets import FINDINGS, TARGETS

SECONDS = by_length(3, 1_800)
ROOT = Path(__file__).parents[2]
FEEDS = sorted((ROOT / "seeds").glob("*.xml"))
MARKUP = (
    b"<item>", b"</item>", b"<![CDATA[", b"]]>", b"&amp;", b"&#39;", b"<title>", b"</title>",
    b"<!--", b"-->", b"<link/>", b' xml:lang="ru"', b"<b>", b"<entry>", b"</entry>", b"\xd0",
    b"\x00",
)  # fmt: skip
WOUND = st.tuples(
    st.floats(0, 1, exclude_max=True),
    st.integers(0, 40),
    st.one_of(st.binary(max_size=8), st.sampled_from(MARKUP)),
)
RUNS = re.compile(r"Done (\d+) runs")
COVERAGE = re.compile(r"cov: (\d+)")


@pytest.mark.parametrize(
    "finding", sorted(FINDINGS.glob("*/*")), ids=lambda file: f"{file.parent.name}/{file.name}"
)
def test_what_was_found_once_is_mended(finding: Path):
    TARGETS[finding.parent.name].one(finding.read_bytes())


@settings(max_examples=by_length(100, 10_000), deadline=None)
@given(file=st.sampled_from(FEEDS), wounds=st.lists(WOUND, min_size=1, max_size=4))
def test_a_wounded_feed_is_read_fast_as_it_is_read_slowly_or_not_fast_at_all(
    file: Path, wounds: list[tuple[float, int, bytes]]
):
    content = file.read_bytes()
    for place, gone, put in wounds:
        at = int(place * len(content))
        content = content[:at] + put + content[at + gone :]

    TARGETS["fast"].one(content)
    TARGETS["feed"].one(content)


@pytest.mark.timeout(SECONDS + 120)
@pytest.mark.skipif(find_spec("atheris") is None, reason="atheris is made for Linux on x86_64")
@pytest.mark.parametrize("target", TARGETS)
def test_fuzzing_finds_nothing(target: str, tmp_path: Path, figure: Figure):
    command = [sys.executable, "-m", "tests.hostile.fuzz", target, str(SECONDS)]

    done = subprocess.run(
        command,
        cwd=tmp_path,
        env={"PYTHONPATH": f"{ROOT}:{ROOT / 'src'}", "PATH": ""},
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        check=False,
    )

    said = done.stdout.decode("utf-8", "replace")
    found = [file.read_bytes() for file in tmp_path.glob("*-*")]
    assert (done.returncode, found) == (0, []), said[-3_000:]
    figure("inputs tried", RUNS.findall(said)[-1])
    figure("branches reached", COVERAGE.findall(said)[-1])
