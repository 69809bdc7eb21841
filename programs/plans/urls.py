from django.urls import path

from programs.plans import issue_views, item_views, phase_views, screen_views, undo_views, views

urlpatterns = [
    path("patients/<int:patient_id>/plans/new/", views.plan_new, name="plan_new"),
    path("plans/<int:plan_id>/", views.plan_detail, name="plan_detail"),
    path("plans/<int:plan_id>/edit/", views.plan_edit, name="plan_edit"),
    path("plans/<int:plan_id>/watch/", views.plan_watch, name="plan_watch"),
    path("plans/<int:plan_id>/end/", views.plan_end, name="plan_end"),
    path("plans/<int:plan_id>/protocol/", views.plan_protocol, name="plan_protocol"),
    path("plans/<int:plan_id>/screen/", screen_views.plan_screen, name="plan_screen"),
    path("plans/<int:plan_id>/undo/", undo_views.plan_undo, name="plan_undo"),
    path("plans/<int:plan_id>/redo/", undo_views.plan_redo, name="plan_redo"),
    path("plans/<int:plan_id>/phases/new/", phase_views.phase_new, name="phase_new"),
    path("phases/<int:phase_id>/edit/", phase_views.phase_edit, name="phase_edit"),
    path("phases/<int:phase_id>/enter/", phase_views.phase_enter, name="phase_enter"),
    path("phases/<int:phase_id>/move/", phase_views.phase_move, name="phase_move"),
    path("phases/<int:phase_id>/remove/", phase_views.phase_remove, name="phase_remove"),
    path("plans/<int:plan_id>/items/new/", item_views.item_add, name="item_add"),
    path("items/<int:item_id>/edit/", item_views.item_edit, name="item_edit"),
    path("items/<int:item_id>/dose/", item_views.item_dose, name="item_dose"),
    path("items/<int:item_id>/side/", item_views.item_side, name="item_side"),
    path("items/<int:item_id>/move/", item_views.item_move, name="item_move"),
    path("items/<int:item_id>/duplicate/", item_views.item_duplicate, name="item_duplicate"),
    path("items/<int:item_id>/remove/", item_views.item_remove, name="item_remove"),
    path("items/<int:item_id>/restore/", item_views.item_restore, name="item_restore"),
    path("plans/<int:plan_id>/issue/", issue_views.plan_issue, name="plan_issue"),
    path("revisions/<int:revision_id>/", issue_views.revision_detail, name="revision_detail"),
]
