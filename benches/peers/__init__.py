"""Compares Tuneground's Bayesian strategy with other optimisers on the same objectives. ../README.md has protocol and results."""
