"""Routes and destinations: what they become, and whether every watch has a way out."""

from datetime import time, timedelta

import pytest

from monitor.model.watch import Destination, Quiet, Route
from tests.unit.app.files import WATCHES, faults, load

TWO = "watches: [{id: dprk-a, query: a, alert: {severity: high}}, {id: b, query: b}]\n"
FILES = "destinations: {files: {folder: out}}\n"
SECRET = "whsec_" + "QUJD" * 8


def test_a_route_of_alerts_is_read_with_everything_it_says(tmp_path):
    config = load(
        tmp_path,
        monitor=FILES + "routes: [{id: r, watches: '*', to: files, severity: [high, normal], "
        "feeds: {tags: [asia]}, wait: 2m, then_every: 30m, repeat: 6h, group_by: watch, "
        "tz: Asia/Jakarta, "
        "quiet: {from: '22:00', to: 06:30, do: hold}, limit: {per_hour: 12, else: digest}}]",
    )

    assert config.routes == (
        Route(
            id="r",
            to=("files",),
            severity=("high", "normal"),
            feed_tags=("asia",),
            tz="Asia/Jakarta",
            wait=timedelta(minutes=2),
            then_every=timedelta(minutes=30),
            quiet=Quiet(start=time(22), end=time(6, 30), tz="Asia/Jakarta"),
            per_hour=12,
            group_by=("watch",),
            repeat=timedelta(hours=6),
        ),
    )


@pytest.mark.parametrize("at", ["['14:00', '08:00']", "[14:00, 8:00, 08:00]"])
def test_times_of_a_digest_may_stand_in_quotes_or_not(tmp_path, at):
    config = load(tmp_path, monitor=f"{FILES}routes: [{{id: r, to: [files], at: {at}}}]")

    assert config.routes[0].at == (time(8), time(14))


def test_destinations_are_read_with_their_secrets(tmp_path):
    config = load(
        tmp_path,
        {"NEW": SECRET, "OLD": SECRET + "QUJD"},
        monitor="routes: [{id: r, to: [files, rina, hook], wait: 2s}]\n"
        "mail: {host: h, sender: s@example.org}\n"
        "destinations:\n"
        "  files: {folder: data/outbox}\n"
        "  rina: {mail: rina@example.org, language: id, tz: Asia/Jakarta}\n"
        "  hook: {webhook: 'https://hooks.example.org/x', secret: [{env: NEW}, {env: OLD}]}\n",
    )

    assert dict(config.destinations) == {
        "files": Destination(id="files", folder=str(tmp_path / "data" / "outbox")),
        "rina": Destination(id="rina", mail="rina@example.org", language="id", tz="Asia/Jakarta"),
        "hook": Destination(
            id="hook", webhook="https://hooks.example.org/x", secrets=(SECRET, SECRET + "QUJD")
        ),
    }


ROUTE_FAULTS = [
    ("{id: r, to: [fils], wait: 2s}", "2:23: no destination 'fils'; did you mean 'files'?"),
    ("{id: r, to: files}", "2:10: when? Write at: ['08:00'] for digests, or wait: 2m for alerts"),
    ("{id: r, to: files, at: '08:00', wait: 2s}", "2:42: at: makes digests and wait: makes"),
    ("{id: r, to: files, at: '25:00'}", "2:33: a time of day is hours and minutes"),
    ("{id: r, to: files, at: 800}", "2:33: a time of day is hours and minutes"),
    ("{id: r, to: files, at: '08:00', then_every: 2m}", "2:42: then_every: belongs to alerts"),
    ("{id: r, to: files, at: '08:00', repeat: 6h}", "2:42: repeat: belongs to alerts, which have"),
    ("{id: r, to: files, at: '08:00', group_by: story}", "2:42: group_by: belongs to alerts"),
    ("{id: r, to: files, wait: 2s, group_by: storey}", "2:49: 'storey' is not one of story, watch"),
    ("{id: r, to: files, wait: 2s, repeat: 10m}", "2:47: a story is told every 30m at most"),
    ("{id: r, to: files, wait: 2s, limit: {per_hour: 2, else: drop}}", "2:66: 'drop' is not"),
    ("{id: r, to: files, wait: 2s, tz: Asia/Jakata}", "2:43: unknown time zone 'Asia/Jakata'; did"),
    ("{id: r, to: files, wait: 2s, watches: [a, nope]}", "2:52: watches: no watch 'nope'"),
    ("{id: r, to: files, wait: 2s, severity: urgent}", "2:49: 'urgent' is not one of low, normal"),
    ("{id: r, to: files, wait: 2s}, {id: r, to: files, wait: 2s}", "2:45: the route 'r' stands"),
    ("{id: r, to: files, wait: 2s, quiet: {from: '22:00'}}", "2:46: 'to:' is missing here"),
    ("{id: r, to: files, wait: 2s, quiet: {from: 22, to: 6:00}}", "2:53: a time of day is"),
    ("{id: 'a b', to: files, wait: 2s}", "2:15: 'a b': an id has Latin letters"),
    ("{id: r, wait: 2s}", "2:10: 'to:' is missing here"),
]


