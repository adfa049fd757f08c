# `just` lists the recipes. Each goes through scripts/check, as continuous integration does.

default:
    @just --list

# everything that must hold
check:
    bash scripts/check

# some checks: lint types imports packs gold docs tests
only *steps:
    bash scripts/check {{steps}}

# rewrite the files in the project's format
format:
    .venv/bin/ruff check --fix .
    .venv/bin/ruff format .

# the figures of extraction over the gold, against their floors
figures:
    .venv/bin/python tests/gold/floors.py

# rewrite the pages that are made from the program and its data
docs:
    .venv/bin/python scripts/docs.py

# the worked example
demo:
    .venv/bin/dragoman demo

# long: documents per second, memory, the ledger's growth
benchmark:
    .venv/bin/python benchmarks/speed.py
    .venv/bin/python benchmarks/ledger_scale.py
