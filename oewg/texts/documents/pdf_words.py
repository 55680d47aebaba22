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


def limit() -> None:
    """Let the system stop this process when it takes too much; where it cannot, whoever waits does."""
    with contextlib.suppress(ImportError, ValueError, OSError):
        import resource

        resource.setrlimit(resource.RLIMIT_CPU, (MOST_SECONDS, MOST_SECONDS))
        resource.setrlimit(resource.RLIMIT_AS, (MOST_MEMORY, MOST_MEMORY))
        resource.setrlimit(resource.RLIMIT_FSIZE, (0, 0))


def verdict(reader: Any) -> str:
    """What is wrong with an opened PDF, or "opened": protected, with a script or a program, with files inside, without a page."""
    if reader.is_encrypted:
        return "encrypted"
    root = reader.root_object
    opens, names = resolved(root.get("/OpenAction")), resolved(root.get("/Names")) or {}
    if "/AA" in root or (isinstance(opens, dict) and opens.get("/S") not in (None, "/GoTo")) or "/JavaScript" in names:
        return "runs"
    if "/EmbeddedFiles" in names:
        return "holds"
    return "opened" if len(reader.pages) else "unreadable"


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
