"""How does a described document become pages? A small program of its own, run by pdf.py for every PDF that is written.

It reads the description from its input, as the JSON text that report.typ asks for, and writes the PDF to its output. It imports
typst and the places of the fonts, and knows nothing of the house: whatever goes wrong in it goes wrong in it alone.
"""

import contextlib
import sys
from datetime import UTC, datetime
from pathlib import Path

import typst
from fontpkg_amiri import ROOT as AMIRI
from fontpkg_noto_serif import ROOT as NOTO_SERIF
from noto_cjk_sans_otc import FONT_PATH as NOTO_CJK

MOST_SECONDS = 60
"""Of the processor: the longest report takes one or two."""
MOST_MEMORY = 4_000_000_000
"""Bytes of addresses, among them the fonts as they lie in their files and what each thread sets aside; a long report has some 200 MB
in memory."""
FORM = Path(__file__).with_name("report.typ")
# typst brings Libertinus Serif, whose lines hold what those of Times hold.
FONTS = (NOTO_SERIF / "files", AMIRI / "files", Path(str(NOTO_CJK)).parent)
# The same document must always be the same bytes, so the file says nothing of when it was written.
NO_INSTANT = datetime(1980, 1, 1, tzinfo=UTC)


def limit() -> None:
    """Let the system stop this process when it takes too much; where it cannot, whoever waits does."""
    with contextlib.suppress(ImportError, ValueError, OSError):
        import resource

        resource.setrlimit(resource.RLIMIT_CPU, (MOST_SECONDS, MOST_SECONDS))
        resource.setrlimit(resource.RLIMIT_AS, (MOST_MEMORY, MOST_MEMORY))
        resource.setrlimit(resource.RLIMIT_FSIZE, (0, 0))
        resource.setrlimit(resource.RLIMIT_CORE, (0, 0))


def set_in_pages(described: str) -> bytes:
    """The PDF of a description, in the fonts of the installed packages alone."""
    return typst.compile(
        FORM,
        format="pdf",
        font_paths=typst.Fonts(include_system_fonts=False, include_embedded_fonts=True, font_paths=list(FONTS)),
        ignore_system_fonts=True,
        sys_inputs={"document": described},
        timestamp=NO_INSTANT,
    )


def main() -> None:
    """Read the description, write the PDF."""
    described = sys.stdin.buffer.read().decode()
    limit()
    sys.stdout.buffer.write(set_in_pages(described))


if __name__ == "__main__":
    main()
