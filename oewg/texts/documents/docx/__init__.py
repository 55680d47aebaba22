"""How is a document written as DOCX?"""

from oewg.texts.documents.docx.body import write_docx

__all__ = ["write_docx"]
