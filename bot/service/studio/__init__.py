"""The knowledge studio: what merchants were misunderstood in, drafts of the knowledge, and what would become of them."""
