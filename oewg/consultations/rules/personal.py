"""What do consultations tell of people? Each subject declares its tables in its own part. (oewg.accounts.rules.personal)"""

from oewg.accounts.rules.personal import acts, impersonal

# Accreditation
impersonal("accreditation", "outcome reason")

# Consultative meetings
impersonal("consultation", "title summary")

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
impersonal("bearing", "disposition reason")

# National views
acts("national_view", "submitted_by")
impersonal("national_view", "words language digest")
impersonal("national_answer", "words")
