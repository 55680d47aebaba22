"""What does the mandate tell of people? Nothing. (oewg.accounts.rules.personal)"""

from oewg.accounts.rules.personal import impersonal

impersonal("resolution", "symbol session committee agenda_item digest unplaced furniture")
impersonal("resolution_sponsor", "name")
impersonal("mandate_element", "key title source quote")
impersonal("milestone", "key title source quote due")
