"""The history of the tables; alembic runs it in process, from the installed package."""
