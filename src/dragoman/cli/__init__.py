"""The command line: words typed into calls, results into tables, Markdown, JSON and CSV."""

from dragoman.cli import adding, lists, looking, packs, papers
from dragoman.cli.root import app

__all__ = ["adding", "app", "lists", "looking", "packs", "papers"]
