"""The shape of every knowledge file: which keys there are and what may stand under them.

Shape only. Whether a name leads anywhere, or a step is safe, is asked in `bot.knowledge.checks`.
Slow to import (pydantic): nothing that answers a merchant may import it at start.
"""
