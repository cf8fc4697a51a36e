"""When the plan of a search may begin: once somebody can have decided on it."""

from datetime import datetime, timedelta

import msgspec

from domain.planning.scope import TO_DECIDE, Scope


def once_decided(scope: Scope, now: datetime, seconds: float) -> Scope:
    """The same after a search that takes so long; days that are over, and days to come, are as they are."""
    begin = now + timedelta(seconds=seconds) + TO_DECIDE
    if not scope.since < begin < scope.until:
        return scope
    frozen = begin if scope.frozen_until is None else max(begin, scope.frozen_until)
    return msgspec.structs.replace(scope, frozen_until=frozen, leaving_from=begin)
