"""The order of work: receive, deliver, tick. Names no vendor; what it needs of the world is in `ports`."""
