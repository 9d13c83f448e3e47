"""A reader's own templates: files of one folder, read when the configuration is."""

from collections.abc import Mapping
from pathlib import Path
from typing import Final

from jinja2 import TemplateSyntaxError
from jinja2.sandbox import SandboxedEnvironment

from monitor.app.sheet import Sheet
from monitor.rules.slip import Path as At

FILES: Final = {"subject": "subject.txt", "text": "text.txt", "html": "html.html"}
LONGEST_BYTES: Final = 256 * 1024


def templates_of(folder: str | None, at: At, sheet: Sheet) -> Mapping[str, str]:
    """Read `subject.txt`, `text.txt` and `html.html` of a folder, those that are there.

    The folder begins at the folder of the file that names it. What cannot be read, and what is no
    template, is on the sheet; whether its words mean something shows when it is used.
    """
    if folder is None:
        return {}
    path = sheet.folder / folder
    if not path.is_dir():
        sheet.blame(at, f"no such folder: {path.resolve()}")
        return {}
    there = {name: path / file for name, file in FILES.items() if (path / file).is_file()}
    if not there:
        sheet.blame(at, f"{path.resolve()} has none of {', '.join(FILES.values())}")
    said = {name: _read(file, at, sheet) for name, file in there.items()}
    return {name: text for name, text in said.items() if text is not None}


def _read(file: Path, at: At, sheet: Sheet) -> str | None:
    try:
        with file.open("rb") as opened:
            content = opened.read(LONGEST_BYTES + 1)
        text = content.decode()
        SandboxedEnvironment().parse(text)
    except OSError as error:
        sheet.blame(at, f"the template {file} cannot be read: {error.strerror}")
    except UnicodeDecodeError:
        sheet.blame(at, f"the template {file} is not UTF-8")
    except TemplateSyntaxError as error:
        sheet.blame(at, f"the template {file}, line {error.lineno}: {error.message}")
    else:
        if len(content) <= LONGEST_BYTES:
            return text
        sheet.blame(at, f"the template {file} is longer than {LONGEST_BYTES // 1024} kB")
    return None
