"""Documents that libraries of other disks hold too -> this one's, and back: packed, followed, applied in one order."""

from index.storage.shared.following import Follower
from index.storage.shared.packing import Packed, pack, unpack
from index.storage.shared.replica import Replica
from index.storage.shared.truth import Change, Truth

__all__ = ["Change", "Follower", "Packed", "Replica", "Truth", "pack", "unpack"]
