"""Does every element of a Word file stand where the schema of WordprocessingML (ECMA-376, part 4, annex A) lets it stand?

Word refuses a file whose properties come in another order, and says only that it is corrupt. The orders below are the schema's,
for all elements that may stand there; the schema itself is not on the package registries.
"""

from dataclasses import replace
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings

from oewg.texts.documents.description import Document, Subparagraph
from oewg.texts.documents.docx import write_docx
from tests.texts.documents.specimens import document, documents, everything, redlined, redlines
from tests.texts.documents.word_processor import W, parts

ORDERS = {
    "pPr": "pStyle keepNext keepLines pageBreakBefore framePr widowControl numPr suppressLineNumbers pBdr shd tabs suppressAutoHyphens kinsoku "
    "wordWrap overflowPunct topLinePunct autoSpaceDE autoSpaceDN bidi adjustRightInd snapToGrid spacing ind contextualSpacing mirrorIndents "
    "suppressOverlap jc textDirection textAlignment textboxTightWrap outlineLvl divId cnfStyle rPr sectPr pPrChange",
    "rPr": "ins del moveFrom moveTo rStyle rFonts b bCs i iCs caps smallCaps strike dstrike outline shadow emboss imprint noProof snapToGrid vanish "
    "webHidden color spacing w kern position sz szCs highlight u effect bdr shd fitText vertAlign rtl cs em lang eastAsianLayout specVanish oMath",
    "tblPr": "tblStyle tblpPr tblOverlap bidiVisual tblStyleRowBandSize tblStyleColBandSize tblW jc tblCellSpacing tblInd tblBorders shd "
    "tblLayout tblCellMar tblLook",
    "tcPr": "cnfStyle tcW gridSpan hMerge vMerge tcBorders shd noWrap tcMar textDirection tcFitText vAlign hideMark",
    "tbl": "bookmarkStart bookmarkEnd tblPr tblGrid tr",
    "lvl": "start numFmt lvlRestart pStyle isLgl suff lvlText lvlPicBulletId legacy lvlJc pPr rPr",
    "abstractNum": "nsid multiLevelType tmpl name styleLink numStyleLink lvl",
    "num": "abstractNumId lvlOverride",
    "numbering": "numPicBullet abstractNum num",
    "numPr": "ilvl numId ins",
    "style": "name aliases basedOn next link autoRedefine hidden uiPriority semiHidden unhideWhenUsed qFormat locked personal rsid pPr rPr tblPr trPr tcPr",
    "sectPr": "headerReference footerReference footnotePr endnotePr type pgSz pgMar paperSrc pgBorders lnNumType pgNumType cols formProt vAlign "
    "noEndnote titlePg textDirection bidi rtlGutter docGrid printerSettings",
    "settings": "zoom defaultTabStop evenAndOddHeaders characterSpacingControl footnotePr compat decimalSymbol listSeparator",
    "compat": "doNotExpandShiftReturn compatSetting",
    "sdt": "sdtPr sdtEndPr sdtContent",
    "body": "p tbl sdt sectPr",
}  # fmt: skip
UNORDERED = ("body",)
"""Its children may stand in any order, but for the last."""

# What may stand in what else; other elements of ours hold one kind of thing only.
HOLD = {
    "p": {"pPr", "r", "ins", "del", "hyperlink", "bookmarkStart", "bookmarkEnd", "fldSimple"},
    "ins": {"r"},
    "del": {"r"},
    "hyperlink": {"r", "ins", "del"},
    "r": {"rPr", "t", "delText", "br", "tab", "footnoteReference", "footnoteRef", "separator", "continuationSeparator", "fldChar", "instrText"},
    "tc": {"tcPr", "p"},
    "tr": {"trPr", "tc"},
    "footnotes": {"footnote"},
    "footnote": {"p"},
    "fldSimple": {"r"},
}  # fmt: skip
FIRST = {"p": "pPr", "r": "rPr", "tc": "tcPr", "tr": "trPr"}


def faults(written: Document) -> list[str]:
    """What is not as the schema asks, in all parts of the file."""
    found = []
    for part in parts(write_docx(written)).values():
        for parent in part.iter():
            name = str(parent.tag).removeprefix(W)
            children = [str(child.tag).removeprefix(W) for child in parent]
            if parent.tag == f"{W}{name}":
                found += [f"{name}: {fault}" for fault in _faults(name, children)]
        for text in part.iter(f"{W}del"):
            found += ["words in w:del"] * len([*text.iter(f"{W}t")])
    return found


def _faults(name: str, children: list[str]) -> list[str]:
    found = []
    if name in ORDERS:
        order = ORDERS[name].split()
        found += [f"{child} is unknown" for child in children if child not in order]
        places = [order.index(child) for child in children if child in order]
        if name not in UNORDERED and places != sorted(places):
            found.append(f"{children} in another order")
        once = (
            set()
            if name in ("tbl", "body", "numbering", "sectPr", "abstractNum", "num", "compat")
            else {c for c in children if children.count(c) > 1}
        )
        found += [f"{child} twice" for child in once]
    if name in HOLD:
        found += [f"{child} may not stand here" for child in children if child not in HOLD[name]]
    if name in FIRST and FIRST[name] in children[1:]:
        found.append(f"{FIRST[name]} is not the first")
    if name == "body" and children[-1] != "sectPr":
        found.append("something after sectPr")
    if name == "tc" and children[-1] != "p":
        found.append("no paragraph at its end")
    return found


@pytest.mark.parametrize("language", ["en", "ar", "zh"])
@pytest.mark.parametrize("make", [everything, redlined])
def test_everything_stands_where_the_schema_lets_it(make: Any, language: str) -> None:
    assert faults(replace(make(language), contents=True)) == []


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(documents() | redlines())
def test_in_any_document(written: Document) -> None:
    assert faults(written) == []


def test_a_paragraph_with_all_properties_has_them_in_order() -> None:
    block = Subparagraph(
        "(a)", 1, "Words", standing="insert", authors=("France",), language="ar", identity="provision_1_revision_1"
    )
    [made] = [
        p
        for p in parts(write_docx(document(block)))["word/document.xml"].iter(f"{W}p")
        if p.find(f"{W}bookmarkStart") is not None
    ]
    assert [child.tag.removeprefix(W) for child in made[0]] == ["pStyle", "numPr", "bidi", "rPr"]


def test_every_id_is_used_once_and_every_relation_leads_somewhere() -> None:
    read = parts(write_docx(replace(redlined(), contents=True)))
    names = [mark.get(f"{W}name") for mark in read["word/document.xml"].iter(f"{W}bookmarkStart")]
    assert len(names) == len(set(names))
    starts, ends = (
        sorted(m.get(f"{W}id") for m in read["word/document.xml"].iter(f"{W}{one}"))
        for one in ("bookmarkStart", "bookmarkEnd")
    )
    assert starts == ends
    known = {style.get(f"{W}styleId") for style in read["word/styles.xml"].iter(f"{W}style")}
    for part in read.values():
        used = {named.get(f"{W}val") for named in part.iter(f"{W}pStyle", f"{W}rStyle", f"{W}basedOn", f"{W}next")}
        assert used <= known
    for name in ("document", "footnotes"):
        relations = {one.get("Id") for one in read.get(f"word/_rels/{name}.xml.rels", ())}
        asked = {
            value for e in read[f"word/{name}.xml"].iter() for key, value in e.attrib.items() if "officeDocument/2006/relationships" in key
        }  # fmt: skip
        assert asked <= relations
