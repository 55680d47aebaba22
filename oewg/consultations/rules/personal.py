"""What do consultations tell of people? Each subject declares its tables in its own part. (oewg.accounts.rules.personal)"""

from oewg.accounts.rules.personal import NOBODY, WITH_THE_ACCOUNT, WITH_THE_RECORD, about, acts, impersonal
from oewg.core.errors import say

# Accreditation
acts("name_objection", "objected_by")
acts("basis_request", "asked_by")
about(
    "registration", "representative file_name contents", person="", what=say("Who registers an organization, and the letter that came with it"),
    why=say("Whoever opens the link in the letter shows that the address is theirs; until then nobody else is told."),
    kept=say("until the address is confirmed, or the link has expired"), seen=NOBODY, end="stays",
)  # fmt: skip
about(
    "organization_letter", "file_name contents", person="", what=say("Whom the letter of an organization names: who signed it"),
    why=say("With it the organization asks to be accredited."), kept=WITH_THE_RECORD,
    seen=say("the secretariat and the organization"), end="stays",
)  # fmt: skip
about(
    "invited_representative", "name", person="", what=say("Who was invited to act for an organization"),
    why=say("The invitation is written to a person."), kept=say("until it is accepted, or has expired"),
    seen=say("the representatives of the organization"), end="stays",
)  # fmt: skip
about(
    "representative_gender", "gender", person="capacity_id.account_id", what=say("What you say of your gender as a representative"),
    why=say("The parity of representatives is shown in totals, never of fewer than five."), kept=WITH_THE_ACCOUNT,
    seen=say("the person; everybody, in totals"), end="deleted",
)  # fmt: skip
impersonal("accreditation", "outcome reason basis end_reason")
impersonal("accreditation_return", "reasons")
impersonal("registration", "name sector country purpose media_type")
impersonal("organization_letter", "media_type digest")
impersonal("non_objection_list", "title zone")
impersonal("name_objection", "basis")

# Consultative meetings
acts("attendee", "registered_by")
acts("written_contribution", "posted_by")
about(
    "attendee", "name function", person="", what=say("Who attends a consultation for an organization, and in what function"),
    why=say("A consultation has places for so many persons; the public list names only those who agreed."),
    kept=say("until the organization withdraws the registration; otherwise as long as the list of participants"),
    seen=say("the organization and the secretariat; everybody, where the person agreed"), end="stays",
)  # fmt: skip
about(
    "scene_setter", "name function", person="", what=say("Who was asked to set the scene at a consultation, and in what function"),
    why=say("The programme says who opens the discussion of a theme."), kept=WITH_THE_RECORD,
    seen=say("the Chair, the secretariat and whoever was asked; everybody, once the person has agreed"), end="stays",
)  # fmt: skip
impersonal("consultation", "title")
impersonal("registration_period", "zone")
impersonal("attendee", "manner")
impersonal("segment", "title")
impersonal("programme_line", "title")
impersonal("scene_setter", "answer")
impersonal("written_contribution", "title words file_name media_type contents digest consent return_reason")

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

# Calls for input
impersonal("call", "title addressed_to zone")
impersonal("call_question", "letter words")
impersonal("call_language", "language")

# Drafts, which are gone when they are sent or thrown away
acts("draft", "saved_by")
acts("input_file", "sent_by")
impersonal("draft", "title words language consent")
impersonal("draft_answer", "words")
impersonal("input_file", "name media_type digest contents")

# Input: what an organization says. Personal data of third persons is blacked out, and the original is in the secretariat's hands.
acts("submission", "submitted_by")
acts("signature", "answered_by")
impersonal("submission", "title words language consent digest return_ground return_reason")
impersonal("submission_answer", "words")
impersonal("submission_file", "copy_reason")
impersonal("signature", "answer")
impersonal("redaction", "ground reason")
impersonal("original", "words")
impersonal("passage", "quote")
impersonal("bearing", "disposition reason end_reason")

# National views
acts("national_view", "submitted_by")
impersonal("national_view", "words language digest")
impersonal("national_answer", "words")
