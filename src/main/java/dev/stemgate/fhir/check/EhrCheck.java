// SPDX-License-Identifier: Apache-2.0
package dev.stemgate.fhir.check;

import dev.stemgate.fhir.client.EhrClients;
import dev.stemgate.fhir.client.EhrException;
import dev.stemgate.fhir.client.EhrSettings;
import dev.stemgate.fhir.client.EhrUnavailableException;
import dev.stemgate.fhir.client.Greeting;
import dev.stemgate.fhir.read.ReadingPlan;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * Finds out what an EHR's server can do, with about twenty requests and the bridge's own client. Nothing is written to it unless a
 * patient to try that on is named. A server that is down or lets nobody in ends in a report that says so. Not thread-safe.
 */
public final class EhrCheck {

    private static final int PATIENTS = 3;
    private static final List<String> CHANGES = List.of("Patient", "Condition", "MedicationRequest");

    private final EhrSettings settings;
    private final ReadingPlan plan;
    private final String cohort;
    private final Options options;
    private final Findings findings;
    private final Clock clock = Clock.systemUTC();

    /**
     * @param patient a patient to try the record on; one of the cohort when empty
     * @param tryWriteOn a patient on whom an Observation that says {@code entered-in-error} may be written
     */
    public record Options(Optional<String> patient, Optional<String> tryWriteOn) {
        public Options {
            Objects.requireNonNull(patient, "patient");
            Objects.requireNonNull(tryWriteOn, "tryWriteOn");
        }
    }

    /**
     * @param plan what the bridge would read
     * @param cohort relative search URL that finds who is to be screened
     * @param listener told each answer as it comes
     */
    public EhrCheck(EhrSettings settings, ReadingPlan plan, String cohort, Options options, Consumer<Probe> listener) {
        this.settings = Objects.requireNonNull(settings, "settings");
        this.plan = Objects.requireNonNull(plan, "plan");
        this.cohort = Objects.requireNonNull(cohort, "cohort");
        this.options = Objects.requireNonNull(options, "options");
        this.findings = new Findings(listener);
    }

    /** Asks everything, in order. */
    public EhrReport run() {
        try (EhrClients clients = new EhrClients(clock)) {
            ask(clients);
            return findings.report(settings.name(), Optional.empty());
        } catch (EhrUnavailableException down) {
            return findings.report(settings.name(), Optional.of(words(down)));
        }
    }

    private void ask(EhrClients clients) {
        Greeting greeting = clients.greet(settings);
        Asker asker = new Asker(clients.clientFor(settings));
        ServerProbes server = new ServerProbes(findings);
        server.clock(greeting);
        Optional<Capabilities> capabilities = capabilities(asker, server);
        capabilities.ifPresent(server::statement);
        CohortProbes who = new CohortProbes(asker, settings, findings);
        Attempt first = who.ask(cohort);
        if (first instanceof Attempt.Refused refused
                && refused.refusal() instanceof EhrUnavailableException unavailable) {
            throw unavailable;
        }
        server.login(settings.authorization(), greeting, clients.scopeShortfall(settings.name()));
        List<String> found = who.judge(first, PATIENTS);
        Optional<String> patient = options.patient().or(() -> found.stream().findFirst());
        who.lastUpdated(serverNow(greeting), CHANGES);
        RecordProbes records = new RecordProbes(asker, settings, findings);
        patient.ifPresentOrElse(
                id -> records.kinds(id, plan),
                () -> capabilities.ifPresent(declared -> records.declaredOnly(declared, plan)));
        records.lists(found);
        WriteProbes writes = new WriteProbes(asker, findings);
        writes.identifier(settings.name());
        capabilities.ifPresent(server::match);
        capabilities.ifPresent(writes::declared);
        options.tryWriteOn().ifPresent(id -> new TrialWrite(asker, findings, clock).on(id));
    }

    private Optional<Capabilities> capabilities(Asker asker, ServerProbes server) {
        try {
            return Optional.of(asker.capabilities());
        } catch (EhrUnavailableException down) {
            throw down;
        } catch (EhrException refusal) {
            server.noStatement(new Attempt.Refused(refusal));
            return Optional.empty();
        }
    }

    private Instant serverNow(Greeting greeting) {
        return clock.instant().plus(greeting.clockAhead().orElse(Duration.ZERO));
    }

    private static String words(EhrUnavailableException down) {
        if (!down.remedy().isEmpty()) {
            return down.remedy();
        }
        if (down.status() == 401) {
            return "the server does not accept the credentials (HTTP 401); check auth and its secret in the hospital file";
        }
        if (down.status() == 0) {
            return down.getMessage().replaceFirst("^[^:]*: ", "")
                    + " at its base URL; check host, port, network and proxy, then ask its operator";
        }
        return "the server answers HTTP " + down.status() + "; it is up and cannot work now: try again later";
    }
}
