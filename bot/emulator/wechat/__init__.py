"""WeChat for people and programs to play with: a service account and WeChat Customer Service, merchants with phones.

Facts are from WeChat's and WeCom's documentation. What it does not say, such as the code of a name used
twice, is a constant with its reason beside it. It refuses what WeChat refuses.
"""
