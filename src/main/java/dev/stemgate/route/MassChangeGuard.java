// SPDX-License-Identifier: Apache-2.0
package dev.stemgate.route;

import dev.stemgate.model.ModelVersion;
import dev.stemgate.route.config.BridgeSettings;
import dev.stemgate.route.config.Hospital;
import dev.stemgate.route.config.WriteBackMode;
import dev.stemgate.state.ModelChange;
import dev.stemgate.state.ModelChanges;
import dev.stemgate.state.Ruling;
import java.time.Clock;
import java.util.function.Supplier;
import org.apache.camel.Exchange;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Bean {@code massChange}: asks, for each hospital with its own limit, whether a new model version may be written, and says it aloud when that turns. Thread-safe. */
public final class MassChangeGuard {

    private static final Logger LOG = LoggerFactory.getLogger(MassChangeGuard.class);

    private final BridgeSettings settings;
    private final ModelChanges changes;
    private final Supplier<ModelVersion> model;
    private final Clock clock;

    MassChangeGuard(BridgeSettings settings, ModelChanges changes, Supplier<ModelVersion> model, Clock clock) {
        this.settings = settings;
        this.changes = changes;
        this.model = model;
        this.clock = clock;
    }

    /** The bridge starts, or takes up another local map: is the model another one than that of the hospital's written results? */
    void begin(Hospital hospital) {
        if (!isGuarded(hospital)) {
            return;
        }
        ModelVersion version = model.get();
        ModelChange change =
                changes.begin(hospital.ehr(), version, hospital.writing().massChangeLimit(), clock.instant());
        if (change.state() == ModelChange.State.OPEN) {
            LOG.info(
                    "{}: {} patient(s) have results of another model version than {}; results that change their outcome are held until it is"
                            + " known of enough of them",
                    hospital.ehr(),
                    change.patients(),
                    version.version());
        } else if (change.state() == ModelChange.State.STOPPED) {
            say(hospital, change);
        }
    }

    /** In each round: everyone of whom it is not known yet what the new model version says is to be screened. */
    public void requestUnknown(Exchange exchange) {
        Hospital hospital = settings.hospital(Properties.ehr(exchange));
        if (isGuarded(hospital)) {
            changes.requestUnknown(hospital.ehr(), model.get().id(), clock.instant());
        }
    }

    /** Counts the patient's outcome, and says whether it is to be held. */
    boolean holds(PatientWork work) {
        Ruling ruling = changes.rule(
                work.unit().patient(),
                work.judgement().screening().model(),
                work.judgement().screening().outcome(),
                work.hospital().writing().massChangeLimit(),
                clock.instant());
        turned(work.hospital(), ruling);
        return ruling.holds();
    }

    /** Whether nothing is written until somebody approves. */
    boolean isStopped(Hospital hospital) {
        return isGuarded(hospital)
                && changes.of(hospital.ehr(), model.get().id())
                        .filter(change -> change.state() == ModelChange.State.STOPPED)
                        .isPresent();
    }

    /** The patient could not be screened. */
    void notScreened(PatientWork work) {
        if (isGuarded(work.hospital())) {
            changes.notScreened(
                            work.unit().patient(),
                            model.get(),
                            work.hospital().writing().massChangeLimit(),
                            clock.instant())
                    .ifPresent(ruling -> turned(work.hospital(), ruling));
        }
    }

    private static boolean isGuarded(Hospital hospital) {
        return hospital.writeBack() != WriteBackMode.OFF;
    }

    private static void turned(Hospital hospital, Ruling ruling) {
        if (ruling.turned()) {
            say(hospital, ruling.change());
        }
    }

    private static void say(Hospital hospital, ModelChange change) {
        if (change.state() == ModelChange.State.STOPPED) {
            LOG.error(
                    "{}: NOTHING IS WRITTEN: model {} changes the outcome of {} of {} patients, more than {} %; results are held until"
                            + " somebody approves it: ./stemgate approve --ehr {}",
                    hospital.ehr(),
                    change.modelVersion(),
                    change.changed(),
                    change.counted(),
                    hospital.writing().massChangeLimit(),
                    hospital.ehr());
        } else {
            LOG.info(
                    "{}: model {} changes the outcome of {} of {} patients, within the limit of {} %; all results are written",
                    hospital.ehr(),
                    change.modelVersion(),
                    change.changed(),
                    change.counted(),
                    hospital.writing().massChangeLimit());
        }
    }
}
