// SPDX-License-Identifier: Apache-2.0
package dev.stemgate.bulk.read;

import dev.stemgate.bulk.record.BulkRecord;
import dev.stemgate.bulk.record.RecordFact;
import dev.stemgate.model.AllergyFact;
import dev.stemgate.model.AllergyFact.Criticality;
import dev.stemgate.model.AllergyFact.Reaction;
import dev.stemgate.model.ClinicalStatus;
import dev.stemgate.model.Code;
import dev.stemgate.model.Concept;
import dev.stemgate.model.DateRange;
import dev.stemgate.model.ResourceRef;
import dev.stemgate.model.VerificationStatus;
import dev.stemgate.model.When;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** An AllergyIntolerance with dates. */
final class AllergyShape extends RecordShape {

    private static final Map<String, Criticality> CRITICALITIES =
            StatusShape.words(Criticality.values(), Criticality.MISSING);
    private static final Map<String, Boolean> SEVERITIES = Map.of("mild", false, "moderate", false, "severe", true);

    private Concept code;
    private ClinicalStatus clinical;
    private VerificationStatus verification;
    private Criticality criticality;
    private List<Reaction> reactions;
    private When onset;
    private DateRange recorded;
    private DateRange last;
    private String patient;

    AllergyShape() {
        super("AllergyIntolerance", Set.of("onsetAge", "onsetPeriod", "onsetRange", "onsetString"));
    }

    @Override
    void clear() {
        code = Concept.nothing();
        clinical = ClinicalStatus.MISSING;
        verification = VerificationStatus.MISSING;
        criticality = Criticality.MISSING;
        reactions = List.of();
        onset = null;
        recorded = null;
        last = null;
        patient = "";
    }

    @Override
    boolean element(String name, Elements in) throws OddShape {
        switch (name) {
            case "code" -> code = in.concept();
            case "clinicalStatus" -> clinical = StatusShape.clinical(in.concept());
            case "verificationStatus" -> verification = StatusShape.verification(in.concept());
            case "criticality" -> criticality = StatusShape.known(CRITICALITIES, in.code());
            case "patient" -> patient = in.patient();
            case "onsetDateTime" -> onset = in.dated();
            case "recordedDate" -> recorded = in.date();
            case "lastOccurrence" -> last = in.date();
            case "reaction" -> reactions(in);
            case "type" -> in.skipString();
            case "category" -> in.skipArray();
            default -> {
                return false;
            }
        }
        return true;
    }

    private void reactions(Elements in) throws OddShape {
        in.beginArray();
        reactions = new ArrayList<>(2);
        while (in.nextItem()) {
            in.beginObject();
            Concept substance = Concept.nothing();
            List<Concept> manifestations = List.of();
            boolean severe = false;
            for (String name = in.nextName(); !name.isEmpty(); name = in.nextName()) {
                switch (name) {
                    case "substance" -> substance = in.concept();
                    case "manifestation" -> manifestations = in.concepts();
                    case "severity" -> severe = StatusShape.known(SEVERITIES, in.code());
                    case "certainty" -> throw OddShape.FOUND;
                    default -> in.skip();
                }
            }
            if (manifestations.isEmpty() && substance.isEmpty()) {
                throw OddShape.FOUND;
            }
            reactions.add(new Reaction(substance, manifestations, severe));
        }
    }

    @Override
    BulkRecord record(ResourceRef ref, List<Code> labels) throws OddShape {
        return clinical(
                new RecordFact.OfAllergy(new AllergyFact(
                        ref,
                        code,
                        clinical,
                        verification,
                        criticality,
                        reactions,
                        Optional.ofNullable(onset),
                        Optional.ofNullable(recorded),
                        Optional.ofNullable(last),
                        labels)),
                patient);
    }
}
