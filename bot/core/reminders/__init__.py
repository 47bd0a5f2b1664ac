"""A plan in the conversation: how it is made and told, whose turn it is, and what an answer changes. Pure."""
