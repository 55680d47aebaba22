"""How is an element of XML written, and what are the names of Akoma Ntoso's?"""

from collections.abc import Iterable, Mapping

from markupsafe import Markup, escape

AKN = "http://docs.oasis-open.org/legaldocml/ns/akn/3.0"
SCHEMA = "http://docs.oasis-open.org/legaldocml/akn-core/v1.0/os/part2-specs/schemas/akomantoso30.xsd"
AKN4UN = "http://un.org/akn4un"
XHTML = "http://www.w3.org/1999/xhtml"
XSI = "http://www.w3.org/2001/XMLSchema-instance"
OURS = "urn:oewg:akn"
"""Attributes that the schema lets others add: what this house says beyond the standard, and needs to read a file back exactly.

`oewg:words` is how the words were typed, where the elements could be typed otherwise; `oewg:key` and `oewg:place` are the name
of a footnote and its place among those of its block, `oewg:mark` "none" where no word bears its mark; `oewg:cells` counts the
cells of a row that is shorter than its table. None is needed to understand the file: a reader who does not know them loses no word.
"""

Attributes = Mapping[str, str | None]


# Put together by f-strings, not by Markup's own format, which takes four times as long: every part is escaped or Markup here.


def element(tag: str, content: Markup | str = "", attributes: Attributes | None = None) -> Markup:
    """An element in one line; attributes that are None are left out, strings as content are escaped."""
    return Markup(f"<{tag}{_attributes(attributes)}>{escape(content)}</{tag}>")  # noqa: S704


def lines(tag: str, children: Iterable[Markup], attributes: Attributes | None = None) -> Markup:
    """An element with children on lines of their own, indented."""
    inside = "\n".join(child for child in children if child).replace("\n", "\n  ")
    return Markup(f"<{tag}{_attributes(attributes)}>\n  {inside}\n</{tag}>")  # noqa: S704


def literal(words: str) -> Markup:
    """Words as they stand; a line's end is an element, so that no line of the file breaks within words."""
    return Markup(str(escape(words)).replace("\n", "<br/>"))  # noqa: S704


def _attributes(attributes: Attributes | None) -> str:
    # A line's end is spelt in figures, or whoever reads the file would find a space.
    return "".join(
        f' {name}="{escape(value)}"'.replace("\n", "&#10;")
        for name, value in (attributes or {}).items()
        if value is not None
    )
