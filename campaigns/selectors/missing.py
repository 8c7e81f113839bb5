"""What a plan still lacks."""

from django.utils.translation import gettext as _

from campaigns.models import Campaign


def missing_parts(campaign: Campaign) -> dict[str, str]:
    """Return, by field, what the plan still lacks."""
    sentences = {
        "name": _("Ghi tên phong trào."),
        "goal": _("Ghi mục tiêu của phong trào."),
        "audience": _("Ghi đối tượng tham gia."),
        "start_on": _("Ghi ngày bắt đầu."),
        "end_on": _("Ghi ngày kết thúc."),
        "legal_basis": _("Ghi căn cứ ban hành."),
        "accountable_head": _("Chọn người chịu trách nhiệm."),
    }
    parts = {name: sentence for name, sentence in sentences.items() if not getattr(campaign, name)}
    if not campaign.criteria.exists():
        parts["criteria"] = _("Ghi ít nhất một tiêu chí bình xét.")
    if not campaign.targets.exists():
        parts["targets"] = _("Ghi ít nhất một chỉ tiêu.")
    if not campaign.award_forms.exists():
        parts["award_forms"] = _("Ghi ít nhất một hình thức khen thưởng.")
    return parts
