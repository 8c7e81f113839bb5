r"""
Words as search reads them: those of a code apart, those of a person's name in the orders that people ask for it.

“NV-0123” is “nv” and “0123”, “12/QĐ” is “12” and “qd”. Taken as they stand, a number after a hyphen is a negative one
and words around a stroke are the path of a file, by which nobody searches. What is on record is indexed anew by the
migrations of the apps that hold it.

“Nguyễn Thị Ngọc Lan” is “nguyen thi ngoc lan ”, “lan ngoc thi nguyen ” and “nguyen lan thi ngoc ”: people are asked for
by the first words of their name (“Nguyễn Thị”), by its last ones (“Ngọc Lan”), or without what stands between (“Nguyễn
Lan”), and each is then the beginning of a text that an index finds. Every word ends with a space, so that a whole word
is told from an unfinished one.
"""

from django.db import migrations

WORDS = """
    CREATE FUNCTION vi_words(t text) RETURNS text LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE
        RETURN btrim(regexp_replace(vi_fold(t), '[^a-z0-9]+', ' ', 'g'))
"""
VECTOR = """
    CREATE OR REPLACE FUNCTION vi_vector(VARIADIC t text[]) RETURNS tsvector LANGUAGE sql IMMUTABLE PARALLEL SAFE
        RETURN to_tsvector('simple'::regconfig, vi_words(array_to_string(t, ' ')))
"""
VECTOR_BEFORE = """
    CREATE OR REPLACE FUNCTION vi_vector(VARIADIC t text[]) RETURNS tsvector LANGUAGE sql IMMUTABLE PARALLEL SAFE
        RETURN to_tsvector('simple'::regconfig, vi_fold(array_to_string(t, ' ')))
"""
FAMILY_FIRST = """
    CREATE FUNCTION vi_family_first(t text) RETURNS text LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE
        RETURN vi_words(t) || ' '
"""
GIVEN_FIRST = """
    CREATE FUNCTION vi_given_first(t text) RETURNS text LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE
        RETURN (SELECT string_agg(word, ' ' ORDER BY place DESC) || ' '
            FROM regexp_split_to_table(vi_words(t), ' ') WITH ORDINALITY o (word, place))
"""
FAMILY_GIVEN = r"""
    CREATE FUNCTION vi_family_given(t text) RETURNS text LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE
        RETURN regexp_replace(vi_words(t), '^(\S+) (.+) (\S+)$', '\1 \3 \2') || ' '
"""


class Migration(migrations.Migration):
    dependencies = [("core", "0007_notices_by_short_message")]

    operations = [
        migrations.RunSQL(WORDS, "DROP FUNCTION vi_words(text)"),
        migrations.RunSQL(VECTOR, VECTOR_BEFORE),
        migrations.RunSQL(FAMILY_FIRST, "DROP FUNCTION vi_family_first(text)"),
        migrations.RunSQL(GIVEN_FIRST, "DROP FUNCTION vi_given_first(text)"),
        migrations.RunSQL(FAMILY_GIVEN, "DROP FUNCTION vi_family_given(text)"),
    ]
