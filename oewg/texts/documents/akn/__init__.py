"""How does a document stand in Akoma Ntoso 3.0, as DGACM uses it: written, and read again?"""

from oewg.texts.documents.akn.reading import read_akn
from oewg.texts.documents.akn.writing import write_akn

__all__ = ["read_akn", "write_akn"]
