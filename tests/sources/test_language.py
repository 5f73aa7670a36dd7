"""Languages by script and stop words."""

import pytest

from servanda.sources.language import detect


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("The two leaders agreed to launch the negotiations in the coming year.", "en"),
        (
            "Les deux dirigeants ont convenu que les négociations sont une priorité pour la suite.",
            "fr",
        ),
        (
            "Die beiden Minister haben sich auf die Aufnahme von Verhandlungen mit der Kommission geeinigt.",
            "de",
        ),
        ("Los dos países acordaron que las negociaciones con la Unión se inicien por el acuerdo.", "es"),
        ("両首脳は交渉の開始で合意した。", "ja"),
        ("两国领导人同意开始谈判。", "zh"),
        ("양국 정상은 협상을 시작하기로 했다.", "ko"),
        ("Стороны договорились начать переговоры.", "ru"),
        ("Canada", "und"),
        ("", "und"),
    ],
)
def test_languages(text: str, language: str) -> None:
    assert detect(text) == language


def test_a_foreign_name_does_not_make_a_text_foreign() -> None:
    assert detect("The Prime Minister met with 李在明 and Łukasz Żółć of the Republic of Poland.") == "en"


def test_a_long_text_is_sampled() -> None:
    assert detect("x " * 10_000 + "The end of the talks was for the good of all and will be. " * 400) == "en"
