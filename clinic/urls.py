"""Every address of the product."""

from allauth.account import views as account
from allauth.mfa.base import views as mfa
from allauth.mfa.recovery_codes import views as recovery_codes
from allauth.mfa.totp import views as totp
from django.urls import include, path, re_path

from clinic import views

clinic_patterns = (
    [
        path("", views.home, name="home"),
        path("stay/", views.stay, name="stay"),
        path("logo/", views.logo, name="logo"),
        path("profile/", views.profile_edit, name="profile_edit"),
        path("clinic/", views.clinic_edit, name="clinic_edit"),
        path("clinic/members/", views.member_list, name="member_list"),
        path("clinic/members/new/", views.member_new, name="member_new"),
        path("clinic/members/<int:member_id>/edit/", views.member_edit, name="member_edit"),
        path("clinic/members/<int:member_id>/invite/", views.member_invite, name="member_invite"),
        path(
            "clinic/members/<int:member_id>/deactivate/",
            views.member_deactivate,
            name="member_deactivate",
        ),
        path(
            "clinic/members/<int:member_id>/reactivate/",
            views.member_reactivate,
            name="member_reactivate",
        ),
        path(
            "clinic/members/<int:member_id>/second-step/remove/",
            views.member_second_step_remove,
            name="member_second_step_remove",
        ),
        path("clinic/audit/", views.audit_list, name="audit_list"),
        path("invitation/<str:token>/", views.invitation_accept, name="invitation_accept"),
    ],
    "clinic",
)

# Those of allauth's pages that make sense here, under its own names: nobody signs up, and the
# owner keeps the e-mail addresses.
account_patterns = [
    path("login/", account.login, name="account_login"),
    path("logout/", account.logout, name="account_logout"),
    path("inactive/", account.account_inactive, name="account_inactive"),
    path("reauthenticate/", account.reauthenticate, name="account_reauthenticate"),
    path("password/change/", account.password_change, name="account_change_password"),
    path("password/reset/", account.password_reset, name="account_reset_password"),
    path("password/reset/done/", account.password_reset_done, name="account_reset_password_done"),
    re_path(
        r"^password/reset/key/(?P<uidb36>[0-9A-Za-z]+)-(?P<key>.+)/$",
        account.password_reset_from_key,
        name="account_reset_password_from_key",
    ),
    path(
        "password/reset/key/done/",
        account.password_reset_from_key_done,
        name="account_reset_password_from_key_done",
    ),
    path("2fa/", mfa.index, name="mfa_index"),
    path("2fa/authenticate/", mfa.authenticate, name="mfa_authenticate"),
    path("2fa/reauthenticate/", mfa.reauthenticate, name="mfa_reauthenticate"),
    path("2fa/totp/activate/", totp.activate_totp, name="mfa_activate_totp"),
    path("2fa/totp/deactivate/", totp.deactivate_totp, name="mfa_deactivate_totp"),
    path("2fa/recovery-codes/", recovery_codes.view_recovery_codes, name="mfa_view_recovery_codes"),
    path(
        "2fa/recovery-codes/generate/",
        recovery_codes.generate_recovery_codes,
        name="mfa_generate_recovery_codes",
    ),
    path(
        "2fa/recovery-codes/download/",
        recovery_codes.download_recovery_codes,
        name="mfa_download_recovery_codes",
    ),
]

urlpatterns = [
    path("", include(clinic_patterns)),
    path("", include("patients.urls")),
    path("", include("programs.urls")),
    path("", include("programs.portal.urls")),
    path("account/", include(account_patterns)),
]
