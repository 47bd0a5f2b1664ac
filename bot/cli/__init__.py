"""The commands. Each imports what it needs when it is called, so that none waits for another's libraries."""
