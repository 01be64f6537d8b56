// SPDX-License-Identifier: Apache-2.0
package dev.stemgate.cli;

import dev.stemgate.deadletter.Corrections;
import dev.stemgate.deadletter.Preview;
import dev.stemgate.deadletter.ReplayItem.Judged;
import dev.stemgate.fhir.client.EhrException;
import dev.stemgate.intake.drop.KeptRecords;
import dev.stemgate.model.PatientKey;
import dev.stemgate.route.ScreeningCore;
import dev.stemgate.route.config.BridgeSettings;
import dev.stemgate.route.config.Hospital;
import dev.stemgate.state.Database;
import dev.stemgate.state.ImportedRecords;
import java.time.LocalDate;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;

/**
 * Reads a patient again, with the corrections that stand, and judges by the model, for a dry run; writes nothing. An EHR that is down, or a patient who cannot be
 * judged, gives no answer.
 */
final class FreshPreview implements Preview {

    private final BridgeSettings settings;
    private final Database database;
    private final Supplier<ScreeningCore> core;

    FreshPreview(BridgeSettings settings, Database database, Supplier<ScreeningCore> core) {
        this.settings = settings;
        this.database = database;
        this.core = core;
    }

    @Override
    public Optional<Judged> judge(PatientKey patient) {
        Hospital hospital = settings.hospital(patient.ehr());
        LocalDate today = LocalDate.now(hospital.zone());
        try {
            FreshScreening made = FreshScreening.of(
                    patient,
                    hospital,
                    core.get(),
                    Set.of(),
                    new Corrections(database).forPull(patient.ehr())::correctionOf,
                    today,
                    today,
                    new KeptRecords(new ImportedRecords(database)).of(patient));
            return Optional.of(new Judged(
                    made.screening().outcome().code(), made.screening().model().version()));
        } catch (CommandFailure | EhrException notNow) {
            // A dry run tells what it can; that this one cannot be told is shown as such.
            return Optional.empty();
        }
    }
}
