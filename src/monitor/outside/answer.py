"""What a child answered, read so that a child taken over by its document can do no harm here.

A pickle may name anything that can be called, and a child that was taken over would name what it
likes: so only our own dataclasses and times are known here, and nothing else is ever found.
"""

import io
import pickle
import sys
from dataclasses import is_dataclass
from datetime import datetime, timedelta, timezone
from typing import Any, Final

_TIMES: Final = {("datetime", noun.__name__): noun for noun in (datetime, timedelta, timezone)}
_OURS: Final = "monitor."


def read_answer(message: bytes) -> Any:  # noqa: ANN401 - whatever the job gives
    """Read one message of a child.

    Raises:
        EOFError: It is no answer: broken, or it names what no answer needs.
    """
    try:
        return _Reader(io.BytesIO(message)).load()
    except Exception as error:  # a damaged pickle raises nearly everything
        raise EOFError from error


class _Reader(pickle.Unpickler):
    """Knows the dataclasses of this program, whose making does nothing else, and times."""

    def find_class(self, module: str, name: str) -> Any:  # noqa: ANN401 - pickle's own signature
        if (module, name) in _TIMES:
            return _TIMES[module, name]
        found = vars(sys.modules[module])[name] if module.startswith(_OURS) else None
        if isinstance(found, type) and is_dataclass(found) and found.__module__ == module:
            return found
        raise pickle.UnpicklingError(f"{module}.{name} is nothing that an answer needs")
