"""The tree as the tests about the house see it."""

import subprocess
from pathlib import Path

TOP = Path(__file__).resolve().parents[2]


def files_of_git() -> list[Path]:
    """List the files that git has, or would have at the next `git add`."""
    command = "git -c safe.directory=* ls-files -z --cached --others --exclude-standard".split()
    listed = subprocess.run(command, cwd=TOP, capture_output=True, check=True)
    paths = [TOP / name for name in listed.stdout.decode().split("\0") if name]
    return sorted({path for path in paths if path.is_file()})


def python_files(*folders: str) -> list[Path]:
    """List the Python files under folders of the tree."""
    return sorted(path for folder in folders for path in (TOP / folder).rglob("*.py"))


def name_of(path: Path) -> str:
    """Say where a file stands in the tree, for messages and test names."""
    return path.relative_to(TOP).as_posix()
