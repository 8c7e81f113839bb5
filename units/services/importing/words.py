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
PERSON_SENTENCES = {
    "member_unknown": _("Không có đoàn viên nào mang mã “%(value)s”. Hãy xem lại mã, hoặc nhập đoàn viên trước."),
    "member_outside": _(
        "Mã %(value)s là của một người ở ngoài địa bàn này. Hãy xem lại mã; đúng người thì đơn vị cũ chuyển đi trước."
    ),
}
MEMBER_SENTENCES = {
    **UNIT_SENTENCES,
    **PERSON_SENTENCES,
    "own_record": _("Đây là hồ sơ của bạn, hoặc của người có ủy quyền với bạn. Hãy bỏ dòng này; người khác sửa."),
    "code_case": _("Cổng đang có mã %(detail)s, chỉ khác chữ hoa, chữ thường. Hãy ghi đúng như vậy."),
    "alike": _("Có thể là người đã có: %(detail)s. Hãy cho biết đó là cùng một người hay người khác."),
    "twin": _("Trùng họ tên, ngày sinh, đơn vị với dòng %(detail)s. Hãy bỏ một dòng, hoặc xác nhận đây là người khác."),
    "phone_taken": _("Số %(value)s đang là của %(detail)s. Hãy ghi số khác hoặc để trống."),
    "phone_elsewhere": _("Số %(value)s đã có đoàn viên ở nơi khác dùng. Hãy ghi số khác hoặc để trống."),
    "phone_twice": _("Số %(value)s đã ghi cho dòng %(detail)s. Mỗi số chỉ của một người; hãy sửa hoặc để trống."),
}
TREE_SENTENCES = {
    **UNIT_SENTENCES,
    "unit_elsewhere": _(
        "Mã %(value)s là của %(detail)s, ngoài địa bàn bạn đang nhập. Hãy dùng mã khác hoặc bỏ dòng này."
    ),
    "unit_fixed": _(
        "Cổng đang ghi “%(detail)s”. Tên, loại, cấp trên, ngày thành lập không đổi bằng tệp; hãy ghi như cũ."
    ),
    "parent_level": _("%(detail)s không ở cấp trên của loại đơn vị này. Hãy ghi mã đơn vị cấp trên trực tiếp."),
}
OFFICIAL_SENTENCES = {
    **UNIT_SENTENCES,
    **PERSON_SENTENCES,
    "name_differs": _("Mã này trên Cổng là của %(detail)s. Hãy xem lại mã hoặc họ tên."),
    "own_role": _("Không ai tự giao vai cho mình. Hãy nhờ người quản trị khác nhập dòng này."),
    "dates": _("Ngày cuối đứng trước ngày đầu. Hãy xem lại hai ngày."),
    "role_held": _(
        "Người này đã giữ vai đó tại đơn vị từ ngày %(detail)s. Hãy ghi đúng ngày đó để sửa, hoặc bỏ dòng này."
    ),
    "login_taken": _("Mã đăng nhập %(value)s đã là của %(detail)s. Hãy báo người quản trị hệ thống."),
}
