"""What do consultations tell of people? Each subject declares its tables in its own part. (oewg.accounts.rules.personal)"""

from oewg.accounts.rules.personal import acts, impersonal

# Accreditation
impersonal("accreditation", "outcome reason")

# Consultative meetings
impersonal("consultation", "title summary")

# Input
acts("submission", "submitted_by")
impersonal("call", "title questions zone")
impersonal("submission", "title words consent return_reason")
impersonal("bearing", "disposition reason")
