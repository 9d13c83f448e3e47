"""What runs in a child: parsing feeds and extracting pages; nothing else is imported here."""

import logging
from multiprocessing.connection import Connection

from monitor.intake.extract import extract
from monitor.intake.parse.document import parse_document
from monitor.outside.serve import Limits, serve

JOBS = {"parse": parse_document, "extract": extract}


def main(pipe: Connection, limits: Limits) -> None:
    """Serve parse and extract jobs until the parent goes away.

    What the libraries log about a stranger's document is no news: the job's answer says it.
    """
    logging.disable(logging.CRITICAL)
    serve(pipe, JOBS, limits)
