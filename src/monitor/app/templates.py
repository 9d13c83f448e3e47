"""A reader's own templates: files of one folder, read when the configuration is."""

from collections.abc import Mapping
from pathlib import Path
from typing import Final

from monitor.app.sheet import Sheet
from monitor.outside.files import is_folder, read_regular, whole
from monitor.rules.slip import Path as At

FILES: Final = {"subject": "subject.txt", "text": "text.txt", "html": "html.html"}
MOST_BYTES: Final = 256 * 1024


def templates_of(folder: str | None, at: At, sheet: Sheet) -> Mapping[str, str]:
    """Read `subject.txt`, `text.txt` and `html.html` of a folder, those that are there.

    The folder begins at the folder of the file that names it. What cannot be read, what is no
    template, and what asks for more than a page has, is on the sheet.
    """
    if folder is None:
        return {}
    path = sheet.folder / folder
    if not is_folder(path):
        sheet.blame(at, f"no such folder: {whole(path)}")
        return {}
    there = {name: path / file for name, file in FILES.items() if (path / file).exists()}
    if not there:
        sheet.blame(at, f"{whole(path)} has none of {', '.join(FILES.values())}")
    said = {name: _read(name, file, at, sheet) for name, file in there.items()}
    return {name: text for name, text in said.items() if text is not None}


def _read(part: str, file: Path, at: At, sheet: Sheet) -> str | None:
    try:
        text = read_regular(file, MOST_BYTES).decode()
    except OSError as error:
        sheet.blame(at, f"the template {file} cannot be read: {error.strerror}")
        return None
    except UnicodeDecodeError:
        sheet.blame(at, f"the template {file} is not UTF-8")
        return None
    from monitor.notify.users import problem_of  # few have templates, and it takes 50 ms

    if problem := problem_of(part, text):
        sheet.blame(at, f"the template {file}: {problem}")
    return text
