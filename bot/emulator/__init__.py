"""Stand-ins for the messengers, on loopback: they refuse what the real ones refuse.

They know nothing of posbot: what talks to them cannot tell them from the real thing by their answers.
"""
