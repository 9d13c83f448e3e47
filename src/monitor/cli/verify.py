"""`monitor verify`: is every promise of delivery kept?"""

import typer

from monitor.cli.front import Exit
from monitor.cli.options import CONFIG, ConfigOption, JsonOption


def verify(config: ConfigOption = CONFIG, as_json: JsonOption = False) -> None:
    """Check that no hit was lost and nobody told twice; exit code 1 and a line for each case."""
    from monitor.cli.opening import read, settings_of
    from monitor.cli.output import say, say_json
    from monitor.store.verify import verify as broken_promises
    from monitor.text.clean import clean_line

    broken = read(settings_of(config), broken_promises)
    if as_json:
        say_json({"broken": list(broken)})
    else:
        for sentence in broken:
            say(clean_line(sentence))
        if not broken:
            say("every promise is kept")
    if broken:
        raise typer.Exit(Exit.NO)
