"""Bytes to text: byte order marks, UTF-8, UTF-16 with and without a mark, and the Windows codepages by scoring.

A codepage cannot be told by its bytes alone; each candidate is decoded and judged by how much the result looks like
written language: no symbols inside words, no capitals after small letters, and a language that a detector is sure of.
"""

from __future__ import annotations

import codecs
import re
import unicodedata
from collections.abc import Sequence

import pycld2

from dragoman.errors import ReadError

__all__ = ["decode", "mojibake_share"]

_BOMS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_CODEPAGES = ("cp1252", "cp1258", "cp1250", "cp1251")
_DECLARED = re.compile(rb"""<(?:meta|\?xml)[^>]{0,200}?(?:charset|encoding)\s*=\s*["']?\s*([\w-]{3,20})""", re.I)
_CODEPAGE = re.compile(r"(?:windows|cp|iso|latin|koi8|gb|big5|euc|shift|mac)[\w-]*$")
_CONTROL = bytes(range(9)) + bytes((11,)) + bytes(range(14, 27)) + bytes(range(28, 32))
_SAMPLE = 24_000
_STRANGE = re.compile(
    r"(?<=\w)[\u00a1-\u00a9\u00ab-\u00b4\u00b6-\u00b9\u00bb-\u00bf\u00d7\u00f7\u2020\u2021\u20ac\u20ab\u0192](?=\w)"
)
_CASE = re.compile(r"[a-zß-öø-ÿ\u0430-\u044f][À-ÖØ-Þ\u0410-\u042f]")
_MIXED = re.compile(r"[A-Za-z][\u0400-\u04ff]|[\u0400-\u04ff][A-Za-z]")
_ODD = re.compile(r"[^\W\d_a-zA-Z]{4}")
# What UTF-8 read as windows-1252 looks like: a lead byte's letter and then a sign that no word goes on with.
_MOJIBAKE = re.compile(
    "[\u00c2-\u00c6\u00d0\u00d1\u00e1\u00e2]"
    "[\u0080-\u00a0\u00a1-\u00bf\u0152\u0153\u0160\u0161\u0178\u017d\u017e\u0192\u02c6\u02dc\u2013-\u203a\u20ac\u2122]"
)


def decode(raw: bytes, magic: Sequence[tuple[bytes, str]] = ()) -> str:
    """The text of a file's bytes, not yet normalised (but composed, where a codepage splits letters from tones).

    ``magic`` pairs first bytes with the name of what is no text. Raises ReadError: ``empty``, ``unsupported`` (a known
    kind of file that is no text), ``binary``, ``encoding``.
    """
    if not raw.strip(b" \t\r\n\x00\x0b\x0c"):
        raise ReadError("empty", "the file is empty" if not raw else "the file holds nothing but white space")
    for mark, encoding in _BOMS:
        if raw.startswith(mark):
            return _strict(raw[len(mark) :], encoding)
    for first, name in magic:
        if raw.startswith(first):
            raise ReadError("unsupported", f"a {name}: not a text or HTML file")
    if b"\0" in raw:
        return _wide(raw)
    if len(raw.translate(None, _CONTROL)) < len(raw) * 0.99:
        raise ReadError("binary", "a binary file: control bytes all over, no text")
    text = _utf8(raw)
    return _mended(text) if text is not None else _codepage(raw)


def mojibake_share(text: str) -> float:
    """How much of a text reads as UTF-8 that was once decoded as windows-1252: such pairs per letter beyond ASCII."""
    sample = text[:_SAMPLE]
    pairs = len(_MOJIBAKE.findall(sample))
    return 2 * pairs / sum(1 for letter in sample if letter > "\x7f") if pairs else 0.0


def _strict(raw: bytes, encoding: str) -> str:
    width = {"utf-16-le": 2, "utf-16-be": 2, "utf-32-le": 4, "utf-32-be": 4}.get(encoding, 1)
    try:
        text = raw[: len(raw) - len(raw) % width].decode(encoding)
    except UnicodeDecodeError as error:
        raise ReadError("encoding", f"marked as {encoding}, but not valid at byte {error.start}") from error
    if not text.strip("\ufeff \t\r\n\0"):
        raise ReadError("empty", "the file holds nothing but a byte order mark or white space")
    return text


