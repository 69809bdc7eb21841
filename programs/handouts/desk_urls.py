"""The addresses of the print desk."""

from django.urls import URLPattern, path

from programs.handouts import batch_views, desk_views

urlpatterns: list[URLPattern] = [
    path("print/", desk_views.print_desk, name="print_desk"),
    path("print/log/", desk_views.print_log, name="print_log"),
    path("print/batches/new/", batch_views.print_batch_new, name="print_batch_new"),
    path(
        "print/batches/<int:batch_id>/", batch_views.print_batch_detail, name="print_batch_detail"
    ),
    path(
        "print/batches/<int:batch_id>/progress/",
        batch_views.print_batch_progress,
        name="print_batch_progress",
    ),
    path(
        "print/batches/<int:batch_id>/stop/", batch_views.print_batch_stop, name="print_batch_stop"
    ),
    path(
        "print/batches/<int:batch_id>/again/",
        batch_views.print_batch_again,
        name="print_batch_again",
    ),
    path(
        "print/batches/<int:batch_id>/sheets.pdf",
        batch_views.print_batch_file,
        name="print_batch_file",
    ),
]
