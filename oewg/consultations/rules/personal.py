"""What do consultations tell of people? Each subject declares its tables in its own part. (oewg.accounts.rules.personal)"""

from oewg.accounts.rules.personal import WITH_THE_RECORD, about, acts, impersonal
from oewg.core.errors import say

# Accreditation
impersonal("accreditation", "outcome reason")

# Consultative meetings
impersonal("consultation", "title summary")

# The fund
acts("exchange_rate", "entered_by")
acts("journal_entry", "entered_by")
about(
    "contribution", "donor shown_as", person="", what=say("The name of a donor who is a person, and how it is shown"),
    why=say("A voluntary contribution is accounted for to its donor."), kept=WITH_THE_RECORD,
    seen=say("the secretariat and the chair; everybody, as the donor wishes to be named"), end="stays",
)  # fmt: skip
about(
    "journal_entry", "reference words file_name contents", person="",
    what=say("Whom the papers of the fund name: who signed a note, who was paid"),
    why=say("Every movement of the fund’s money has its paper, and the books are never changed."), kept=WITH_THE_RECORD,
    seen=say("the secretariat; the chair without the files; of its own contribution a donor’s delegation"), end="stays",
)  # fmt: skip
impersonal("contribution", "currency")
impersonal("exchange_rate", "currency source")
impersonal("budget_line", "kind words")
impersonal("journal_entry", "kind currency media_type digest")
impersonal("posting", "debit credit")

# Input
acts("submission", "submitted_by")
impersonal("call", "title questions zone")
impersonal("submission", "title words consent return_reason")
impersonal("bearing", "disposition reason")
