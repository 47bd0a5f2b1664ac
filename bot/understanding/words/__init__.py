"""Words that mean nearly the same or are nobody's trouble, in groups that a person can read, and slips put right against them."""
