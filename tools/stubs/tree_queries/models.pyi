from typing import Any

from django.db import models

class TreeNode(models.Model):
    parent = models.ForeignKey("self", models.CASCADE, null=True, blank=True)
    tree_depth: int  # these two are there after `with_tree_fields()` only
    tree_path: list[int]
    objects: Any
