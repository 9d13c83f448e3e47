"""`monitor healthcheck`: for Docker, systemd and other watchers."""

import typer

from monitor.cli.front import Exit
from monitor.cli.options import CONFIG, ConfigOption, JsonOption


def healthcheck(config: ConfigOption = CONFIG, as_json: JsonOption = False) -> None:
    """Fail (1) when for an hour no due poll or no due send has succeeded, or the disk is full."""
    from monitor.app import reserve
    from monitor.app.clock import now
    from monitor.cli.opening import read, settings_of
    from monitor.cli.output import complain, say, say_json
    from monitor.flow.health import complaints

    settings = settings_of(config)
    of_rows = read(settings, lambda rows: complaints(rows, now()))
    found = (*reserve.complaints(settings.database), *of_rows)
    if as_json:
        say_json({"healthy": not found, "complaints": list(found)})
    elif found:
        for sentence in found:
            complain(sentence)
    else:
        say("healthy")
    if found:
        raise typer.Exit(Exit.NO)
