"""Two dates as one range, for constraints that forbid an overlap."""

from django.contrib.postgres.fields import DateRangeField
from django.db.models import Func


class Days(Func):
    """The days from the first, up to, not including, the second; without end if that is None."""

    function = "DATERANGE"
    output_field = DateRangeField()
