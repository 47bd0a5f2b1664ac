"""What is learned from what happened: counts, times, patterns, where flows help and where they lose people."""
