"""Bringing the clinic's own library in, and taking it out. For the owner."""

from django.conf import settings
from django.contrib import messages
from django.http import HttpResponse, HttpResponseBase, StreamingHttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_POST, require_safe

from clinic.access import ClinicRequest, asks_by_itself, owner_only
from programs.exchange import actions, pages
from programs.exchange.export import export_library
from programs.exchange.forms import ImportForm
from programs.exchange.template import template_zip
from programs.models import LibraryImport


@owner_only
@require_safe
def library_exchange(request: ClinicRequest) -> HttpResponse:
    return _page(request, ImportForm())


@owner_only
@require_POST
def import_new(request: ClinicRequest) -> HttpResponse:
    form = ImportForm(request.POST, request.FILES)
    if form.is_valid():
        file = form.cleaned_data["file"]
        try:
            sent = actions.receive_import(file, clinic=request.clinic, by=request.member)
        except actions.ImportRefusedError as error:
            form.add_error("file", str(error))
        else:
            return redirect(sent)
    return _page(request, form, status=422)


def _page(request: ClinicRequest, form: ImportForm, status: int = 200) -> HttpResponse:
    context = {
        "form": form,
        "imports": pages.history(request.clinic),
        "own_count": pages.own_count(request.clinic),
        "most_mb": settings.LIBRARY_ZIP_MB,
    }
    return render(request, "exchange/library_exchange.html", context, status=status)


def _ours(request: ClinicRequest, import_id: int) -> LibraryImport:
    ours = LibraryImport.objects.for_clinic(request.clinic).select_related("by").defer("report")
    one: LibraryImport = get_object_or_404(ours, pk=import_id)
    return one


@owner_only
@require_safe
def import_detail(request: ClinicRequest, import_id: int) -> HttpResponse:
    context = pages.report_context(_ours(request, import_id))
    return render(request, "exchange/import_detail.html", context)


@owner_only
@asks_by_itself
@require_safe
def import_progress(request: ClinicRequest, import_id: int) -> HttpResponse:
    """The part of the page that changes; it asks for itself each second until it is done."""
    context = pages.report_context(_ours(request, import_id))
    return render(request, "exchange/_import.html", context)


@owner_only
@require_safe
def import_problems(request: ClinicRequest, import_id: int) -> HttpResponse:
    one = _ours(request, import_id)
    headers = {"Content-Disposition": 'attachment; filename="problems.csv"'}
    return HttpResponse(pages.problems_csv(one), content_type="text/csv", headers=headers)


@owner_only
@require_POST
def import_load(request: ClinicRequest, import_id: int) -> HttpResponse:
    one = _ours(request, import_id)
    actions.start_loading(one, by=request.member)
    return redirect(one)


@owner_only
@require_POST
def import_discard(request: ClinicRequest, import_id: int) -> HttpResponse:
    one = _ours(request, import_id)
    try:
        actions.discard_import(one, by=request.member)
    except actions.ImportRefusedError as error:
        messages.error(request, str(error))
        return redirect(one)
    messages.success(request, "The file is gone. Nothing was loaded.")
    return redirect("programs:library_exchange")


@owner_only
@require_POST
def library_export(request: ClinicRequest) -> HttpResponseBase:
    pieces = export_library(clinic=request.clinic, by=request.member)
    name = f"library-{timezone.localdate():%Y-%m-%d}.zip"
    headers = {"Content-Disposition": f'attachment; filename="{name}"'}
    return StreamingHttpResponse(pieces, content_type="application/zip", headers=headers)


@owner_only
@require_safe
def library_template(request: ClinicRequest) -> HttpResponse:
    headers = {"Content-Disposition": 'attachment; filename="library-template.zip"'}
    return HttpResponse(template_zip(), content_type="application/zip", headers=headers)
