"""What was typed, made readable: one spelling, secrets taken out, words, sounds, clauses. Knows nothing of terminals."""
