"""The shared cache, which may go away without taking the pages with it."""

from typing import Any

import structlog
from django.core.cache.backends.redis import RedisCache
from redis.exceptions import ConnectionError as RedisConnectionError
from redis.exceptions import TimeoutError as RedisTimeoutError

log = structlog.get_logger(__name__)
AWAY = (RedisConnectionError, RedisTimeoutError, OSError)


class CalmRedisCache(RedisCache):
    """Django's Redis cache; while the server is away it remembers nothing instead of failing."""

    def _calmly(self, name: str, fallback: Any, *args: Any, **kwargs: Any) -> Any:
        try:
            return getattr(super(), name)(*args, **kwargs)
        except AWAY as problem:
            log.warning("cache is away", job=name, problem=str(problem))
            return fallback

    def get(self, key: Any, default: Any = None, version: int | None = None) -> Any:
        return self._calmly("get", default, key, default, version)

    def set(self, *args: Any, **kwargs: Any) -> None:
        self._calmly("set", None, *args, **kwargs)

    def add(self, *args: Any, **kwargs: Any) -> bool:
        return bool(self._calmly("add", True, *args, **kwargs))

    def delete(self, *args: Any, **kwargs: Any) -> bool:
        return bool(self._calmly("delete", False, *args, **kwargs))

    def get_many(self, *args: Any, **kwargs: Any) -> dict[Any, Any]:
        return dict(self._calmly("get_many", {}, *args, **kwargs))

    def incr(self, key: Any, delta: int = 1, version: int | None = None) -> int:
        return int(self._calmly("incr", delta, key, delta, version))
