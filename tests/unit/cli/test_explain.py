"""`monitor explain`: every condition, met or not, for a text, a file, an address."""

import gzip
import json
from pathlib import Path

from pytest_httpserver import HTTPServer

from tests.rig.paper import page
from tests.unit.cli.conftest import MONITOR, Command, write_config

SENTENCE = "North Korea sends a sapper unit to Kursk, officials say."


def test_a_text_shows_what_met_each_condition_and_where(command: Command, config: Path):
    text = "Korut kirim penjinak ranjau ke Kursk"

    done = command("explain", text, "--config", config, "--watch", "sappers-kursk")

    assert "✓ sappers-kursk: Sappers in Kursk" in done.stdout
    assert "✓ $korea  “Korut” title 0-5 exact" in done.stdout


def test_what_is_vetoed_is_named_as_a_near_miss(command: Command, config: Path):
    done = command("explain", "DPRK films the submarine Kursk", "--config", config)

    assert "≈ sappers-kursk: Sappers in Kursk  (one condition is missing)" in done.stdout
    assert "stands in “submarine Kursk”" in done.stdout


def test_the_first_line_of_a_text_file_is_its_title(command: Command, config: Path, tmp_path: Path):
    file = tmp_path / "story.txt"
    file.write_text("A chess evening\nNothing else happened.\n")

    done = command("explain", file, "--config", config, "--json")

    found = json.loads(done.stdout)
    assert (found["title"], found["text"]) == ("A chess evening", "Nothing else happened.")


def test_a_page_in_a_file_is_extracted_first(command: Command, config: Path, tmp_path: Path):
    file = tmp_path / "story.html.gz"
    file.write_bytes(gzip.compress(page("Sappers on their way", SENTENCE)))

    done = command("explain", file, "--config", config, "--json")

    met = {one["watch"]: one["met"] for one in json.loads(done.stdout)["watches"]}
    assert met == {"sappers-kursk": True, "chess": False}


def test_an_address_is_fetched_and_extracted(
    command: Command, tmp_path: Path, httpserver: HTTPServer
):
    config = write_config(tmp_path, monitor=f"{MONITOR}allow: [127.0.0.0/8, localhost]\n")
    body = page("Sappers on their way", SENTENCE)
    httpserver.expect_request("/story").respond_with_data(body, content_type="text/html")

    done = command("explain", httpserver.url_for("/story"), "--config", config, "--json")

    found = json.loads(done.stdout)
    assert found["site"] == "localhost"
    assert SENTENCE in found["text"]


def test_an_address_in_a_private_network_is_refused(
    command: Command, config: Path, httpserver: HTTPServer
):
    done = command("explain", httpserver.url_for("/story"), "--config", config)

    assert done.exit_code == 1
    assert "private_address" in done.stderr


def test_a_declared_language_is_believed(command: Command, config: Path):
    found = [
        json.loads(command("explain", "Курск", *given, "--config", config, "--json").stdout)
        for given in ((), ("--lang", "uk"))
    ]

    assert [one["candidates"][0] == "uk" for one in found] == [False, True]


def test_controls_in_a_text_never_reach_the_terminal(command: Command, config: Path):
    done = command("explain", "Chess \x1b[31m\u202ered", "--config", config)

    assert "\x1b" not in done.stdout
    assert "\u202e" not in done.stdout


def test_watches_that_are_met_come_first_and_the_others_have_a_line_each(
    command: Command, config: Path
):
    done = command("explain", "A chess evening", "--config", config)

    signs = [line[0] for line in done.stdout.splitlines() if line[:1] in ("✓", "≈", "✗")]
    assert signs == ["✓", "✗"]
    assert "✗ sappers-kursk: Sappers in Kursk  (missing: $korea; $sappers OR $kursk" in done.stdout


def test_words_are_marked_where_they_stand(command: Command, config: Path, tmp_path: Path):
    file = tmp_path / "story.txt"
    file.write_text(f"Korut kirim tentara\n{'kata ' * 30}ke Kursk hari ini{' kata' * 30}\n")

    done = command("explain", file, "--config", config)

    assert "    title ⟦Korut⟧ kirim tentara" in done.stdout
    assert "    text  …" in done.stdout
    assert "kata ke ⟦Kursk⟧ hari ini kata" in done.stdout


def test_what_is_missing_can_be_read_by_a_program(command: Command, config: Path):
    done = command("explain", "DPRK films the Kurskk", "--config", config, "--json")

    found = {one["watch"]: one for one in json.loads(done.stdout)["watches"]}["sappers-kursk"]
    (missing,) = found["missing"]
    assert (found["standing"], missing["line"]) == ("nearly", "$sappers OR $kursk")
    assert missing["near"][0]["spans"][0]["surface"] == "Kurskk"
