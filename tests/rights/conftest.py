"""The scene, built once for all tests of rights."""

import logging

import pytest
from django.db import transaction

from tests.rights.scene import make_scene


@pytest.fixture(scope="package")
def scene(django_db_setup, django_db_blocker):
    """One record of every kind in every state; whoever uses it takes back what it wrote."""
    logging.disable(logging.CRITICAL)  # thousands of refusals, each drawn with its stack, take longer than all the rest
    with django_db_blocker.unblock(), transaction.atomic():
        yield make_scene()
        transaction.set_rollback(True)
    logging.disable(logging.NOTSET)
