"""The style page: every component in all its states, in development only. What it shows is invented."""

from datetime import timedelta
from typing import Any

from django import forms
from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone

from portal.core.forms import BaseForm, DayField, VndField
from portal.pages.views import style_samples


class SampleForm(BaseForm):
    """Fields of every kind, shown once untouched and once refused."""

    title = forms.CharField(
        label="Tên sáng kiến",
        max_length=150,
        help_text="Nói rõ làm gì, ở khâu nào.",
        widget=forms.Textarea(attrs={"rows": 2}),
    )
    novelty = forms.CharField(label="Điểm mới so với cách đã có", widget=forms.Textarea(attrs={"rows": 2}))
    applied_on = DayField(label="Ngày áp dụng lần đầu", help_text="dd/mm/yyyy, kể cả ngày làm thử")
    has_value = forms.BooleanField(label="Có giá trị làm lợi tính được bằng tiền")
    claimed_vnd = VndField(label="Giá trị làm lợi trong 12 tháng", help_text="Đã trừ chi phí làm gá.")
    field = forms.ChoiceField(
        label="Lĩnh vực", choices=[("", "Chọn lĩnh vực"), ("det", "Dệt may, da giày"), ("co", "Cơ khí")]
    )
    level = forms.ChoiceField(
        label="Đề nghị cấp", choices=[("1", "Cơ sở"), ("2", "Tỉnh, ngành")], widget=forms.RadioSelect
    )
    other = forms.CharField(label="Lợi ích khác", required=False)


@login_not_required
def style(request: HttpRequest) -> HttpResponse:
    """Show every component; ``?khung=1`` puts the page into the frame of someone signed in."""
    context: dict[str, Any] = {
        **style_samples.samples(timezone.localdate()),
        "now": timezone.now(),
        "tomorrow": timezone.localdate() + timedelta(days=1),
        "form": SampleForm(initial={"claimed_vnd": 179000000, "applied_on": "14/04/2026"}),
        "wrong": SampleForm(
            {"title": "Chế tạo gá may nẹp sơ mi", "claimed_vnd": "179 triệu", "level": ""}, prefix="sai"
        ),
    }
    if request.GET.get("khung"):
        context["nav"] = style_samples.sample_menu()
    return render(request, "style.html", context)
