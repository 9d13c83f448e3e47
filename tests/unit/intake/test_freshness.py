"""For how long a server wants to be left alone."""

import pytest

from monitor.intake.freshness import max_age


@pytest.mark.parametrize(
    ("headers", "seconds"),
    [
        ({}, None),
        ({"cache-control": "max-age=300"}, 300),
        ({"cache-control": "public, Max-Age=300, must-revalidate"}, 300),
        ({"cache-control": 'max-age="60"'}, 60),
        ({"cache-control": "s-maxage=900"}, 0),
        ({"cache-control": "s-maxage=900, max-age=60"}, 60),
        ({"cache-control": "no-cache, max-age=300"}, 0),
        ({"cache-control": "no-store, max-age=300"}, 0),
        ({"cache-control": "max-age=300", "age": "100"}, 200),
        ({"cache-control": "max-age=300", "age": "1000"}, 0),
        ({"cache-control": "max-age=300", "age": "old"}, 300),
        ({"cache-control": "max-age=-1"}, 0),
        ({"cache-control": "max-age=99999999999999"}, 0),
    ],
)
def test_max_age_is_read_as_a_cache_reads_it(headers, seconds):
    assert max_age(headers) == seconds
