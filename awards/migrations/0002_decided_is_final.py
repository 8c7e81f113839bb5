"""What was decided stays: numbered decisions, taken numbers, certificates and the register refuse to be rewritten."""

from django.db import migrations

FORWARD = """
CREATE FUNCTION awards_refuse_change() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION '% of % is final', TG_OP, TG_TABLE_NAME USING ERRCODE = 'restrict_violation';
END $$;

CREATE TRIGGER awards_decision_stays BEFORE DELETE ON awards_decision
    FOR EACH ROW WHEN (OLD.number IS NOT NULL) EXECUTE FUNCTION awards_refuse_change();
CREATE TRIGGER awards_decision_is_final BEFORE UPDATE ON awards_decision
    FOR EACH ROW WHEN (
        OLD.number IS NOT NULL AND
        (OLD.number, OLD.year, OLD.symbol, OLD.unit_id, OLD.batch_id, OLD.kind, OLD.revokes_id, OLD.decided_on,
         OLD.subject, OLD.articles, OLD.grounds, OLD.recipients, OLD.merit_line, OLD.signed_by_id, OLD.signed_at,
         OLD.signer_name, OLD.signer_title, OLD.capacity, OLD.issuer_name)
        IS DISTINCT FROM
        (NEW.number, NEW.year, NEW.symbol, NEW.unit_id, NEW.batch_id, NEW.kind, NEW.revokes_id, NEW.decided_on,
         NEW.subject, NEW.articles, NEW.grounds, NEW.recipients, NEW.merit_line, NEW.signed_by_id, NEW.signed_at,
         NEW.signer_name, NEW.signer_title, NEW.capacity, NEW.issuer_name)
    ) EXECUTE FUNCTION awards_refuse_change();

CREATE TRIGGER awards_number_stays BEFORE UPDATE OR DELETE ON awards_issuednumber
    FOR EACH ROW EXECUTE FUNCTION awards_refuse_change();

CREATE TRIGGER awards_certificate_stays BEFORE DELETE ON awards_certificate
    FOR EACH ROW EXECUTE FUNCTION awards_refuse_change();
CREATE TRIGGER awards_certificate_is_final BEFORE UPDATE ON awards_certificate
    FOR EACH ROW WHEN (
        (OLD.code, OLD.unit_id, OLD.decision_id, OLD.nomination_id, OLD.replaces_id, OLD.golden_no, OLD.golden_year,
         OLD.award_name, OLD.holder_name, OLD.holder_post, OLD.holder_unit, OLD.merit_text)
        IS DISTINCT FROM
        (NEW.code, NEW.unit_id, NEW.decision_id, NEW.nomination_id, NEW.replaces_id, NEW.golden_no, NEW.golden_year,
         NEW.award_name, NEW.holder_name, NEW.holder_post, NEW.holder_unit, NEW.merit_text)
    ) EXECUTE FUNCTION awards_refuse_change();

CREATE TRIGGER awards_record_stays BEFORE DELETE ON awards_awardrecord
    FOR EACH ROW EXECUTE FUNCTION awards_refuse_change();
"""

BACKWARD = """
DROP TRIGGER awards_record_stays ON awards_awardrecord;
DROP TRIGGER awards_certificate_is_final ON awards_certificate;
DROP TRIGGER awards_certificate_stays ON awards_certificate;
DROP TRIGGER awards_number_stays ON awards_issuednumber;
DROP TRIGGER awards_decision_is_final ON awards_decision;
DROP TRIGGER awards_decision_stays ON awards_decision;
DROP FUNCTION awards_refuse_change();
"""


class Migration(migrations.Migration):
    dependencies = [("awards", "0001_law_nominations_decisions_register")]
    operations = [migrations.RunSQL(FORWARD, BACKWARD)]
