"""Judge the cases of a JSON file by the rows of the catalogue, one JSON line per case."""

import json
from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone

from awards.eligibility import Law
from awards.eligibility.cases import judge_case
from awards.models import AwardType
from awards.services.catalogue import load_catalogue


class Command(BaseCommand):
    help = "Judge award cases; the exit code is 1 if a verdict differs from what a case expects."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("file", type=Path)

    def handle(self, *args: Any, file: Path, **options: Any) -> None:
        if not AwardType.objects.exists():
            load_catalogue(at=timezone.now())
        law = Law.read()
        try:
            results = [judge_case(law, case) for case in json.loads(file.read_text(encoding="utf-8"))]
        except (OSError, ValueError, KeyError, TypeError) as problem:
            raise CommandError(f"The cases of {file} cannot be read: {problem}") from problem
        for result in results:
            self.stdout.write(json.dumps(result.as_json(), ensure_ascii=False))
        different = [result.id for result in results if result.differs]
        if different:
            raise CommandError(f"Different from expected: {', '.join(different)}")
