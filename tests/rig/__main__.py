"""`python -m tests.rig CONFIG` is `farm_desk`.

Under a name of its own, since a child of a forkserver runs the main module of its parent once
more, unless that is called `__main__`: as `python -m monitor` is.
"""

import asyncio
import sys
from pathlib import Path

from tests.rig.farm_desk import serve

if __name__ == "__main__":
    asyncio.run(serve(Path(sys.argv[1])))
