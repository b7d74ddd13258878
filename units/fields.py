"""Model fields of the house."""

from collections.abc import Callable
from typing import Any

from django.db import models


class DerivedField(models.TextField):
    """A stored column computed from another one on every save, `bulk_create` included.

    `of` names the source attribute, `by` is a pure function of its text. Sorted by code point
    (collation C), so that a key means the same on every server.
    """

    def __init__(self, *args: Any, of: str, by: Callable[[str], str], **kwargs: Any) -> None:
        self.of, self.by = of, by
        kwargs.update(editable=False, db_collation="C", default="")
        super().__init__(*args, **kwargs)

    def deconstruct(self) -> Any:
        """Tell migrations how to build the field again."""
        name, path, args, kwargs = super().deconstruct()
        for implied in ("editable", "db_collation", "default"):
            kwargs.pop(implied, None)
        return name, path, args, {**kwargs, "of": self.of, "by": self.by}

    def pre_save(self, model_instance: models.Model, add: bool) -> str:  # noqa: ARG002, FBT001
        """Compute the value just before it is written."""
        value = self.by(getattr(model_instance, self.of) or "")
        setattr(model_instance, self.attname, value)
        return value
