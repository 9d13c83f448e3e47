"""`monitor match`, called as a program: the acceptance interface."""

import json
import os
import subprocess
import sys
from pathlib import Path

from tests.unit.cli.conftest import TOP, Command, Program

HEADLINE = "Korut kirim penjinak ranjau ke Kursk"


def test_an_article_comes_back_with_its_hits_and_where_each_word_stands(
    program: Program, config: Path
):
    given = json.dumps({"id": "a", "title": HEADLINE, "text": ""})

    done = program("match", "--config", config, "-", given=given)

    answer = json.loads(done.stdout)
    span = {
        "field": "title",
        "start": 0,
        "end": 5,
        "surface": "Korut",
        "term": "Korut",
        "entry": "korea",
        "why": "exact",
    }
    assert (answer["id"], answer["lang"]) == ("a", "id")
    assert [hit["watch"] for hit in answer["hits"]] == ["sappers-kursk"]
    assert answer["hits"][0]["spans"][0] == span


def test_offsets_are_code_points_of_the_text_as_it_was_given(program: Program, config: Path):
    text = "\u200b 🚀  КНДР\u00a0направит \x07сапёров \u202eв Курск"

    done = program("match", "--config", config, "-", given=json.dumps({"id": 1, "text": text}))

    spans = json.loads(done.stdout)["hits"][0]["spans"]
    assert {text[span["start"] : span["end"]] for span in spans} == {"КНДР", "сапёров", "Курск"}
    assert all(span["surface"] == text[span["start"] : span["end"]] for span in spans)


def test_a_bad_line_has_its_error_in_its_place_and_the_others_go_on(program: Program, config: Path):
    lines = ['{"id": "x"}', "{broken", "[1]", '{"id": true, "text": ""}', '{"id": 7, "text": ""}']

    done = program("match", "--config", config, "-", given="\n".join(lines))

    answers = [json.loads(line) for line in done.stdout.splitlines()]
    assert [answer["id"] for answer in answers] == ["x", None, None, None, 7]
    assert ["error" in answer for answer in answers] == [True, True, True, True, False]
    assert done.returncode == 1


def test_every_answer_is_one_line_whatever_the_text_holds(program: Program, config: Path):
    text = "Korut \u2028 sapper \x85 \ud800 \x1e Kursk\u2029"
    given = json.dumps({"id": "odd \u2028", "text": text, "lang": "id"})

    done = program("match", "--config", config, "-", given=given)

    assert len(done.stdout.splitlines()) == 1
    assert json.loads(done.stdout)["id"] == "odd \u2028"


def test_a_file_is_read_like_standard_input(program: Program, config: Path, tmp_path: Path):
    file = tmp_path / "articles.jsonl"
    file.write_text(json.dumps({"id": "a", "text": HEADLINE}) + "\n\n", encoding="utf-8")

    done = program("match", "--config", config, file)

    assert json.loads(done.stdout)["hits"][0]["spans"][0]["field"] == "text"
    assert done.returncode == 0


def test_the_site_of_an_address_reaches_the_rules(command: Command, tmp_path: Path):
    rule = tmp_path / "rule.yaml"
    rule.write_text("watches: [{id: tass, title: Tass, query: =deminers AND site:tass.ru}]\n")
    lines = [
        {"id": host, "text": "deminers", "url": f"https://{host}/1"}
        for host in ("www.tass.ru", "tass.ru.example")
    ]

    done = command("match", "--config", rule, "-", given="\n".join(map(json.dumps, lines)).encode())

    answers = [json.loads(line) for line in done.stdout.splitlines()]
    assert [len(answer["hits"]) for answer in answers] == [1, 0]


def test_an_answer_comes_before_the_next_article_is_asked_for(config: Path):
    arguments = [sys.executable, "-m", "monitor", "match", "--config", str(config), "-"]
    environment = {**os.environ, "PYTHONPATH": str(TOP / "src")}

    with subprocess.Popen(
        arguments, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True, env=environment
    ) as running:
        assert running.stdin
        assert running.stdout
        for number in range(2):
            running.stdin.write(json.dumps({"id": number, "text": HEADLINE}) + "\n")
            running.stdin.flush()
            assert json.loads(running.stdout.readline())["id"] == number
        running.stdin.close()


def test_a_reader_who_leaves_early_is_no_error(config: Path, tmp_path: Path):
    file = tmp_path / "many.jsonl"
    file.write_text("".join(f'{{"id": {n}, "text": "{HEADLINE}"}}\n' for n in range(500)))
    call = f'"{sys.executable}" -m monitor match --config "{config}" "{file}"'

    done = subprocess.run(
        ["bash", "-c", f'{call} | head -n 1; echo "${{PIPESTATUS[0]}}"'],
        capture_output=True,
        text=True,
        env={**os.environ, "PYTHONPATH": str(TOP / "src")},
        check=True,
    )

    assert done.stdout.splitlines()[1] == "0"
    assert done.stderr == ""


def test_only_one_watch_is_asked_when_one_is_named(command: Command, config: Path):
    given = json.dumps({"id": 1, "text": "Chess in North Korea: a sapper wins"}).encode()

    done = command("match", "--config", config, "--watch", "chess", "-", given=given)

    assert [hit["watch"] for hit in json.loads(done.stdout)["hits"]] == ["chess"]


def test_neither_a_file_nor_the_store_is_wrong_usage(command: Command, config: Path):
    assert command("match", "--config", config).exit_code == 2


def test_a_file_that_is_not_there_is_wrong_usage(command: Command, config: Path):
    done = command("match", "--config", config, "nowhere.jsonl")

    assert done.exit_code == 2
    assert "nowhere.jsonl: No such file" in done.stderr
