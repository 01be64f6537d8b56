// SPDX-License-Identifier: Apache-2.0
package dev.stemgate.terminology;

import dev.stemgate.model.Code;
import dev.stemgate.model.Concept;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Checks rows of the local map against the criteria, the shipped lists and each other. A site may add criteria and raise; a row
 * that says less than the shipped lists needs an override with a reason. For one check; not thread-safe.
 */
final class LocalCodeCheck {

    private final Set<String> criteria;
    private final CodeLists lists;
    private final Terminology shipped;
    private final LocalKeys keys;
    private final List<LocalRow> sound = new ArrayList<>();
    private final Map<LocalKeys.Key, List<LocalRow>> byKey = new LinkedHashMap<>();
    private final List<TerminologyFileException> problems = new ArrayList<>();

    /** @param shipped what the shipped lists say, without any local map */
    LocalCodeCheck(Set<String> criteria, CodeLists lists, Terminology shipped) {
        this.criteria = Set.copyOf(criteria);
        this.lists = lists;
        this.shipped = shipped;
        this.keys = LocalKeys.of(lists.aliases());
    }

    LocalCodeCheck add(List<LocalRow> rows) {
        for (LocalRow row : rows) {
            try {
                check(row);
                sound.add(row);
            } catch (TerminologyFileException e) {
                problems.add(e);
            }
        }
        return this;
    }

    List<TerminologyFileException> problems() {
        return List.copyOf(problems);
    }

    /** The map. @throws TerminologyFileException the first problem, where there is one */
    LocalCodes orThrow() {
        if (!problems.isEmpty()) {
            throw problems.get(0);
        }
        Map<LocalKeys.Key, List<LocalCode>> codes = new LinkedHashMap<>();
        byKey.forEach(
                (key, rows) -> codes.put(key, rows.stream().map(LocalRow::code).toList()));
        return LocalCodes.of(sound, codes, keys);
    }

    private void check(LocalRow row) {
        LocalCode code = row.code();
        if (!code.isIrrelevant() && !criteria.contains(code.criterion())) {
            throw row.wrong(
                    "unknown criterion '" + code.criterion() + "'",
                    "use the id of a criterion of the model, or irrelevant");
        }
        Terminology.Domain domain = domain(row);
        LocalKeys.Key key = key(row, domain);
        refuseContradiction(row, byKey.getOrDefault(key, List.of()));
        refuseLowering(row, domain);
        byKey.computeIfAbsent(key, none -> new ArrayList<>()).add(row);
    }

    private LocalKeys.Key key(LocalRow row, Terminology.Domain domain) {
        LocalCode code = row.code();
        if (code.isText()) {
            return LocalKeys.text(code.display(), domain);
        }
        List<LocalKeys.Key> found = keys.of(code.system(), code.code(), domain);
        if (found.size() != 1) {
            throw row.wrong("'" + code.code() + "' is more than one code", "give each code a row of its own");
        }
        return found.get(0);
    }

    private Terminology.Domain domain(LocalRow row) {
        LocalCode code = row.code();
        Optional<Terminology.Domain> told = code.isText() ? Optional.empty() : keys.domainOf(code.system());
        if (told.isPresent() && code.domain().isPresent() && !told.equals(code.domain())) {
            throw row.wrong(
                    "codes of this system are " + (told.get() == Terminology.Domain.DRUG ? "drugs" : "never drugs"),
                    "correct the column 'domain' or leave it empty");
        }
        return keys.domainOf(code, lists.exact())
                .orElseThrow(() -> row.wrong(
                        "nothing tells whether " + code.label() + " is a drug",
                        "write drug or clinical into the column 'domain'"));
    }

    private static void refuseContradiction(LocalRow row, List<LocalRow> before) {
        LocalCode code = row.code();
        for (LocalRow other : before) {
            boolean contradicts = code.isIrrelevant() != other.code().isIrrelevant()
                    || code.criterion().equals(other.code().criterion())
                            && !code.role().equals(other.code().role());
            if (contradicts) {
                throw row.wrong(
                        code.label() + " is " + words(code) + " but was " + words(other.code()) + " in "
                                + other.place(),
                        "keep one of the two rows");
            }
        }
    }

    private static String words(LocalCode code) {
        return code.role()
                .map(role -> role.name().toLowerCase(Locale.ROOT) + " for " + code.criterion())
                .orElse(LocalCode.IRRELEVANT);
    }

    private void refuseLowering(LocalRow row, Terminology.Domain domain) {
        LocalCode code = row.code();
        Concept concept =
                code.isText() ? Concept.text(code.display()) : Concept.of(new Code(code.system(), code.code(), ""));
        Classification known = shipped.classify(concept, domain);
        boolean statement = known.standing() == Classification.Standing.NEGATIVE_STATEMENT
                || known.standing() == Classification.Standing.NO_INFORMATION;
        if (statement && (code.isIrrelevant() || code.role().orElseThrow() == Role.EXCLUDE)) {
            throw row.wrong(
                    code.label() + " speaks of the record and not of the patient (statements.tsv)", "remove the row");
        }
        String lowered = known.matches().stream()
                .filter(match -> LocalRuling.lowers(code, match.criterion(), match.role()))
                .map(match -> match.role().name().toLowerCase(Locale.ROOT) + " for " + match.criterion())
                .distinct()
                .sorted()
                .collect(Collectors.joining(", "));
        if (!lowered.isEmpty() && code.override().isEmpty()) {
            throw row.wrong(
                    "the shipped lists have " + code.label() + " as " + lowered
                            + ", and the local map may not say less",
                    "remove the row, or begin its note with 'override:' and the reason, which every screening then shows");
        }
    }
}
