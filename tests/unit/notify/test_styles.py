"""Contrast of every text against what is behind it, computed from the style sheets (WCAG 1.4.3)."""

import re
from importlib import resources

import pytest

LOWEST = 4.5
SHEETS = resources.files("monitor.notify").joinpath("templates")
RULE = re.compile(r"([^{}]+)\{([^{}]*)\}")
# What lies behind the classes that have no ground of their own; every other stands on the card.
BEHIND = {
    "foot": "card", "said": "card", "kind": "news", "quote": "news", "diff": "news",
    "news": "news", "body": "body",
}  # fmt: skip


def rules(sheet: str) -> dict[str, dict[str, str]]:
    found: dict[str, dict[str, str]] = {}
    for names, body in RULE.findall(sheet):
        declared = dict(
            part.replace("!important", "").split(":", 1) for part in body.split(";") if ":" in part
        )
        for name in names.split(","):
            found.setdefault(name.strip().lstrip("."), {}).update(declared)
    return found


def schemes() -> dict[str, dict[str, dict[str, str]]]:
    light = rules(SHEETS.joinpath("inlined.css").read_text())
    dark_sheet = SHEETS.joinpath("kept.css").read_text().split("(prefers-color-scheme:dark){")[1]
    dark = rules(dark_sheet)
    names = light.keys() | dark.keys()
    both = {name: light.get(name, {}) | dark.get(name, {}) for name in names}
    return {"light": light, "dark": both}


def luminance(colour: str) -> float:
    channels = [int(colour[i : i + 2], 16) / 255 for i in (1, 3, 5)]
    r, g, b = [c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in channels]
    return 0.2126 * r + 0.7152 * g + 0.0722 * b


def contrast(one: str, other: str) -> float:
    low, high = sorted((luminance(one), luminance(other)))
    return (high + 0.05) / (low + 0.05)


def pairs(scheme: str) -> dict[str, float]:
    styles = schemes()[scheme]
    found = {}
    for name, style in styles.items():
        if "color" in style:
            own = style.get("background")
            ground = own or styles[BEHIND.get(name, "card")]["background"]
            found[name] = contrast(style["color"], ground)
    return found


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_every_text_stands_out_from_what_is_behind_it(scheme: str):
    found = pairs(scheme)

    assert len(found) > 20
    assert {name: ratio for name, ratio in found.items() if ratio < LOWEST} == {}


def test_every_colour_of_the_light_scheme_has_one_in_the_dark():
    light = schemes()["light"]
    dark = rules(SHEETS.joinpath("kept.css").read_text().split("(prefers-color-scheme:dark){")[1])

    coloured = {name for name, style in light.items() if {"color", "background"} & style.keys()}

    assert coloured - dark.keys() == set()


def test_links_of_a_development_and_of_a_card_stand_out_too():
    for scheme in schemes().values():
        for ground in ("card", "news"):
            for name in ("act", "main", "t", "w"):
                assert contrast(scheme[name]["color"], scheme[ground]["background"]) >= LOWEST
