"""What do meetings tell of people? Who stands on a letter of credentials, and who did something. (oewg.accounts.rules.personal)"""

from oewg.accounts.rules.personal import PARTICIPANTS, WITH_THE_RECORD, about, acts, impersonal
from oewg.core.errors import say

about(
    "credentialed_person", "name title", person="capacity_id.account_id",
    what=say("How you stand on a letter of credentials and on the list of participants: name and title"),
    why=say("A delegation’s representatives are known by its letter of credentials (rules of procedure of the General Assembly, rule 27)."),
    kept=WITH_THE_RECORD, seen=PARTICIPANTS, end="emptied",
)  # fmt: skip
about(
    "credentials", "signed_by", person="", what=say("Which office, or who, signed a letter of credentials"),
    why=say("A letter of credentials is good if who signed it may sign it."), kept=WITH_THE_RECORD, seen=PARTICIPANTS,
    end="stays",
)  # fmt: skip

acts("credentials", "received_by")
acts("attendance", "checked_in_by")
acts("inscription", "inscribed_by")
acts("statement", "filed_by")
acts("statement_version", "made_by")

impersonal("session", "kind title place zone")
impersonal("session_event", "what reason")
impersonal("meeting", "formality mode room check_in_code screen")
impersonal("officer", "office")
impersonal("decision", "kind words symbol")
impersonal("inscription", "kind end_reason")
impersonal("exchange", "outcome")
impersonal("intervention", "kind")
impersonal("statement", "form language")
impersonal("statement_version", "words folded file_name media_type contents digest")
