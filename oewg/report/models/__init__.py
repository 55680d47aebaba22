"""What is stored of the report: the editions that were compiled, with their files; what its provisions rest on."""

from oewg.report.models.compilations import Compilation, CompiledFile
from oewg.report.models.trace import TIED, SourceTie

__all__ = ["TIED", "Compilation", "CompiledFile", "SourceTie"]
