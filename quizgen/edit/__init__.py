"""Changing a bank as a person does in a form: one fact, one question, and not a byte beside it."""
