"""The door without a messenger: a merchant at a keyboard, or a program that speaks JSON lines."""
