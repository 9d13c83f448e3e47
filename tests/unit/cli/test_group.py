"""`monitor group`, called as a program: the acceptance interface."""

import json
from pathlib import Path

from tests.unit.cli.conftest import Command, Program

SENT = {
    "id": "en-1",
    "title": "North Korea to send 1,000 sappers to Kursk, Shoigu says",
    "text": "North Korea will send 1,000 sappers and 5,000 military builders to Russia's Kursk "
    "region, Sergei Shoigu said in Pyongyang on Tuesday after talks with Kim Jong Un.",
    "url": "https://one.example/a",
    "published": "2025-06-17T12:00:00+00:00",
}
COPY = {
    **SENT,
    "id": 2,
    "title": "Sappers for Kursk",
    "url": "https://two.example/b",
    "published": "2025-06-17T15:30:00+03:00",
}
RUSSIAN = {
    "id": "ru-1",
    "title": "Шойгу: КНДР направит в Курск тысячу сапёров",
    "text": "КНДР направит в Курскую область тысячу сапёров и пять тысяч военных строителей, "
    "сообщил во вторник в Пхеньяне Сергей Шойгу после встречи с Ким Чен Ыном.",
    "lang": "ru",
    "published": "2025-06-17T13:00:00Z",
}
QUAKE = {"id": "q", "title": "Earthquake in Chile", "text": "A quake of 6.1 shook Chile."}


def lines(*rows: object) -> str:
    return "\n".join(json.dumps(row, ensure_ascii=False) for row in rows)


def test_every_article_is_told_its_original_and_its_story(program: Program, config: Path):
    given = lines(SENT, COPY, RUSSIAN, QUAKE)

    done = program("group", "--config", config, "-", given=given)

    answers = [json.loads(line) for line in done.stdout.splitlines()]
    assert [(one["id"], one["copy_of"], one["story"]) for one in answers] == [
        ("en-1", None, "en-1"),
        (2, "en-1", "en-1"),
        ("ru-1", None, "en-1"),
        ("q", None, "q"),
    ]
    assert answers[0]["why"] == []
    assert answers[1]["why"][0] == "same_text"
    assert any(reason.startswith("entries: ") for reason in answers[2]["why"])
    assert done.returncode == 0


def test_without_a_configuration_there_is_no_lexicon(command: Command, tmp_path: Path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    (tmp_path / "a.jsonl").write_text(lines(SENT, RUSSIAN), encoding="utf-8")

    done = command("group", "a.jsonl")

    answers = [json.loads(line) for line in done.output.splitlines()]
    assert [one["story"] for one in answers] == ["en-1", "en-1"]
    assert not any(reason.startswith("entries") for reason in answers[1]["why"])


def test_a_configuration_that_is_named_must_be_there(command: Command, tmp_path: Path):
    done = command("group", "--config", tmp_path / "nowhere", "-", given=b"")

    assert done.exit_code == 78


def test_a_bad_line_has_its_error_and_its_number_and_the_others_go_on(
    command: Command, config: Path
):
    late = {**QUAKE, "published": "yesterday"}
    given = f'{lines(SENT)}\n\n{{broken\n{{"id": "x"}}\n{lines(late, COPY)}'

    done = command("group", "--config", config, "-", given=given.encode())

    answers = [json.loads(line) for line in done.output.splitlines()]
    assert [one["id"] for one in answers] == ["en-1", None, "x", "q", 2]
    errors = [one.get("error", "") for one in answers]
    assert errors[1].startswith("line 3: no JSON")
    assert errors[2] == "line 4: 'text' is missing"
    assert errors[3] == "line 5: 'published' is no ISO 8601 time"
    assert answers[4]["copy_of"] == "en-1"
    assert done.exit_code == 1


def test_a_file_that_is_not_there_is_named(command: Command, config: Path):
    done = command("group", "--config", config, "missing.jsonl")

    assert done.exit_code == 2
    assert "missing.jsonl" in done.output
