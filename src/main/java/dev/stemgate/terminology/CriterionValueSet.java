// SPDX-License-Identifier: Apache-2.0
package dev.stemgate.terminology;

import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * Writes the codes that stand in one role to one criterion as a FHIR R4 ValueSet: SNOMED CT and RxNorm one by one with their
 * displays, ICD and ATC as one {@code regex} filter over the code for each system (R4 has no other filter that can say "begins with").
 */
final class CriterionValueSet {

    private static final JsonMapper JSON = new JsonMapper();
    private static final String BASE = "https://stemgate.dev/fhir/ValueSet/";

    private static final Map<CodeSystem, String> URIS = Map.of(
            CodeSystem.SNOMED, "http://snomed.info/sct",
            CodeSystem.RXNORM, "http://www.nlm.nih.gov/research/umls/rxnorm",
            CodeSystem.ICD_10, "http://hl7.org/fhir/sid/icd-10",
            CodeSystem.ICD_10_CM, "http://hl7.org/fhir/sid/icd-10-cm",
            CodeSystem.ICD_10_GM, "http://fhir.de/CodeSystem/bfarm/icd-10-gm",
            CodeSystem.ICD_9_CM, "http://hl7.org/fhir/sid/icd-9-cm",
            CodeSystem.ATC, "http://www.whocc.no/atc");

    /** The statements of {@code model/code-lists/NOTICE}, as implementation guides carry them. */
    private static final Map<CodeSystem, String> COPYRIGHTS = Map.of(
            CodeSystem.SNOMED,
            "This material includes SNOMED Clinical Terms (SNOMED CT) which is used by permission of SNOMED International. All rights"
                    + " reserved. Use in production needs an affiliate licence or a member country's licence.",
            CodeSystem.RXNORM,
            "This product uses publicly available data courtesy of the U.S. National Library of Medicine (NLM), National Institutes of"
                    + " Health, Department of Health and Human Services; NLM is not responsible for the product and does not endorse"
                    + " or recommend this or any other product.",
            CodeSystem.ICD_10,
            "International Statistical Classification of Diseases and Related Health Problems, 10th revision, copyright World Health"
                    + " Organization; ICD-10-CM, ICD-9-CM and ICD-10-GM keep the terms of their publishers.",
            CodeSystem.ATC,
            "Anatomical Therapeutic Chemical classification, copyright WHO Collaborating Centre for Drug Statistics Methodology, Oslo.");

    private final CodeLists lists;
    private final String criterion;
    private final Role role;

    CriterionValueSet(CodeLists lists, String criterion, Role role) {
        this.lists = lists;
        this.criterion = criterion;
        this.role = role;
    }

    /** The canonical URI of a code system; empty for one that is never published. */
    static Optional<String> uri(CodeSystem system) {
        return Optional.ofNullable(URIS.get(system));
    }

    /** The JSON, one concept a line; empty when no code has this role. */
    Optional<String> json(ValueSetEdition edition) {
        ArrayNode includes = JSON.createArrayNode();
        StringBuilder copyright = new StringBuilder();
        for (CodeSystem system : List.of(CodeSystem.SNOMED, CodeSystem.RXNORM)) {
            ObjectNode include = enumerated(system);
            if (!include.path("concept").isEmpty()) {
                includes.add(include);
                state(system, copyright);
            }
        }
        for (CodeSystem system : List.of(
                CodeSystem.ICD_10, CodeSystem.ICD_10_CM, CodeSystem.ICD_10_GM, CodeSystem.ICD_9_CM, CodeSystem.ATC)) {
            PrefixPattern.of(lists.prefixes(system), system, criterion, role).ifPresent(pattern -> {
                includes.add(filtered(system, pattern));
                state(system == CodeSystem.ATC ? system : CodeSystem.ICD_10, copyright);
            });
        }
        return includes.isEmpty() ? Optional.empty() : Optional.of(text(includes, copyright.toString(), edition));
    }

    private ObjectNode enumerated(CodeSystem system) {
        ObjectNode include = JSON.createObjectNode().put("system", URIS.get(system));
        ArrayNode concepts = include.putArray("concept");
        lists.exact().codes(system).entrySet().stream()
                .filter(code -> code.getValue().entries().stream()
                        .anyMatch(entry -> entry.criterion().equals(criterion) && entry.role() == role))
                .sorted(Map.Entry.comparingByKey(
                        Comparator.comparingInt(String::length).thenComparing(Comparator.naturalOrder())))
                .forEach(code -> {
                    ObjectNode concept = concepts.addObject().put("code", code.getKey());
                    code.getValue().displays().stream().findFirst().ifPresent(name -> concept.put("display", name));
                });
        return include;
    }

    private static ObjectNode filtered(CodeSystem system, String pattern) {
        ObjectNode include = JSON.createObjectNode().put("system", URIS.get(system));
        include.putArray("filter")
                .addObject()
                .put("property", "code")
                .put("op", "regex")
                .put("value", pattern);
        return include;
    }

    private static void state(CodeSystem system, StringBuilder copyright) {
        String statement = COPYRIGHTS.get(system);
        if (copyright.indexOf(statement) < 0) {
            copyright.append(copyright.isEmpty() ? "" : " ").append(statement);
        }
    }

    private String text(ArrayNode includes, String copyright, ValueSetEdition edition) {
        String id = CodeListTerminology.valueSetId(criterion, role);
        String word = role.name().toLowerCase(Locale.ROOT);
        ObjectNode set = JSON.createObjectNode()
                .put("resourceType", "ValueSet")
                .put("id", id)
                .put("url", BASE + id)
                .put("version", edition.version())
                .put("name", name(id))
                .put("title", "Codes of the list " + criterion + ", role " + word)
                .put("status", "active")
                .put("experimental", false)
                .put("date", edition.date().toString())
                .put("publisher", "Stemgate")
                .put(
                        "description",
                        "Made from the code lists of the model. No clinician has approved them; they are decision support for a"
                                + " clinician's review.")
                .put("copyright", copyright);
        set.putObject("compose").set("include", includes);
        return set.toString().replace("{\"code\":", "\n{\"code\":").replace("{\"system\":", "\n{\"system\":") + "\n";
    }

    private static String name(String id) {
        StringBuilder name = new StringBuilder();
        for (String word : id.split("-")) {
            name.append(Character.toUpperCase(word.charAt(0))).append(word.substring(1));
        }
        return name.toString();
    }
}
