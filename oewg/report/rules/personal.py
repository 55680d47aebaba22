"""What does the report tell of people? Nothing: it names delegations. (oewg.accounts.rules.personal)"""

from oewg.accounts.rules.personal import impersonal

impersonal("compilation", "kind")
impersonal("compiled_file", "format contents digest")
impersonal("transmission", "archive digest")
