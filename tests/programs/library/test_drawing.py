"""programs:drawing: a picture by its hash, for anybody, for ever."""

from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from tests import make


@pytest.mark.django_db
def test_drawing_is_public_and_never_changes(client: Client) -> None:
    drawing = make.drawing("start")

    response = client.get(drawing.get_absolute_url())

    assert response.content.decode() == drawing.svg
    assert response["Content-Type"] == "image/svg+xml"
    assert response["Cache-Control"] == "public, max-age=31536000, immutable"


@pytest.mark.django_db
def test_drawing_may_do_nothing_when_opened_alone(client: Client) -> None:
    response = client.get(make.drawing().get_absolute_url())

    assert response["Content-Security-Policy"].startswith("default-src 'none';")
    assert "script" not in response["Content-Security-Policy"]
    assert response["X-Content-Type-Options"] == "nosniff"


def test_drawing_touches_no_session(as_ana: Client) -> None:
    response = as_ana.get(make.drawing().get_absolute_url())

    assert response.status_code == 200
    assert not response.cookies
    assert "Cookie" not in response.get("Vary", "")


@pytest.mark.django_db
def test_drawing_takes_one_statement(client: Client, django_assert_num_queries: Any) -> None:
    url = make.drawing().get_absolute_url()

    with django_assert_num_queries(1):
        client.get(url)


@pytest.mark.django_db
def test_drawing_is_sent_small_to_who_can_unpack(client: Client) -> None:
    url = make.drawing("a long title " * 100).get_absolute_url()

    response = client.get(url, headers={"accept-encoding": "gzip"})

    assert response["Content-Encoding"] == "gzip"
    assert len(response.content) < 400


@pytest.mark.django_db
def test_drawing_answers_head_and_refuses_post(client: Client) -> None:
    url = make.drawing().get_absolute_url()

    assert client.head(url).status_code == 200
    assert client.head(url).content == b""
    assert client.post(url).status_code == 405


@pytest.mark.django_db
@pytest.mark.parametrize("name", ["0" * 64, "A" * 64, "0" * 63, "0" * 65, "g" * 64, "../" * 8])
def test_drawing_of_another_name_is_not_there(name: str, client: Client) -> None:
    make.drawing()

    assert client.get(f"/drawings/{name}.svg").status_code == 404


def test_drawing_address_is_the_one_pictures_give() -> None:
    assert reverse("programs:drawing", args=["0" * 64]) == f"/drawings/{'0' * 64}.svg"
