// SPDX-License-Identifier: Apache-2.0
package dev.stemgate.terminology;

import dev.stemgate.model.Code;
import dev.stemgate.model.Concept;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** The lists as shipped, read once for all tests, and short ways to ask them. */
final class ShippedLists {

    static final Path MODEL = Path.of("model");

    static final String SNOMED = "http://snomed.info/sct";
    static final String RXNORM = "http://www.nlm.nih.gov/research/umls/rxnorm";
    static final String ATC = "http://www.whocc.no/atc";
    static final String ICD_10 = "http://hl7.org/fhir/sid/icd-10";
    static final String ICD_10_CM = "http://hl7.org/fhir/sid/icd-10-cm";
    static final String ICD_9_CM = "http://hl7.org/fhir/sid/icd-9-cm";
    static final String LOINC = "http://loinc.org";

    /** The criteria of MODEL §2. */
    static final Set<String> CRITERIA = Set.of(
            "active-malignancy",
            "recent-cancer-treatment",
            "pregnancy",
            "breastfeeding",
            "hiv",
            "immunodeficiency",
            "unstable-mental-state",
            "acute-inflammation",
            "chronic-exacerbation",
            "coagulation-disorder",
            "cardiovascular-disease",
            "prior-thromboembolism",
            "autoimmune-disease",
            "immunosuppressant-therapy",
            "antithrombotic-therapy",
            "chronic-infection",
            "diabetes",
            "past-malignancy",
            "premalignant-or-uncertain-neoplasm",
            "hypersensitivity",
            "prior-transplant",
            "mental-health-condition",
            "cns-target-disease",
            "prior-cell-therapy",
            "age-45-or-over",
            "prior-intensive-treatment",
            "tobacco-use",
            "alcohol-use",
            "substance-use",
            "nonadherence",
            "genetic-disorder",
            "advanced-degenerative-disease",
            "frailty",
            "complex-history");

    static final CodeListTerminology TERMINOLOGY = CodeListTerminology.read(MODEL, CRITERIA);

    private ShippedLists() {}

    static Classification clinical(String system, String code) {
        return clinical(system, code, "");
    }

    static Classification clinical(String system, String code, String display) {
        return clinical(Concept.of(new Code(system, code, display)));
    }

    static Classification clinical(Concept concept) {
        return TERMINOLOGY.classify(concept, Terminology.Domain.CLINICAL);
    }

    static Classification drug(String system, String code, String display) {
        return drug(Concept.of(new Code(system, code, display)));
    }

    static Classification drug(Concept concept) {
        return TERMINOLOGY.classify(concept, Terminology.Domain.DRUG);
    }

    static Classification text(String text) {
        return clinical(Concept.text(text));
    }

    static Classification drugText(String text) {
        return drug(Concept.text(text));
    }

    static Concept concept(String text, Code... codings) {
        return new Concept(Arrays.asList(codings), text, "");
    }

    static Optional<Match> match(Classification classification, String criterion) {
        return classification.matches().stream()
                .filter(match -> match.criterion().equals(criterion))
                .findFirst();
    }

    static List<String> criteria(Classification classification) {
        return classification.matches().stream()
                .map(Match::criterion)
                .distinct()
                .sorted()
                .toList();
    }

    /** The role for a criterion, empty when the concept does not bear on it. */
    static Optional<Role> role(Classification classification, String criterion) {
        return match(classification, criterion).map(Match::role);
    }
}
