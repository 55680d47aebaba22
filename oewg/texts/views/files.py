"""Which file came with a form, and how does a file leave the house: as one to keep, that no browser shows, guesses at or runs?"""

from collections.abc import Iterable, Sequence
from urllib.parse import quote

from flask import Response, request

from oewg.core.errors import Invalid, NotFound, say
from oewg.core.spreadsheets import Cell, comma_separated, workbook
from oewg.texts.documents.uploads import TEXT, Upload, examined

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


def sent_file() -> Upload | None:
    """The file that came with a form, if one did: read and looked at from all sides before anybody has to wait for it."""
    file = request.files.get("file")
    if file is None or not file.filename:
        return None
    upload = examined(file.read(), file.filename)
    file.seek(0)  # the digest by which a form that comes twice is known is made of the file too
    return upload


def chosen_file() -> Upload:
    """The file that came with a form; Invalid without one."""
    upload = sent_file()
    if upload is None:
        raise Invalid(say("Please choose a file."), {"file": say("Please choose a file.")})
    return upload


def attachment(name: str, media_type: str, contents: bytes | None) -> Response:
    """A file that somebody sent, as an answer that no browser shows, guesses at or runs; NotFound if there is none."""
    if contents is None:
        raise NotFound
    response = Response(contents, content_type=f"{media_type}; charset=utf-8" if media_type == TEXT else media_type)
    ending = name.rsplit(".", 1)[-1]
    plain = name if name.isascii() else f"file.{ending}"
    response.headers["Content-Disposition"] = (
        f"attachment; filename=\"{plain}\"; filename*=UTF-8''{quote(name, safe='')}"
    )
    response.headers["X-Content-Type-Options"] = "nosniff"
    response.headers["Content-Security-Policy"] = "default-src 'none'; frame-ancestors 'none'; sandbox"
    response.headers["Cross-Origin-Resource-Policy"] = "same-origin"
    return response


def spreadsheet(name: str, head: Sequence[str], rows: Iterable[Sequence[Cell]], form: str = "csv") -> Response:
    """A table to keep, as CSV or XLSX (NotFound for other forms); no cell of it is taken for a formula."""
    if form not in ("csv", "xlsx"):
        raise NotFound
    if form == "csv":
        contents, kind = comma_separated(head, rows).encode(), "text/csv; charset=utf-8"
    else:
        contents, kind = workbook(name, head, rows), XLSX
    headers = {"Content-Disposition": f'attachment; filename="{name}.{form}"', "X-Content-Type-Options": "nosniff"}
    return Response(contents, content_type=kind, headers=headers)
