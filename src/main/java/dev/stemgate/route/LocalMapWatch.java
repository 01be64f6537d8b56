// SPDX-License-Identifier: Apache-2.0
package dev.stemgate.route;

import dev.stemgate.deadletter.WorkList;
import dev.stemgate.model.PatientKey;
import dev.stemgate.route.config.BridgeSettings;
import dev.stemgate.route.config.Hospital;
import dev.stemgate.rules.ModelFileException;
import dev.stemgate.terminology.TerminologyFileException;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Set;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Bean {@code codes}: takes up the site's local map while the bridge runs. A map that can be read counts for every patient who is judged
 * from then on, and who waits for a code that it knows is screened again; one that cannot be read leaves the map before in force and
 * is told in log and health. Nothing but the map is taken up: when criteria or lists of the model have changed too, the bridge has to be
 * started again, since it asks EHRs for what the model wants to know. Thread-safe.
 */
public final class LocalMapWatch {

    private static final Logger LOG = LoggerFactory.getLogger(LocalMapWatch.class);

    /** Who was being judged by the map before when it changed may begin to wait for a code after that. */
    private static final Duration LONGEST_JUDGING = Duration.ofMinutes(10);

    private final BridgeSettings settings;
    private final CurrentCore core;
    private final MassChangeGuard guard;
    private final WorkList workList;
    private final Clock clock;
    private LocalMapState seen;
    private Instant stragglersUntil = Instant.MIN;
    private volatile String problem = "";

    LocalMapWatch(BridgeSettings settings, CurrentCore core, MassChangeGuard guard, WorkList workList, Clock clock) {
        this.settings = settings;
        this.core = core;
        this.guard = guard;
        this.workList = workList;
        this.clock = clock;
        this.seen = state(new LocalMapState("", ""));
    }

    /** Why the map on the disk is not the one in force; empty when it is. */
    String problem() {
        return problem;
    }

    /** Looks whether the map has changed, and takes it up. */
    public synchronized void reload() {
        LocalMapState now = state(seen);
        if (now.map().equals(seen.map())) {
            if (clock.instant().isBefore(stragglersUntil)) {
                screenKnownByNow();
            }
            return;
        }
        boolean otherModel = !now.model().equals(seen.model());
        seen = new LocalMapState(now.map(), seen.model());
        if (otherModel) {
            refuse("criteria or code lists of the model have changed too; restart the bridge to have both");
            return;
        }
        try {
            takeUp(ScreeningCore.load(settings.model(), settings.localCodes()));
        } catch (TerminologyFileException | ModelFileException unreadable) {
            refuse(unreadable.getMessage());
        }
    }

    private void takeUp(ScreeningCore next) {
        boolean other = !next.version().equals(core.get().version());
        core.replace(next);
        problem = "";
        stragglersUntil = clock.instant().plus(LONGEST_JUDGING);
        if (other) {
            LOG.info(
                    "the local map has changed: from now on by model {}",
                    next.version().version());
            settings.hospitals().forEach(guard::begin);
        }
        screenKnownByNow();
    }

    private void refuse(String why) {
        problem = why;
        LOG.error("the local map has changed and is not taken up; the one before stays in force: {}", why);
    }

    /** Asks for everyone who waits for a code that the model knows by now, though the one before did not. */
    void screenKnownByNow() {
        Set<String> ehrs = settings.hospitals().stream().map(Hospital::ehr).collect(Collectors.toSet());
        Set<PatientKey> patients =
                new KnownByNow(core.get().terminology(), workList).screenAgain(ehrs, clock.instant());
        if (!patients.isEmpty()) {
            LOG.info(
                    "{} patient(s) waited for codes that the model knows by now and are screened again",
                    patients.size());
        }
    }

    /** A file that is being replaced at this very moment is looked at the next time. */
    private LocalMapState state(LocalMapState otherwise) {
        try {
            return LocalMapState.of(settings.model(), settings.localCodes());
        } catch (IOException notNow) {
            LOG.warn("the folder of the local map cannot be read now; it is looked at again");
            return otherwise;
        }
    }
}
