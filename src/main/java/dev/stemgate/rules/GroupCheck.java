// SPDX-License-Identifier: Apache-2.0
package dev.stemgate.rules;

import dev.stemgate.model.Code;
import dev.stemgate.model.Concept;
import dev.stemgate.terminology.Match;
import dev.stemgate.terminology.Terminology;
import dev.stemgate.terminology.Terminology.Domain;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Codes of a code group that none of its row's code lists knows: the row would never see them. A group picks among the codes that a
 * list has matched, so such a code is a slip of the pen or a list that has lost a row. Stateless.
 */
public final class GroupCheck {

    private static final List<Code> ICD_AND_ATC = List.of(
            new Code("http://hl7.org/fhir/sid/icd-10", "", ""),
            new Code("http://hl7.org/fhir/sid/icd-10-cm", "", ""),
            new Code("http://hl7.org/fhir/sid/icd-9-cm", "", ""),
            new Code("http://www.whocc.no/atc", "", ""));
    private static final List<Code> EXACT = List.of(
            new Code("http://snomed.info/sct", "", ""),
            new Code("http://www.nlm.nih.gov/research/umls/rxnorm", "", ""));

    private GroupCheck() {}

    /** One problem a group, naming the codes. A group that several rows use is measured by the lists of all of them. */
    public static List<ModelFileException> problems(Path modelDir, Model model, Terminology terminology) {
        Map<String, CodeGroup> groups = new TreeMap<>();
        Map<String, Set<String>> lists = new TreeMap<>();
        for (Criterion criterion : model.criteria()) {
            for (Row row : criterion.rows()) {
                Selector selector = row.selector();
                Stream.concat(selector.group().stream(), selector.notGroup().stream())
                        .forEach(group -> {
                            groups.put(group.id(), group);
                            lists.computeIfAbsent(group.id(), key -> new TreeSet<>())
                                    .addAll(selector.lists());
                        });
            }
        }
        return groups.values().stream()
                .flatMap(group -> problem(modelDir, lists.get(group.id()), group, terminology).stream())
                .collect(Collectors.toList());
    }

    private static Optional<ModelFileException> problem(
            Path modelDir, Set<String> lists, CodeGroup group, Terminology terminology) {
        Set<String> unknown = new TreeSet<>();
        group.exact().stream()
                .filter(code ->
                        !isListed(code, EXACT, lists, terminology) && !isListed(code, ICD_AND_ATC, lists, terminology))
                .forEach(unknown::add);
        group.prefixes().stream()
                .filter(prefix -> !beginsWithListed(prefix, lists, terminology))
                .forEach(unknown::add);
        return unknown.isEmpty()
                ? Optional.empty()
                : Optional.of(new ModelFileException(
                        modelDir.resolve("code-groups").resolve(group.id() + ".tsv"),
                        0,
                        "no list of " + lists + " knows " + String.join(", ", unknown),
                        "add the code to the list or remove it from the group"));
    }

    /** A rule may stand for the prefix itself or only for longer codes below it. */
    private static boolean beginsWithListed(String prefix, Set<String> lists, Terminology terminology) {
        return Stream.iterate(0, digit -> digit < 10, digit -> digit + 1)
                        .anyMatch(digit -> isListed(prefix + digit, ICD_AND_ATC, lists, terminology)
                                || isListed(prefix + "0" + digit, ICD_AND_ATC, lists, terminology))
                || isListed(prefix, ICD_AND_ATC, lists, terminology);
    }

    private static boolean isListed(String code, List<Code> systems, Set<String> lists, Terminology terminology) {
        return systems.stream()
                .map(system -> Concept.of(new Code(system.system(), code, "")))
                .flatMap(concept -> Stream.of(Domain.CLINICAL, Domain.DRUG)
                        .flatMap(domain -> terminology.classify(concept, domain).matches().stream()))
                .map(Match::criterion)
                .anyMatch(lists::contains);
    }
}
