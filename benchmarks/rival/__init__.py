"""What `benchmarks.rivals` compares: each a bot of its own, started as a program of its own."""
