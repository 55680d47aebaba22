"""Files of Akoma Ntoso, written by hand for the tests of their reader."""

from oewg.texts.documents.akn import read_akn
from oewg.texts.documents.akn.elements import AKN
from oewg.texts.documents.description import Block
from oewg.texts.documents.understood import Understood

META = (
    '<meta><identification source="#s"><FRBRWork/><FRBRExpression><FRBRlanguage language="eng"/></FRBRExpression>'
    "<FRBRManifestation/></identification></meta>"
)


def file_of(body: str, *, kind: str = "statement", main: str = "mainBody", before: str = "", after: str = "") -> bytes:
    """A file of one document."""
    return (
        f'<akomaNtoso xmlns="{AKN}"><{kind} name="x">{META}{before}<{main}>{body}</{main}>{after}</{kind}></akomaNtoso>'
    ).encode()


def read(body: str, **parts: str) -> Understood:
    return read_akn(file_of(body, **parts))


def blocks(body: str, **parts: str) -> tuple[Block, ...]:
    return read(body, **parts).document.blocks
