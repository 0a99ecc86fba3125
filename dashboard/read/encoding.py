"""Bytes → text: marks and UTF-8 first, then what the file declares, then a guess that is always told.

What is no text is refused by its content: by the first bytes of well-known formats, by NULs, by control characters.
"""

from __future__ import annotations

import codecs
import re
from typing import BinaryIO

from dashboard.model import Problem

MAX_BYTES = 20_000_000  # of one file that is read as a whole; lines of a .jsonl file are read one by one

_MARKS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),  # before UTF-16, whose mark it begins with
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_KINDS = (
    (b"%PDF-", "PDF"),
    (b"PK\x03\x04", "ZIP, Word or OpenDocument"),
    (b"\xd0\xcf\x11\xe0", "old Word or Excel"),
    (b"{\\rtf", "RTF"),
    (b"\x89PNG", "PNG"),
    (b"\xff\xd8\xff", "JPEG"),
    (b"GIF8", "GIF"),
    (b"RIFF", "sound or film"),
    (b"\x1f\x8b", "gzip"),
    (b"BZh", "bzip2"),
    (b"\xfd7zXZ", "xz"),
    (b"7z\xbc\xaf", "7z"),
    (b"Rar!", "RAR"),
    (b"\x7fELF", "program"),
    (b"MZ\x90", "program"),
    (b"SQLite format 3", "SQLite"),
    (b"ID3", "sound"),
)
_CONTROL = bytes([*range(0x09), *range(0x0E, 0x1B), *range(0x1C, 0x20), 0x7F])
_STOPS = ".,;:!?-–—'\"“”„«»’()/%"
_SAMPLE = 65_536

# What news was saved in before UTF-8: left to choose among all code pages a short French text is taken for Latvian DOS.
_PAGES = str.split(
    "cp1250 cp1251 cp1252 cp1253 cp1254 cp1255 cp1256 cp1257 iso8859_2 koi8_r koi8_u cp866 cp932 euc_jp gb18030 big5 "
    "cp949"
)
# Signs inside words, and letters that Windows-1252 has but hardly any of its languages: they show another code page.
_STRANGE = re.compile(r"(?<=[A-Za-zÀ-ÿ])(?:[¡-¦©-¬®-³µ¶¹º¼-¿ÐÞðþýŠšŽžŸ×÷\ufffd]|õ(?!e))|[šžðþ³¹º¼-¾](?=[a-zà-ÿ])")


class Refused(Exception):
    """The content is no article; `what` and `hint` are for the reader."""

    def __init__(self, what: str, hint: str = "") -> None:
        self.what, self.hint = what, hint
        super().__init__(what)


def refuse_binary(start: bytes) -> None:
    """Raises Refused where the first bytes are those of a well-known binary format, or of no text at all."""
    kind = next((kind for magic, kind in _KINDS if start.startswith(magic)), None)
    if kind:
        raise Refused(f"a {kind} file, not text", "Save the article as text or HTML.")
    marked = start.startswith(tuple(mark for mark, _ in _MARKS)) or _wide(start)
    if not marked and _is_noise(start.decode("latin-1")):
        raise Refused("a binary file, not text", "Save the article as text or HTML.")


def _is_noise(text: str) -> bool:
    """More than two control characters in a hundred."""
    data = text.encode("utf-8", "surrogatepass")  # where each of them is the byte of its number
    return len(data) - len(data.translate(None, _CONTROL)) > len(text) / 50


def read_all(handle: BinaryIO, name: str, declared: str | None = None) -> tuple[str, list[Problem]]:
    """The text of a file with line ends as \\n, and what is doubtful about it.

    Raises Refused where the file holds no text.
    """
    data = handle.read(MAX_BYTES + 1)
    problems = []
    if len(data) > MAX_BYTES:
        data = data[:MAX_BYTES]
        problems.append(Problem(f"partial: only the first {MAX_BYTES // 1_000_000} MB were read", name, "Split it."))
    text, doubt = decode(data, declared)
    if not text.strip():
        raise Refused("empty", "There is no text in it: save the article again, or leave the file out.")
    if doubt:
        problems.append(Problem(doubt, name, "If letters look wrong, save the file as UTF-8."))
    return text.replace("\r\n", "\n").replace("\r", "\n"), problems


def decode(data: bytes, declared: str | None = None) -> tuple[str, str]:
    """Text and, where its encoding is a guess, a sentence that says so.

    Raises Refused for bytes that are no text in any encoding.
    """
    for mark, name in _MARKS:
        if data.startswith(mark):
            return _text(data[len(mark) :], name), ""
    if wide := _wide(data[:_SAMPLE]):
        return _text(data, wide), ""
    try:
        return _text(data, "utf-8", errors="strict"), ""
    except UnicodeDecodeError:
        pass
    name = _known(declared) or _guess(data)
    return _text(data, name), f"not UTF-8, read as {name}"


def _text(data: bytes, name: str, errors: str = "replace") -> str:
    """Decoded, and refused where control characters show that it is no text. The last character may have been cut."""
    text = codecs.getincrementaldecoder(name)(errors).decode(data, final=len(data) < MAX_BYTES)
    if _is_noise(text[:10_000]):
        raise Refused("a binary file, not text", "Save the article as text or HTML.")
    return text


def _wide(sample: bytes) -> str | None:
    """UTF-16 without its mark: every other byte is NUL in Western text, and behind each space and stop in any other."""
    if 0 not in sample:
        return None
    even, odd = sample[::2].count(0), sample[1::2].count(0)
    half = len(sample) / 2
    if max(even, odd) < 0.05 * half or min(even, odd) > 0.05 * max(even, odd):
        return None
    name = "utf-16-be" if even > odd else "utf-16-le"
    text = sample.decode(name, "replace")
    readable = sum(c.isalnum() or c.isspace() or c in _STOPS for c in text)
    return name if readable > 0.9 * len(text) else None


def _known(name: str | None) -> str | None:
    try:
        found = codecs.lookup(name or "").name
    except (LookupError, ValueError):
        return None
    return "cp1252" if found in ("iso8859-1", "ascii", "utf-8") else found  # as every browser does


def _guess(data: bytes) -> str:
    """Windows-1252 where that gives Western words; else what charset-normalizer takes the text for."""
    sample = data[:_SAMPLE]
    western = sample.decode("cp1252", "replace")
    high = sum(byte >= 0x80 for byte in sample)
    strange = len(_STRANGE.findall(western))
    if high < 0.25 * len(sample) and strange <= 0.1 * high:
        return "cp1252"
    from charset_normalizer import from_bytes  # a quarter of a second to load, and rarely needed

    best = from_bytes(sample, cp_isolation=list(_PAGES)).best()
    return _known(best.encoding if best else None) or "cp1252"
