"""The door of every command: errors become one clear text and an exit code, never a traceback."""

from enum import IntEnum
from typing import TYPE_CHECKING, Any

import typer
from typer.core import TyperGroup

from monitor.cli.descriptors import fill_gaps
from monitor.cli.output import complain, flush, prepare_streams
from monitor.model.errors import (
    ConfigError,
    MonitorError,
    QueryError,
    SchemaError,
    StoreBroken,
    StoreError,
)

if TYPE_CHECKING:
    # typer carries click inside itself, and its groups speak of that class, not of their own.
    from typer._click import Context


class Exit(IntEnum):
    """Exit codes, the same for every command. Source: `sysexits.h` for 75 and 78."""

    FINE = 0
    NO = 1
    USAGE = 2
    TRY_LATER = 75
    CONFIG = 78


class Front(TyperGroup):
    """The group of all commands."""

    def invoke(self, ctx: "Context") -> Any:  # noqa: ANN401  typer's own signature
        """Run a command; what it raises on purpose is told on standard error."""
        fill_gaps()
        prepare_streams()
        try:
            return super().invoke(ctx)
        except MonitorError as error:
            complain(str(error))
            raise typer.Exit(code_of(error)) from None
        finally:
            flush()


def code_of(error: MonitorError) -> Exit:
    """Give the exit code of an error."""
    match error:
        case ConfigError() | SchemaError() | StoreBroken():
            return Exit.CONFIG
        case StoreError():
            return Exit.TRY_LATER
        case QueryError():
            return Exit.USAGE
    return Exit.NO
