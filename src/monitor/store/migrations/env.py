"""Where alembic starts: it works on the connection, and in the transaction, it was given."""

from alembic import context

from monitor.store.schema import tables

context.configure(
    connection=context.config.attributes["connection"],
    target_metadata=tables,
    transactional_ddl=True,
)
with context.begin_transaction():
    context.run_migrations()
