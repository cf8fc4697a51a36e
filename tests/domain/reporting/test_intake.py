"""Customers, sites and assets taken in from files: all, none, or all but the wrong ones."""

import json
from functools import partial
from pathlib import Path

import pytest
from sqlalchemy import func, select

from domain.assets.group_service import create_group
from domain.assets.model import Asset, AssetModel
from domain.clock import FixedClock
from domain.errors import Unavailable
from domain.parties.model import Customer, Site
from domain.reporting.exporting import write
from domain.reporting.importing import rows
from domain.reporting.intake import KINDS, RowsRefusedError, Taken, Wrong, take_in
from domain.reporting.party_tables import asset_table, customer_table, site_table
from domain.store.base import Entity
from domain.store.store import Store
from tests.support.workshop import Workshop

CUSTOMERS = "number,name,city,country\nC-7,Valley Dairy,Hamburg,DE\n,Hill Farm,Kiel,\n"
SITES = (
    "Customer;Name;Parent;City;Country;Latitude;Longitude;Timezone\n"
    "C-7;Yard;;Hamburg;DE;53,55;10,0;Europe/Berlin\n"
    "C-7;Hall;Yard;Hamburg;DE;53.55;10.0;Europe/Berlin\n"
)
ASSETS = (
    "customer,site,part_of,number,name,serial,maker,model,kind,installed_on\n"
    "C-7,Yard / Hall,,A-1,Cooler,S1,Nordfrost,CX 9,chiller,2024-03-01\n"
    "C-7,Hall,A-1,,Pump,S2,Aquamor,P 7,pump,\n"
)


def taken(store: Store, folder: Path, kind: str, text: str, *, skip_bad: bool = False) -> Taken:
    file = folder / f"{kind}.csv"
    file.write_text(text, encoding="utf-8-sig")
    found = KINDS[kind]
    return store.run("kim", take_in, found, partial(rows, file, found.columns, found.needed), skip_bad=skip_bad)


def count(store: Store, kind: type[Entity]) -> int:
    with store.read() as session:
        return session.scalar(select(func.count()).select_from(kind)) or 0


def refused(store: Store, folder: Path, kind: str, text: str) -> tuple[Wrong, ...]:
    with pytest.raises(RowsRefusedError) as caught:
        taken(store, folder, kind, text)
    return caught.value.wrong


def test_a_whole_company_is_taken_in_file_by_file(store: Store, tmp_path: Path) -> None:
    assert taken(store, tmp_path, "customers", CUSTOMERS) == Taken(2, ())
    assert taken(store, tmp_path, "sites", SITES) == Taken(2, ())
    assert taken(store, tmp_path, "assets", ASSETS) == Taken(2, ())
    with store.read() as session:
        pump = session.scalars(select(Asset).where(Asset.serial == "S2")).one()
        assert (pump.number, pump.site.name, pump.customer.number) == ("A-000001", "Hall", "C-7")
        assert pump.site.parent_id is not None
        assert pump.parent_id is not None


def test_nothing_is_kept_where_one_row_is_wrong_and_all_are_named(store: Store, tmp_path: Path) -> None:
    text = CUSTOMERS + ",,Bonn,DE\nC-7,Twin,Bonn,DE\nC-8,Far,Bonn,XX\n"
    wrong = refused(store, tmp_path, "customers", text)
    assert [(each.at, each.column) for each in wrong] == [(4, "name"), (5, "number"), (6, "country")]
    assert count(store, Customer) == 0


def test_wrong_rows_are_left_out_when_that_is_asked_for(store: Store, tmp_path: Path) -> None:
    text = CUSTOMERS + ",,Bonn,DE\n,Late,Bonn,DE\n"
    found = taken(store, tmp_path, "customers", text, skip_bad=True)
    assert (found.entered, [each.at for each in found.wrong]) == (3, [4])
    assert count(store, Customer) == 3


def test_sites_and_assets_say_what_they_hang_on(store: Store, tmp_path: Path) -> None:
    taken(store, tmp_path, "customers", CUSTOMERS)
    head = SITES.splitlines()[0]
    bad = f"{head}\nC-9;Yard;;Bonn;DE;1;1;UTC\nC-7;Hall;Yard;Bonn;DE;1;1;UTC\nC-7;Yard;;Bonn;DE;north;1;UTC\n"
    wrong = refused(store, tmp_path, "sites", bad)
    assert [each.column for each in wrong] == ["customer", "parent", "latitude"]
    taken(store, tmp_path, "sites", SITES + "C-7;Hall;;Hamburg;DE;53.55;10.0;Europe/Berlin\n")
    head = ASSETS.splitlines()[0]
    bad = (
        f"{head}\nC-7,Hall,,,Pump,S1,Aquamor,P 7,pump,\nC-7,Yard,,,Pump,S1,Aquamor,P 8,,\n"
        "C-7,Yard,A-99,,Pump,S1,Aquamor,P 7,pump,\nC-7,Yard,,,Pump,S1,Aquamor,P 7,pump,soon\n"
    )
    wrong = refused(store, tmp_path, "assets", bad)
    assert [each.column for each in wrong] == ["site", "model", "part_of", "installed_on"]


