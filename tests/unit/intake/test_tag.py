import pytest

from monitor.intake.tag import language_of_tag


@pytest.mark.parametrize(
    ("tag", "language"),
    [
        ("id", "id"), ("id_ID", "id"), (" EN-us ", "en"),
        ("zh-Hant-TW", "zh-Hant"), ("zh_CN", "zh-CN"),
        ("fil", "fil"), ("und", None), ("xx", None), ("", None), ("english", None), ("e", None),
        ("и", None), ("en; q=1", None), ("{{lang}}", None), (None, None), (5, None), (["en"], None),
    ],
)  # fmt: skip
def test_a_tag_is_cut_to_its_language(tag, language):
    assert language_of_tag(tag) == language
