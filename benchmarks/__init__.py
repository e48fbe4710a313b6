"""The figures that the README claims, one command each."""
