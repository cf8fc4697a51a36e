"""Ways between sites in the settings: entered, changed, refused at their field, taken away."""

from decimal import Decimal

from app.settings.parameters.source import GROUPS
from app.settings.view import SettingsPage
from domain.parameters.registry import RoutingKind
from domain.parameters.service import read as read_parameters
from domain.scheduling.travel.queries import way_rows
from tests.app.pseudo import pseudo_language, untranslated
from tests.app.settings.conftest import Show, put, wrong
from tests.support.service_desk import ServiceDesk


def ways(desk: ServiceDesk) -> list[tuple[str, str, int, float | None]]:
    with desk.store.read() as session:
        return [(row.start, row.end, row.draft.minutes, row.draft.km) for row in way_rows(session)]


def enter(desk: ServiceDesk, page: SettingsPage, minutes: float = 75, km: str = "") -> None:
    fields = page.pane.editor.form.fields
    page.pane.begin_new()
    fields["from_site_id"].set_value(desk.company.plant.id)
    fields["to_site_id"].set_value(desk.company.ward.id)
    fields["minutes"].set_value(minutes)
    fields["km"].set_value(None)
    put(page, "km", km)
    page.pane.save()


def test_a_way_is_entered_changed_and_taken_away(desk: ServiceDesk, show: Show) -> None:
    page = show("travel")
    enter(desk, page, km="42.5")
    assert ways(desk) == [("Plant North", "East wing", 75, 42.5)]
    page.pane.editor.form.fields["minutes"].set_value(90)
    page.pane.save()
    assert ways(desk) == [("Plant North", "East wing", 90, 42.5)]
    page.pane.remove()
    assert ways(desk) == []


def test_a_wrong_way_is_refused_at_its_field(desk: ServiceDesk, show: Show) -> None:
    page = show("travel")
    enter(desk, page, km="far")
    assert wrong(page, "km")
    enter(desk, page)
    enter(desk, page)
    assert wrong(page, "to_site_id") == "The way between these two sites is entered already."
    assert len(ways(desk)) == 1


def test_how_ways_are_estimated_is_among_the_parameters(desk: ServiceDesk, show: Show) -> None:
    page = show("parameters")
    page.pane.show_record(next(at for at, names in enumerate(GROUPS, 1) if "road_factor" in names))
    put(page, "road_factor", "1.4")
    page.pane.editor.form.fields["routing_kind"].set_value(RoutingKind.VALHALLA)
    put(page, "routing_url", "routing.example")
    page.pane.save()
    assert wrong(page, "routing_url") == "An address begins with http:// or https://."
    put(page, "routing_url", "http://routing.example:8002")
    page.pane.save()
    with desk.store.read() as session:
        kept = read_parameters(session)
    assert (kept.road_factor, kept.routing_kind) == (Decimal("1.4"), RoutingKind.VALHALLA)


def test_every_word_can_be_translated(desk: ServiceDesk, show: Show) -> None:
    with pseudo_language():
        page = show("travel")
        enter(desk, page)
        company = desk.company
        names = {site.name for site in (company.plant, company.cellar, company.ward)}
        bare = untranslated(page.pane, frozenset())
        assert {word for word in bare if not any(name in word for name in names)} == set()
