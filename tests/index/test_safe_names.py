import pytest

from index.safe_names import LONGEST, safe_name


@pytest.mark.parametrize(
    ("given", "name"),
    [
        ("通知.docx", "通知.docx"),
        ("../../etc/passwd.txt", "passwd.txt"),
        (r"C:\公文\通知.txt", "通知.txt"),
        ("包.zip/甲/通知.txt", "通知.txt"),
        ("..", "文件"),
        ("", "文件"),
        (".隐藏.txt", "隐藏.txt"),
        ("~$通知.docx", "通知.docx"),
        ("CON.txt", "_CON.txt"),
        ("com¹", "_com¹"),
        ("nul.tar.txt", "_nul.tar.txt"),
        ("通知 .txt. ", "通知.txt"),
        ('a<b>"c|?.txt', "a_b__c__.txt"),
        ("通\n知\u202etxt.exe", "通知txt.exe"),
        ("坏\udcff名.txt", "坏名.txt"),
    ],
)
def test_a_name_is_made_safe(given, name):
    assert safe_name(given) == name


def test_a_long_name_keeps_its_ending():
    name = safe_name("关" * 200 + ".docx")
    # 180 bytes less the five of the ending hold 58 characters of three bytes
    assert name == "关" * 58 + ".docx"
    assert len(name.encode()) <= LONGEST


def test_the_same_name_twice_is_told_apart_whatever_its_case():
    assert safe_name("A.TXT", {"a.txt"}) == "A（2）.TXT"
    assert safe_name("a.txt", {"a.txt", "a（2）.txt"}) == "a（3）.txt"
