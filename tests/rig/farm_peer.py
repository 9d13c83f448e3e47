"""The peer `reader` on the farm's feeds, in a process of its own; it speaks as `farm_desk` does.

`python -m tests.rig.farm_peer DATABASE ADDRESSES WORKERS`, the addresses one a line of a file.
"""

import sys
from pathlib import Path

from reader import make_reader


def serve(database: str, addresses: Path, workers: int) -> None:
    """Work until the standard input ends."""
    peer = make_reader(database)
    print("ready", flush=True)
    for line in sys.stdin:
        if line.strip() == "sync":
            for address in addresses.read_text(encoding="utf-8").splitlines():
                peer.add_feed(address)
        else:
            peer.update_feeds(scheduled=False, workers=workers)
        print("done", flush=True)


if __name__ == "__main__":
    serve(sys.argv[1], Path(sys.argv[2]), int(sys.argv[3]))
