"""The addresses where a clinic writes its protocols."""

from django.urls import URLPattern, path

from programs.authoring import protocol_part_views as parts
from programs.authoring import protocol_views as views

PHASE = "protocols/<int:protocol_id>/phases/<int:protocol_phase_id>"
ITEM = "protocols/<int:protocol_id>/items/<int:protocol_item_id>"

urlpatterns: list[URLPattern] = [
    path("protocols/new/", views.protocol_new, name="protocol_new"),
    path("protocols/<int:protocol_id>/copy/", views.protocol_copy, name="protocol_copy"),
    path("protocols/<int:protocol_id>/edit/", views.protocol_edit, name="protocol_edit"),
    path("protocols/<int:protocol_id>/search/", views.protocol_search, name="protocol_search"),
    path("protocols/<int:protocol_id>/sign/", views.protocol_sign, name="protocol_sign"),
    path("protocols/<int:protocol_id>/retire/", views.protocol_retire, name="protocol_retire"),
    path("protocols/<int:protocol_id>/restore/", views.protocol_restore, name="protocol_restore"),
    path(
        "protocols/<int:protocol_id>/phases/new/",
        parts.protocol_phase_new,
        name="protocol_phase_new",
    ),
    path(f"{PHASE}/edit/", parts.protocol_phase_edit, name="protocol_phase_edit"),
    path(f"{PHASE}/move/", parts.protocol_phase_move, name="protocol_phase_move"),
    path(f"{PHASE}/remove/", parts.protocol_phase_remove, name="protocol_phase_remove"),
    path(
        "protocols/<int:protocol_id>/items/new/", parts.protocol_item_add, name="protocol_item_add"
    ),
    path(
        "protocols/<int:protocol_id>/put-back/", parts.protocol_put_back, name="protocol_put_back"
    ),
    path(f"{ITEM}/edit/", parts.protocol_item_edit, name="protocol_item_edit"),
    path(f"{ITEM}/move/", parts.protocol_item_move, name="protocol_item_move"),
    path(f"{ITEM}/remove/", parts.protocol_item_remove, name="protocol_item_remove"),
]
