"""What runs in a child: parsing feeds and extracting pages; nothing else is imported here."""

from multiprocessing.connection import Connection

from monitor.intake.extract import extract
from monitor.intake.parse.document import parse_document
from monitor.outside.child import Limits, serve

JOBS = {"parse": parse_document, "extract": extract}


def main(pipe: Connection, limits: Limits) -> None:
    """Serve parse and extract jobs until the parent goes away."""
    serve(pipe, JOBS, limits)
