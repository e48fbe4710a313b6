"""The line mode of `curator edit DATASET --plain`: one question, one answer a line."""
