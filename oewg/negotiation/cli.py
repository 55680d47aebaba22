"""Commands for those who only have files: what do several proposals make of one wording?"""

import json
from pathlib import Path

import click
from markupsafe import Markup
from rich.console import Console
from rich.text import Text

from oewg.negotiation.rules.rolling import Segment, roll
from oewg.texts.cli import read_words, write_out
from oewg.texts.documents.redlined import STYLE, TAGS


@click.command("rolling")
@click.argument("base", type=click.Path(path_type=Path))
@click.argument("proposals", nargs=-1, required=True, metavar="NAME=FILE...")
@click.option(
    "--format", "form", type=click.Choice(["json", "html", "terminal"]), default="terminal", show_default=True
)
@click.option("-o", "--output", type=click.Path(path_type=Path, dir_okay=False))
def rolling(base: Path, proposals: tuple[str, ...], form: str, output: Path | None) -> None:
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
    everybody = frozenset(wordings)
    if form == "json":
        found = [{"text": s.text, "base": s.base, "in": sorted(s.having)} for s in segments]
        write_out(json.dumps(found, ensure_ascii=False, indent=1) + "\n", output)
    elif form == "html":
        write_out(_as_html(segments, everybody, base.name), output)
    elif output is None:
        Console(soft_wrap=True, highlight=False).print(_as_terminal(segments, everybody))
    else:
        write_out(_as_terminal(segments, everybody).plain + "\n", output)


def _names(segment: Segment, everybody: frozenset[str]) -> str:
    """From whom a mark comes: those who add these words, or those who delete them."""
    return ", ".join(sorted(everybody - segment.having if segment.base else segment.having))


def _as_html(segments: list[Segment], everybody: frozenset[str], title: str) -> str:
    body = Markup("")
    for segment in segments:
        names = _names(segment, everybody)
        kind = "equal" if segment.base and not names else "delete" if segment.base else "insert"
        body += TAGS[kind].format(segment.text) + (Markup("<sup>[{}]</sup>").format(names) if kind != "equal" else "")
    return Markup(
        '<!doctype html>\n<html><head><meta charset="utf-8"><title>{}</title><style>{} p {{ white-space: pre-line }}'
        '</style></head>\n<body><h1>{}</h1>\n<p dir="auto">{}</p>\n</body></html>\n'
    ).format(title, Markup(STYLE), title, body)  # noqa: S704


def _as_terminal(segments: list[Segment], everybody: frozenset[str]) -> Text:
    shown = Text()
    for segment in segments:
        names = _names(segment, everybody)
        if segment.base and not names:
            shown.append(segment.text)
            continue
        shown.append(segment.text, "strike red" if segment.base else "bold green")
        shown.append(f"[{names}]", "dim")
    return shown


commands = [rolling]
