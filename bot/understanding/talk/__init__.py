"""What a message is in the conversation: a wish, a danger, something beside the matter, the same again."""
