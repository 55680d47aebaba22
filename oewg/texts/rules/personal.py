"""What do texts and the register of documents tell of people? (oewg.accounts.rules.personal)"""

from oewg.accounts.rules.personal import acts, impersonal

acts("revision", "made_by")
acts("revision_version", "made_by official_by")
acts("title_version", "made_by")

impersonal("text", "kind title symbol original_language")
impersonal("provision", "kind mark label")
impersonal("revision", "words nature")
impersonal("edition", "symbol title")
impersonal("edition_line", "number")
impersonal("document", "symbol title distribution original_language")
impersonal("document_language", "language state")
impersonal("revision_version", "language words")
impersonal("title_version", "language title")
