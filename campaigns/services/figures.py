"""A campaign's own figures, kept as things happen."""

from django.db import connection

from campaigns.models import Campaign
from units.models import Unit


def add_to_campaign(campaign: Campaign | int, unit: Unit | int, indicator: str, *, amount: int = 1) -> None:
    """
    Add ``amount`` to a unit's part in a campaign's ``indicator``; negative takes back.

    Called last in a transaction, beside ``add_to_tally``: the row stays locked until it ends.
    """
    campaign_pk = campaign.pk if isinstance(campaign, Campaign) else campaign
    unit_pk = unit.pk if isinstance(unit, Unit) else unit
    with connection.cursor() as cursor:
        cursor.execute(
            "INSERT INTO campaigns_campaigntally (campaign_id, unit_id, indicator, value) VALUES (%s, %s, %s, %s)"
            " ON CONFLICT (campaign_id, indicator, unit_id)"
            " DO UPDATE SET value = campaigns_campaigntally.value + EXCLUDED.value",
            [campaign_pk, unit_pk, indicator, amount],
        )
