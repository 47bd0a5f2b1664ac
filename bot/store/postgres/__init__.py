"""The store on PostgreSQL: what many processes, on many machines, share.

A process writes in batches: what waits shares one transaction (`batching`), which locks the chats it
concerns in the order of their numbers, decides in memory (`turns`) and writes with a handful of
statements, however many events there were (`writing`).
"""
