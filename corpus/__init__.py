"""What a notice is, and how files become notices. Names are imported on first use."""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from corpus.amounts import find_amounts as find_amounts
    from corpus.change import WrongCorrection as WrongCorrection
    from corpus.change import change_corrections as change_corrections
    from corpus.checking import Beside as Beside
    from corpus.checking import Checked as Checked
    from corpus.checking import check as check
    from corpus.checking import read_one as read_one
    from corpus.corrections import META_ENDING as META_ENDING
    from corpus.corrections import Corrections as Corrections
    from corpus.corrections import apply_corrections as apply_corrections
    from corpus.corrections import find_meta as find_meta
    from corpus.corrections import parse_corrections as parse_corrections
    from corpus.corrections import read_corrected as read_corrected
    from corpus.crosscheck import Brief as Brief
    from corpus.crosscheck import UnitCounter as UnitCounter
    from corpus.crosscheck import brief_of as brief_of
    from corpus.crosscheck import cross_check as cross_check
    from corpus.crosscheck import sketch_of as sketch_of
    from corpus.dates import find_deadlines as find_deadlines
    from corpus.dates import parse_day as parse_day
    from corpus.errors import BinaryFile as BinaryFile
    from corpus.errors import ClassifiedFile as ClassifiedFile
    from corpus.errors import DamagedFile as DamagedFile
    from corpus.errors import EmptyFile as EmptyFile
    from corpus.errors import EncodingError as EncodingError
    from corpus.errors import NoticeError as NoticeError
    from corpus.errors import PasswordFile as PasswordFile
    from corpus.errors import ScannedFile as ScannedFile
    from corpus.errors import TookTooLong as TookTooLong
    from corpus.errors import TooLarge as TooLarge
    from corpus.errors import UnsupportedFile as UnsupportedFile
    from corpus.errors import error_of as error_of
    from corpus.export import dump_notice as dump_notice
    from corpus.export import load_notice as load_notice
    from corpus.export import notice_to_dict as notice_to_dict
    from corpus.findings import KINDS as KINDS
    from corpus.findings import Remark as Remark
    from corpus.findings import remarks_of as remarks_of
    from corpus.findings import sort_remarks as sort_remarks
    from corpus.folder import PASSED_OVER as PASSED_OVER
    from corpus.folder import Folders as Folders
    from corpus.folder import FoundFile as FoundFile
    from corpus.folder import PassedFile as PassedFile
    from corpus.formats import ENDINGS as ENDINGS
    from corpus.formats import FORMATS as FORMATS
    from corpus.limits import MAX_BYTES as MAX_BYTES
    from corpus.limits import MAX_MEMBERS as MAX_MEMBERS
    from corpus.limits import MAX_UNPACKED as MAX_UNPACKED
    from corpus.link import due_on as due_on
    from corpus.link import once as once
    from corpus.model import HEAD as HEAD
    from corpus.model import PREFACE as PREFACE
    from corpus.model import TAIL as TAIL
    from corpus.model import Block as Block
    from corpus.model import Box as Box
    from corpus.model import Clause as Clause
    from corpus.model import Deadline as Deadline
    from corpus.model import Finding as Finding
    from corpus.model import LikelyUnit as LikelyUnit
    from corpus.model import Notice as Notice
    from corpus.model import Role as Role
    from corpus.model import Section as Section
    from corpus.model import Slip as Slip
    from corpus.model import Span as Span
    from corpus.model import Task as Task
    from corpus.model import Unit as Unit
    from corpus.model import Variant as Variant
    from corpus.numerals import chinese_number as chinese_number
    from corpus.numerals import parse_number as parse_number
    from corpus.organs import Registry as Registry
    from corpus.organs import registry as registry
    from corpus.organs import unit_words as unit_words
    from corpus.own_units import OwnUnits as OwnUnits
    from corpus.own_units import load_units as load_units
    from corpus.quote import bare as bare
    from corpus.quote import quote_of as quote_of
    from corpus.quote import squeeze as squeeze
    from corpus.read import read_bytes as read_bytes
    from corpus.read import read_notice as read_notice
    from corpus.surroundings import Surroundings as Surroundings
    from corpus.surroundings import surroundings_of as surroundings_of
    from corpus.thesaurus import Term as Term
    from corpus.thesaurus import terms as terms
    from corpus.thesaurus import terms_in as terms_in
    from corpus.toml import TomlError as TomlError
    from corpus.toml import as_written as as_written
    from corpus.toml import dump_toml as dump_toml
    from corpus.toml import parse_toml as parse_toml
    from corpus.units import looks_like_unit as looks_like_unit
    from corpus.units import place_of as place_of
    from corpus.units import split_level as split_level
    from corpus.validity import is_void as is_void
    from corpus.worker import ReadingRoom as ReadingRoom

_HOME = {
    "amounts": "find_amounts",
    "change": "WrongCorrection change_corrections",
    "checking": "Beside Checked check read_one",
    "corrections": "META_ENDING Corrections apply_corrections find_meta parse_corrections read_corrected",
    "crosscheck": "Brief UnitCounter brief_of cross_check sketch_of",
    "dates": "find_deadlines parse_day",
    "errors": (
        "NoticeError EmptyFile BinaryFile EncodingError ClassifiedFile DamagedFile PasswordFile ScannedFile "
        "TookTooLong TooLarge UnsupportedFile error_of"
    ),
    "export": "notice_to_dict dump_notice load_notice",
    "findings": "KINDS Remark remarks_of sort_remarks",
    "folder": "PASSED_OVER Folders FoundFile PassedFile",
    "formats": "ENDINGS FORMATS",
    "worker": "ReadingRoom",
    "limits": "MAX_BYTES MAX_MEMBERS MAX_UNPACKED",
    "link": "due_on once",
    "model": (
        "HEAD PREFACE TAIL Block Box Clause Deadline Finding LikelyUnit Notice Role Section Slip Span Task Unit Variant"
    ),
    "numerals": "chinese_number parse_number",
    "own_units": "OwnUnits load_units",
    "quote": "bare quote_of squeeze",
    "read": "read_notice read_bytes",
    "surroundings": "Surroundings surroundings_of",
    "thesaurus": "Term terms terms_in",
    "toml": "TomlError as_written dump_toml parse_toml",
    "organs": "Registry registry unit_words",
    "units": "looks_like_unit place_of split_level",
    "validity": "is_void",
}
_MODULE = {name: module for module, names in _HOME.items() for name in names.split()}

__all__ = sorted(_MODULE)


def __getattr__(name: str) -> object:
    if name not in _MODULE:
        raise AttributeError(f"module 'corpus' has no attribute {name!r}")
    return getattr(import_module(f"corpus.{_MODULE[name]}"), name)
