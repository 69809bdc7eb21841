from django.urls import URLPattern, path

from programs.review import views

urlpatterns: list[URLPattern] = [
    path("patients/<int:patient_id>/", views.patient_detail, name="patient_detail"),
]
