"""Can this PDF be opened, and which words does it hold? A small program of its own, for what people send is read nowhere else.

It reads the file from its input and writes a line with the verdict ("opened", "encrypted", "runs", "holds", "unreadable"), then
the words page by page, so that whoever waits has what there was when it is stopped. It knows nothing of the house.
"""

import contextlib
import io
import sys
from typing import Any

MOST_SECONDS = 10
MOST_MEMORY = 1_000_000_000
"""Bytes."""
MOST_PAGES = 150
MOST_PAGES_LOOKED_AT = 5000
MOST_ACTIONS = 100
"""That follow one another; more is a circle."""


def limit() -> None:
    """Let the system stop this process when it takes too much; where it cannot, whoever waits does."""
    with contextlib.suppress(ImportError, ValueError, OSError):
        import resource

        resource.setrlimit(resource.RLIMIT_CPU, (MOST_SECONDS, MOST_SECONDS))
        resource.setrlimit(resource.RLIMIT_AS, (MOST_MEMORY, MOST_MEMORY))
        resource.setrlimit(resource.RLIMIT_FSIZE, (0, 0))


def verdict(reader: Any) -> str:
    """What is wrong with an opened PDF, or "opened": protected, with a script or a program, with files inside, without a page.

    A link that a reader may follow is no fault; whatever else a page or a note on it does, is.
    """
    if reader.is_encrypted:
        return "encrypted"
    root = reader.root_object
    names, forms = resolved(root.get("/Names")) or {}, resolved(root.get("/AcroForm")) or {}
    if acts_alone(root) or does_more_than_lead(root.get("/OpenAction")) or "/JavaScript" in names or "/XFA" in forms:
        return "runs"
    if "/EmbeddedFiles" in names or "/AF" in root:
        return "holds"
    pages = reader.pages
    if len(pages) > MOST_PAGES_LOOKED_AT:
        return "unreadable"
    for page in pages:
        if acts_alone(page):
            return "runs"
        notes = resolved(page.get("/Annots"))
        for note in [resolved(each) for each in notes] if isinstance(notes, list) else []:
            if not isinstance(note, dict):
                continue
            if acts_alone(note) or does_more_than_lead(note.get("/A")):
                return "runs"
            if note.get("/Subtype") in HOLD_FILES:
                return "holds"
    return "opened" if len(pages) else "unreadable"


LEAD = (None, "/GoTo", "/URI", "/Named")
"""Actions that take a reader to a place, of the document or of the web, and do nothing else."""
HOLD_FILES = ("/FileAttachment", "/RichMedia", "/Movie", "/Sound", "/Screen", "/3D")


def acts_alone(thing: Any) -> bool:
    """Does something happen by itself when the document or a page is opened, printed, closed, or a field is entered?"""
    return bool(resolved(thing.get("/AA")))


def does_more_than_lead(action: Any) -> bool:
    """Does an action, or one that follows it, run a script or a program, send something, or open another file?"""
    waiting, seen = [resolved(action)], 0
    while waiting:
        found = waiting.pop()
        seen += 1
        if isinstance(found, dict):
            if found.get("/S") not in LEAD or seen > MOST_ACTIONS:
                return True
            following = resolved(found.get("/Next"))
            waiting += [resolved(each) for each in following] if isinstance(following, list) else [following]
    return False


def resolved(found: Any) -> Any:
    """What a reference in a PDF leads to."""
    return found.get_object() if hasattr(found, "get_object") else found


def main() -> None:
    """Read the input, say what it is, then its words."""
    contents = sys.stdin.buffer.read()
    limit()
    from pypdf import PdfReader

    out = sys.stdout.buffer
    try:
        reader = PdfReader(io.BytesIO(contents), strict=False)
        found = verdict(reader)
    except Exception:
        found = "unreadable"
    out.write(f"{found}\n".encode())
    out.flush()
    if found != "opened":
        return
    for page in list(reader.pages)[:MOST_PAGES]:
        with contextlib.suppress(Exception):
            out.write(page.extract_text().encode("utf-8", "ignore") + b"\n\n")
            out.flush()


if __name__ == "__main__":
    main()
