// SPDX-License-Identifier: Apache-2.0
package dev.stemgate.route;

import dev.stemgate.deadletter.DeadLetters;
import dev.stemgate.deadletter.NewDeadLetter;
import dev.stemgate.deadletter.Reason;
import dev.stemgate.fhir.EhrConversation;
import dev.stemgate.fhir.client.EhrException;
import dev.stemgate.fhir.client.MalformedResponseException;
import dev.stemgate.fhir.read.PatientSearch;
import dev.stemgate.fhir.read.PatientSearches;
import dev.stemgate.fhir.read.PatientStanding;
import dev.stemgate.fhir.read.ReadingPlan;
import dev.stemgate.fhir.read.UnreadableRecord;
import dev.stemgate.model.Code;
import dev.stemgate.model.PatientKey;
import dev.stemgate.model.Reading;
import dev.stemgate.model.RecordKind;
import dev.stemgate.state.EhrStatus;
import dev.stemgate.state.Ledger;
import dev.stemgate.state.Step;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import org.apache.camel.Exchange;

/** Bean {@code pull}: reads one patient's whole record, kind by kind, and says what is missing. Thread-safe. */
public final class PullSteps {

    static final String FHIR_JSON = "application/fhir+json";

    private final EhrConversation conversation;
    private final List<Code> observationQuestions;
    private final Ledger ledger;
    private final DeadLetters deadLetters;
    private final EhrStatus status;
    private final EndpointGate gate;
    private final Clock clock;
    private final Set<String> served = ConcurrentHashMap.newKeySet();

    /** @param observationQuestions codes of the Observations that the model asks for */
    public PullSteps(
            EhrConversation conversation,
            List<Code> observationQuestions,
            Ledger ledger,
            DeadLetters deadLetters,
            EhrStatus status,
            EndpointGate gate,
            Clock clock) {
        this.conversation = conversation;
        this.observationQuestions = List.copyOf(observationQuestions);
        this.ledger = ledger;
        this.deadLetters = deadLetters;
        this.status = status;
        this.gate = gate;
        this.clock = clock;
    }

    /** What to search for the patient of this exchange, the Patient first; what the site does not give is not asked for. */
    public List<PatientSearch> searches(Exchange exchange) {
        PatientWork work = Properties.work(exchange);
        ReadingPlan plan = work.hospital().kindsRead().plan(observationQuestions);
        plan.notRead().forEach(work.record()::notAvailable);
        work.asked();
        Set<RecordKind> read = takeRead(exchange, work);
        return PatientSearches.forPatient(
                        work.unit().patient().patientId(), work.hospital().fhirSettings(), plan)
                .stream()
                .filter(search -> !read.contains(search.kind()))
                .toList();
    }

    /** Takes to the record what was read of this patient together with others, the Patient first. */
    private Set<RecordKind> takeRead(Exchange exchange, PatientWork work) {
        if (!Properties.hasBatch(exchange)) {
            return Set.of();
        }
        var read = Properties.batch(exchange).take(work.unit().patient().patientId());
        read.forEach((kind, entries) -> {
            served.add(served(work, kind));
            work.record().addWhole(kind, entries);
        });
        work.readTogether(read.size());
        return read.keySet();
    }

    /** What to search for the Medications that were referenced and not included. */
    public List<String> medications(Exchange exchange) {
        return PatientSearches.medications(Properties.work(exchange).record().medicationsToRead());
    }

    /** Starts at the first page of the search in the body: of one kind, or a bare URL for Medications. */
    public void beginKind(Exchange exchange) {
        PatientWork work = Properties.work(exchange);
        if (exchange.getMessage().getBody() instanceof PatientSearch search) {
            work.kind(Optional.of(search.kind()));
            begin(exchange, work, search.relativeUrl());
        } else {
            work.kind(Optional.empty());
            begin(exchange, work, exchange.getMessage().getBody(String.class));
        }
    }

    private static void begin(Exchange exchange, PatientWork work, String url) {
        work.restarts().begin(url);
        Properties.firstPage(exchange, url);
    }

    /** Takes the page in the body to the record and goes on to the next one. */
    public void addPage(Exchange exchange) {
        PatientWork work = Properties.work(exchange);
        if (gate.answered(work.hospital().ehr())) {
            status.markUp(work.hospital().ehr(), clock.instant());
        }
        work.kind().ifPresent(kind -> served.add(served(work, kind)));
        Object page = exchange.getMessage().getBody();
        Optional<String> next = work.kind().isPresent()
                ? conversation.add(work.record(), work.kind().get(), page)
                : conversation.addMedications(work.record(), page);
        if (next.isPresent()) {
            Properties.followingPage(exchange, next.get());
        } else {
            Properties.noMorePages(exchange);
        }
    }

    /**
     * The EHR refuses a page. Where it has merely forgotten it, the search begins again from its first page. Else it refuses this kind,
     * or what it sends cannot be read: the kind is incomplete, the others go on.
     */
    public void pageRefused(Exchange exchange) {
        PatientWork work = Properties.work(exchange);
        EhrException refusal = Failure.of(exchange, EhrException.class);
        Optional<String> again = work.restarts().after(refusal, Properties.isFirstPage(exchange));
        if (again.isPresent()) {
            work.kind().ifPresentOrElse(work.record()::restart, work.record()::restartMedications);
            Properties.firstPage(exchange, again.get());
        } else {
            kindRefused(exchange, work, refusal);
        }
    }

