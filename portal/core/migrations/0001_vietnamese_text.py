"""
Folding, sorting and indexing of Vietnamese in SQL: no extension, no collation, the same on every PostgreSQL.

Functions that call others are written with RETURN, which binds the names when the function is made: a dump is
restored with an empty search path, where a body of text would not find them.
"""

import unicodedata

from django.db import migrations

LETTERS = "aăâbcdđeêfghijklmnoôơpqrstuưvwxyz"
TONES = ["", "\u0300", "\u0309", "\u0303", "\u0301", "\u0323"]  # ngang, huyền, hỏi, ngã, sắc, nặng
RANKS = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ"
VOWELS = "aăâeêioôơuưy"


def _with_tones(letter: str) -> str:
    return "".join(unicodedata.normalize("NFC", letter + tone) for tone in TONES)


def _key_function() -> str:
    letters, ranks, tones, toned = "", "", "", ""
    for rank, letter in enumerate(LETTERS):
        forms = _with_tones(letter) if letter in VOWELS else letter
        letters += forms
        ranks += RANKS[rank] * len(forms)
        toned += forms
        tones += "012345"[: len(forms)]
    return f"""
        CREATE FUNCTION vi_key(t text) RETURNS text LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE AS $$
            SELECT translate(lower(normalize(t, NFC)), '{letters}', '{ranks}')
                || chr(1) || translate(lower(normalize(t, NFC)), '{toned} ', '{tones}')
        $$
    """


FOLD = r"""
    CREATE FUNCTION vi_fold(t text) RETURNS text LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE AS $$
        SELECT translate(regexp_replace(normalize(lower(t), NFD), '[\u0300-\u036f]+', '', 'g'), 'đ', 'd')
    $$
"""
NAME_KEY = r"""
    CREATE FUNCTION vi_name_key(t text) RETURNS text LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE
        RETURN vi_key(regexp_replace(t, '^(\S+)\s+(.*\s)?(\S+)$', '\3 \2\1'))
"""
VECTOR = """
    CREATE FUNCTION vi_vector(VARIADIC t text[]) RETURNS tsvector LANGUAGE sql IMMUTABLE PARALLEL SAFE
        RETURN to_tsvector('simple'::regconfig, vi_fold(array_to_string(t, ' ')))
"""


class Migration(migrations.Migration):
    initial = True
    dependencies = []
    operations = [
        migrations.RunSQL(FOLD, "DROP FUNCTION vi_fold(text)"),
        migrations.RunSQL(_key_function(), "DROP FUNCTION vi_key(text)"),
        migrations.RunSQL(NAME_KEY, "DROP FUNCTION vi_name_key(text)"),
        migrations.RunSQL(VECTOR, "DROP FUNCTION vi_vector(text[])"),
    ]
