"""The trail as a file."""
from datetime import datetime
def resend_exports(*, at: datetime) -> int:
    return 0
def run_export(job_id: int, *, at: datetime) -> None:
    return None
