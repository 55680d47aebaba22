"""Commands for those who only have files: what do several proposals make of one wording?"""

import json
from pathlib import Path

import click
from markupsafe import Markup
from rich.console import Console
from rich.text import Text

from oewg.negotiation.rules.rolling import marks, roll
from oewg.texts.cli import form_of, read_words, write_out
from oewg.texts.documents.inline import printable
from oewg.texts.documents.redlined import PLAIN, TAGS, page

FORMATS = ("terminal", "html", "json")


@click.command("rolling")
@click.argument("base", type=click.Path(path_type=Path))
@click.argument("proposals", nargs=-1, required=True, metavar="NAME=FILE...")
@click.option("--format", "form", type=click.Choice(FORMATS), help="By default as the output's name ends.")
@click.option("-o", "--output", type=click.Path(path_type=Path, dir_okay=False))
def rolling(base: Path, proposals: tuple[str, ...], form: str | None, output: Path | None) -> None:
    """Show BASE with every proposal in place, each addition and deletion with the names of those it comes from."""
    wordings: dict[str, str] = {}
    for proposal in proposals:
        name, sign, file = proposal.partition("=")
        if not (name and sign and file):
            raise click.UsageError(f"A proposal is given as NAME=FILE, not as {proposal}.")
        if name in wordings:
            raise click.UsageError(f"{name} is named twice: one proposal for each name.")
        wordings[name] = read_words(Path(file))
    segments = roll(read_words(base), wordings)
    marked = list(marks(segments, wordings.keys()))
    form = form or form_of(output, FORMATS)
    if form == "json":
        found = [{"text": s.text, "base": s.base, "in": sorted(s.having)} for s in segments]
        write_out(json.dumps(found, ensure_ascii=False, indent=1) + "\n", output)
    elif form == "html":
        write_out(_as_html(marked, printable(base.name)), output)
    elif output is None and Console().is_terminal:
        Console(soft_wrap=True, highlight=False).print(_as_terminal(marked))
    else:
        write_out(_as_plain(marked) + "\n", output)


Mark = tuple[str, str, frozenset[str]]


def _names(whose: frozenset[str]) -> str:
    return ", ".join(sorted(whose))


def _as_html(marked: list[Mark], title: str) -> str:
    paragraphs = [Markup("")]
    for kind, words, whose in marked:
        first, *rest = words.split("\n")
        tag = TAGS[kind]
        if first:
            paragraphs[-1] += tag.format(first)
        for line in rest:
            paragraphs.append(tag.format(line) if line else Markup(""))
        if whose:
            paragraphs[-1] += Markup(" <small>({})</small>").format(_names(whose))
    return page(title, filter(None, paragraphs))


def _as_terminal(marked: list[Mark]) -> Text:
    styles = {"equal": "", "insert": "bold green", "delete": "strike red"}
    shown = Text()
    for kind, words, whose in marked:
        shown.append(words, styles[kind])
        if whose:
            shown.append(f"({_names(whose)})", "dim")
    return shown


def _as_plain(marked: list[Mark]) -> str:
    """For a file or a pipe, which have no colours: every mark with its signs, and the names in parentheses."""
    return "".join(PLAIN[kind].format(words) + (f"({_names(whose)})" if whose else "") for kind, words, whose in marked)


commands = [rolling]
