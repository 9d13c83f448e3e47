"""One configuration file while it is read: its values, and what is wrong with them."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import TypeVar

from pydantic import ValidationError

from monitor.model.errors import Fault
from monitor.outside.files import read_regular
from monitor.rules.faults import slips_of
from monitor.rules.marks import LARGEST_BYTES, Document, read_yaml
from monitor.rules.slip import Path as At
from monitor.rules.slip import Slip, brief
from monitor.rules.watch_models import Shape

AnyShape = TypeVar("AnyShape", bound=Shape)


@dataclass(slots=True, kw_only=True)
class Sheet:
    """A file, the folder its paths begin at, and the environment its secrets come from.

    `variables` names the variable of the environment that set the value at a path. Faults stop
    the program, warnings do not.
    """

    document: Document
    folder: Path
    environment: Mapping[str, str]
    variables: dict[At, str] = field(default_factory=dict)
    faults: list[Fault] = field(default_factory=list)
    warnings: list[Fault] = field(default_factory=list)

    def blame(self, at: At, problem: str, *, key: bool = False) -> None:
        """Say what is wrong with the value (or the key) at a path."""
        self.faults.append(self._fault(Slip(problem, at, key=key)))

    def warn(self, at: At, problem: str) -> None:
        """Say what is doubtful about the value at a path."""
        self.warnings.append(self._fault(Slip(problem, at)))

    def shaped(self, value: object, model: type[AnyShape]) -> AnyShape | None:
        """Give the file's value in its shape, or None with a fault for everything that is wrong."""
        try:
            return model.model_validate({} if value is None else value)
        except ValidationError as error:
            self.faults.extend(self._fault(slip) for slip in slips_of(error, model))
            return None

    def _fault(self, slip: Slip) -> Fault:
        at = slip.at if isinstance(slip.at, tuple) else ()
        for length in range(len(at), 0, -1):
            if at[:length] in self.variables:
                name = self.variables[at[:length]]
                problem = brief(slip.problem)
                return Fault(path=f"environment:{name}", line=0, column=0, problem=problem)
        return self.document.fault(slip)


def open_sheet(file: Path, environment: Mapping[str, str]) -> Sheet:
    """Read a file; what is wrong with its syntax is among the faults."""
    try:
        content, problem = read_regular(file, LARGEST_BYTES), None
    except OSError as error:
        content, problem = b"", f"cannot be read: {error.strerror}"
    document = read_yaml(content, str(file))
    sheet = Sheet(document=document, folder=file.parent, environment=environment)
    sheet.faults.extend(document.faults)
    if problem:
        sheet.faults.append(Fault(path=str(file), line=0, column=0, problem=problem))
    return sheet
