"""Whether an account was erased is asked of its column, not of its address."""

from django.db import migrations

FORWARD = """
CREATE OR REPLACE FUNCTION comments_account_has_left(account bigint) RETURNS boolean
LANGUAGE sql STABLE AS $$
  SELECT account IS NOT NULL AND NOT EXISTS (SELECT FROM accounts_user WHERE id = account AND erased_at IS NULL)
$$;
"""

BACKWARD = """
CREATE OR REPLACE FUNCTION comments_account_has_left(account bigint) RETURNS boolean
LANGUAGE sql STABLE AS $$
  SELECT account IS NOT NULL AND NOT EXISTS (
    SELECT FROM accounts_user WHERE id = account AND email <> 'erased-' || account || '@erased.invalid')
$$;
"""


class Migration(migrations.Migration):
    dependencies = [("accounts", "0005_who_has_left"), ("comments", "0019_states_of_a_reader")]
    operations = [migrations.RunSQL(FORWARD, BACKWARD)]
