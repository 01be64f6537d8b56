// SPDX-License-Identifier: Apache-2.0
package dev.stemgate.bulk.read;

import dev.stemgate.bulk.record.BulkRecord;
import dev.stemgate.bulk.record.RecordFact;
import dev.stemgate.model.ClinicalStatus;
import dev.stemgate.model.Code;
import dev.stemgate.model.Concept;
import dev.stemgate.model.ConditionFact;
import dev.stemgate.model.DateRange;
import dev.stemgate.model.ResourceRef;
import dev.stemgate.model.VerificationStatus;
import dev.stemgate.model.When;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** A Condition whose times are dates or Periods. */
final class ConditionShape extends RecordShape {

    private Concept code;
    private ClinicalStatus clinical;
    private VerificationStatus verification;
    private boolean encounterDiagnosis;
    private When onset;
    private When abatement;
    private DateRange recorded;
    private String patient;

    ConditionShape() {
        super(
                "Condition",
                Set.of("onsetAge", "onsetRange", "onsetString", "abatementAge", "abatementRange", "abatementString"));
    }

    @Override
    void clear() {
        code = Concept.nothing();
        clinical = ClinicalStatus.MISSING;
        verification = VerificationStatus.MISSING;
        encounterDiagnosis = false;
        onset = null;
        abatement = null;
        recorded = null;
        patient = "";
    }

    @Override
    boolean element(String name, Elements in) throws OddShape {
        switch (name) {
            case "code" -> code = in.concept();
            case "clinicalStatus" -> clinical = StatusShape.clinical(in.concept());
            case "verificationStatus" -> verification = StatusShape.verification(in.concept());
            case "category" -> category(in);
            case "subject" -> patient = in.patient();
            case "onsetDateTime" -> onset = once(onset, in.dated());
            case "onsetPeriod" -> onset = once(onset, in.period());
            case "abatementDateTime" -> abatement = once(abatement, in.dated());
            case "abatementPeriod" -> abatement = once(abatement, in.period());
            case "recordedDate" -> recorded = in.date();
            default -> {
                return false;
            }
        }
        return true;
    }

    private void category(Elements in) throws OddShape {
        for (Concept category : in.concepts()) {
            encounterDiagnosis |=
                    category.codings().stream().anyMatch(coding -> coding.code().equals("encounter-diagnosis"));
        }
    }

    @Override
    BulkRecord record(ResourceRef ref, List<Code> labels) throws OddShape {
        return clinical(
                new RecordFact.OfCondition(new ConditionFact(
                        ref,
                        code,
                        clinical,
                        verification,
                        encounterDiagnosis,
                        Optional.ofNullable(onset),
                        Optional.ofNullable(abatement),
                        Optional.ofNullable(recorded),
                        labels)),
                patient);
    }
}
