"""posbot: a support desk for payment terminals that a merchant reaches from a messenger."""
