import pytest

from monitor.intake.misread import is_misread, oddity
from tests.unit.intake.test_charset import TEXTS


@pytest.mark.parametrize("language", TEXTS)
def test_a_text_that_was_read_rightly_shows_no_doubt(language):
    assert not is_misread(TEXTS[language] * 3)


@pytest.mark.parametrize(
    ("language", "written", "read"),
    [
        ("ru", "cp1251", "cp1252"), ("ko", "cp949", "cp1252"), ("zh", "gb18030", "cp1252"),
        ("ru", "utf-8", "latin-1"), ("el", "cp1253", "cp1252"), ("uk", "koi8-u", "cp1252"),
    ],
)  # fmt: skip
def test_a_text_that_was_misread_shows_it(language, written, read):
    wrong = (TEXTS[language] * 3).encode(written).decode(read, "replace")

    assert is_misread(wrong)


@pytest.mark.parametrize(
    ("language", "right", "wrong"),
    [
        ("ru", "cp1251", "koi8-r"), ("ru", "koi8-r", "cp1251"), ("uk", "cp1251", "koi8-u"),
        ("pl", "iso-8859-2", "cp1250"), ("tr", "cp1254", "cp1252"), ("zh", "gb18030", "big5hkscs"),
    ],
)  # fmt: skip
def test_the_right_reading_is_less_odd(language, right, wrong):
    body = TEXTS[language].encode(right)

    assert oddity(body.decode(right), right) < oddity(body.decode(wrong, "replace"), wrong)
