"""Dragoman reads reports of international defence and security cooperation and keeps the ledger."""

__version__ = "0.1.0"
