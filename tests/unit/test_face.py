"""The public face: few names, loaded when first used, and they work."""

import subprocess
import sys
from pathlib import Path

import pytest

import monitor


def test_every_public_name_can_be_loaded():
    assert all(getattr(monitor, name) for name in monitor.__all__)


def test_nothing_else_is_public():
    assert dir(monitor) == sorted(monitor.__all__)


def test_an_unknown_name_is_an_attribute_error():
    with pytest.raises(AttributeError, match="has no attribute 'Macher'"):
        _ = monitor.Macher


def test_importing_the_face_loads_nothing():
    code = "import sys, monitor; print([m for m in sys.modules if m.startswith('monitor.')])"

    done = subprocess.run([sys.executable, "-c", code], check=True, capture_output=True, text=True)

    assert done.stdout.strip() == "[]"


def test_watches_find_articles(tmp_path: Path):
    (tmp_path / "w.yaml").write_text(
        "lexicon: {korea: {id: [Korut]}}\n"
        "watches: [{id: korea, title: Korea, query: $korea AND =Kursk}]\n"
    )
    matcher = monitor.Matcher(monitor.load_watches(tmp_path))

    (hit,) = matcher.match(monitor.Article(id="1", title="Korut kirim penjinak ranjau ke Kursk"))

    assert [(span.surface, span.entry) for span in hit.spans] == [
        ("Korut", "korea"),
        ("Kursk", None),
    ]


def test_files_with_faults_raise_all_of_them(tmp_path: Path):
    (tmp_path / "w.yaml").write_text("watches: [{id: a, titel: A, query: x}, {id: b}]\n")

    with pytest.raises(monitor.ConfigError) as raised:
        monitor.load_watches(tmp_path)

    assert len(raised.value.faults) == 2
