"""A campaign's own figures, kept as things happen."""

from django.db import connection

from campaigns.enums import PUBLIC
from campaigns.models import Campaign, Response
from units.enums import Level
from units.models import Unit

# Units that plan and launch, whether their own or an answer to one from above: numerators of B02 and B03.
LAUNCHING_UNITS = {Level.UPPER: "B02N", Level.GRASSROOTS: "B03N"}


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


def launching_indicator(unit: Unit, year: int) -> str:
    """
    Return what a locked ``unit`` that now launches or responds counts for, empty if it counts in this year already.

    Asked before the launch or the response is written down.
    """
    responded = Response.objects.filter(unit=unit, responded_at__year=year).exists()
    if responded or Campaign.objects.filter(launch_unit=unit, state__in=PUBLIC, launched_at__year=year).exists():
        return ""
    return LAUNCHING_UNITS.get(Level(unit.level), "")
