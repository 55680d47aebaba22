"""LibreOffice, where it is installed: what does it make of a file of ours?"""

import shutil
import subprocess
from pathlib import Path

import pytest

SOFFICE = shutil.which("soffice")
needs_office = pytest.mark.skipif(SOFFICE is None, reason="LibreOffice (soffice) is not installed on this machine")

_MACRO = """<?xml version="1.0" encoding="UTF-8"?>
<!DOCTYPE script:module PUBLIC "-//OpenOffice.org//DTD OfficeDocument 1.0//EN" "module.dtd">
<script:module xmlns:script="http://openoffice.org/2000/script" script:name="Module1" script:language="StarBasic">
Sub Resolve(source As String, target As String, asked As String)
  Dim hidden(0) As New com.sun.star.beans.PropertyValue
  hidden(0).Name = "Hidden"
  hidden(0).Value = True
  document = StarDesktop.loadComponentFromURL(ConvertToURL(source), "_blank", 0, hidden())
  dispatcher = createUnoService("com.sun.star.frame.DispatchHelper")
  dispatcher.executeDispatch(document.CurrentController.Frame, asked, "", 0, Array())
  Dim form(0) As New com.sun.star.beans.PropertyValue
  form(0).Name = "FilterName"
  form(0).Value = "MS Word 2007 XML"
  document.storeToURL(ConvertToURL(target), form())
  document.close(True)
End Sub
Sub Edit(source As String, target As String, old As String, typed As String)
  Dim hidden(0) As New com.sun.star.beans.PropertyValue
  hidden(0).Name = "Hidden"
  hidden(0).Value = True
  document = StarDesktop.loadComponentFromURL(ConvertToURL(source), "_blank", 0, hidden())
  document.RecordChanges = True
  wanted = document.createReplaceDescriptor()
  wanted.SearchString = old
  wanted.ReplaceString = typed
  found = document.findFirst(wanted)
  noted = document.createInstance("com.sun.star.text.textfield.Annotation")
  noted.Author = "Anna"
  noted.Content = "Said in LibreOffice."
  found.Text.insertTextContent(found, noted, False)
  document.replaceAll(wanted)
  Dim form(0) As New com.sun.star.beans.PropertyValue
  form(0).Name = "FilterName"
  form(0).Value = "MS Word 2007 XML"
  document.storeToURL(ConvertToURL(target), form())
  document.close(True)
End Sub
</script:module>
"""


def _asked(folder: Path, *words: str) -> None:
    """Run it once, with a profile of its own in the folder."""
    assert SOFFICE
    profile = f"-env:UserInstallation={(folder / 'profile').as_uri()}"
    subprocess.run([SOFFICE, profile, "--headless", *words], cwd=folder, check=True, timeout=120, capture_output=True)


def converted(contents: bytes, folder: Path, form: str) -> bytes:
    """The file as LibreOffice writes it: "pdf", "txt:Text (encoded):UTF8", "docx" ..."""
    (folder / "given.docx").write_bytes(contents)
    (folder / "out").mkdir(exist_ok=True)
    _asked(folder, "--convert-to", form, "--outdir", "out", "given.docx")
    return (folder / "out" / f"given.{form.partition(':')[0]}").read_bytes()


def printed_lines(contents: bytes, folder: Path) -> list[str]:
    """The paragraphs as plain text, with the numbers that LibreOffice counts."""
    return converted(contents, folder, "txt:Text (encoded):UTF8").decode("utf-8-sig").splitlines()


def resolved_there(contents: bytes, folder: Path, *, accept: bool) -> bytes:
    """The file after LibreOffice has accepted, or rejected, all its tracked changes."""
    verb = "Accept" if accept else "Reject"
    return _done_there(contents, folder, "Resolve", f".uno:{verb}AllTrackedChanges")


def edited_there(contents: bytes, folder: Path, old: str, typed: str) -> bytes:
    """The file after LibreOffice, with changes tracked, has put other words for some, with a comment on the first of them."""
    return _done_there(contents, folder, "Edit", old, typed)


def _done_there(contents: bytes, folder: Path, what: str, *asked: str) -> bytes:
    _asked(folder, "--terminate_after_init")  # it fills a new profile with its own module, which this one replaces
    (folder / "profile" / "user" / "basic" / "Standard" / "Module1.xba").write_text(_MACRO)
    given, out = folder / "given.docx", folder / "done.docx"
    given.write_bytes(contents)
    out.unlink(missing_ok=True)
    said = ",".join(f'"{each}"' for each in (given, out, *asked))
    _asked(folder, f"macro:///Standard.Module1.{what}({said})")
    return out.read_bytes()
