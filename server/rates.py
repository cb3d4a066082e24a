"""How much one client may ask. The address is that of the socket, or of a proxy that the settings trust."""

from __future__ import annotations

import math
import time
from ipaddress import IPv6Address, ip_address

from limits import RateLimitItemPerMinute
from limits.storage import MemoryStorage
from limits.strategies import SlidingWindowCounterRateLimiter

CLIENTS = 5_000  # counted at once; their counts are all that is kept of them, for two minutes at most
IPV6_PREFIX = 64  # bits: what one household or server is given


class Rates:
    """Counts requests in a sliding minute. Whoever asks from this machine itself is not counted."""

    def __init__(self, a_minute: int) -> None:
        self._limit = RateLimitItemPerMinute(a_minute)
        self._storage = MemoryStorage()
        self._limiter = SlidingWindowCounterRateLimiter(self._storage)

    def seconds_to_wait(self, address: str) -> int:
        """0 where this client may go on, and counts it; else the whole seconds until it may."""
        client = client_of(address)
        if not client:
            return 0
        if len(self._storage.storage) >= 2 * CLIENTS:  # two counters each; memory is bounded, at worst they begin anew
            self._storage.reset()
        if self._limiter.hit(self._limit, client):
            return 0
        reset = self._limiter.get_window_stats(self._limit, client).reset_time
        return max(1, math.ceil(reset - time.time()))


def client_of(address: str) -> str:
    """What is counted as one client: an IPv4 address, the first half of an IPv6 one; "" for this machine.

    >>> client_of("203.0.113.9"), client_of("2001:db8:1:2:3::4"), client_of("::ffff:127.0.0.1")
    ('203.0.113.9', '2001:db8:1:2::', '')
    """
    try:
        found = ip_address(address.partition("%")[0])
    except ValueError:
        return "unknown"  # a trusted proxy that names no address
    if isinstance(found, IPv6Address):
        found = found.ipv4_mapped or found
    if found.is_loopback:
        return ""
    if isinstance(found, IPv6Address):
        return str(IPv6Address(int(found) >> IPV6_PREFIX << IPV6_PREFIX))
    return str(found)
