"""Damaged files, made from good ones: cut, bits flipped, blocks lost or exchanged, files mixed, parts broken inside."""

from __future__ import annotations

import io
import random
import re
import zipfile
from collections.abc import Callable, Collection, Iterator, Mapping
from pathlib import PurePosixPath

Damage = Callable[[random.Random, bytes, bytes], bytes]
"""Damages a file; the second file is for what mixes two."""

_DAY = (2026, 3, 20, 9, 0, 0)
_SLOW_SHARE = 0.1
"""How often a file that takes seconds to read is taken, against one that does not."""
_NUMBER = re.compile(rb"(?<=[\"'= >])\d+(?:\.\d+)?(?=[\"' <])")
_WRONG_NUMBERS = (b"", b"-1", b"0", b"NaN", b"1e308", b"99999999999999999999", b"x", b"0x7fffffff")
_TAG = re.compile(rb"</?[^<>]{1,200}>")


def damaged_files(
    good: Mapping[str, bytes], count: int, seed: int, slow: Collection[str] = ()
) -> Iterator[tuple[str, bytes]]:
    """Make damaged files.

    Parameters
    ----------
    good
        Name with ending to content.
    count, seed
        How many; the same seed makes the same files, and a larger count goes on where a smaller one ends.
    slow
        Names of files that take long to read, of which fewer are made.

    Yields
    ------
    tuple
        A name that tells the file and the damage, and the content.
    """
    names = sorted(good)
    weights = [_SLOW_SHARE if name in slow else 1.0 for name in names]
    for number in range(count):
        chance = random.Random(f"{seed}/{number}")
        name, other = chance.choices(names, weights)[0], chance.choice(names)
        ways = {**_BYTES, **(_PARTS if good[name].startswith(b"PK\x03\x04") else {}), "renamed": _same}
        way = chance.choice(sorted(ways))
        data = ways[way](chance, good[name], good[other])
        ending = PurePosixPath(other if way == "renamed" else name).suffix
        yield f"{number:05}-{PurePosixPath(name).stem}-{way}{ending}", data


def _same(chance: random.Random, data: bytes, other: bytes) -> bytes:
    return data


def _cut(chance: random.Random, data: bytes, other: bytes) -> bytes:
    return data[: chance.randrange(len(data))]


def _beheaded(chance: random.Random, data: bytes, other: bytes) -> bytes:
    return data[chance.randrange(1, min(len(data), 5000)) :]


def _flipped(chance: random.Random, data: bytes, other: bytes) -> bytes:
    out = bytearray(data)
    for _ in range(2 ** chance.randrange(11)):
        out[chance.randrange(len(out))] ^= 1 << chance.randrange(8)
    return bytes(out)


def _block(chance: random.Random, data: bytes) -> tuple[int, int]:
    size = min(len(data), 2 ** chance.randrange(1, 15))
    start = chance.randrange(len(data) - size + 1)
    return start, start + size


def _zeroed(chance: random.Random, data: bytes, other: bytes) -> bytes:
    start, end = _block(chance, data)
    return data[:start] + bytes(end - start) + data[end:]


def _noisy(chance: random.Random, data: bytes, other: bytes) -> bytes:
    start, end = _block(chance, data)
    return data[:start] + chance.randbytes(end - start) + data[end:]


def _lost(chance: random.Random, data: bytes, other: bytes) -> bytes:
    start, end = _block(chance, data)
    return data[:start] + data[end:]


def _doubled(chance: random.Random, data: bytes, other: bytes) -> bytes:
    start, end = _block(chance, data)
    return data[:end] + data[start:]


def _swapped(chance: random.Random, data: bytes, other: bytes) -> bytes:
    a, b, c, d = sorted(chance.randrange(len(data) + 1) for _ in range(4))
    return data[:a] + data[c:d] + data[b:c] + data[a:b] + data[d:]


def _mixed(chance: random.Random, data: bytes, other: bytes) -> bytes:
    return data[: chance.randrange(len(data))] + other[chance.randrange(len(other)) :]


def _misnumbered(chance: random.Random, data: bytes, other: bytes) -> bytes:
    found = list(_NUMBER.finditer(data))
    for hit in sorted(chance.sample(found, min(len(found), 1 + chance.randrange(20))), key=lambda m: -m.start()):
        data = data[: hit.start()] + chance.choice(_WRONG_NUMBERS) + data[hit.end() :]
    return data


def _mistagged(chance: random.Random, data: bytes, other: bytes) -> bytes:
    found = list(_TAG.finditer(data))
    if not found:
        return _lost(chance, data, other)
    hit = chance.choice(found)
    return data[: hit.start()] + chance.choice((b"", hit.group() * 2)) + data[hit.end() :]


_BYTES: dict[str, Damage] = {
    "cut": _cut,
    "beheaded": _beheaded,
    "flipped": _flipped,
    "zeroed": _zeroed,
    "noisy": _noisy,
    "lost": _lost,
    "doubled": _doubled,
    "swapped": _swapped,
    "mixed": _mixed,
    "misnumbered": _misnumbered,
}


def _parts_of(data: bytes) -> dict[str, bytes]:
    with zipfile.ZipFile(io.BytesIO(data)) as packed:
        return {name: packed.read(name) for name in packed.namelist()}


def _packed(parts: Mapping[str, bytes]) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as packed:
        for name, data in parts.items():
            packed.writestr(zipfile.ZipInfo(name, _DAY), data, zipfile.ZIP_DEFLATED)
    return out.getvalue()


def _in_parts(damage: Damage) -> Damage:
    """The damage done to one part of a packed file, which is then packed again without a fault."""

    def damage_part(chance: random.Random, data: bytes, other: bytes) -> bytes:
        parts = _parts_of(data)
        filled = sorted(name for name, part in parts.items() if part)
        name = chance.choice(filled)
        return _packed({**parts, name: damage(chance, parts[name], parts[chance.choice(filled)])})

    return damage_part


def _without_part(chance: random.Random, data: bytes, other: bytes) -> bytes:
    parts = _parts_of(data)
    del parts[chance.choice(sorted(parts))]
    return _packed(parts)


def _without_words(chance: random.Random, data: bytes, other: bytes) -> bytes:
    parts = _parts_of(data)
    return _packed({**parts, chance.choice(sorted(parts)): b""})


def _exchanged(chance: random.Random, data: bytes, other: bytes) -> bytes:
    parts = _parts_of(data)
    one, two = (chance.choice(sorted(parts)) for _ in range(2))
    return _packed({**parts, one: parts[two], two: parts[one]})


_PARTS: dict[str, Damage] = {
    **{f"part-{name}": _in_parts(damage) for name, damage in {**_BYTES, "mistagged": _mistagged}.items()},
    "part-missing": _without_part,
    "part-empty": _without_words,
    "parts-exchanged": _exchanged,
}
