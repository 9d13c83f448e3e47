"""Which of these tests are collected: those on real feeds and pages only beside the data."""

from pathlib import Path

DATA = Path(__file__).resolve().parents[4] / "shared" / "data"
collect_ignore = [] if DATA.is_dir() else ["test_real_documents.py"]
