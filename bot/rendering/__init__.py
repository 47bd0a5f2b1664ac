"""From what the machine wants said to the words, buttons and pictures that go out. Pure."""
