"""What does the negotiation tell of people? Who prepared something; positions are a delegation's. (oewg.accounts.rules.personal)"""

from oewg.accounts.rules.personal import acts, impersonal

acts("waiting_position", "prepared_by")
acts("adoption_in_hand", "prepared_by")

impersonal("amendment", "kind words reason end_reason")
impersonal("reception", "verdict visibility")
impersonal("position", "stance reason visibility end_reason")
impersonal("contest", "reason")
impersonal("waiting_position", "stance reason visibility outcome")
impersonal("gavel", "reopening_reason")
impersonal("package", "title")
impersonal("silence", "zone end_reason end_words")
impersonal("adoption_in_hand", "symbol wording")
impersonal("explanation", "kind language words")
