"""What a destination may say beside its address: chats, templates, threads, and the page."""

import pytest

from tests.unit.app.files import faults, load, write

CHAT = "slack://c4n4ry/token/#desk"


def said(destination: str, top: str = "") -> str:
    return f"{top}routes: [{{id: r, to: [x], wait: 2s}}]\ndestinations: {{x: {destination}}}\n"


def test_a_chat_is_read_from_the_environment(tmp_path):
    config = load(tmp_path, {"CHAT": CHAT}, monitor=said("{chat: {env: CHAT}, threads: false}"))

    x = config.destinations["x"]
    assert (x.kind, x.chat, x.threads) == ("chat", CHAT, False)


def test_a_destination_knows_the_page_and_the_translator(tmp_path):
    translate = "https://t.example.org/?to={language}&u={address}"
    config = load(
        tmp_path,
        monitor=said(
            "{folder: out}", f"page: https://news.example.org/\ntranslate: '{translate}'\n"
        ),
    )

    x = config.destinations["x"]
    assert (x.page, x.translate) == ("https://news.example.org", translate)


def test_templates_are_read_from_beside_the_file(tmp_path):
    folder = write(tmp_path, monitor=said("{folder: out, templates: own}"))
    (folder / "own").mkdir()
    (folder / "own" / "subject.txt").write_text("{{ page.subject }}!")
    (folder / "own" / "html.html").write_text("<p>Ж</p>", encoding="utf-8")

    config = load(tmp_path, monitor=said("{folder: out, templates: own}"))

    templates = config.destinations["x"].templates
    assert dict(templates) == {"subject": "{{ page.subject }}!", "html": "<p>Ж</p>"}


TEMPLATES = [
    ("subject.txt", b"{{ page.title", "subject.txt: line 1: "),
    ("subject.txt", b"{{ subject }}", "subject.txt: line 1: subject is not known"),
    ("text.txt", b"\n{{ page.subjekt }}", "line 2: subjekt is not known; did you mean subject?"),
    ("text.txt", b"\xff", "text.txt is not UTF-8"),
    ("html.html", b"x" * 300_000, "html.html: it is longer than 50000 letters"),
    ("readme.txt", b"x", "has none of subject.txt, text.txt, html.html"),
]


@pytest.mark.parametrize(("name", "content", "wrong"), TEMPLATES)
def test_a_template_that_cannot_be_used_is_named(tmp_path, name, content, wrong):
    monitor = said("{folder: out, templates: own}")
    folder = write(tmp_path, monitor=monitor)
    (folder / "own").mkdir()
    (folder / "own" / name).write_bytes(content)

    (fault,) = faults(tmp_path, monitor=monitor)

    assert fault.startswith("monitor.yaml:2:44: ")
    assert wrong in fault


FAULTS = [
    (said("{chat: 'slack://x'}"), "2:26: a secret does not stand in this file"),
    (said("{chat: {env: WORD}}"), "2:26: a chat is an address of Apprise"),
    (said("{chat: {env: NONE}}"), "2:26: the environment has neither NONE"),
    (said("{folder: x, templates: nowhere}"), "2:42: no such folder"),
    (said("{folder: x}", "page: news.example.org\n"), "1:7: an address begins with https://"),
    (said("{folder: x}", "translate: 'https://x.org/'\n"), "1:12: write {address} where"),
    (said("{folder: x}", "translate: 'https://x.org/{adress}'\n"), "1:12: write {address} where"),
    (
        said("{folder: x}", "mail: {host: h, sender: s@x.org, unsubscribe: me}\n"),
        "1:47: 'me' is no mail address",
    ),
]


@pytest.mark.parametrize(("monitor", "wrong"), FAULTS)
def test_what_is_wrong_is_named_with_line_and_column(tmp_path, monitor, wrong):
    (fault,) = faults(tmp_path, {"WORD": "hello"}, monitor=monitor)

    assert fault.startswith(f"monitor.yaml:{wrong}")
    assert "hello" not in fault
