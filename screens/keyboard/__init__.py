"""Keys and actions: what each place can do, under which name and by which keys."""
