"""Commands for wordings in files: what changed between two of them?"""

import json
import sys
from collections.abc import Collection
from pathlib import Path

import click
from rich.console import Console

from oewg.texts.documents.inline import printable
from oewg.texts.documents.opening import CannotBeRead
from oewg.texts.documents.reading import words_of_file
from oewg.texts.documents.redlined import as_docx, as_html, as_plain, as_terminal
from oewg.texts.rules.redline import redline_lines

FORMATS = ("terminal", "html", "docx", "json")


class CannotRead(click.ClickException):
    """A file cannot be read; nothing was written."""

    exit_code = 2


def read_words(file: Path) -> str:
    """The words of a file, or a sentence that says why not."""
    try:
        return words_of_file(file.read_bytes(), file.name)
    except OSError as error:
        raise CannotRead(f"{file} cannot be read: {error.strerror}") from error
    except CannotBeRead as error:
        raise CannotRead(f"{file} cannot be read. {error}") from error


def write_out(written: str | bytes, output: Path | None) -> None:
    """Write into a file, or to the standard output."""
    contents = written.encode() if isinstance(written, str) else written
    if output is None:
        sys.stdout.buffer.write(contents)
        return
    try:
        output.write_bytes(contents)
    except OSError as error:
        raise CannotRead(f"{output} cannot be written: {error.strerror}") from error


def form_of(output: Path | None, forms: Collection[str]) -> str:
    """The format that the output's name asks for; text for the terminal's, and a sentence for one that nobody writes."""
    ending = output.suffix.lstrip(".").lower() if output else ""
    if ending in ("", "txt"):
        return "terminal"
    if ending not in forms:
        raise CannotRead(f"Nothing is written as .{ending} here: please choose one with --format ({', '.join(forms)}).")
    return ending


@click.command("redline")
@click.argument("old", type=click.Path(path_type=Path))
@click.argument("new", type=click.Path(path_type=Path))
@click.option("--format", "form", type=click.Choice(FORMATS), help="By default as the output's name ends.")
@click.option("-o", "--output", type=click.Path(path_type=Path, dir_okay=False))
def redline(old: Path, new: Path, form: str | None, output: Path | None) -> None:
    """Show what changed from OLD to NEW (text, DOCX or HTML), word by word."""
    pieces = redline_lines(read_words(old), read_words(new))
    form = form or form_of(output, FORMATS)
    if form == "json":
        write_out(json.dumps(pieces, ensure_ascii=False) + "\n", output)
    elif form == "html":
        write_out(as_html(pieces, printable(f"{old.name} → {new.name}")), output)
    elif form == "docx":
        if output is None and sys.stdout.isatty():
            raise CannotRead("A DOCX goes into a file: please name it with -o.")
        write_out(as_docx(pieces, printable(new.stem)), output)
    elif output is None and Console().is_terminal:
        Console(soft_wrap=True, highlight=False).print(as_terminal(pieces))
    else:
        write_out(as_plain(pieces) + "\n", output)


commands = [redline]