def _utf8(raw: bytes) -> str | None:
    """The bytes as UTF-8: strictly, or with the few broken letters of a truncated or patched file; else None."""
    try:
        return raw.decode("utf-8")
    except UnicodeDecodeError:
        pass
    text = raw.decode("utf-8", errors="replace")
    broken = text.count("\ufffd")
    sound = sum(1 for letter in text[:_SAMPLE] if letter > "\x7f" and letter != "\ufffd")
    return text if broken <= 2 + len(text) // 2000 and sound > 4 * broken else None


def _wide(raw: bytes) -> str:
    """UTF-16 without a mark, either order; raises ReadError where neither reads as text."""
    best, plausible = "", 0.0
    for encoding in ("utf-16-le", "utf-16-be"):
        try:
            text = raw[: len(raw) - len(raw) % 2].decode(encoding)
        except UnicodeDecodeError:
            continue
        sample = text[:4000]
        plain = sum(1 for letter in sample if letter.isalnum() or letter in " \n\r\t.,;:!?-\"'()/&<>=%_#")
        small = sum(1 for letter in sample if "\x08" < letter < "\u2100")
        share = (plain + small) / (2 * len(sample)) if sample else 0.0
        if share > plausible:
            best, plausible = text, share
    if plausible < 0.9 or "\0" in best:
        raise ReadError("binary", "a binary file: zero bytes, and no UTF-16 text either")
    return best


def _codepage(raw: bytes) -> str:
    """The reading, among those of the page's own and the Windows codepages, that looks most like a language."""
    declared = _declared(raw)
    names = [*([declared] if declared else []), *_CODEPAGES]
    best, score = "", float("-inf")
    for rank, name in enumerate(names):
        text = _page(raw, name)
        if text is None:
            continue
        value = _looks(_around(text)) + (0.3 if name == declared and rank == 0 else -0.012 * rank)
        if value > score:
            best, score = text, value
    if score < 0.2:
        raise ReadError("encoding", "neither UTF-8 nor UTF-16 nor a Windows codepage that reads as a language")
    return best


def _declared(raw: bytes) -> str | None:
    """The codepage that a page names itself, where it is one."""
    match = _DECLARED.search(raw[:4000])
    name = match.group(1).decode("ascii").lower() if match else ""
    return name if _CODEPAGE.match(name) else None


def _page(raw: bytes, name: str) -> str | None:
    try:
        return unicodedata.normalize("NFC", raw.decode(name))
    except (UnicodeError, LookupError):
        return None


def _around(text: str) -> str:
    """The lines of a text that hold letters beyond ASCII, up to a sample's length."""
    lines, length = [], 0
    for line in text[: 40 * _SAMPLE].split("\n"):
        if not line.isascii():
            lines.append(line[:2000])
            length += len(lines[-1])
            if length > _SAMPLE:
                break
    return "\n".join(lines)


def _looks(text: str) -> float:
    """How much a text looks like written language: the detector's certainty less what no language writes."""
    foreign = sum(1 for letter in text if letter > "\x7f" and letter.isalpha())
    letters = sum(1 for letter in text if letter.isalpha()) or 1
    loose = sum(1 for letter in text if unicodedata.combining(letter))
    wrong = 2 * len(_STRANGE.findall(text)) + len(_CASE.findall(text)) + 2 * loose + 2 * len(_MIXED.findall(text))
    if foreign / letters < 0.5:
        wrong += 2 * len(_ODD.findall(text))
    clean = "".join(letter if letter.isalpha() or unicodedata.combining(letter) else " " for letter in text)
    _, _, details = pycld2.detect(clean.encode(), isPlainText=True, bestEffort=True)
    share, strength = details[0][2] / 100, min(1.0, details[0][3] / 1500)
    return float(share * 0.5 + strength - 2 * wrong / max(20, foreign))


def _mended(text: str) -> str:
    """Undo UTF-8 that was decoded as windows-1252 and encoded again; raises ReadError where that does not come out."""
    if mojibake_share(text) < 0.5:
        return text
    try:
        repaired = b"".join(_byte(letter) for letter in text).decode("utf-8")
    except (UnicodeEncodeError, UnicodeDecodeError) as error:
        raise ReadError("encoding", "the text was decoded wrongly before it was stored (mojibake)") from error
    return repaired


def _byte(letter: str) -> bytes:
    try:
        return letter.encode("cp1252")
    except UnicodeEncodeError:
        return letter.encode("latin-1")
