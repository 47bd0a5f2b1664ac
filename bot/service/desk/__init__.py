"""The staff's desk: who may do what, who must act next, and the order of work around it. Names no vendor."""
