// SPDX-License-Identifier: Apache-2.0
package dev.stemgate.terminology;

import static dev.stemgate.terminology.ShippedLists.CRITERIA;
import static dev.stemgate.terminology.ShippedLists.MODEL;

import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;

/** The page {@code docs/words.md}, made from a measurement. */
final class WordPage {

    private static final int COMMONEST = 10;
    private static final int EXAMPLES = 3;
    private static final int LONGEST_EXAMPLE = 90;

    private final WordMeasurement measurement;
    private final StringBuilder page = new StringBuilder();
    private final Synonyms synonyms = WordFiles.read(MODEL.resolve("words")).synonyms();

    private WordPage(WordMeasurement measurement) {
        this.measurement = measurement;
    }

    static String of(WordMeasurement measurement) {
        WordPage page = new WordPage(measurement);
        page.introduction();
        page.table("Diseases, procedures and findings", Terminology.Domain.CLINICAL);
        page.table("Drugs", Terminology.Domain.DRUG);
        page.remarks();
        page.missed();
        page.falseAlarms();
        return page.page.toString();
    }

    private void introduction() {
        line("# How well the words do");
        line("");
        line(
                "A record that has text only, or only codes that nobody knows, is read by its words (MODEL §3, \"Text raises, never");
        line(
                "clears\"). Words give `possible` at most, whatever they say; a text in which no word is known stays unclassified. The words");
        line(
                "are files in `model/words/`, English and German, each row with its source; no clinician has approved them.");
        line("");
        line(
                "This page is generated; `WordPageTest` fails when the lists or the words change without it. Make it again with");
        line("`mvn -o test -Dtest=WordPageTest -Dstemgate.words=write`.");
        line("");
        line("## Method");
        line("");
        line(
                "Every display of `snomed.tsv`, `rxnorm.tsv` and `irrelevant.tsv` (%s clinical, %s of drugs) is given to the words as if it"
                        .formatted(
                                number(measurement
                                        .readings(Terminology.Domain.CLINICAL)
                                        .size()),
                                number(measurement
                                        .readings(Terminology.Domain.DRUG)
                                        .size())));
        line(
                "were a text, and what they raise is compared with the criteria that the lists give its code as include or signal. The short");
        line(
                "cut \"this text is a known display\" is switched off. Drugs are read with a dictionary built without the tenth of the displays");
        line(
                "that is being read, so that no name is found because it is itself in the list. The ICD and ATC lists hold prefixes without");
        line("displays and cannot be measured so.");
        line("");
        line(
                "*Listed*: displays that bear on the criterion. *Found*, *missed*: those of them that the words raise, or do not.");
        line(
                "*Wrong*: displays that the words raise and the list does not name for this criterion. Precision is found / (found + wrong),");
        line("recall is found / listed.");
        line("");
        line(
                "The words were written with these displays in view, so these numbers say how much of the lists the words cover. On the free");
        line(
                "text of a hospital, with its abbreviations, spelling and sentences, they will do worse; German text is not measured here at");
        line("all, only tested by examples (`WordContextTest`, `GermanWordsTest`).");
        line("");
        for (Terminology.Domain domain : List.of(Terminology.Domain.CLINICAL, Terminology.Domain.DRUG)) {
            line("- All criteria, %s: %s".formatted(name(domain), micro(measurement.words(domain))));
            line("- The same with the short cut by known displays, which the product takes first: %s"
                    .formatted(micro(measurement.knownDisplays(domain))));
        }
        long harmless = measurement.readings(Terminology.Domain.CLINICAL).stream()
                .filter(reading -> reading.meant().isEmpty())
                .count();
        long raised = measurement.readings(Terminology.Domain.CLINICAL).stream()
                .filter(reading ->
                        reading.meant().isEmpty() && !reading.raised().isEmpty())
                .count();
        line(
                "- Of the %s clinical displays that bear on no criterion (irrelevant ones and mere look-alikes), %s raise one."
                        .formatted(number(harmless), number(raised)));
        line("");
    }

    private void table(String title, Terminology.Domain domain) {
        line("## " + title);
        line("");
        line("| criterion | listed | found | missed | wrong | precision | recall |");
        line("|---|---:|---:|---:|---:|---:|---:|");
        for (String criterion : CRITERIA.stream().sorted().toList()) {
            WordMeasurement.Counts counts = measurement.words(criterion, domain);
            boolean listed = counts.listed() > 0;
            line("| %s | %s | %s | %s | %s | %s | %s |"
                    .formatted(
                            criterion,
                            listed ? number(counts.listed()) : "none",
                            number(counts.found()),
                            number(counts.missed()),
                            number(counts.wrong()),
                            listed && counts.found() > 0 ? percent(counts.precision()) : "–",
                            listed ? percent(counts.recall()) : "–"));
        }
        line("");
    }

