"""Messages into the log of the worker: for trying the portal out, never for service."""

import structlog

log = structlog.get_logger(__name__)


def send(phone: str, text: str, code: str) -> None:
    log.info("message", phone=phone, text=text)
