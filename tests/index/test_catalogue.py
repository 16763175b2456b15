from __future__ import annotations

import datetime as dt

import pytest
from factories import make_notice

from index import DamagedIndex
from index.catalogue import Catalogue


@pytest.fixture
def catalogue(tmp_path):
    catalogue = Catalogue(tmp_path / "catalogue.sqlite")
    yield catalogue
    catalogue.close()


@pytest.mark.parametrize(
    ("number", "slug"),
    [
        ("市中政办字〔2022〕3号", "市中政办字2022-3"),
        ("云政发[2021]12号", "云政发2021-12"),
        ("云河市人民政府令第3号", "云河市人民政府令第3"),
    ],
)
def test_an_id_is_made_from_the_issuing_number(catalogue, number, slug):
    assert catalogue.identify(make_notice(doc_number=number)) == slug


def test_without_an_issuing_number_the_id_is_made_from_title_and_date(catalogue):
    assert catalogue.identify(make_notice(doc_number=None)) == "关于做好甲事的通知-2022-03-01"


def test_without_either_the_id_is_made_from_the_hash(catalogue):
    notice = make_notice(doc_number=None, title=None, version="abcdef0123456789" * 4)
    assert catalogue.identify(notice) == "abcdef01"


def test_a_corrected_file_keeps_the_id(catalogue):
    first = catalogue.identify(make_notice("公开预算。"))
    assert catalogue.identify(make_notice("公开预决算。")) == first


def test_brackets_and_blanks_in_the_issuing_number_do_not_matter(catalogue):
    first = catalogue.identify(make_notice("甲。", doc_number="云政字〔2022〕3号"))
    assert catalogue.identify(make_notice("乙。", doc_number="云政字 (2022) 3 号")) == first


def test_an_interpretation_that_names_the_number_is_another_notice(catalogue):
    first = catalogue.identify(make_notice("甲。"))
    assert catalogue.identify(make_notice("乙。", doc_kind="interpretation", title="甲事解读")) != first


def test_two_notices_of_one_title_with_two_numbers_are_two(catalogue):
    first = catalogue.identify(make_notice("甲。", doc_number="云政字〔2022〕3号"))
    assert catalogue.identify(make_notice("甲。", doc_number="云政字〔2022〕4号")) != first


def test_two_notices_of_one_title_on_two_days_are_two(catalogue):
    first = catalogue.identify(make_notice("甲。", doc_number=None))
    second = catalogue.identify(make_notice("乙。", doc_number=None, dated=dt.date(2023, 3, 1)))
    assert first != second


def test_without_numbers_title_issuer_and_day_make_the_notice(catalogue):
    first = catalogue.identify(make_notice("甲。", doc_number=None))
    assert catalogue.identify(make_notice("乙。", doc_number=None)) == first


def test_without_numbers_and_days_two_notices_of_one_title_are_two(catalogue):
    first = catalogue.identify(make_notice("甲。", doc_number=None, dated=None))
    assert catalogue.identify(make_notice("乙。", doc_number=None, dated=None)) != first


def test_a_copy_without_the_number_is_the_same_notice(catalogue):
    first = catalogue.identify(make_notice("甲。"))
    assert catalogue.identify(make_notice("甲。", doc_number=None)) == first


def test_what_is_saved_over_a_file_with_another_number_and_title_is_another_notice(catalogue):
    first = catalogue.identify(make_notice("甲。"))
    other = make_notice("乙。", doc_number="云政字〔2022〕9号", title="关于防汛工作的紧急通知")
    assert catalogue.identify(other, before=first) != first


def test_next_years_notice_saved_over_a_file_is_another_notice(catalogue):
    first = catalogue.identify(make_notice("甲。", doc_number=None, dated=None, title="2022年政务公开工作要点"))
    other = make_notice("乙。", doc_number=None, dated=None, title="2023年政务公开工作要点")
    assert catalogue.identify(other, before=first) != first


def test_a_corrected_title_or_number_in_the_same_file_keeps_the_id(catalogue):
    first = catalogue.identify(make_notice("甲。"))
    assert catalogue.identify(make_notice("甲。", doc_number="云政字〔2022〕31号"), before=first) == first
    second = catalogue.identify(make_notice("乙。", doc_number=None, dated=None, title="2022年政务公开要点"))
    corrected = make_notice("乙。", doc_number=None, dated=None, title="2022年政务公开工作要点")
    assert catalogue.identify(corrected, before=second) == second


def test_what_was_not_committed_is_forgotten(tmp_path):
    path = tmp_path / "catalogue.sqlite"
    catalogue = Catalogue(path)
    catalogue.identify(make_notice())
    catalogue.close()
    catalogue = Catalogue(path)
    assert catalogue.known() == frozenset()
    catalogue.close()


def test_a_damaged_catalogue_is_named_and_left_as_it_is(tmp_path):
    path = tmp_path / "catalogue.sqlite"
    path.write_bytes(b"not a database, but long enough to look like one" * 30)
    with pytest.raises(DamagedIndex, match=r"catalogue.sqlite 已损坏.*移走"):
        Catalogue(path)
    assert path.read_bytes().startswith(b"not a database")
