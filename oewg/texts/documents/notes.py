"""What are the marks of footnotes in a place that has none of its own? Words, as they were typed."""

from dataclasses import replace

from oewg.texts.documents.inline import Span, parse


def unmarked(words: str) -> tuple[Span, ...]:
    """The words of a place that has no footnotes of its own: marks are printed as they stand."""
    return tuple(as_text(span) for span in parse(words))


def as_text(span: Span) -> Span:
    """The span, or the mark that it is as the words that were typed."""
    return replace(span, text=f"[^{span.note}]", note="") if span.note else span
