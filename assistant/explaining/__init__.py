"""Why each pick was picked, in sentences that rest on facts."""
