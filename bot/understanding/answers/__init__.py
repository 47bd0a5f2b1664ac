"""What is said to an open question: which offer is meant, how a step went, and whether the words are plain enough to act on."""
