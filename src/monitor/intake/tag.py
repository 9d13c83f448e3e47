"""Language tags as feeds and pages write them, cut to what we ask of them."""

import re

TAG = re.compile(r"[A-Za-z]{2,3}(?:[-_][A-Za-z0-9]{1,8})*")
NAMELESS = frozenset({"und", "mul", "zxx", "xx"})


def language_of_tag(value: object) -> str | None:
    """Read `id_ID` as `id`; Chinese keeps its script or region, since they are written apart.

    Source: the shape of BCP 47 tags; anything else, and tags that name no language, give None.
    """
    if not isinstance(value, str) or not TAG.fullmatch(value.strip()):
        return None
    first, *rest = value.strip().replace("_", "-").split("-")
    low = first.lower()
    if low in NAMELESS:
        return None
    return f"{low}-{rest[0]}" if low == "zh" and rest else low
