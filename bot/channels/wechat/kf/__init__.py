"""WeChat Customer Service (微信客服): a push only says that there is something; messages are fetched with a cursor."""
