"""Read the articles that judge how stories are grouped across languages.

`stories/README.md` says what they are and what their fields and labels mean.
"""

import json
from pathlib import Path
from typing import Any

FOLDER = Path(__file__).parent / "stories"


def load() -> list[dict[str, Any]]:
    """Give the articles of every file of the folder, in the order in which they were written."""
    return [
        json.loads(line)
        for path in sorted(FOLDER.glob("*.jsonl"))
        for line in path.read_text(encoding="utf-8").splitlines()
    ]
