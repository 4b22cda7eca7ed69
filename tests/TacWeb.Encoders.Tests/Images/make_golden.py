"""Writes the pictures and the expected values of the image tests with Pillow (9.4): run in this folder, commit what it writes."""
import hashlib
import json
import pathlib
import struct

import numpy as np
from PIL import Image, ImageOps

here = pathlib.Path(__file__).parent
pictures = here / "Pictures"
pictures.mkdir(exist_ok=True)


def made(width, height):
    """The same picture as MadePicture.cs."""
    y, x, c = np.mgrid[0:height, 0:width, 0:3]
    return Image.fromarray((((x * 7 + y * 13 + c * 29) ^ (x * y % 251)) % 256).astype(np.uint8), "RGB")


def smooth(width, height):
    y, x, c = np.mgrid[0:height, 0:width, 0:3]
    return Image.fromarray(np.round(127 + 120 * np.sin(x / 7 + c) * np.cos(y / 5 - c)).astype(np.uint8), "RGB")


def sha(image):
    return hashlib.sha256(image.tobytes()).hexdigest()


def clip_crop(image, size, resize):
    w, h = image.size
    nw, nh = (resize, resize * h // w) if w <= h else (resize * w // h, resize)
    image = image.resize((nw, nh), Image.BICUBIC)
    left, top = round((nw - size) / 2), round((nh - size) / 2)
    return image.crop((left, top, left + size, top + size))


resizes = []
for w, h in [(32, 32), (500, 375), (333, 500), (1, 40), (40, 1), (1, 1), (2, 3), (128, 128), (224, 224), (129, 128), (224, 300), (192, 192), (64, 64), (1000, 31), (640, 480), (227, 251)]:
    for size, resize in [(224, 224), (128, 128), (128, 146), (3, 3)]:
        resizes.append([w, h, size, resize, sha(clip_crop(made(w, h), size, resize))])
(here / "resizes.json").write_text("[\n" + ",\n".join(json.dumps(r) for r in resizes) + "\n]\n")

expected = {}


def save(name, image, **options):
    image.save(pictures / name, **options)
    with Image.open(pictures / name) as opened:
        rgb = ImageOps.exif_transpose(opened).convert("RGB")
        expected[name] = [rgb.width, rgb.height, sha(rgb)]


rgb = smooth(37, 23)
alpha = made(37, 23).convert("L")
rgba = rgb.copy()
rgba.putalpha(alpha)
save("rgb.jpg", rgb, quality=85)
save("rgb-444.jpg", rgb, quality=95, subsampling=0)
save("progressive.jpg", rgb, quality=80, progressive=True)
save("grey.jpg", rgb.convert("L"), quality=85)
save("cmyk.jpg", rgb.convert("CMYK"), quality=90)
for orientation in range(1, 9):
    exif = Image.Exif()
    exif[274] = orientation
    save(f"orientation-{orientation}.jpg", rgb, quality=85, exif=exif)
save("rgb.png", rgb)
save("rgba.png", rgba)
save("grey.png", rgb.convert("L"))
save("grey-alpha.png", rgba.convert("LA"))
save("palette.png", rgb.quantize(17))
save("palette-transparent.png", rgb.quantize(17), transparency=3)
save("bilevel.png", rgb.convert("1"))
save("lossy.webp", rgb, quality=80)
save("lossless.webp", rgba, lossless=True, exact=True)
save("two-frames.gif", rgb.quantize(32), save_all=True, append_images=[made(37, 23).quantize(32)])
save("lzw.tiff", rgb, compression="tiff_lzw")
save("grey.tiff", rgb.convert("L"))
save("rgb.bmp", rgb)
save("grey.bmp", rgb.convert("L"))
save("palette.bmp", rgb.quantize(200))
save("bilevel.bmp", rgb.convert("1"))


def bitmap(name, bits, rows, palette=b"", compression=0, masks=b"", top_down=False, core=False):
    w, h = 37, 23
    head = struct.pack("<IHHHH", 12, w, h, 1, bits) if core else struct.pack("<IiiHHIIiiII", 40, w, -h if top_down else h, 1, bits, compression, 0, 2835, 2835, len(palette) // 4, 0)
    body = head + masks + palette
    packed = b"".join(row + bytes(-len(row) % 4) for row in (rows if top_down else rows[::-1]))
    (pictures / name).write_bytes(b"BM" + struct.pack("<IHHI", 14 + len(body) + len(packed), 0, 0, 14 + len(body)) + body + packed)
    with Image.open(pictures / name) as opened:
        image = opened.convert("RGB")
        expected[name] = [image.width, image.height, sha(image)]


pixels = np.asarray(rgb).astype(np.uint32)
r, g, b = pixels[..., 0], pixels[..., 1], pixels[..., 2]
bitmap("top-down.bmp", 24, [row[:, ::-1].astype(np.uint8).tobytes() for row in pixels], top_down=True)
bitmap("32.bmp", 32, [row.astype("<u4").tobytes() for row in (r << 16 | g << 8 | b)])
bitmap("555.bmp", 16, [row.astype("<u2").tobytes() for row in (r >> 3 << 10 | g >> 3 << 5 | b >> 3)])
bitmap("565.bmp", 16, [row.astype("<u2").tobytes() for row in (r >> 3 << 11 | g >> 2 << 5 | b >> 3)], compression=3, masks=struct.pack("<III", 0xF800, 0x07E0, 0x001F))
bitmap("32-fields.bmp", 32, [row.astype("<u4").tobytes() for row in (r << 24 | g << 16 | b << 8)], compression=3, masks=struct.pack("<III", 0xFF000000, 0xFF0000, 0xFF00))
bitmap("core.bmp", 24, [row[:, ::-1].astype(np.uint8).tobytes() for row in pixels], core=True)
indices = np.asarray(rgb.quantize(16)).astype(np.uint8)
colours = b"".join(bytes([p[2], p[1], p[0], 0]) for p in np.array(rgb.quantize(16).getpalette()[:48]).reshape(16, 3).tolist())
even = np.pad(indices, ((0, 0), (0, 1)))
bitmap("4-bit.bmp", 4, [(row[0::2] << 4 | row[1::2]).astype(np.uint8).tobytes() for row in even], palette=colours)

# 16 bits: our own rule (the high byte); Pillow itself clips 16-bit grey.
grey16 = (np.asarray(rgb.convert("L")).astype(np.uint16) << 8) + 77
Image.fromarray(grey16, "I;16").save(pictures / "grey-16.png")
high = Image.fromarray((grey16 >> 8).astype(np.uint8), "L").convert("RGB")
expected["grey-16.png"] = [high.width, high.height, sha(high)]

(here / "decodes.json").write_text("{\n" + ",\n".join(f"{json.dumps(k)}: {json.dumps(v)}" for k, v in expected.items()) + "\n}\n")
