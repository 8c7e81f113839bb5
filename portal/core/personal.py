"""The one list of personal data: names of fields that are shown for a purpose only, and masked in the trail."""

PERSONAL = frozenset(
    {
        "address",
        "birth_date",
        "birth_place",
        "citizen_id",
        "disability",
        "discipline",
        "disciplines",
        "email",
        "ethnicity",
        "health",
        "home_address",
        "identity_number",
        "personal_email",
        "phone",
        "religion",
    }
)
