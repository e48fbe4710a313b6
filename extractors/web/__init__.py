"""Saved web pages, HTML and MHTML: tables, definition lists and forms; nothing is run or fetched."""
