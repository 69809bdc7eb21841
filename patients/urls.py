from django.urls import include, path

from patients import views

app_name = "patients"

urlpatterns = [
    # The list tells of plans too, so its view lives where plans are known. Named by its address
    # only, so that no import runs that way.
    path("patients/", include("programs.review.list_urls")),
    path("patients/new/", views.patient_new, name="patient_new"),
    path("patients/<int:patient_id>/edit/", views.patient_edit, name="patient_edit"),
    path("patients/<int:patient_id>/archive/", views.patient_archive, name="patient_archive"),
    path("patients/<int:patient_id>/restore/", views.patient_restore, name="patient_restore"),
    # The slip speaks the patient's language: its view lives where the words are known.
    path("patients/", include("programs.handouts.slip_urls")),
    path("patients/<int:patient_id>/access/renew/", views.access_renew, name="access_renew"),
    path("patients/<int:patient_id>/access/end/", views.access_end, name="access_end"),
]
