// SPDX-License-Identifier: Apache-2.0
package dev.stemgate.bulk.read;

import dev.stemgate.model.MedicationFact.Intent;
import dev.stemgate.model.MedicationFact.Kind;
import dev.stemgate.model.MedicationFact.Status;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** A MedicationAdministration. */
final class AdministrationShape extends MedicationShape {

    private static final Map<String, Status> STATUSES = Map.of(
            "in-progress", Status.ACTIVE,
            "not-done", Status.NOT_TAKEN,
            "on-hold", Status.ON_HOLD,
            "completed", Status.COMPLETED,
            "entered-in-error", Status.ENTERED_IN_ERROR,
            "stopped", Status.STOPPED,
            "unknown", Status.UNKNOWN);

    AdministrationShape() {
        super("MedicationAdministration", Kind.ADMINISTRATION, STATUSES, Set.of());
    }

    @Override
    boolean element(String name, Elements in) throws OddShape {
        switch (name) {
            case "effectiveDateTime" -> effective(in.dated());
            case "effectivePeriod" -> effective(in.period());
            case "statusReason" -> statusReasons(in.concepts());
            case "category" -> in.skipObject();
            default -> {
                return super.element(name, in);
            }
        }
        return true;
    }

    @Override
    Order order() {
        return new Order(Intent.NONE, false, Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty(), 0);
    }
}
