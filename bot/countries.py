"""Countries under the names that news uses for one and the same."""

import re
from functools import lru_cache

# The first of a line stands for all of it: the people, and the places that speak for a government.
_SAME = """\
Afghanistan, Afghan, Afghans, Kabul
Albania, Albanian, Albanians, Tirana
Algeria, Algerian, Algerians, Algiers
Angola, Angolan, Angolans, Luanda
Argentina, Argentine, Argentinian, Buenos Aires
Armenia, Armenian, Armenians, Yerevan
Australia, Australian, Australians, Canberra
Austria, Austrian, Austrians, Vienna
Azerbaijan, Azerbaijani, Azerbaijanis, Baku
Bahrain, Bahraini, Bahrainis, Manama
Bangladesh, Bangladeshi, Bangladeshis, Dhaka
Belarus, Belarusian, Belarusians, Minsk
Belgium, Belgian, Belgians
Bolivia, Bolivian, Bolivians
Bosnia, Bosnia and Herzegovina, Bosnian, Bosnians, Sarajevo
Brazil, Brazilian, Brazilians, Brasilia
Bulgaria, Bulgarian, Bulgarians
Burkina Faso, Burkinabe, Ouagadougou
Cambodia, Cambodian, Cambodians, Phnom Penh
Cameroon, Cameroonian, Cameroonians
Canada, Canadian, Canadians, Ottawa
Chile, Chilean, Chileans
China, Chinese, People's Republic of China, PRC, Beijing
Colombia, Colombian, Colombians, Bogota, Bogotá
Costa Rica, Costa Rican, Costa Ricans
Croatia, Croatian, Croatians, Croat, Croats, Zagreb
Cuba, Cuban, Cubans, Havana
Cyprus, Cypriot, Cypriots, Nicosia
Czech Republic, Czechia, Czech, Czechs, Prague
Democratic Republic of Congo, Democratic Republic of the Congo, DRC, Congolese, Kinshasa
Denmark, Danish, Dane, Danes, Copenhagen
Ecuador, Ecuadorian, Ecuadorians, Quito
Egypt, Egyptian, Egyptians, Cairo
El Salvador, Salvadoran, Salvadorans
Eritrea, Eritrean, Eritreans, Asmara
Estonia, Estonian, Estonians, Tallinn
Ethiopia, Ethiopian, Ethiopians, Addis Ababa
European Union, EU, E.U., European, Europeans, Europe, Brussels
Finland, Finnish, Finn, Finns, Helsinki
France, French, Frenchman, Paris
Germany, German, Germans, Berlin
Ghana, Ghanaian, Ghanaians, Accra
Greece, Greek, Greeks, Athens
Guatemala, Guatemalan, Guatemalans
Haiti, Haitian, Haitians, Port-au-Prince
Honduras, Honduran, Hondurans, Tegucigalpa
Hungary, Hungarian, Hungarians, Budapest
Iceland, Icelandic, Icelander, Icelanders, Reykjavik
India, Indian, Indians, New Delhi, Delhi
Indonesia, Indonesian, Indonesians, Jakarta
Iran, Iranian, Iranians, Tehran
Iraq, Iraqi, Iraqis, Baghdad
Ireland, Irish, Dublin
Israel, Israeli, Israelis, Jerusalem
Italy, Italian, Italians, Rome
Ivory Coast, Côte d'Ivoire, Ivorian, Ivorians, Abidjan
Jamaica, Jamaican, Jamaicans
Japan, Japanese, Tokyo
Jordan, Jordanian, Jordanians, Amman
Kazakhstan, Kazakh, Kazakhs, Astana
Kenya, Kenyan, Kenyans, Nairobi
Kosovo, Kosovar, Kosovars, Pristina
Kuwait, Kuwaiti, Kuwaitis
Kyrgyzstan, Kyrgyz, Bishkek
Laos, Laotian, Laotians, Vientiane
Latvia, Latvian, Latvians, Riga
Lebanon, Lebanese, Beirut
Libya, Libyan, Libyans, Tripoli
Lithuania, Lithuanian, Lithuanians, Vilnius
Luxembourg, Luxembourgish
Malaysia, Malaysian, Malaysians, Kuala Lumpur
Mali, Malian, Malians, Bamako
Malta, Maltese, Valletta
Mexico, Mexican, Mexicans
Moldova, Moldovan, Moldovans, Chisinau
Mongolia, Mongolian, Mongolians, Ulaanbaatar
Montenegro, Montenegrin, Montenegrins, Podgorica
Morocco, Moroccan, Moroccans, Rabat
Mozambique, Mozambican, Mozambicans, Maputo
Myanmar, Burma, Burmese, Naypyidaw
Nepal, Nepali, Nepalese, Kathmandu
Netherlands, Dutch, Holland, The Hague
New Zealand, New Zealander, New Zealanders, Wellington
Nicaragua, Nicaraguan, Nicaraguans, Managua
Nigeria, Nigerian, Nigerians, Abuja
North Korea, North Korean, North Koreans, Pyongyang, DPRK
North Macedonia, Macedonian, Macedonians, Skopje
Norway, Norwegian, Norwegians, Oslo
Oman, Omani, Omanis, Muscat
Pakistan, Pakistani, Pakistanis, Islamabad
Palestine, Palestinian, Palestinians, Ramallah
Panama, Panamanian, Panamanians
Paraguay, Paraguayan, Paraguayans
Peru, Peruvian, Peruvians
Philippines, Philippine, Filipino, Filipinos, Manila
Poland, Polish, Pole, Poles, Warsaw
Portugal, Portuguese, Lisbon
Qatar, Qatari, Qataris, Doha
Romania, Romanian, Romanians, Bucharest
Russia, Russian, Russians, Russian Federation, Moscow, Kremlin
Rwanda, Rwandan, Rwandans, Kigali
Saudi Arabia, Saudi, Saudis, Riyadh
Scotland, Scottish, Scots, Edinburgh
Senegal, Senegalese, Dakar
Serbia, Serbian, Serbians, Serb, Serbs, Belgrade
Singapore, Singaporean, Singaporeans
Slovakia, Slovak, Slovaks, Bratislava
Slovenia, Slovenian, Slovenians, Slovene, Slovenes, Ljubljana
Somalia, Somali, Somalis, Mogadishu
South Africa, South African, South Africans, Pretoria
South Korea, South Korean, South Koreans, Republic of Korea, Seoul
South Sudan, South Sudanese, Juba
Spain, Spanish, Spaniard, Spaniards, Madrid
Sri Lanka, Sri Lankan, Sri Lankans, Colombo
Sudan, Sudanese, Khartoum
Sweden, Swedish, Swede, Swedes, Stockholm
Switzerland, Swiss, Bern
Syria, Syrian, Syrians, Damascus
Taiwan, Taiwanese, Taipei
Tajikistan, Tajik, Tajiks, Dushanbe
Tanzania, Tanzanian, Tanzanians
Thailand, Thai, Thais, Bangkok
Tunisia, Tunisian, Tunisians
Turkey, Türkiye, Turkish, Turk, Turks, Ankara
Turkmenistan, Turkmen, Ashgabat
Uganda, Ugandan, Ugandans, Kampala
Ukraine, Ukrainian, Ukrainians, Kyiv, Kiev
United Arab Emirates, UAE, U.A.E., Emirati, Emiratis, Abu Dhabi
United Kingdom, UK, U.K., Great Britain, Britain, British, Briton, Britons, London
United Nations, UN, U.N.
United States, United States of America, US, U.S., USA, U.S.A., America, American, Americans
Uruguay, Uruguayan, Uruguayans, Montevideo
Uzbekistan, Uzbek, Uzbeks, Tashkent
Venezuela, Venezuelan, Venezuelans, Caracas
Vietnam, Vietnamese, Hanoi
Wales, Welsh, Cardiff
Yemen, Yemeni, Yemenis, Sanaa
Zambia, Zambian, Zambians, Lusaka
Zimbabwe, Zimbabwean, Zimbabweans, Harare
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
