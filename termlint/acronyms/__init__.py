"""Abbreviations made of initials, and the words that they stand for."""
