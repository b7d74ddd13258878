"""What `manage.py benchmark` measures: the pages, and the law on a crowd."""
