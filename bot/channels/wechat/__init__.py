"""The merchants' doors at WeChat: the service account (``oa``) and WeChat Customer Service (``kf``).

What both share stands here: encryption, XML, bubbles, calls. No SDK is used; facts are in ``docs/wechat.md``.
"""
