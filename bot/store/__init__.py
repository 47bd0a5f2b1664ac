"""Where everything is kept: one contract (`bot.service.ports.Store`), several back ends.

**A table of your own.** Define it with SQLModel in a module of this package (`tables.py` is the model:
times as integers of `times.micros`, the chat as ``number``), import that module in ``migrations/env.py``
and in ``tests/unit/store/test_migrating.py``. Write ``migrations/versions/NNNN_name.py`` by hand, after the
newest there is, and raise `migrating.HEAD`; the tests hold tables and migrations together.
A key that the database counts is ``Column(Counted, Identity(), primary_key=True)``.

**Reads and writes.** `database.Database` is what the stores on SQLite and PostgreSQL offer beside the
contract, and the code is the same for both::

    rows = await store.read(lambda session: session.exec(select(TicketRow).where(...)).all())


    def assign(session: Session) -> None:
        session.add(AssignedRow(number=number, who=who, at=micros(store.now())))


    await store.perform(assign)

One `perform` is one transaction, durable when it returns. What a *chat* does or says is never written that
way: it goes through `Store.handle` (`bot.service.support.Support`), as an event with an id, so that it
happens once and in order. To tie both together, perform first under a key of your own and hand the event the
same key as its id: either half may then be repeated.

**Times.** `Store.now` is the one clock; a process's own may be wrong.
"""
