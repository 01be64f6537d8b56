// SPDX-License-Identifier: Apache-2.0
package dev.stemgate.terminology;

import static dev.stemgate.terminology.ShippedLists.CRITERIA;
import static dev.stemgate.terminology.ShippedLists.MODEL;
import static dev.stemgate.terminology.ShippedLists.TERMINOLOGY;

import dev.stemgate.model.Concept;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Function;

/**
 * Every display of the shipped lists given to the word rules as if it were text only, and compared with what the list says of
 * its code. The short cut by known displays is left out; for drugs, whose names the lists themselves are the dictionary of, the
 * dictionary is built without the tenth of the displays that is being read.
 */
final class WordMeasurement {

    private static final int PARTS = 10;

    /** A display, the criteria its code bears on, and those that its words raise with the words that did. */
    record Reading(
            String display,
            Terminology.Domain domain,
            Set<String> meant,
            Map<String, String> raised,
            Set<String> known) {}

    /** Displays that bear on a criterion and are found, raised wrongly, missed. */
    record Counts(int found, int wrong, int missed) {

        int listed() {
            return found + missed;
        }

        double precision() {
            return (double) found / (found + wrong);
        }

        double recall() {
            return (double) found / listed();
        }
    }

    private final Map<Terminology.Domain, List<Reading>> readings = new EnumMap<>(Terminology.Domain.class);

    static WordMeasurement take() {
        WordFiles words = WordFiles.read(MODEL.resolve("words"));
        ExactTable codes = CodeLists.read(MODEL.resolve("code-lists"), CRITERIA, words.files())
                .exact();
        WordRules rules = words.rules(new CodeListReader(CRITERIA));
        List<TextReader> readers = new ArrayList<>();
        for (int part = 0; part < PARTS; part++) {
            readers.add(new TextReader(rules, words.drugNames(without(part, codes)), List.of()));
        }
        List<Reading> readings = new ArrayList<>();
        for (CodeSystem system : List.of(CodeSystem.SNOMED, CodeSystem.RXNORM)) {
            for (KnownCode code : codes.of(system)) {
                for (String display : code.displays()) {
                    readings.add(read(display, code, readers.get(partOf(code))));
                }
            }
        }
        readings.sort(Comparator.comparing(Reading::display)
                .thenComparing(Reading::domain)
                .thenComparing(reading ->
                        String.join(" ", reading.meant().stream().sorted().toList())));
        WordMeasurement measurement = new WordMeasurement();
        for (Terminology.Domain domain : Terminology.Domain.values()) {
            measurement.readings.put(
                    domain,
                    readings.stream()
                            .filter(reading -> reading.domain() == domain)
                            .toList());
        }
        return measurement;
    }

    private static Reading read(String display, KnownCode code, TextReader reader) {
        Map<String, String> raised = new TreeMap<>();
        reader.read(display, code.domain()).forEach(entry -> raised.put(entry.criterion(), entry.note()));
        Set<String> known = new HashSet<>();
        TERMINOLOGY.classify(Concept.text(display), code.domain()).matches().stream()
                .map(Match::criterion)
                .forEach(known::add);
        Set<String> meant = new HashSet<>();
        code.matching().forEach(entry -> meant.add(entry.criterion()));
        return new Reading(display, code.domain(), meant, raised, known);
    }

    private static int partOf(KnownCode code) {
        return code.displays().isEmpty()
                ? 0
                : Math.floorMod(Words.phrase(code.displays().get(0)).hashCode(), PARTS);
    }

    private static ExactTable without(int part, ExactTable codes) {
        ExactTable.Builder rest = new ExactTable.Builder();
        for (CodeSystem system : List.of(CodeSystem.RXNORM, CodeSystem.SNOMED)) {
            int number = 0;
            for (KnownCode code : codes.of(system)) {
                number++;
                if (code.domain() == Terminology.Domain.DRUG && partOf(code) != part) {
                    String id = Integer.toString(number);
                    for (String display : code.displays()) {
                        rest.add(system, id, code.domain(), display);
                        code.entries().forEach(entry -> rest.add(system, id, code.domain(), display, entry));
                    }
                }
            }
        }
        return rest.build();
    }

    Collection<Reading> readings(Terminology.Domain domain) {
        return readings.get(domain);
    }

    Counts words(String criterion, Terminology.Domain domain) {
        return count(domain, reading -> reading.raised().keySet(), criterion);
    }

    /** Micro counts over all criteria with the short cut by known displays, which the product takes first. */
    Counts knownDisplays(Terminology.Domain domain) {
        return sum(domain, Reading::known);
    }

    /** Micro counts over the criteria that have displays in this domain. */
    Counts words(Terminology.Domain domain) {
        return sum(domain, reading -> reading.raised().keySet());
    }

    private Counts sum(Terminology.Domain domain, Function<Reading, Set<String>> said) {
        int[] sum = new int[3];
        for (String criterion : CRITERIA) {
            Counts counts = count(domain, said, criterion);
            if (counts.listed() > 0) {
                sum[0] += counts.found();
                sum[1] += counts.wrong();
                sum[2] += counts.missed();
            }
        }
        return new Counts(sum[0], sum[1], sum[2]);
    }

    private Counts count(Terminology.Domain domain, Function<Reading, Set<String>> said, String criterion) {
        int found = 0;
        int wrong = 0;
        int missed = 0;
        for (Reading reading : readings(domain)) {
            boolean meant = reading.meant().contains(criterion);
            boolean raised = said.apply(reading).contains(criterion);
            found += meant && raised ? 1 : 0;
            wrong += !meant && raised ? 1 : 0;
            missed += meant && !raised ? 1 : 0;
        }
        return new Counts(found, wrong, missed);
    }
}
