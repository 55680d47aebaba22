"""Who takes part: people, delegations, groups, organizations, and what each may do."""
