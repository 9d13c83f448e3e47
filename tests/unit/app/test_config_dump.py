"""The configuration to be shown: everything that was understood, and no secret."""

import json

from monitor.app.config_dump import config_dump
from tests.unit.app.files import MONITOR, load

CANARY = "c4n4ry"
KEY = "whsec_" + "QUJD" * 8


def test_no_secret_is_shown(tmp_path):
    config = load(
        tmp_path,
        {
            "PASS": CANARY,
            "KEY": KEY,
            "HOOK": f"https://x.org/{CANARY}?k={CANARY}",
            "CHAT": f"slack://{CANARY}/x",
        },
        monitor=f"database: 'postgresql://u:{CANARY}@h/d'\n"
        "mail: {host: h, sender: s@x.org, user: u, password: {env: PASS}}\n"
        "routes: [{id: r, to: [hook], wait: 2s}]\n"
        "destinations: {hook: {webhook: {env: HOOK}, secret: {env: KEY}}, "
        "chat: {chat: {env: CHAT}}}\n",
        feeds=f"feeds: [{{address: 'https://u:{CANARY}@x.org/rss', headers: {{A: {CANARY}}}}}]\n",
    )

    shown = json.dumps(config_dump(config))

    assert CANARY not in shown
    assert KEY not in shown
    assert shown.count("***") == 7


def test_what_was_said_is_shown_as_it_would_be_written(tmp_path):
    config = load(
        tmp_path,
        monitor="destinations: {files: {folder: out}}\n"
        "routes: [{id: r, to: files, at: [8:00], tz: Asia/Jakarta}]\nkeep: {articles: 30d}\n",
    )

    shown = config_dump(config)

    assert shown["routes"] == [
        {"id": "r", "to": ["files"], "watches": ["*"], "at": ["08:00"], "tz": "Asia/Jakarta"}
    ]
    assert shown["destinations"]["files"].keys() == {"folder", "language", "tz"}
    assert (shown["keep"], shown["every"]) == ({"articles": "30d"}, "15m")
    assert shown["feeds"] == [
        {"id": "example.org/rss", "address": "https://example.org/rss", "first_run": "baseline"}
    ]


def test_what_is_said_of_stories_is_shown(tmp_path):
    config = load(
        tmp_path,
        monitor="destinations: {files: {folder: out, threads: false}}\npage: 'https://x.org/'\n"
        "routes: [{id: r, to: files, wait: 2m, group_by: [], repeat: 6h}]\n",
        feeds="publishers: {yonhap: [yna.co.kr, yonhapnews.co.kr]}\n"
        "feeds: ['https://example.org/rss']\n",
    )

    shown = config_dump(config)

    (route,) = shown["routes"]
    assert (route["group_by"], route["repeat"]) == ([], "6h")
    assert shown["destinations"]["files"]["threads"] is False
    assert shown["page"] == "https://x.org/"
    assert shown["publishers"] == {"yonhap": ["yna.co.kr", "yonhapnews.co.kr"]}


def test_limits_are_shown_under_the_keys_they_are_written_with(tmp_path):
    config = load(tmp_path, monitor=f"{MONITOR}limits: {{timeout: 45s, polls: 3}}\n")

    assert config_dump(config)["limits"] == {
        "polls": 3,
        "pages": 8,
        "children": 2,
        "timeout": "45s",
    }
