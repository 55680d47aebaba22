"""What is stored of the report: the editions that were compiled, with their files, and its transmission."""

from oewg.report.models.compilations import Compilation, CompiledFile
from oewg.report.models.transmissions import Transmission

__all__ = ["Compilation", "CompiledFile", "Transmission"]
