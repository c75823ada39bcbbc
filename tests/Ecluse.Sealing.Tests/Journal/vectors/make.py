"""Writes journal.json: vectors of our own, by code that shares nothing with the product (hashlib, cryptography)."""
import base64, hashlib, json, pathlib
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat

b64 = lambda data: base64.b64encode(data).decode()
sha = lambda data: hashlib.sha256(data).digest()
entries = [b"", b"\x00", *(f"entry {n} é".encode() for n in range(2, 521))]
leaves = [sha(b"\x00" + entry) for entry in entries]


def root(hashes):
    if not hashes:
        return sha(b"")
    if len(hashes) == 1:
        return hashes[0]
    cut = 1
    while cut * 2 < len(hashes):
        cut *= 2
    return sha(b"\x01" + root(hashes[:cut]) + root(hashes[cut:]))


def inclusion(index, hashes):
    if len(hashes) == 1:
        return []
    cut = 1
    while cut * 2 < len(hashes):
        cut *= 2
    if index < cut:
        return inclusion(index, hashes[:cut]) + [root(hashes[cut:])]
    return inclusion(index - cut, hashes[cut:]) + [root(hashes[:cut])]


def consistency(old, hashes, whole=True):
    if old == len(hashes):
        return [] if whole else [root(hashes)]
    cut = 1
    while cut * 2 < len(hashes):
        cut *= 2
    if old <= cut:
        return consistency(old, hashes[:cut], whole) + [root(hashes[cut:])]
    return consistency(old - cut, hashes[cut:], False) + [root(hashes[:cut])]


seed = sha(b"a key for vectors, not for a log")
key = Ed25519PrivateKey.from_private_bytes(seed)
public = key.public_key().public_bytes(Encoding.Raw, PublicFormat.Raw)
name = "vectors.example/journal"
key_id = sha(name.encode() + b"\n\x01" + public)[:4]
text = f"{name}\n{len(leaves)}\n{b64(root(leaves))}\n"
note = f"{text}\n\u2014 {name} {b64(key_id + key.sign(text.encode()))}\n"
document = {
    "about": "entry 0 is empty, entry 1 is one zero byte, entry n is 'entry n é' in UTF-8; hashes in base64",
    "vkey": f"{name}+{key_id.hex()}+{b64(bytes([1]) + public)}",
    "checkpoint": note,
    "roots": {str(size): b64(root(leaves[:size])) for size in (0, 1, 2, 3, 7, 8, 255, 256, 257, 512, 521)},
    "inclusion": [
        {"index": index, "size": size, "proof": [b64(h) for h in inclusion(index, leaves[:size])]}
        for index, size in ((0, 1), (1, 2), (6, 7), (255, 256), (256, 257), (300, 521), (520, 521))
    ],
    "consistency": [
        {"size1": old, "size2": size, "proof": [b64(h) for h in consistency(old, leaves[:size])]}
        for old, size in ((1, 2), (3, 7), (8, 8), (255, 257), (256, 521), (257, 512), (520, 521))
    ],
}
path = pathlib.Path(__file__).with_name("journal.json")
path.write_text(json.dumps(document, indent=1, ensure_ascii=False) + "\n", encoding="utf-8")