@pytest.mark.parametrize(("route", "said"), ROUTE_FAULTS)
def test_a_fault_of_a_route_is_named_with_line_and_column(tmp_path, route, said):
    (fault,) = faults(tmp_path, monitor=f"{FILES}routes: [{route}]")

    assert fault.startswith(f"monitor.yaml:{said}")


DESTINATION_FAULTS = [
    ("{}", "2:19: a destination is exactly one of mail, webhook, folder and chat"),
    (
        "{folder: a, mail: a@b.org}",
        "2:19: a destination is exactly one of mail, webhook, folder and chat",
    ),
    ("{mail: a@example.org}", "2:26: there is no mail server"),
    ("{webhook: 'ftp://x'}", "2:29: ftp: addresses are not read"),
    ("{webhook: 'https://x.org', secret: abc}", "2:54: a secret does not stand in this file"),
    ("{webhook: 'https://x.org', secret: {env: BAD}}", "2:54: a webhook's secret is whsec_"),
    ("{folder: x, secret: {env: BAD}}", "2:31: only webhooks are signed"),
    ("{folder: x, langage: id}", "2:31: unknown key 'langage'; did you mean 'language'?"),
]


@pytest.mark.parametrize(("destination", "said"), DESTINATION_FAULTS)
def test_a_fault_of_a_destination_is_named_with_line_and_column(tmp_path, destination, said):
    (fault,) = faults(
        tmp_path,
        {"BAD": "whsec_xyz"},
        monitor=f"routes: [{{id: r, to: [x], wait: 2s}}]\ndestinations: {{x: {destination}}}\n",
    )

    assert fault.startswith(f"monitor.yaml:{said}")


@pytest.mark.parametrize(
    "address", ["rina", "a@b@c", "Rina <a@b.org>", "a@b.org, c@d.org", "a b@c"]
)
def test_a_mail_destination_is_one_address(tmp_path, address):
    (fault,) = faults(
        tmp_path,
        monitor="routes: [{id: r, to: [x], wait: 2s}]\nmail: {host: h, sender: s@x.org}\n"
        f"destinations: {{x: {{mail: '{address}'}}}}\n",
    )

    assert "no mail address" in fault


def test_a_watch_without_a_route_is_a_fault_of_that_watch(tmp_path):
    (fault,) = faults(
        tmp_path,
        monitor=FILES + "routes: [{id: r, watches: [dprk-*], to: files, wait: 2s}]",
        watches=TWO,
    )

    assert fault.startswith("watches/a.yaml:1:60: no route takes the watch 'b'")


def test_a_route_for_another_severity_is_no_way_out(tmp_path):
    (fault,) = faults(
        tmp_path,
        monitor=FILES + "routes: [{id: r, severity: high, to: files, wait: 2s}]",
        watches=TWO,
    )

    assert "no route takes the watch 'b'" in fault


def test_a_pattern_that_fits_no_watch_is_only_doubtful(tmp_path):
    config = load(
        tmp_path,
        monitor=FILES + "routes: [{id: r, watches: ['*', x-*], to: files, wait: 2s}]",
        watches=WATCHES,
    )

    assert ["no watch fits 'x-*'" in str(warning) for warning in config.warnings] == [True]


@pytest.mark.parametrize(("when", "warned"), [("wait: 2s", True), ("at: '08:00'", False)])
def test_a_watch_for_digests_only_needs_a_digest(tmp_path, when, warned):
    config = load(
        tmp_path,
        monitor=FILES + f"routes: [{{id: r, to: files, {when}}}]",
        watches="watches: [{id: a, query: word, alert: {on: []}}]\n",
    )

    assert ["stands in no digest" in str(one) for one in config.warnings] == [True] * warned
