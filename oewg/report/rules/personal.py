"""What does the report tell of people? Nothing: it names delegations. (oewg.accounts.rules.personal)"""

from oewg.accounts.rules.personal import impersonal

impersonal("compiled_file", "format contents digest")
impersonal("source_tie", "sentence end_reason")
