// SPDX-License-Identifier: Apache-2.0
package dev.stemgate.terminology;

import static dev.stemgate.terminology.ShippedLists.criteria;
import static dev.stemgate.terminology.ShippedLists.drugText;
import static dev.stemgate.terminology.ShippedLists.match;
import static dev.stemgate.terminology.ShippedLists.text;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** German everyday names, compounds and spellings. */
class GermanWordsTest {

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "active-malignancy|Bronchialkarzinom",
                "active-malignancy|Karzinom der Niere",
                "active-malignancy|akute myeloische Leukämie",
                "active-malignancy|akute myeloische Leukaemie",
                "active-malignancy|Lebermetastasen",
                "active-malignancy|bösartige Neubildung der Lunge",
                "active-malignancy|boesartige Neubildung der Lunge",
                "recent-cancer-treatment|adjuvante Chemotherapie",
                "recent-cancer-treatment|Polychemotherapie 2023",
                "recent-cancer-treatment|Bestrahlung der Brust",
                "pregnancy|schwanger",
                "pregnancy|Schwangerschaft",
                "pregnancy|Risikoschwangerschaft",
                "pregnancy|Gravidität 12. SSW",
                "pregnancy|Graviditaet",
                "pregnancy|Präeklampsie",
                "pregnancy|Praeeklampsie",
                "pregnancy|Eileiterschwangerschaft",
                "pregnancy|Schwangerschaftstest positiv",
                "pregnancy|Fehlgeburt",
                "breastfeeding|Stillzeit",
                "breastfeeding|stillende Mutter",
                "breastfeeding|Z.n. Sectio",
                "hiv|HIV-Infektion",
                "hiv|HI-Virus",
                "immunodeficiency|angeborener Immundefekt",
                "immunodeficiency|Immunschwäche",
                "immunodeficiency|Immunschwaeche",
                "immunodeficiency|Z.n. Splenektomie",
                "unstable-mental-state|akute Psychose",
                "unstable-mental-state|schwere Depression",
                "unstable-mental-state|Depression, schwer",
                "unstable-mental-state|suizidal",
                "unstable-mental-state|Suizidgedanken",
                "unstable-mental-state|Z.n. Suizidversuch",
                "mental-health-condition|Depression",
                "acute-inflammation|Lungenentzündung",
                "acute-inflammation|Lungenentzuendung",
                "acute-inflammation|akute Blinddarmentzündung",
                "acute-inflammation|Harnwegsinfekt",
                "acute-inflammation|Leberabszess",
                "acute-inflammation|Fieber",
                "chronic-exacerbation|exazerbierte COPD",
                "chronic-exacerbation|Colitis ulcerosa, akuter Schub",
                "chronic-exacerbation|diabetische Ketoazidose",
                "coagulation-disorder|Hämophilie",
                "coagulation-disorder|Haemophilie A",
                "coagulation-disorder|Blutungsneigung",
                "coagulation-disorder|Gerinnungsstörung",
                "coagulation-disorder|tiefe Beinvenenthrombose",
                "coagulation-disorder|Lungenembolie",
                "coagulation-disorder|Faktor-V-Leiden",
                "prior-thromboembolism|Z.n. Lungenembolie",
                "cardiovascular-disease|Herzinfarkt",
                "cardiovascular-disease|Vorhofflimmern",
                "cardiovascular-disease|arterielle Hypertonie",
                "cardiovascular-disease|Schlaganfall",
                "cns-target-disease|Schlaganfall",
                "cns-target-disease|Querschnittslähmung",
                "cns-target-disease|Multiple Sklerose",
                "cns-target-disease|Alzheimer-Demenz",
                "autoimmune-disease|Multiple Sklerose",
                "autoimmune-disease|Morbus Crohn",
                "autoimmune-disease|rheumatoide Arthritis",
                "diabetes|Zuckerkrankheit",
                "diabetes|Diabetes mellitus Typ 2",
                "chronic-infection|Lungentuberkulose",
                "chronic-infection|chronische Hepatitis B",
                "genetic-disorder|Mukoviszidose",
                "advanced-degenerative-disease|Leberzirrhose",
                "advanced-degenerative-disease|dialysepflichtige Niereninsuffizienz",
                "tobacco-use|Raucher",
                "tobacco-use|Nikotinabusus",
                "alcohol-use|Alkoholabhängigkeit",
                "substance-use|Heroinabhängigkeit",
                "substance-use|Drogenmissbrauch",
                "prior-transplant|Z.n. Nierentransplantation",
                "hypersensitivity|anaphylaktischer Schock",
                "nonadherence|mangelnde Compliance",
                "premalignant-or-uncertain-neoplasm|Darmpolypen"
            })
    void aGermanNameRaises(String criterion, String words) {
        Match match = match(text(words), criterion).orElseThrow();

        assertThat(match.basis()).isEqualTo(Match.Basis.WORDS);
        assertThat(match.suggestiveOnly()).isTrue();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "antithrombotic-therapy|Marcumar",
                "antithrombotic-therapy|Blutverdünner",
                "antithrombotic-therapy|Blutverduenner",
                "antithrombotic-therapy|Gerinnungshemmer",
                "immunosuppressant-therapy|Kortison",
                "immunosuppressant-therapy|Azathioprin 50 mg Filmtabletten",
                "immunosuppressant-therapy|Immunsuppressivum",
                "recent-cancer-treatment|Zytostatikum",
                "recent-cancer-treatment|Cyclophosphamid",
                "acute-inflammation|Antibiotikum",
                "diabetes|Humaninsulin",
                "unstable-mental-state|Neuroleptikum"
            })
    void aGermanDrugRaises(String criterion, String words) {
        assertThat(match(drugText(words), criterion)).isPresent();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Schwangerschaftsverhütung",
                "Schwangerschaftstest",
                "Geburtsdatum unbekannt",
                "Krebsvorsorge",
                "Nichtraucher",
                "Passivrauchen",
                "abgestillt",
                "Heuschnupfen",
                "Grippeschutzimpfung",
                "Intestinale Beschwerden",
                "Kortison Salbe"
            })
    void whatOnlyLooksAlikeDoesNot(String words) {
        assertThat(criteria(text(words))).isEmpty();
    }
}