    private void remarks() {
        line("## How to read it");
        line("");
        line(
                "- A criterion with \"none\" has no display in these lists: the model derives it from the lists of others (past malignancy,");
        line(
                "  prior thrombo-embolism, mental health condition, complex history), from the birth date, or from ICD codes only. What its");
        line("  words raise stands under *wrong*, because there is nothing to compare it with.");
        line(
                "- Some *wrong* ones are right by another list: ICD-10 counts stroke as cardiovascular disease, heart failure and Alzheimer's");
        line(
                "  disease as advanced degenerative disease, and chemotherapy as prior intensive treatment; the SNOMED CT list does not.");
        line(
                "- For the absolute criteria a missed record is worse than a false `possible`: their words are wide on purpose.");
        line(
                "- An ingredient counts for what most of its products are for. Methotrexate raises autoimmune disease although only some of");
        line("  its products are listed so; a name without strength does not say which it is.");
        line("");
    }

    private void missed() {
        line("## What the words miss");
        line("");
        line(
                "The words that stand most often in missed displays, with the number of missed displays that hold them; words without");
        line(
                "content are left out. A display is mostly missed because it names no disease at all (a sign, a form, an organism), because");
        line("it looks like a negation or a screening, or because its word would also hit what does not count.");
        line("");
        for (Terminology.Domain domain : List.of(Terminology.Domain.CLINICAL, Terminology.Domain.DRUG)) {
            for (String criterion : CRITERIA.stream().sorted().toList()) {
                Map<String, Integer> counts = new HashMap<>();
                measurement.readings(domain).stream()
                        .filter(reading -> reading.meant().contains(criterion)
                                && !reading.raised().containsKey(criterion))
                        .forEach(reading -> synonyms.content(reading.display()).stream()
                                .map(word -> word.replace("=", ""))
                                .forEach(word -> counts.merge(word, 1, Integer::sum)));
                if (!counts.isEmpty()) {
                    line("- %s (%s): %s".formatted(criterion, name(domain), commonest(counts)));
                }
            }
        }
        line("");
    }

    private static String commonest(Map<String, Integer> counts) {
        return counts.entrySet().stream()
                .sorted(Map.Entry.<String, Integer>comparingByValue()
                        .reversed()
                        .thenComparing(Map.Entry.comparingByKey()))
                .limit(COMMONEST)
                .map(entry -> entry.getKey() + " " + entry.getValue())
                .collect(Collectors.joining(", "));
    }

    private void falseAlarms() {
        line("## False alarms");
        line("");
        line("Examples, and the words that raised them.");
        line("");
        for (String criterion : CRITERIA.stream().sorted().toList()) {
            Collection<WordMeasurement.Reading> wrong = measurement.readings(Terminology.Domain.CLINICAL).stream()
                    .filter(reading -> !reading.meant().contains(criterion)
                            && reading.raised().containsKey(criterion)
                            && reading.display().length() < LONGEST_EXAMPLE)
                    .toList();
            if (wrong.isEmpty()
                    || measurement.words(criterion, Terminology.Domain.CLINICAL).listed() == 0) {
                continue;
            }
            line("- %s: %s"
                    .formatted(
                            criterion,
                            wrong.stream()
                                    .sorted(Comparator.comparing(
                                            reading -> reading.display().hashCode() * 31L % 1009))
                                    .limit(EXAMPLES)
                                    .map(reading -> "\"" + reading.display() + "\"")
                                    .collect(Collectors.joining("; "))));
        }
    }

    private static String name(Terminology.Domain domain) {
        return domain == Terminology.Domain.DRUG ? "drugs" : "clinical";
    }

    private static String micro(WordMeasurement.Counts counts) {
        return "%s found, %s missed, %s wrong; precision %s, recall %s"
                .formatted(
                        number(counts.found()),
                        number(counts.missed()),
                        number(counts.wrong()),
                        percent(counts.precision()),
                        percent(counts.recall()));
    }

    private static String percent(double share) {
        return String.format(Locale.ROOT, "%.1f %%", share * 100);
    }

    private static String number(long count) {
        return String.format(Locale.ROOT, "%,d", count);
    }

    private void line(String text) {
        page.append(text).append('\n');
    }
}
