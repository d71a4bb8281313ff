"""Countries under the names that news uses for one and the same."""

import re
from functools import lru_cache

# The first of a line stands for all of it: the people, and the places that speak for a government.
_SAME = """\
Afghanistan, Afghan, Afghans, Kabul
Argentina, Argentine, Argentinian, Buenos Aires
Australia, Australian, Australians, Canberra
Austria, Austrian, Austrians, Vienna
Belarus, Belarusian, Belarusians, Minsk
Belgium, Belgian, Belgians
Brazil, Brazilian, Brazilians, Brasilia
Canada, Canadian, Canadians, Ottawa
China, Chinese, People's Republic of China, PRC, Beijing
Cuba, Cuban, Cubans, Havana
Denmark, Danish, Dane, Danes, Copenhagen
Egypt, Egyptian, Egyptians, Cairo
Ethiopia, Ethiopian, Ethiopians, Addis Ababa
European Union, EU, E.U., European, Europeans, Europe, Brussels
Finland, Finnish, Finn, Finns, Helsinki
France, French, Frenchman, Paris
Germany, German, Germans, Berlin
Greece, Greek, Greeks, Athens
Hungary, Hungarian, Hungarians, Budapest
India, Indian, Indians, New Delhi, Delhi
Indonesia, Indonesian, Indonesians, Jakarta
Iran, Iranian, Iranians, Tehran
Iraq, Iraqi, Iraqis, Baghdad
Ireland, Irish, Dublin
Israel, Israeli, Israelis, Jerusalem
Italy, Italian, Italians, Rome
Japan, Japanese, Tokyo
Kenya, Kenyan, Kenyans, Nairobi
Lithuania, Lithuanian, Lithuanians, Vilnius
Mexico, Mexican, Mexicans
Netherlands, Dutch, Holland, The Hague
New Zealand, New Zealander, New Zealanders, Wellington
Nigeria, Nigerian, Nigerians, Abuja
North Korea, North Korean, North Koreans, Pyongyang, DPRK
Norway, Norwegian, Norwegians, Oslo
Pakistan, Pakistani, Pakistanis, Islamabad
Philippines, Philippine, Filipino, Filipinos, Manila
Poland, Polish, Pole, Poles, Warsaw
Portugal, Portuguese, Lisbon
Russia, Russian, Russians, Russian Federation, Moscow, Kremlin
Saudi Arabia, Saudi, Saudis, Riyadh
South Africa, South African, South Africans, Pretoria
South Korea, South Korean, South Koreans, Republic of Korea, Seoul
Spain, Spanish, Spaniard, Spaniards, Madrid
Sri Lanka, Sri Lankan, Sri Lankans, Colombo
Sweden, Swedish, Swede, Swedes, Stockholm
Switzerland, Swiss, Bern
Syria, Syrian, Syrians, Damascus
Taiwan, Taiwanese, Taipei
Thailand, Thai, Thais, Bangkok
Turkey, Türkiye, Turkish, Turk, Turks, Ankara
Ukraine, Ukrainian, Ukrainians, Kyiv, Kiev
United Kingdom, UK, U.K., Great Britain, Britain, British, Briton, Britons, London
United Nations, UN, U.N.
United States, United States of America, US, U.S., USA, U.S.A., America, American, Americans
Vietnam, Vietnamese, Hanoi
"""


@lru_cache(maxsize=1)
def _table() -> dict[str, str]:
    rows = [line.split(", ") for line in _SAME.strip().splitlines()]
    return {"Washington": "United States"} | {name: row[0] for row in rows for name in row}


@lru_cache(maxsize=1)
def _pattern() -> re.Pattern[str]:
    longest_first = sorted(_table(), key=len, reverse=True)
    either = "|".join(re.escape(name) for name in longest_first)
    return re.compile(rf"(?<!\w)(?:{either})(?![^\W_])")


def countries(text: str) -> set[str]:
    """Return the countries that a text names in one way or another, each by its first name."""
    return {_table()[match] for match in _pattern().findall(text)}


def without_countries(text: str) -> str:
    """Return a text with each name of a country replaced by a line break."""
    return _pattern().sub("\n", text)
