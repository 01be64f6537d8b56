// SPDX-License-Identifier: Apache-2.0
package dev.stemgate.rules;

import dev.stemgate.model.Concept;
import dev.stemgate.rules.Selector.Kind;
import dev.stemgate.terminology.Classification;
import dev.stemgate.terminology.Match;
import dev.stemgate.terminology.RememberedConcepts;
import dev.stemgate.terminology.Terminology;
import dev.stemgate.terminology.Terminology.Domain;
import java.util.ArrayList;
import java.util.List;

/**
 * Says what concepts mean to the criteria, each worked out once and remembered from patient to patient, bounded as in
 * {@link RememberedConcepts}. Thread-safe as far as its terminology is.
 */
final class ConceptReader {

    private final Terminology terminology;
    private final List<CriterionScope> scopes;
    private final RememberedConcepts<ReadConcept> conditions =
            new RememberedConcepts<>(concept -> read(concept, Kind.CONDITION));
    private final RememberedConcepts<ReadConcept> drugs = new RememberedConcepts<>(concept -> read(concept, Kind.DRUG));
    private final RememberedConcepts<ReadConcept> procedures =
            new RememberedConcepts<>(concept -> read(concept, Kind.PROCEDURE));
    private final RememberedConcepts<ReadConcept> values =
            new RememberedConcepts<>(concept -> read(concept, Kind.VALUE));

    ConceptReader(Terminology terminology, List<CriterionScope> scopes) {
        this.terminology = terminology;
        this.scopes = scopes;
    }

    /** The code of a Condition. */
    ReadConcept condition(Concept concept) {
        return conditions.of(concept);
    }

    /** A drug of a medication record. */
    ReadConcept drug(Concept concept) {
        return drugs.of(concept);
    }

    /** What was done in a Procedure, or used in it. */
    ReadConcept procedure(Concept concept) {
        return procedures.of(concept);
    }

    /** A coded value of an Observation. Codes only: the words of an answer to an unknown question say nothing. */
    ReadConcept value(Concept concept) {
        return values.of(concept);
    }

    private ReadConcept read(Concept concept, Kind kind) {
        Classification classification =
                terminology.classify(concept, kind == Kind.DRUG ? Domain.DRUG : Domain.CLINICAL);
        List<Match> heard = kind == Kind.VALUE
                ? classification.matches().stream()
                        .filter(match -> match.basis() != Match.Basis.WORDS)
                        .toList()
                : classification.matches();
        List<Bearing> bearings = new ArrayList<>();
        for (CriterionScope scope : scopes) {
            if (scope.criterion().evaluated()) {
                bearings.addAll(scope.bearings(kind, heard));
            }
        }
        return new ReadConcept(classification, heard, bearings);
    }
}
