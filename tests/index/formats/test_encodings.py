import pytest

from index.formats.encodings import guessed_encoding

CROATIAN = "Gradonačelnica Ana Kovačić dodala je da će obilaznica voditi kroz stari tunel. "
CZECH = "Oprava bude stát dvakrát více, než se plánovalo. Obyvatelé chtěli přívoz. "
ESTONIAN = "Elanikud soovisid praami, kuid see hakkab sõitma alles sügisel, ütles Jüri Mägi. "
HUNGARIAN = "A lakók kompot kértek, de az csak ősszel jár – mondta Szűcs Erzsébet. "
ICELANDIC = "Íbúar báðu um ferju en hún siglir ekki fyrr en í október, sagði Þór Jónsson. "
JAPANESE = "港の橋は月曜日から六週間閉鎖されると、市役所が木曜日に発表した。"
POLISH = "Inżynier Łukasz Żuk powiedział, że dłużej nie można go łatać. "
ROMANIAN = "Reparaţia va costa de două ori mai mult decât era planificat, a spus primăria. "
RUSSIAN = "Мост через гавань закроют на шесть недель с понедельника, сообщила мэрия. "
TURKISH = "Sakinler feribot istemişti ama ancak ekimde çalışacak, dedi Işık Güneş. "
CHINESE = "港口大桥将从星期一起关闭六周，市政府星期四宣布。"
GREEK = "Η γέφυρα του λιμανιού θα κλείσει για έξι εβδομάδες, ανακοίνωσε ο δήμος. "


def read(text, encoding):
    data = text.encode(encoding)
    return data.decode(guessed_encoding(data))


@pytest.mark.parametrize(
    "text",
    [
        "The council can’t say when the bridge will open.",
        "It costs €4m – or £3m – said Zoë Müller of the Café Royal.",
        "The bridge\xa0spans 4 km³ of water… It was 21°C.",
        "L’été dernier, l’équipe a été éliminée. « Où aller ? » a demandé Théo Noël.",
        "¿Quién pagará? «Nadie», dijo la alcaldesa, Ana Ibáñez, en español.",
        "„Wir können sie nicht länger flicken“, sagte Jürgen Groß über die Brücke.",
        "“Não podemos remendá-la”, disse João Simões; às obras faltam 4 milhões.",
        "È la città a pagare, ha detto lunedì Niccolò Forlì: «Non c’è più tempo».",
        "Invånarna hade begärt en färja, sade Göran Åkerström; den går först på våren.",
        "Beboerne ønsket en færge, sagde Søren Kjær på mødet; den sejler først til året.",
        ICELANDIC,
        ESTONIAN,
    ],
)
def test_western_text_is_windows_1252(text):
    assert read(text, "cp1252") == text


@pytest.mark.parametrize(
    ("text", "encoding"),
    [
        (CROATIAN, "cp1250"),
        (CZECH, "cp1250"),
        (HUNGARIAN, "cp1250"),
        (POLISH, "cp1250"),
        (ROMANIAN, "cp1250"),
        (TURKISH, "cp1254"),
        (RUSSIAN, "cp1251"),
        (RUSSIAN, "koi8-r"),
        (GREEK, "cp1253"),
        (JAPANESE, "shift_jis"),
        (JAPANESE, "euc_jp"),
        (CHINESE, "gbk"),
    ],
)
def test_other_text_is_not_taken_for_western(text, encoding):
    assert read(text * 2, encoding) == text * 2


def test_quotation_marks_of_a_macintosh_are_no_capitals_within_words():
    text = "“We can’t go on patching it,” said Tom O’Neil. It won’t open, Zoë said. "
    assert read(text * 2, "mac_roman") == text * 2


@pytest.mark.parametrize(
    ("name", "encoding"), [("Иван Петров", "cp1251"), ("Γιώργος Παππάς", "cp1253")]
)
def test_a_name_of_another_alphabet_in_english_text_tells_the_encoding(name, encoding):
    text = f"The council said on Monday that {name} will not say when the bridge opens. " * 3
    assert read(text, encoding) == text


def test_a_foreign_name_in_english_text_leaves_it_western():
    text = (
        "The bridge was built by Škoda, and £4m was paid to Þór Jónsson of Hill Post. "
        "It will open on Monday after six weeks of work by the city, which said that the "
        "ferry will go on until then, and that the road to the north is closed. "
    )
    assert read(text * 2, "cp1252") == text * 2


def test_one_word_that_was_garbled_before_does_not_make_text_eastern():
    text = "It was sold as cafÃ© blend, and the mayor – of Hill – said it’s gone. " * 2
    assert read(text, "cp1252") == text
