"""What is stored of the report: the editions that were compiled, with their files."""

from oewg.report.models.compilations import Compilation, CompiledFile

__all__ = ["Compilation", "CompiledFile"]
