"""What is the file of a report called?"""

import re


def file_name(symbol: str, format: str, kind: str = "clean") -> str:
    """A name that every file system takes: "A_AC.290_2021_L.1.docx", "..._rolling.docx"; "report.docx" without a symbol."""
    name = re.sub(r"[^A-Za-z0-9.]+", "_", symbol) or "report"
    return f"{name}{'' if kind in ('clean', 'compendium') else f'_{kind}'}.{format}"
