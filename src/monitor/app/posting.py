"""Webhooks go through the guarded session like everything else that speaks HTTP."""

from collections.abc import Mapping
