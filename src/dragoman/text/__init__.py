"""Strings to spans: folding, sentences, normalisation. Knows no language by name."""
