"""Word files made by hand, part by part, as Word and LibreOffice write them."""

import copy
import io
import zipfile
from collections.abc import Mapping
from html import escape

from lxml import etree

NAMES = (
    'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main" '
    'xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships" '
    'xmlns:m="http://schemas.openxmlformats.org/officeDocument/2006/math" '
    'xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006" '
    'xmlns:v="urn:schemas-microsoft-com:vml"'
)
_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml"
_RELATION = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_PACKAGE = "http://schemas.openxmlformats.org/package/2006"


def word_file(body: str, *, links: dict[str, str] | None = None, **parts: str) -> bytes:
    """A DOCX with this body, and parts by their names: styles, numbering, footnotes, endnotes, comments, header."""
    every = {"document": f"<w:body>{body}</w:body>", **parts}
    types = "".join(
        f'<Override PartName="/word/{name}.xml" ContentType="{_TYPE}.{name}{".main" if name == "document" else ""}+xml"/>'
        for name in every
    )
    relations = "".join(
        f'<Relationship Id="rId-{name}" Type="{_RELATION}/{name}" Target="{name}.xml"/>' for name in parts
    ) + "".join(
        f'<Relationship Id="{name}" Type="{_RELATION}/hyperlink" Target="{target}" TargetMode="External"/>'
        for name, target in (links or {}).items()
    )
    written = {
        "[Content_Types].xml": f'<Types xmlns="{_PACKAGE}/content-types">'
        '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
        f"{types}</Types>",
        "_rels/.rels": f'<Relationships xmlns="{_PACKAGE}/relationships">'
        f'<Relationship Id="rId1" Type="{_RELATION}/officeDocument" Target="word/document.xml"/></Relationships>',
        "word/_rels/document.xml.rels": f'<Relationships xmlns="{_PACKAGE}/relationships">{relations}</Relationships>',
        **{f"word/{name}.xml": _part(name, xml) for name, xml in every.items()},
    }
    return packed(written)


def packed(parts: Mapping[str, str | bytes]) -> bytes:
    """An archive of parts."""
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as package:
        for name, contents in parts.items():
            package.writestr(name, contents)
    return file.getvalue()


def unpacked(contents: bytes) -> dict[str, str | bytes]:
    """The parts of an archive."""
    with zipfile.ZipFile(io.BytesIO(contents)) as package:
        return {name: package.read(name) for name in package.namelist()}


def _part(name: str, xml: str) -> str:
    root = {"header": "hdr"}.get(name, name)
    return f'<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n<w:{root} {NAMES}>{xml}</w:{root}>'


def p(*runs: str, style: str = "", properties: str = "", end: str = "") -> str:
    """A paragraph; `end` is what was tracked of its own end, such as `tracked("ins")`."""
    named = f'<w:pStyle w:val="{style}"/>' if style else ""
    marks = f"<w:rPr>{end}</w:rPr>" if end else ""
    return f"<w:p><w:pPr>{named}{properties}{marks}</w:pPr>{''.join(runs)}</w:p>"


def r(words: str, dress: str = "", tag: str = "t") -> str:
    """A run; "\\t" is a tab."""
    inside = "<w:tab/>".join(
        f'<w:{tag} xml:space="preserve">{each}</w:{tag}>' if each else "" for each in words.split("\t")
    )
    return f"<w:r><w:rPr>{dress}</w:rPr>{inside}</w:r>"


def ins(*runs: str, by: str = "Anna") -> str:
    """Runs that were put in."""
    return f'<w:ins w:id="1" w:author="{by}" w:date="2019-09-10T10:00:00Z">{"".join(runs)}</w:ins>'


def gone(words: str, by: str = "Anna") -> str:
    """Words that were taken out."""
    return f'<w:del w:id="2" w:author="{by}" w:date="2019-09-10T10:00:00Z">{r(words, tag="delText")}</w:del>'


def tracked(tag: str, by: str = "Anna") -> str:
    """What was tracked of a paragraph's own end: "ins", "del", "moveFrom", "moveTo"."""
    return f'<w:{tag} w:id="3" w:author="{by}" w:date="2019-09-10T10:00:00Z"/>'


def mark(name: str) -> str:
    """A bookmark."""
    return f'<w:bookmarkStart w:id="7" w:name="{name}"/><w:bookmarkEnd w:id="7"/>'


def commented(number: str, *runs: str) -> str:
    """Runs to which a comment is anchored."""
    return (
        f'<w:commentRangeStart w:id="{number}"/>{"".join(runs)}<w:commentRangeEnd w:id="{number}"/>'
        f'<w:r><w:commentReference w:id="{number}"/></w:r>'
    )


def comment(number: str, words: str, by: str = "Anna") -> str:
    """What a comment says."""
    return f'<w:comment w:id="{number}" w:author="{by}" w:initials="A">{p(r(words))}</w:comment>'


def called(number: str) -> str:
    """The mark of a footnote."""
    return f'<w:r><w:footnoteReference w:id="{number}"/></w:r>'


def footnote(number: str, *runs: str) -> str:
    """What a footnote says."""
    return f'<w:footnote w:id="{number}">{p("<w:r><w:footnoteRef/></w:r>", *runs)}</w:footnote>'


