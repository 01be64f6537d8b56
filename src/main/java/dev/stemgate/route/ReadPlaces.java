// SPDX-License-Identifier: Apache-2.0
package dev.stemgate.route;

import dev.stemgate.model.AllergyFact;
import dev.stemgate.model.ConditionFact;
import dev.stemgate.model.MedicationFact;
import dev.stemgate.model.ObservationFact;
import dev.stemgate.model.PatientFacts;
import dev.stemgate.model.ProcedureFact;
import dev.stemgate.model.ResourceRef;
import dev.stemgate.model.ServiceRequestFact;
import java.util.HashSet;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Where the facts of a patient were read: what stands there needs no dead letter any more. */
final class ReadPlaces {

    private ReadPlaces() {}

    /** Type and id of each record that became a fact, the Patient among them; a set that may be changed. */
    static Set<String> of(PatientFacts facts) {
        return Stream.of(
                        Stream.of(facts.person().ref()),
                        facts.conditions().stream().map(ConditionFact::ref),
                        facts.medications().stream().map(MedicationFact::ref),
                        facts.observations().stream().map(ObservationFact::ref),
                        facts.procedures().stream().map(ProcedureFact::ref),
                        facts.allergies().stream().map(AllergyFact::ref),
                        facts.serviceRequests().stream().map(ServiceRequestFact::ref))
                .flatMap(places -> places)
                .map(ResourceRef::key)
                .collect(Collectors.toCollection(HashSet::new));
    }
}
