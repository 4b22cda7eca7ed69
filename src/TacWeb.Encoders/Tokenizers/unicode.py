"""Writes unicode.txt beside it: what UnicodeNormalization needs, since .NET's invariant mode does not normalise."""
import pathlib
import unicodedata as u

lines = [
    f"# Canonical decompositions and combining classes of the Unicode Character Database {u.unidata_version} (Unicode licence v3), written by Tokenizers/unicode.py.",
    "# D code parts…: canonical decomposition; X code parts…: the same, never recomposed; C class code…: combining class.",
]
classes = {}
for code in (c for c in range(0x110000) if not 0xD800 <= c <= 0xDFFF):
    character = chr(code)
    if u.combining(character):
        classes.setdefault(u.combining(character), []).append(code)
    parts = u.decomposition(character)
    if parts and not parts.startswith("<"):
        kind = "X" if u.normalize("NFC", character) != character else "D"
        lines.append(f"{kind} {code:X} " + " ".join(f"{int(p, 16):X}" for p in parts.split()))
for number, codes in sorted(classes.items()):
    ranges = []
    for code in codes:
        if ranges and ranges[-1][1] == code - 1:
            ranges[-1][1] = code
        else:
            ranges.append([code, code])
    lines.append(f"C {number} " + " ".join(f"{a:X}" if a == b else f"{a:X}-{b:X}" for a, b in ranges))
pathlib.Path(__file__).with_name("unicode.txt").write_text("\n".join(lines) + "\n", encoding="utf-8")
