"""The linter's checks, a family a module. Each check looks for one kind of problem and yields all of them.

A family has a table ``CHECKS``: code -> check. What the codes mean is in `bot.knowledge.codes`.
"""