def level(place: int, form: str, words: str, more: str = "", start: int = 1) -> str:
    """One level of a list."""
    return f'<w:lvl w:ilvl="{place}"><w:start w:val="{start}"/><w:numFmt w:val="{form}"/>{more}<w:lvlText w:val="{words}"/></w:lvl>'


def numbered(of_list: int, place: int = 0) -> str:
    """The properties of a paragraph in a list."""
    return f'<w:numPr><w:ilvl w:val="{place}"/><w:numId w:val="{of_list}"/></w:numPr>'


# --- Changing a file as Word does it ----------------------------------------------------------------------------------

_CHANGE = 'w:id="{}" w:author="Anna" w:date="2019-09-10T10:00:00Z"'


def with_tracked_changes(
    contents: bytes, words: Mapping[str, str], *, comments: Mapping[str, str] | None = None, deleted: str = "",
    inserted_after: Mapping[str, str] | None = None,
) -> bytes:  # fmt: skip
    """A file in which somebody, with changes tracked, put new words for old ones ("old words" -> "new words"), wrote a
    comment on them, deleted the paragraph in which `deleted` stands, and typed paragraphs after others."""
    parts = unpacked(contents)
    root = etree.fromstring(parts["word/document.xml"])
    for old, new_words in words.items():
        run = _run_with(root, old)
        before, _, after = _text_of(run).partition(old)
        number = str(list(words).index(old))
        noted, begin = old in (comments or {}), f'<w:commentRangeStart w:id="{number}"/>'
        xml = (
            f"<w:x {NAMES}>{_like(run, before)}{begin if noted else ''}"
            f"<w:del {_CHANGE.format(901)}>{_like(run, old, 'delText')}</w:del><w:ins {_CHANGE.format(902)}>{_like(run, new_words)}</w:ins>"
            f"{_commented(number) if noted else ''}{_like(run, after)}</w:x>"
        )
        _put_for(run, xml)
    if deleted:
        paragraph = _paragraph_with(root, deleted)
        for run in paragraph.findall(f"{_W}r"):
            _put_for(
                run, f"<w:x {NAMES}><w:del {_CHANGE.format(903)}>{_like(run, _text_of(run), 'delText')}</w:del></w:x>"
            )
        _mark_end(paragraph, "del")
    for place, typed in (inserted_after or {}).items():
        paragraph = _paragraph_with(root, place)
        made = copy.deepcopy(paragraph)
        for child in list(made):
            if child.tag != f"{_W}pPr":
                made.remove(child)
        made.append(etree.fromstring(f"<w:ins {NAMES} {_CHANGE.format(904)}>{r(typed)}</w:ins>"))
        paragraph.addnext(made)
        _mark_end(paragraph, "ins")
    parts["word/document.xml"] = etree.tostring(root, xml_declaration=True, encoding="UTF-8", standalone=True)
    if comments:
        _add_comments(parts, {str(list(words).index(old)): said for old, said in comments.items()})
    return packed(parts)


_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"


def _run_with(root: etree._Element, words: str) -> etree._Element:
    return next(run for run in root.iter(f"{_W}r") if words in _text_of(run))


def _paragraph_with(root: etree._Element, words: str) -> etree._Element:
    return next(one for one in root.iter(f"{_W}p") if words in "".join(part.text or "" for part in one.iter(f"{_W}t")))


def _text_of(run: etree._Element) -> str:
    return "".join(part.text or "" for part in run.iter(f"{_W}t"))


def _like(run: etree._Element, words: str, tag: str = "t") -> str:
    if not words:
        return ""
    dress = run.find(f"{_W}rPr")
    inside = "" if dress is None else etree.tostring(dress).decode()
    return f'<w:r>{inside}<w:{tag} xml:space="preserve">{escape(words)}</w:{tag}></w:r>'


def _commented(number: str) -> str:
    return f'<w:commentRangeEnd w:id="{number}"/><w:r><w:commentReference w:id="{number}"/></w:r>'


def _put_for(run: etree._Element, xml: str) -> None:
    for made in etree.fromstring(xml):
        run.addprevious(made)
    parent = run.getparent()
    assert parent is not None
    parent.remove(run)


def _mark_end(paragraph: etree._Element, tag: str) -> None:
    properties = paragraph.find(f"{_W}pPr")
    assert properties is not None
    marks = properties.find(f"{_W}rPr")
    if marks is None:
        marks = etree.SubElement(properties, f"{_W}rPr")
    marks.insert(0, etree.fromstring(f"<w:{tag} {NAMES} {_CHANGE.format(905)}/>"))


def _add_comments(parts: dict[str, str | bytes], comments: Mapping[str, str]) -> None:
    parts["word/comments.xml"] = _part("comments", "".join(comment(number, said) for number, said in comments.items()))
    for name, end, more in (
        ("[Content_Types].xml", "</Types>", f'<Override PartName="/word/comments.xml" ContentType="{_TYPE}.comments+xml"/>'),
        ("word/_rels/document.xml.rels", "</Relationships>", f'<Relationship Id="rIdC" Type="{_RELATION}/comments" Target="comments.xml"/>'),
    ):  # fmt: skip
        contents = parts[name]
        text = contents if isinstance(contents, str) else contents.decode()
        parts[name] = text.replace(end, more + end)
