"""The JSON schemas that editors and receivers read, made from the models of the program."""

import json
from typing import Any

from monitor.app.config_models import FeedsShape, MonitorShape
from monitor.notify.body import event_schema
from monitor.rules.watch_models import Shape
from monitor.rules.watch_schema import watches_schema

DIALECT = "https://json-schema.org/draft/2020-12/schema"


def schemas() -> dict[str, str]:
    """Make the schema of each kind of file.

    Returns:
        File name -> text, as the files of `schema/` hold it: of each file of the configuration,
        and of what webhooks carry.
    """
    made = {
        "monitor.schema.json": _schema(MonitorShape, "Configuration of News Monitor"),
        "feeds.schema.json": _schema(FeedsShape, "Feeds of News Monitor"),
        "watches.schema.json": watches_schema(),
        "event.schema.json": event_schema(),
    }
    return {name: _printed(schema) for name, schema in made.items()}


def _schema(model: type[Shape], title: str) -> dict[str, Any]:
    return model.model_json_schema(by_alias=True) | {"title": title}


def _printed(schema: dict[str, Any]) -> str:
    return json.dumps({"$schema": DIALECT, **schema}, indent=2, ensure_ascii=False) + "\n"
