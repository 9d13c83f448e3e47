"""What runs in the child of `monitor feeds`: it is up sooner than one that can extract pages."""

import logging
from collections.abc import Mapping
from multiprocessing.connection import Connection

from monitor.intake.discover import discover
from monitor.intake.opml import parse_opml
from monitor.intake.parse.document import parse_document
from monitor.outside.serve import Job, Limits, serve

JOBS: Mapping[str, Job] = {"parse": parse_document, "discover": discover, "opml": parse_opml}


def main(pipe: Connection, limits: Limits) -> None:
    """Serve jobs until the parent goes away; what libraries log about a document is no news."""
    logging.disable(logging.CRITICAL)
    serve(pipe, JOBS, limits)
