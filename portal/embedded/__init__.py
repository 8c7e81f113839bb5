"""
The embedded default: what ``bootstrap.py`` needs to make the whole portal run from a bare checkout.

Standard library only, because it works before anything is installed. It must
not import Django, Celery or any other part of the project.
"""
