"""The pages that bind ask again; one of them played through with an old sign-in."""

import pytest
from django.test import Client
from django.urls import resolve, reverse

from campaigns.enums import CampaignState
from tests.accounts.conftest import PASSWORD, sign_in, words
from tests.accounts.test_identity import grow_old
from tests.campaigns.campaigns import make_approved

pytestmark = pytest.mark.django_db

BINDING = [
    "awards:approve", "awards:decision_publish", "campaigns:approve", "campaigns:launch", "councils:sign_minutes",
    "initiatives:recognise", "initiatives:recognise_upper", "reports:sign", "reports:lock", "reports:lock_period",
    "reports:job_file", "accounts:slips_pdf", "accounts:slips_job_file", "accounts:renew_slip", "accounts:phone", "accounts:email", "accounts:reset_factors",
    "account_change_password", "mfa_activate_totp", "mfa_deactivate_totp", "mfa_add_webauthn", "mfa_remove_webauthn",
    "mfa_generate_recovery_codes", "sheet_export", "sheet_errors", "trail_export", "trail_file", "take_my_data",
]  # fmt: skip
BARE = {"accounts:phone", "accounts:email", "account_change_password", "mfa_activate_totp", "mfa_deactivate_totp"}
BARE |= {"mfa_add_webauthn", "mfa_generate_recovery_codes", "trail_export", "take_my_data"}


@pytest.mark.parametrize("name", BINDING)
def test_page_that_binds_or_opens_data_asks_again(name):
    found = resolve(reverse(name, args=[] if name in BARE else ["doan-vien" if name == "sheet_export" else 1]))
    assert getattr(found.func, "asks_again", False)


def test_launch_with_an_old_sign_in_asks_and_then_launches_what_was_typed(people, world, tuan):
    campaign = make_approved(people, world.province)
    client = Client()
    sign_in(client, "NV-TUAN")
    grow_old(client)
    there = reverse("campaigns:launch", args=[campaign.pk])
    typed = {"version": campaign.version, "plan_no": "12/KH-LĐLĐ", "plan_on": "05/01/2026"}
    asked = client.post(there, typed)
    assert asked.status_code == 403
    assert 'value="12/KH-LĐLĐ"' in asked.content.decode()
    campaign.refresh_from_db()
    assert campaign.state == CampaignState.APPROVED
    wrong = client.post(there, typed | {"identity_password": "sai bét"})
    assert "Mật khẩu không đúng." in words(wrong)
    client.post(there, typed | {"identity_password": PASSWORD})
    campaign.refresh_from_db()
    assert (campaign.state, campaign.plan_no) == (CampaignState.LAUNCHED, "12/KH-LĐLĐ")