    /** Has the Patient read by its id where the search was answered and holds none; else there is nothing to read. */
    public void beginById(Exchange exchange) {
        PatientWork work = Properties.work(exchange);
        Properties.noMorePages(exchange);
        if (work.record().standing() instanceof PatientStanding.NotFound) {
            work.kind(Optional.of(RecordKind.PATIENT));
            PatientSearches.byId(
                            work.unit().patient().patientId(), work.hospital().fhirSettings())
                    .ifPresent(url -> Properties.followingPage(exchange, url));
        }
    }

    /** The Patient is not given by its id either. */
    public void byIdRefused(Exchange exchange) {
        Properties.noMorePages(exchange);
        Properties.work(exchange).record().refusedById(Failure.of(exchange, EhrException.class));
    }

    private void kindRefused(Exchange exchange, PatientWork work, EhrException refusal) {
        Properties.noMorePages(exchange);
        work.record().refused(work.kind(), refusal, hasBeenServed(work));
        if (refusal instanceof MalformedResponseException malformed) {
            deadLetters.put(
                    NewDeadLetter.of(
                            work.hospital().ehr(),
                            place(work),
                            Optional.of(work.unit().patient()),
                            Reason.MALFORMED_PAGE,
                            malformed.body(),
                            FHIR_JSON),
                    clock.instant());
        }
    }

    /** A type that this EHR served before is not "not served" because of one 404. */
    private boolean hasBeenServed(PatientWork work) {
        return work.kind().filter(kind -> served.contains(served(work, kind))).isPresent();
    }

    private static String served(PatientWork work, RecordKind kind) {
        return work.hospital().ehr() + " " + kind;
    }

    private static String place(PatientWork work) {
        return place(work.kind().map(RecordKind::fhirType).orElse("Medication"), work);
    }

    private static String place(String type, PatientWork work) {
        return type + "?patient=" + work.unit().patient().patientId();
    }

    /** All is read that can be read: unreadable records go to the dead letters, and the route learns the patient's standing. */
    public void complete(Exchange exchange) {
        PatientWork work = Properties.work(exchange);
        Instant now = clock.instant();
        for (UnreadableRecord unreadable : work.record().unreadable()) {
            deadLetters.put(
                    letter(work.hospital().ehr(), Optional.of(work.unit().patient()), unreadable), now);
        }
        work.corrected().settle(unreadable(work), now);
        settleLettersOf(work, now);
        ledger.step(work.unit().id(), Step.Kind.PULLED, summary(work), now);
        exchange.setProperty(Properties.STANDING, word(work.record().standing()));
    }

    private static Set<String> unreadable(PatientWork work) {
        return work.record().unreadable().stream().map(UnreadableRecord::sha256).collect(Collectors.toSet());
    }

    /** A place that was in the dead letters and reads fine by now needs nobody's work any more. */
    private void settleLettersOf(PatientWork work, Instant now) {
        if (!(work.record().standing() instanceof PatientStanding.Found)) {
            return;
        }
        Set<String> fine = ReadPlaces.of(work.facts());
        work.record()
                .unreadable()
                .forEach(unreadable -> fine.remove(unreadable.ref().key()));
        fine.addAll(searchesReadToTheEnd(work));
        deadLetters.supersede(work.hospital().ehr(), fine, "the EHR sends a readable version by now", now);
    }

    /** Places of searches whose pages were all read: a page that could not be taken apart needs nobody's work any more. */
    private static Set<String> searchesReadToTheEnd(PatientWork work) {
        return work.facts().readings().entrySet().stream()
                .filter(entry -> entry.getValue() instanceof Reading.Complete)
                .map(entry -> place(entry.getKey().fhirType(), work))
                .collect(Collectors.toSet());
    }

    /** The dead letter of one entry of a page. */
    static NewDeadLetter letter(String ehr, Optional<PatientKey> patient, UnreadableRecord unreadable) {
        Reason reason = Reason.ofCode(unreadable.reason().code())
                .orElseThrow(() -> new IllegalStateException("a reason that no dead letter has"));
        String place = unreadable.ref().id().isEmpty()
                ? unreadable.kind().fhirType() + " without id"
                : unreadable.ref().key();
        return NewDeadLetter.of(ehr, place, patient, reason, unreadable.bytes(), FHIR_JSON)
                .withLine(unreadable.line());
    }

    private static String summary(PatientWork work) {
        var counts = work.counts();
        int corrected = work.corrected().count();
        String together =
                work.readTogether() == 0 ? "" : "; " + work.readTogether() + " kinds read together with other patients";
        return "%d entries read: %d accepted, %d irrelevant, %d duplicate, %d dead-lettered"
                        .formatted(
                                counts.read(),
                                counts.accepted(),
                                counts.irrelevant(),
                                counts.duplicate(),
                                counts.deadLettered())
                + (corrected == 0 ? "" : "; " + corrected + " read as a person corrected them")
                + together;
    }

    private static String word(PatientStanding standing) {
        if (standing instanceof PatientStanding.Found) {
            return "found";
        }
        return standing instanceof PatientStanding.MergedInto ? "merged" : "unreadable";
    }

    /** The id of the surviving record of a patient who was merged away. */
    static String survivor(PatientWork work) {
        if (work.record().standing() instanceof PatientStanding.MergedInto merged) {
            return merged.patientId();
        }
        throw new IllegalStateException("only a merged patient has a survivor");
    }
}
