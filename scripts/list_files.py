"""Write the list of files in docs/architecture.md: one line each, from its docstring."""

import ast
import sys
from pathlib import Path

TOP = Path(__file__).resolve().parent.parent
SOURCE = TOP / "src" / "monitor"
PAGE = TOP / "docs" / "architecture.md"
HEAD = "| file | what lives there |\n|---|---|\n"
LAYERS = (
    *("", "model", "text", "outside", "intake", "rules", "match", "stories", "notify", "store"),
    *("flow", "web", "app", "cli"),
)


def main() -> int:
    """Replace the table at the end of the page."""
    prose, _, _ = PAGE.read_text().partition(HEAD)
    names = sorted(
        (path.relative_to(SOURCE).as_posix() for path in SOURCE.rglob("*.py")), key=place
    )
    lines = [f"| `{name}` | {subject(name)} |\n" for name in names if is_listed(name)]
    PAGE.write_text(prose + HEAD + "".join(lines))
    return 0


def is_listed(name: str) -> bool:
    """Leave out the `__init__.py` of packages, which only say what the package is for."""
    return "/" not in name or not name.endswith("__init__.py")


def place(name: str) -> tuple[int, str]:
    """Sort by layer, the lowest first, then by name."""
    package = name.split("/")[0] if "/" in name else ""
    return LAYERS.index(package), name


def subject(name: str) -> str:
    """Give the first sentence of a file's docstring as one line of a table."""
    docstring = ast.get_docstring(ast.parse((SOURCE / name).read_text())) or ""
    first = " ".join(docstring.split("\n\n")[0].split())
    return first.removesuffix(".").replace("|", r"\|")


if __name__ == "__main__":
    sys.exit(main())
