"""Text search configurations of our own, one for each language Postgres can stem: accents fold, then the language's stemmer."""

from django.db import migrations

# Both extensions are trusted since Postgres 13: the database's owner may create them. Where even that is refused, search still
# works: accents then count, and misspelt words find nothing.
EXTENSIONS = """
DO $$
BEGIN
    CREATE EXTENSION IF NOT EXISTS unaccent;
EXCEPTION WHEN insufficient_privilege OR undefined_file OR feature_not_supported THEN
    RAISE NOTICE 'unaccent is not available: %', SQLERRM;
END $$;
DO $$
BEGIN
    CREATE EXTENSION IF NOT EXISTS pg_trgm;
EXCEPTION WHEN insufficient_privilege OR undefined_file OR feature_not_supported THEN
    RAISE NOTICE 'pg_trgm is not available: %', SQLERRM;
END $$;
"""

CONFIGURATIONS = """
DO $$
DECLARE
    language text;
    stemmer text;
BEGIN
    FOR language IN SELECT cfgname FROM pg_ts_config WHERE cfgnamespace = 'pg_catalog'::regnamespace LOOP
        EXECUTE format('CREATE TEXT SEARCH CONFIGURATION %I (COPY = pg_catalog.%I)', 'story_' || language, language);
        IF EXISTS (SELECT FROM pg_extension WHERE extname = 'unaccent') THEN
            stemmer := CASE language WHEN 'simple' THEN 'simple' ELSE language || '_stem' END;
            EXECUTE format(
                'ALTER TEXT SEARCH CONFIGURATION %I ALTER MAPPING FOR hword, hword_part, word WITH unaccent, %I',
                'story_' || language, stemmer
            );
        END IF;
    END LOOP;
END $$;
"""

# Finds headlines that are spelt nearly like what was asked for.
LIKE_HEADLINES = """
DO $$
BEGIN
    IF EXISTS (SELECT FROM pg_extension WHERE extname = 'pg_trgm') THEN
        CREATE INDEX headlines_alike ON articles_article USING gin (headline gin_trgm_ops);
    END IF;
END $$;
"""

UNDO = """
DO $$
DECLARE
    configuration text;
BEGIN
    FOR configuration IN SELECT cfgname FROM pg_ts_config WHERE cfgname LIKE 'story\\_%' LOOP
        EXECUTE format('DROP TEXT SEARCH CONFIGURATION %I', configuration);
    END LOOP;
END $$;
"""


class Migration(migrations.Migration):
    dependencies = [("articles", "0001_stories")]

    operations = [
        migrations.RunSQL(EXTENSIONS, migrations.RunSQL.noop),
        migrations.RunSQL(CONFIGURATIONS, UNDO),
        migrations.RunSQL(LIKE_HEADLINES, "DROP INDEX IF EXISTS headlines_alike"),
    ]
