"""The sentences that say what is wrong in a row; each names what to write instead."""

from django.utils.translation import gettext_lazy as _

UNIT_SENTENCES = {
    "unit_unknown": _(
        "Không có đơn vị nào mang mã “%(value)s”. Hãy xem lại mã ở trang đơn vị, hoặc nhập đơn vị trước."
    ),
    "unit_outside": _(
        "%(detail)s nằm ngoài địa bàn bạn đang nhập. Hãy bỏ dòng này hoặc chuyển cho nơi quản lý đơn vị đó."
    ),
    "unit_ended": _("%(detail)s đã kết thúc hoạt động. Hãy ghi mã đơn vị đang hoạt động."),
    "twice": _("Trùng với dòng %(detail)s của chính tệp này. Hãy bỏ một dòng."),
}
MEMBER_SENTENCES = UNIT_SENTENCES | {
    "member_outside": _(
        "Mã %(value)s là của một người ở ngoài địa bàn này. Hãy xem lại mã; đúng người thì đơn vị cũ chuyển đi trước."
    ),
    "alike": _("Có thể là người đã có: %(detail)s. Hãy cho biết đó là cùng một người hay người khác."),
    "twin": _("Trùng họ tên, ngày sinh, đơn vị với dòng %(detail)s. Hãy bỏ một dòng, hoặc xác nhận đây là người khác."),
    "phone_taken": _("Số %(value)s đang là của %(detail)s. Hãy ghi số khác hoặc để trống."),
    "phone_twice": _("Số %(value)s đã ghi cho dòng %(detail)s. Mỗi số chỉ của một người; hãy sửa hoặc để trống."),
}
