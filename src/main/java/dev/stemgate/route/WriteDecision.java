// SPDX-License-Identifier: Apache-2.0
package dev.stemgate.route;

import dev.stemgate.model.ModelVersion;
import dev.stemgate.route.config.Hospital;
import dev.stemgate.route.config.WriteBackMode;
import dev.stemgate.state.ModelChanges;
import dev.stemgate.state.Results;
import dev.stemgate.state.StoredResult;
import dev.stemgate.state.Suspensions;
import java.util.Optional;

/**
 * What is to become of one patient's result: nothing, since the same stands there already; a write; or a hold with its reason. Thread-safe.
 */
final class WriteDecision {

    static final String OFF = "write-back-off";

    /** What is to be done. */
    enum Way {
        UNCHANGED,
        WRITE,
        FILE,
        HOLD
    }

    /**
     * @param way what is to be done
     * @param reason why a result is held; empty otherwise
     */
    record Decision(Way way, String reason) {}

    private final Results results;
    private final ModelVersion model;
    private final Suspensions suspensions;
    private final MassChangeGuard guard;

    WriteDecision(Results results, ModelVersion model, Suspensions suspensions, MassChangeGuard guard) {
        this.results = results;
        this.model = model;
        this.suspensions = suspensions;
        this.guard = guard;
    }

    /** Decides; a mass change is counted by it, so it is asked once for each screening. */
    Decision of(PatientWork work) {
        WriteBackMode mode = work.hospital().writeBack();
        if (mode == WriteBackMode.OFF) {
            return new Decision(Way.HOLD, OFF);
        }
        boolean massChange = guard.holds(work);
        if (standsAlready(work)) {
            return new Decision(Way.UNCHANGED, "");
        }
        if (suspensions.of(work.hospital().ehr()).isPresent()) {
            return new Decision(Way.HOLD, Suspensions.REASON);
        }
        if (massChange) {
            return new Decision(Way.HOLD, ModelChanges.REASON);
        }
        return new Decision(mode == WriteBackMode.FILE ? Way.FILE : Way.WRITE, "");
    }

    /** Why a result that was to be written is held now after all, since writing was stopped meanwhile; empty while it is not. */
    Optional<String> stopped(Hospital hospital) {
        if (suspensions.of(hospital.ehr()).isPresent()) {
            return Optional.of(Suspensions.REASON);
        }
        return guard.isStopped(hospital) ? Optional.of(ModelChanges.REASON) : Optional.empty();
    }

    private boolean standsAlready(PatientWork work) {
        Optional<StoredResult> standing = results.lastWritten(work.unit().patient(), model.id());
        return standing.filter(
                        stored -> stored.fingerprint().equals(work.judgement().fingerprint())
                                && standsWhereItBelongs(stored, work.hospital().writeBack()))
                .isPresent();
    }

    /** A result that went to the outbox, or that was written in another form, does not yet stand as this hospital wants it. */
    private static boolean standsWhereItBelongs(StoredResult stored, WriteBackMode mode) {
        return !mode.writesToEhr()
                || !stored.observation().id().isEmpty()
                        && stored.observation().type().equals(Forms.type(mode));
    }
}
