# What this project uses of django-tree-queries, which has no types of its own.
