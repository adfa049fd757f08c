"""Dragoman reads reports of international defence and security cooperation and keeps the ledger."""
