"""Names of `units.models.Role` that the tables use; this room is below the models."""

CLERK, HEAD, STANDING_BODY = "UNIT_CLERK", "UNIT_HEAD", "STANDING_BODY"
