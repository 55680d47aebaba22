"""How is a stranger's XML opened without anything in it having an effect, and what is wrong with it?

Nothing outside the file is fetched, no entity is replaced and no document type is read: a file with one is refused before it is
parsed. A file that is not well formed is read only if mending it loses no word of it and it does not break off.
"""

import codecs
import html
import re
from collections import Counter
from collections.abc import Iterator

from lxml import etree

from oewg.core.errors import say
from oewg.texts.documents.akn.elements import AKN
from oewg.texts.documents.inline import printable
from oewg.texts.documents.opening import CannotBeRead
from oewg.texts.documents.understood import Remark

LARGEST = 20_000_000
"""Bytes. The longest reports of the Assembly have some 3 million."""
DEEPEST = 100
"""Elements within each other. A report has some twelve."""
MOST = 100_000
"""Elements of one file. Reading takes up to a tenth of a millisecond for each, while somebody waits."""
_ENCODING = re.compile(rb"""<\?xml[^>]{0,200}?encoding\s*=\s*["']([A-Za-z0-9._-]{1,40})["']""")
_DECLARATION = re.compile(r"<\?xml[^>]{0,400}\?>")
_REFERENCE = re.compile(
    r"&(?:(?P<known>amp|lt|gt|quot|apos|#[0-9]{1,7}|#x[0-9A-Fa-f]{1,6});|(?P<named>[A-Za-z][A-Za-z0-9]{1,30});)?"
)
_LESS = re.compile(r"<(?![A-Za-z_/!?])")
_ENDS = re.compile(r"</[^<>]{1,60}>\s*$")
_WORD = re.compile(r"\w+")
_READABLE = ("utf-8", "utf-16", "utf-16-le", "utf-16-be", "iso8859-1", "cp1252", "ascii", "iso8859-6", "cp1256", "cp1251", "gb18030", "gbk", "gb2312")  # fmt: skip


def opened(contents: bytes) -> tuple[etree._Element, list[Remark]]:
    """The root of a file of Akoma Ntoso, with remarks on what breaks the rules of its format. CannotBeRead for anything else."""
    if len(contents) > LARGEST:
        raise CannotBeRead(say("It is too large for a document of words."), say("Please send it in parts."))
    # A file in another encoding, or with characters that XML does not know, is read as what it would be without.
    source = _printable(_decoded(contents).lstrip())
    if "<!DOCTYPE" in source or "<!ENTITY" in source:  # asked of what is parsed: a sign within the word would hide it
        raise CannotBeRead(
            say("It carries a document type definition (DTD), which is not read."), say("Please save it without one.")
        )
    if declared := _DECLARATION.match(source):
        source = source[declared.end() :].lstrip()
    remarks: list[Remark] = []
    try:
        root = etree.fromstring(source, _parser(recover=False))
    except etree.XMLSyntaxError as error:
        root = _mended(source)
        line, column = error.position
        place = f"{line}:{column}"
        remarks.append(
            Remark(
                place,
                say("The file is not well-formed XML there. It has been mended without losing a word."),
                fault=True,
            )
        )
    _check_size(root)
    return root, remarks + list(_faults(root))


def _decoded(contents: bytes) -> str:
    declared = _ENCODING.match(contents[:400].lstrip(codecs.BOM_UTF8 + b" \t\r\n"))
    encoding = "utf-16" if contents[:2] in (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE) else "utf-8-sig"
    if encoding == "utf-8-sig" and declared:
        try:
            encoding = codecs.lookup(declared[1].decode()).name
        except LookupError:
            raise CannotBeRead(
                say("It is written in an encoding that is not read here."), say("Please save it in UTF-8.")
            ) from None
        if encoding not in _READABLE:
            raise CannotBeRead(
                say("It is written in an encoding that is not read here."), say("Please save it in UTF-8.")
            )
        encoding = {"utf-8": "utf-8-sig", "ascii": "utf-8-sig"}.get(encoding, encoding)
    try:
        return contents.decode(encoding)
    except UnicodeDecodeError:
        raise CannotBeRead(
            say("It is not text in the encoding that it names."), say("Please save it in UTF-8.")
        ) from None


def _printable(text: str) -> str:
    # Tabs are meant: DGACM's files have them between a number and its paragraph.
    return "\t".join(printable(part) for part in text.split("\t"))


def _parser(recover: bool) -> etree.XMLParser:
    return etree.XMLParser(
        resolve_entities=False,
        no_network=True,
        load_dtd=False,
        dtd_validation=False,
        huge_tree=False,
        recover=recover,
        remove_comments=True,
        remove_pis=True,
        strip_cdata=True,
    )


def _mended(source: str) -> etree._Element:
    """The root of a file that is not well formed, if every word of it is there and none has moved into another."""
    if not _ENDS.search(source[-200:]):
        raise CannotBeRead(say("It is not well-formed XML: it breaks off before its end."))
    spelt = _REFERENCE.sub(_spelt, _LESS.sub("&lt;", source))
    try:
        root = etree.fromstring(spelt, _parser(recover=True))
    except etree.XMLSyntaxError:
        root = None
    if root is None or _words_of(spelt) != _WORD.findall(" ".join(map(str, root.itertext()))):
        raise CannotBeRead(say("It is not well-formed XML, and mending it would lose words."))
    return root


def _spelt(reference: re.Match[str]) -> str:
    """An ampersand that should have been escaped, or what only HTML has a name for, as XML spells them."""
    if reference["known"]:
        return reference[0]
    named = html.unescape(reference[0]) if reference["named"] else reference[0]
    return named.replace("&", "&amp;")


def _words_of(source: str) -> list[str]:
    outside = (piece.partition(">")[2] if ">" in piece else piece for piece in source.split("<"))
    return _WORD.findall(html.unescape(" ".join(outside)))


def _check_size(root: etree._Element) -> None:
    depth = elements = 0
    for event, _ in etree.iterwalk(root, events=("start", "end")):
        depth += 1 if event == "start" else -1
        elements += event == "start"
        if depth > DEEPEST or elements > MOST:
            raise CannotBeRead(
                say("It is nested too deeply, or has too many elements, for a document of words."),
                say("Please send it in parts, or in another form."),
            )


def _faults(root: etree._Element) -> Iterator[Remark]:
    space = str(root.tag).rpartition("}")[0].lstrip("{")
    if space != AKN:
        yield Remark(
            space,
            say("The file is not in the namespace of Akoma Ntoso 3.0; its elements are read by their names."),
            fault=True,
        )
    times = Counter(eid for element in root.iter() if (eid := element.get("eId")))
    if double := [eid for eid, count in times.items() if count > 1]:
        yield Remark(
            ", ".join(double[:5]) + (" …" if len(double) > 5 else ""),
            say("The same eId stands more than once, so that a reference to it is ambiguous."),
            fault=True,
        )
