// SPDX-License-Identifier: Apache-2.0
package dev.stemgate.bulk.read;

import dev.stemgate.model.DateRange;
import dev.stemgate.model.MedicationFact.Intent;
import dev.stemgate.model.MedicationFact.Kind;
import dev.stemgate.model.MedicationFact.Status;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** A MedicationStatement. */
final class StatementShape extends MedicationShape {

    private static final Map<String, Status> STATUSES = Map.of(
            "active", Status.ACTIVE,
            "completed", Status.COMPLETED,
            "entered-in-error", Status.ENTERED_IN_ERROR,
            "intended", Status.INTENDED,
            "stopped", Status.STOPPED,
            "on-hold", Status.ON_HOLD,
            "unknown", Status.UNKNOWN,
            "not-taken", Status.NOT_TAKEN);

    private DateRange asserted;

    StatementShape() {
        super("MedicationStatement", Kind.STATEMENT, STATUSES, Set.of());
    }

    @Override
    void clear() {
        super.clear();
        asserted = null;
    }

    @Override
    boolean element(String name, Elements in) throws OddShape {
        switch (name) {
            case "effectiveDateTime" -> effective(in.dated());
            case "effectivePeriod" -> effective(in.period());
            case "dateAsserted" -> asserted = in.date();
            case "statusReason" -> statusReasons(in.concepts());
            case "informationSource" -> in.skipObject();
            default -> {
                return super.element(name, in);
            }
        }
        return true;
    }

    @Override
    Order order() {
        return new Order(
                Intent.NONE,
                false,
                Optional.ofNullable(asserted),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                0);
    }
}
