import pytest

from monitor.intake.sniff import looks_binary


@pytest.mark.parametrize(
    "body",
    [b"%PDF-1.7", b"PK\x03\x04", b"\x89PNG\r\n\x1a\n\x00", b"\xff\xd8\xff\xe0", b"GIF89a",
     b"\x00\x00\x00\x18ftypmp42", b"\x1f\x8b\x08", b"words\x00\x00"],
)  # fmt: skip
def test_what_is_no_text_is_seen(body):
    assert looks_binary(body)


@pytest.mark.parametrize(
    "body",
    [b"", b"<html>", b"\xef\xbb\xbf <html>a stray \x00",
     b"words", "слова".encode("koi8-r"), "<html>".encode("utf-16"),
     "<html>".encode("utf-16-le"), "<html>".encode("utf-16-be"), "記事".encode("shift_jis")],
)  # fmt: skip
def test_text_of_any_charset_is_text(body):
    assert not looks_binary(body)
