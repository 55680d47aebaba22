"""What does a .docx file ask of the word processor that opens it?

python-docx's template asks for Word 2010 (which Word calls "Compatibility Mode"), has Japanese as its second language and says that
its spelling has been checked: nothing of it is kept.
"""

from docx.oxml.ns import nsdecls
from docx.oxml.parser import parse_xml
from docx.oxml.xmlchemy import BaseOxmlElement

_WORD = "http://schemas.microsoft.com/office/word"
_BEHAVIOURS = {
    "compatibilityMode": 15,  # Word 2013, the newest that there is
    "overrideTableStyleFontSizeAndJustification": 1,
    "enableOpenTypeFeatures": 1,
    "doNotFlipMirrorIndents": 1,
    "differentiateMultirowTableHeaders": 1,
}


def settings_part() -> BaseOxmlElement:
    """The whole `w:settings` element, but for what the pages and the footnotes add to it.

    A line that somebody ended by hand is not stretched over its whole width in a justified paragraph.
    """
    behaviours = "".join(
        f'<w:compatSetting w:name="{name}" w:uri="{_WORD}" w:val="{value}"/>' for name, value in _BEHAVIOURS.items()
    )
    return parse_xml(
        f"""<w:settings {nsdecls("w")}><w:zoom w:percent="100"/><w:defaultTabStop w:val="720"/>
        <w:characterSpacingControl w:val="doNotCompress"/>
        <w:compat><w:doNotExpandShiftReturn/>{behaviours}</w:compat>
        <w:decimalSymbol w:val="."/><w:listSeparator w:val=","/></w:settings>"""
    )
