"""Days from one to another."""

from django.contrib.postgres.fields import DateRangeField
from django.db.models import Func


class DateRange(Func):
    """The days from one to another, without the last: an open end is NULL."""

    function = "DATERANGE"
    output_field = DateRangeField()
