"""Tables, words and pictures of PDF pages."""
