// SPDX-License-Identifier: Apache-2.0
package dev.stemgate.rules;

import dev.stemgate.model.Code;
import dev.stemgate.model.Concept;
import dev.stemgate.terminology.Classification;
import dev.stemgate.terminology.Classification.Standing;
import dev.stemgate.terminology.CodeSystem;
import dev.stemgate.terminology.Match;
import dev.stemgate.terminology.Role;
import dev.stemgate.terminology.Terminology;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * A terminology that knows the codes of the cases and no others, from {@code cases/codes.tsv} (rows of the code lists) and
 * {@code cases/words.tsv}. Exact codes only; a display that shares no word with the known one contradicts the code.
 */
final class CaseTerminology implements Terminology {

    private static final Path CASES = Path.of("src/test/resources/cases");

    private record Entry(String criterion, Role role, Set<String> classes, String display) {}

    private final Map<String, List<Entry>> codes = new HashMap<>();
    private final Map<String, Entry> words = new HashMap<>();

    CaseTerminology() {
        for (String[] row : rows("codes.tsv")) {
            List<Entry> entries = codes.computeIfAbsent(row[2] + "|" + row[3], key -> new ArrayList<>());
            entries.add(new Entry(row[0], role(row[1]), classes(row[4]), row[5]));
        }
        for (String[] row : rows("words.tsv")) {
            words.put(row[3], new Entry(row[0], role(row[1]), classes(row[2]), row[3]));
        }
    }

    private static Role role(String word) {
        return word.isEmpty() ? Role.EXCLUDE : Role.valueOf(word.toUpperCase(Locale.ROOT));
    }

    private static Set<String> classes(String cell) {
        return cell.isEmpty() ? Set.of() : Set.of(cell);
    }

    private static List<String[]> rows(String file) {
        try {
            return Files.readAllLines(CASES.resolve(file)).stream()
                    .skip(1)
                    .map(line -> line.split("\t", -1))
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Every known code, for tests that draw from them. */
    List<Code> known() {
        return codes.entrySet().stream()
                .map(entry -> {
                    int bar = entry.getKey().lastIndexOf('|');
                    return new Code(
                            entry.getKey().substring(0, bar),
                            entry.getKey().substring(bar + 1),
                            entry.getValue().get(0).display());
                })
                .sorted((a, b) -> (a.system() + a.code()).compareTo(b.system() + b.code()))
                .toList();
    }

    static boolean isDrug(Code code) {
        return code.system().contains("atc") || code.system().contains("rxnorm");
    }

    @Override
    public Optional<CodeSystem> system(String uri) {
        return switch (uri) {
            case "http://loinc.org", "urn:oid:2.16.840.1.113883.6.1" -> Optional.of(CodeSystem.LOINC);
            case "http://snomed.info/sct" -> Optional.of(CodeSystem.SNOMED);
            default -> Optional.empty();
        };
    }

    @Override
    public Classification classify(Concept concept, Domain domain) {
        List<Match> matches = new ArrayList<>();
        boolean known = false;
        for (Code coding : concept.codings()) {
            String statement = statement(coding.code());
            if (!statement.isEmpty()) {
                return new Classification(List.of(), Standing.valueOf(statement));
            }
            List<Entry> entries = codes.get(coding.system() + "|" + coding.code());
            if (entries != null && isDrug(coding) == (domain == Domain.DRUG)) {
                known = true;
                entries.stream()
                        .filter(entry -> entry.role() != Role.EXCLUDE)
                        .map(entry -> match(entry, coding))
                        .forEach(matches::add);
            }
        }
        if (!known) {
            known = readWords(concept, matches);
        }
        if (concept.isEmpty()) {
            return new Classification(List.of(), Standing.NO_INFORMATION);
        }
        return new Classification(matches, known ? Standing.CLASSIFIED : Standing.UNCLASSIFIED);
    }

    private boolean readWords(Concept concept, List<Match> matches) {
        String text = concept.label().toLowerCase(Locale.ROOT);
        words.forEach((word, entry) -> {
            if (text.contains(word)) {
                matches.add(new Match(
                        entry.criterion(),
                        entry.role(),
                        entry.classes(),
                        new Code("", "", concept.label()),
                        Match.Basis.WORDS,
                        ""));
            }
        });
        return !matches.isEmpty();
    }

    private static Match match(Entry entry, Code coding) {
        boolean same = coding.display().isBlank()
                || Arrays.stream(entry.display().toLowerCase(Locale.ROOT).split("[^a-z]+"))
                        .filter(word -> word.length() > 2)
                        .anyMatch(coding.display().toLowerCase(Locale.ROOT)::contains);
        return new Match(
                entry.criterion(),
                entry.role(),
                entry.classes(),
                coding,
                same ? Match.Basis.CODE : Match.Basis.CODE_AGAINST_DISPLAY,
                "");
    }

    private static String statement(String code) {
        return switch (code) {
            case "no-known-problems", "no-known-medications" -> Standing.NEGATIVE_STATEMENT.name();
            case "no-problem-info", "no-medication-info" -> Standing.NO_INFORMATION.name();
            default -> "";
        };
    }
}
