"""The tables of the knowledge studio: misunderstood sentences, drafts, what was published."""
