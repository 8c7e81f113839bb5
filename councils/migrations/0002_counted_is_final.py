"""
What a council has counted or signed does not change, whoever asks.

- A counted dossier, its ballots, the list of who voted, the receipts and its score sheets refuse every change.
- Score sheets refuse changes from the moment the vote on the dossier is opened.
- A closed session and signed minutes refuse every change; the trail is guarded by its own triggers.
"""

from django.db import migrations

GUARD = """
    CREATE FUNCTION councils_refuse(what text) RETURNS void LANGUAGE plpgsql AS $$
    BEGIN
        RAISE EXCEPTION 'councils: % is final', what USING ERRCODE = 'integrity_constraint_violation';
    END
    $$;

    CREATE FUNCTION councils_item_is_final() RETURNS trigger LANGUAGE plpgsql AS $$
    BEGIN
        IF OLD.counted_at IS NOT NULL THEN PERFORM councils_refuse('a counted dossier'); END IF;
        IF TG_OP = 'DELETE' THEN RETURN OLD; END IF;
        RETURN NEW;
    END
    $$;
    CREATE TRIGGER item_is_final BEFORE UPDATE OR DELETE ON councils_agendaitem
        FOR EACH ROW EXECUTE FUNCTION councils_item_is_final();

    CREATE FUNCTION councils_vote_is_final() RETURNS trigger LANGUAGE plpgsql AS $$
    DECLARE
        dossier bigint := CASE WHEN TG_OP = 'DELETE' THEN OLD.item_id ELSE NEW.item_id END;
        state record;
    BEGIN
        IF TG_OP = 'UPDATE' AND NEW.item_id <> OLD.item_id THEN PERFORM councils_refuse('what a row belongs to'); END IF;
        SELECT voting_opened_at, counted_at INTO state FROM councils_agendaitem WHERE id = dossier;
        IF state.counted_at IS NOT NULL OR state.voting_opened_at IS NULL THEN
            PERFORM councils_refuse('the vote on dossier ' || dossier);
        END IF;
        IF TG_OP = 'DELETE' THEN RETURN OLD; END IF;
        RETURN NEW;
    END
    $$;
    CREATE TRIGGER ballot_is_final BEFORE INSERT OR UPDATE OR DELETE ON councils_ballot
        FOR EACH ROW EXECUTE FUNCTION councils_vote_is_final();
    CREATE TRIGGER cast_is_final BEFORE INSERT OR UPDATE OR DELETE ON councils_ballotcast
        FOR EACH ROW EXECUTE FUNCTION councils_vote_is_final();
    CREATE TRIGGER receipt_is_final BEFORE INSERT OR UPDATE OR DELETE ON councils_receipt
        FOR EACH ROW EXECUTE FUNCTION councils_vote_is_final();

    CREATE FUNCTION councils_sheet_is_final() RETURNS trigger LANGUAGE plpgsql AS $$
    DECLARE
        dossier bigint := CASE WHEN TG_OP = 'DELETE' THEN OLD.item_id ELSE NEW.item_id END;
    BEGIN
        IF TG_OP = 'UPDATE' AND NEW.item_id <> OLD.item_id THEN PERFORM councils_refuse('what a row belongs to'); END IF;
        IF EXISTS (SELECT 1 FROM councils_agendaitem WHERE id = dossier AND voting_opened_at IS NOT NULL) THEN
            PERFORM councils_refuse('the score sheets of dossier ' || dossier);
        END IF;
        IF TG_OP = 'DELETE' THEN RETURN OLD; END IF;
        RETURN NEW;
    END
    $$;
    CREATE TRIGGER sheet_is_final BEFORE INSERT OR UPDATE OR DELETE ON councils_scoresheet
        FOR EACH ROW EXECUTE FUNCTION councils_sheet_is_final();

    CREATE FUNCTION councils_score_is_final() RETURNS trigger LANGUAGE plpgsql AS $$
    DECLARE
        paper bigint := CASE WHEN TG_OP = 'DELETE' THEN OLD.sheet_id ELSE NEW.sheet_id END;
    BEGIN
        IF TG_OP = 'UPDATE' AND NEW.sheet_id <> OLD.sheet_id THEN PERFORM councils_refuse('what a row belongs to'); END IF;
        IF EXISTS (
            SELECT 1 FROM councils_scoresheet s JOIN councils_agendaitem i ON i.id = s.item_id
            WHERE s.id = paper AND i.voting_opened_at IS NOT NULL
        ) THEN PERFORM councils_refuse('score sheet ' || paper); END IF;
        IF TG_OP = 'DELETE' THEN RETURN OLD; END IF;
        RETURN NEW;
    END
    $$;
    CREATE TRIGGER score_is_final BEFORE INSERT OR UPDATE OR DELETE ON councils_score
        FOR EACH ROW EXECUTE FUNCTION councils_score_is_final();

    CREATE FUNCTION councils_conflict_is_final() RETURNS trigger LANGUAGE plpgsql AS $$
    DECLARE
        dossier bigint := CASE WHEN TG_OP = 'DELETE' THEN OLD.item_id ELSE NEW.item_id END;
    BEGIN
        IF TG_OP = 'UPDATE' AND NEW.item_id <> OLD.item_id THEN PERFORM councils_refuse('what a row belongs to'); END IF;
        IF EXISTS (SELECT 1 FROM councils_agendaitem WHERE id = dossier AND counted_at IS NOT NULL) THEN
            PERFORM councils_refuse('the conflicts of interest on dossier ' || dossier);
        END IF;
        IF TG_OP = 'DELETE' THEN RETURN OLD; END IF;
        RETURN NEW;
    END
    $$;
    CREATE TRIGGER conflict_is_final BEFORE INSERT OR UPDATE OR DELETE ON councils_conflictofinterest
        FOR EACH ROW EXECUTE FUNCTION councils_conflict_is_final();

    CREATE FUNCTION councils_session_is_final() RETURNS trigger LANGUAGE plpgsql AS $$
    BEGIN
        IF OLD.state IN ('closed', 'cancelled') THEN PERFORM councils_refuse('session ' || OLD.id); END IF;
        IF TG_OP = 'DELETE' THEN RETURN OLD; END IF;
        RETURN NEW;
    END
    $$;
    CREATE TRIGGER session_is_final BEFORE UPDATE OR DELETE ON councils_session
        FOR EACH ROW EXECUTE FUNCTION councils_session_is_final();

    CREATE FUNCTION councils_attendance_is_final() RETURNS trigger LANGUAGE plpgsql AS $$
    DECLARE
        sitting bigint := CASE WHEN TG_OP = 'DELETE' THEN OLD.session_id ELSE NEW.session_id END;
    BEGIN
        IF TG_OP = 'UPDATE' AND NEW.session_id <> OLD.session_id THEN PERFORM councils_refuse('what a row belongs to'); END IF;
        IF EXISTS (SELECT 1 FROM councils_session WHERE id = sitting AND state IN ('closed', 'cancelled')) THEN
            PERFORM councils_refuse('the attendance of session ' || sitting);
        END IF;
        IF TG_OP = 'DELETE' THEN RETURN OLD; END IF;
        RETURN NEW;
    END
    $$;
    CREATE TRIGGER attendance_is_final BEFORE INSERT OR UPDATE OR DELETE ON councils_attendance
        FOR EACH ROW EXECUTE FUNCTION councils_attendance_is_final();

    CREATE FUNCTION councils_minutes_are_final() RETURNS trigger LANGUAGE plpgsql AS $$
    BEGIN
        IF OLD.chair_signed_at IS NOT NULL AND OLD.secretary_signed_at IS NOT NULL THEN
            PERFORM councils_refuse('signed minutes');
        END IF;
        IF TG_OP = 'DELETE' THEN RETURN OLD; END IF;
        RETURN NEW;
    END
    $$;
    CREATE TRIGGER minutes_are_final BEFORE UPDATE OR DELETE ON councils_minutes
        FOR EACH ROW EXECUTE FUNCTION councils_minutes_are_final();
"""

TABLES = {
    "item_is_final": ("councils_agendaitem", "councils_item_is_final"),
    "ballot_is_final": ("councils_ballot", "councils_vote_is_final"),
    "cast_is_final": ("councils_ballotcast", ""),
    "receipt_is_final": ("councils_receipt", ""),
    "sheet_is_final": ("councils_scoresheet", "councils_sheet_is_final"),
    "score_is_final": ("councils_score", "councils_score_is_final"),
    "conflict_is_final": ("councils_conflictofinterest", "councils_conflict_is_final"),
    "session_is_final": ("councils_session", "councils_session_is_final"),
    "attendance_is_final": ("councils_attendance", "councils_attendance_is_final"),
    "minutes_are_final": ("councils_minutes", "councils_minutes_are_final"),
}
UNGUARD = (
    "".join(f"DROP TRIGGER {trigger} ON {table};" for trigger, (table, _) in TABLES.items())
    + "".join(f"DROP FUNCTION {function}();" for _, function in TABLES.values() if function)
    + "DROP FUNCTION councils_refuse(text);"
)


class Migration(migrations.Migration):
    dependencies = [("councils", "0001_councils_sessions_ballots")]
    operations = [migrations.RunSQL(GUARD, UNGUARD)]
