"""Does the server start in such a way that its workers can do what they are asked?"""

import subprocess
import sys


def test_a_server_that_wrote_a_pdf_has_nothing_of_typst_that_its_workers_could_inherit() -> None:
    # The workers are forks: the threads of typst, which a fork does not take along, would be waited for without end.
    program = (
        "import sys, app\n"
        "from oewg.texts.documents.pdf import write_pdf\n"
        "from tests.texts.documents.specimens import document\n"
        "assert write_pdf(document())\n"
        "print('typst' in sys.modules)"
    )
    run = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True)
    assert run.stdout.split() == ["False"]
