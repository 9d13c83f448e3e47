import pytest

from monitor.intake.wall import LONGEST, is_wall

STORY = "The commission fined three platforms over cookies, and the ministry asked them to agree. "
ABOUT = (
    "Under the ruling a site must let its readers refuse as easily as accept. The platforms had "
    "hidden the second button, the judges found. Lawyers expect others to change their pages soon, "
    "and a spokeswoman said that the money would be paid. Privacy groups welcomed the decision."
)


@pytest.mark.parametrize(
    "text",
    [
        "Please enable JavaScript and cookies to continue", "Subscribe now to read the rest.",
        "Checking your browser before accessing the site", "Verify you are human", "Access denied",
        "Diesen Artikel jetzt abonnieren, um weiterzulesen", "Article réservé aux abonnés",
        "Материал доступен только по подписке", "JavaScript is disabled in your browser",
    ],
)  # fmt: skip
def test_a_short_demand_is_a_wall(text):
    assert is_wall(text)


@pytest.mark.parametrize(
    "text",
    [
        "", "Sappers reached the region on Monday.", STORY, STORY + ABOUT,
        "The site is slow, and readers said that a captcha had asked too much of them. " * 10,
    ],
)  # fmt: skip
def test_an_article_is_no_wall(text):
    assert not is_wall(text)


def test_a_long_text_is_never_a_wall():
    assert not is_wall("Accept all cookies. Cookies need your consent. " * (LONGEST // 20))