def test_a_model_of_a_row_that_is_left_out_is_not_entered_either(store: Store, tmp_path: Path) -> None:
    taken(store, tmp_path, "customers", CUSTOMERS)
    taken(store, tmp_path, "sites", SITES)
    text = f"{ASSETS.splitlines()[0]}\nC-7,Yard,,,,S1,Aquamor,P 7,pump,\n"
    assert taken(store, tmp_path, "assets", text, skip_bad=True).entered == 0
    assert (count(store, AssetModel), count(store, Asset)) == (0, 0)


def test_a_list_of_objects_is_read_as_well(store: Store, tmp_path: Path) -> None:
    file = tmp_path / "customers.json"
    file.write_text(json.dumps([{"name": "Valley Dairy", "postcode": 20095, "sla": None}]), encoding="utf-8")
    kind = KINDS["customers"]
    store.run("kim", take_in, kind, partial(rows, file, kind.columns, kind.needed), skip_bad=False)
    with store.read() as session:
        assert session.scalars(select(Customer.postcode)).all() == ["20095"]


@pytest.mark.parametrize(
    ("name", "content", "says"),
    [
        ("c.xlsx", b"", "must end in one of .csv, .json"),
        ("c.csv", b"name,colour\nx,red\n", "no column “colour”"),
        ("c.csv", b"number\nC-1\n", "“name” is missing"),
        ("c.csv", b"", "“name” is missing"),
        ("c.csv", b"name\nx,y\n", "more cells"),
        ("c.csv", "name\nMüller\n".encode("latin-1"), "UTF-8"),
        ("c.csv", b'name\n"x" y\n', "is no CSV"),
        ("c.json", b"{}", "no list of objects"),
        ("missing.csv", None, "cannot be read"),
    ],
)
def test_a_file_that_is_none_is_told_of_in_a_sentence(
    store: Store, tmp_path: Path, name: str, content: bytes | None, says: str
) -> None:
    if content is not None:
        (tmp_path / name).write_bytes(content)
    kind = KINDS["customers"]
    with pytest.raises(Unavailable, match=says):
        store.run("kim", take_in, kind, partial(rows, tmp_path / name, kind.columns, kind.needed), skip_bad=True)
    assert count(store, Site) == 0


def test_what_is_exported_is_taken_in_again_elsewhere(
    store: Store, workshop: Workshop, tmp_path: Path, fixed_clock: FixedClock
) -> None:
    tables = {"customers": customer_table, "sites": site_table, "assets": asset_table}
    with store.read() as session:
        for kind, table in tables.items():
            write(table(session), tmp_path / f"{kind}.csv")
    other = Store.open(f"sqlite:///{tmp_path / 'other.db'}", fixed_clock)
    try:
        for kind in tables:
            found = KINDS[kind]
            read = partial(rows, tmp_path / f"{kind}.csv", found.columns, found.needed)
            other.run("kim", take_in, found, read, skip_bad=False)
        with other.read() as there, store.read() as here:
            for kind, table in tables.items():
                assert list(table(there).rows) == list(table(here).rows), kind
    finally:
        other.close()


def test_assets_come_with_their_group_and_without_a_serial_number(store: Store, tmp_path: Path) -> None:
    taken(store, tmp_path, "customers", CUSTOMERS)
    taken(store, tmp_path, "sites", SITES)
    head = "customer,site,name,serial,maker,model,kind,group,intangible\n"
    row = "C-7,Hall,Licence,,Nordfrost,Watch,licence,Software,true\n"
    assert refused(store, tmp_path, "assets", head + row)[0].column == "group"
    store.run("kim", create_group, "Software")
    wrong = refused(store, tmp_path, "assets", head + row.replace("true", "perhaps"))
    assert [(each.column, each.why) for each in wrong] == [("intangible", "Write true or false.")]
    assert taken(store, tmp_path, "assets", head + row) == Taken(1, ())
    with store.read() as session:
        licence = session.scalars(select(Asset)).one()
        assert (licence.group is not None and licence.group.name, licence.intangible) == ("Software", True)
        (told,) = asset_table(session).rows
    assert told[9:11] == ("Software", True)
