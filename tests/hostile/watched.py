"""Run commands of the program one after the other, and say what their process dialled.

Reads a list of commands as JSON; its last line of output is a list of `number port`, as JSON.
"""

import json
import sys
from collections.abc import Sequence
from contextlib import suppress

from monitor.cli.main import app
from tests.hostile.canary import dialled


def main(commands: Sequence[Sequence[str]]) -> None:
    with dialled() as found:
        for command in commands:
            with suppress(SystemExit):
                app(list(command))
    sys.stdout.write(f"\n{json.dumps(found)}\n")


if __name__ == "__main__":
    main(json.loads(sys.argv[1]))
