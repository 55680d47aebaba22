"""Which elements of Akoma Ntoso hold others, which hold words, and which stand among words?"""

from lxml import etree


def _names(listed: str) -> frozenset[str]:
    return frozenset(listed.split())


DOCUMENTS = _names(
    """
    act amendment amendmentList bill debate debateReport doc documentCollection judgment officialGazette portion
    statement
    """
)
SECTIONS = _names(
    """
    article book chapter debateSection division hcontainer level part rule section subchapter subdivision subpart
    subrule subsection subtitle title tome transitional administrationOfOath rollCall prayers oralStatements
    writtenStatements personalStatements ministerialStatements resolutions nationalInterest declarationOfVote
    communication petitions papers noticesOfMotion questions address proceduralMotions pointOfOrder adjournment
    """
)
ITEMS = _names(
    """
    alinea clause indent item li paragraph point proviso subclause sublist subparagraph tblock citation recital
    """
)
LINES = _names(
    """
    block crossHeading from heading listIntroduction listWrapUp p scene subheading caption
    """
)
GROUPS = _names(
    """
    akomaNtoso amendmentBody amendmentContent amendmentHeading amendmentJustification amendmentReference answer
    arguments attachment attachments background blockContainer blockList body citations collectionBody component
    components conclusions container content coverPage debateBody decision div embeddedStructure formula header
    interstitial intro introduction judgmentBody list longTitle mainBody motivation narrative ol other portionBody
    preamble preface question quotedStructure recitals remedies speech speechGroup summary ul wrapUp
    """
)
UNREAD = _names(
    """
    meta toc img componentRef documentRef
    """
)
INLINE = _names(
    """
    a abbr affectedDocument argument b bdi bdo caption change concept courtType date decoration def docAuthority
    docCommittee docDate docIntroducer docJurisdiction docNumber docProponent docPurpose docStage docStatus docTitle
    docType docketNumber em entity event fillIn font i inline judge lawyer legislature location mmod mod mref
    neutralCitation object omissis opinion organization outcome party person placeholder process quantity quotedText
    ref relatedDocument remark rmod role rref session shortTitle signature small span strong term time tocItem u
    vote recordedTime ins del sub sup marker
    """
)
"""What stands among words."""
PASSAGES = _names("quotedStructure embeddedStructure subFlow")
"""What may stand among words and holds lines and paragraphs of its own."""
MARKERS = _names(
    """
    authorialNote br eol eop img note noteRef
    """
)


def name_of(element: etree._Element) -> str:
    """The name without its namespace; "" for a comment or an instruction to a program."""
    return element.tag.rpartition("}")[2].rpartition(":")[2] if isinstance(element.tag, str) else ""


_STANDINGS = {"inserted": "insert", "deleted": "delete"}


def standing_of(element: etree._Element, ours: bool) -> str:
    """Does an element come or go as a whole? In others' files only what is removed says so."""
    if ours:
        return _STANDINGS.get(element.get("class") or "", "equal")
    return "delete" if element.get("status") == "removed" else "equal"


def child_of(element: etree._Element, name: str) -> etree._Element | None:
    """The first child of that name."""
    return next((child for child in element if name_of(child) == name), None)


def said_in(element: etree._Element) -> str:
    """The beginning of what an element says, to name the place."""
    said = ""
    for piece in element.itertext():
        said = f"{said} {str(piece)[:200].strip()}".strip()
        if len(said) >= 60:
            break
    return " ".join(said.split())[:60]


def counted(said: str | None) -> int | None:
    """A number in an attribute; None if there is none that anybody could mean."""
    return int(said) if said and said.isascii() and said.isdecimal() and len(said) < 7 else None
