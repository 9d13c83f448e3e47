"""What libyaml says is wrong -> what the author of the file can do about it."""

QUOTES = "put the whole value in single quotes"


def remedy(problem: str, context: str, character: str) -> str:
    """Say in one sentence what is wrong with the YAML, and how to mend it.

    Args:
        problem: libyaml's sentence about the fault.
        context: libyaml's sentence about what it was reading.
        character: What stands where the fault is.
    """
    if "mapping values are not allowed" in problem:
        return f"a second ': ' in one value: {QUOTES}, or check the indentation"
    if "cannot start any token" in problem:
        return _start(character)
    if "alphabetic or numeric" in problem:
        return f"a value with a leading * or & stands in single quotes: {QUOTES}"
    if "unexpected ':'" in problem:
        return "a space is missing behind this colon"
    if "unknown escape character" in problem:
        return f"a backslash is special between double quotes: {QUOTES}"
    if "unexpected end of stream" in problem and "quoted" in context:
        return "a quotation mark that was opened here or above is never closed"
    if problem.startswith("did not find expected"):
        return _expected(problem, context)
    return f"this is no YAML: {problem or context}"


def _expected(problem: str, context: str) -> str:
    if "flow" in context and "',' or" in problem:
        return f"a comma or a closing bracket is missing; if this is one value, {QUOTES}"
    if "flow" in context:
        return "a bracket [ or { that was opened here or above is never closed"
    if "block mapping" in context:
        return (
            "a key is expected here: check the indentation; if a value goes on behind a closing "
            f"quotation mark, {QUOTES}"
        )
    if "block collection" in context:
        return "a '- ' is expected here: check the indentation"
    return "this stands outside of what is above it: check the indentation"


def _start(character: str) -> str:
    if character == "\t":
        return "a tab cannot indent YAML: use spaces"
    return f"a value cannot begin with {character}: {QUOTES}"
