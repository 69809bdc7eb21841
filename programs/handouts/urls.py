from django.urls import path

from programs.handouts import link_views, pages_views, print_views, views

urlpatterns = [
    path("revisions/<int:revision_id>/print/", print_views.revision_print, name="revision_print"),
    path(
        "revisions/<int:revision_id>/print/pages/",
        pages_views.revision_pages,
        name="revision_pages",
    ),
    path(
        "revisions/<int:revision_id>/print/pages/<int:page_number>/",
        pages_views.revision_page,
        name="revision_page",
    ),
    path("revisions/<int:revision_id>/handouts/", views.handout_print, name="handout_print"),
    path("handouts/<int:handout_id>.pdf", views.handout_file, name="handout_file"),
    path("patients/<int:patient_id>/link/", link_views.link_state, name="link_state"),
    path("patients/<int:patient_id>/link/send/", link_views.link_send, name="link_send"),
]
