from typing import Self

# A mixin here, a queryset in truth: the plugin follows a single line of querysets only.
class TreeQuerySet:
    def with_tree_fields(self, tree_fields: bool = ...) -> Self: ...
