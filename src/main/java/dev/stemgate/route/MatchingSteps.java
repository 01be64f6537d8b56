// SPDX-License-Identifier: Apache-2.0
package dev.stemgate.route;

import dev.stemgate.deadletter.Reason;
import dev.stemgate.fhir.EhrConversation;
import dev.stemgate.fhir.client.EhrException;
import dev.stemgate.intake.drop.GradedMatch;
import dev.stemgate.intake.drop.IntakeStore;
import dev.stemgate.intake.drop.MatchDecision;
import dev.stemgate.intake.drop.PatientMatch;
import dev.stemgate.intake.drop.SubjectSettling;
import dev.stemgate.state.EhrStatus;
import dev.stemgate.state.InputSubject;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import org.apache.camel.Exchange;

/** Bean {@code matching}: finds out at the EHR who a source's patient is, and settles the records that wait for it. Thread-safe. */
public final class MatchingSteps {

    private static final String SUBJECT = "subject";
    private static final String QUESTION = "question";
    private static final String NOBODY = "nobodyFound";
    private static final int AT_ONCE = 500;

    private final List<String> ehrs;
    private final Set<String> idsOfEhr;
    private final IntakeStore store;
    private final SubjectSettling settling;
    private final EhrConversation conversation;
    private final MatchOperations operations;
    private final EhrStatus status;
    private final EndpointGate gate;
    private final Predicate<String> mayBeAsked;
    private final Clock clock;

    /** @param idsOfEhr names of the sources whose patient ids are the EHR's own */
    MatchingSteps(
            List<String> ehrs,
            Set<String> idsOfEhr,
            IntakeStore store,
            EhrConversation conversation,
            MatchOperations operations,
            EhrStatus status,
            EndpointGate gate,
            Predicate<String> mayBeAsked,
            Clock clock) {
        this.ehrs = List.copyOf(ehrs);
        this.idsOfEhr = Set.copyOf(idsOfEhr);
        this.store = store;
        this.settling = new SubjectSettling(store, clock);
        this.conversation = conversation;
        this.operations = operations;
        this.status = status;
        this.gate = gate;
        this.mayBeAsked = mayBeAsked;
        this.clock = clock;
    }

    /** Subjects to be matched or settled, of EHRs that may be asked now. */
    public List<InputSubject> waiting() {
        return ehrs.stream()
                .filter(mayBeAsked)
                .flatMap(ehr -> store.subjects().waiting(ehr, AT_ONCE).stream())
                .toList();
    }

    /** The search for the subject in the body; nothing where none is needed or possible, and the subject is settled at once. */
    public void question(Exchange exchange) {
        InputSubject subject = exchange.getMessage().getBody(InputSubject.class);
        exchange.setProperty(Properties.EHR, subject.ehr());
        exchange.setProperty(SUBJECT, subject);
        PatientMatch question = settling.question(subject, idsOfEhr.contains(subject.source()));
        exchange.setProperty(QUESTION, question);
        Optional<String> search = subject.isMatched() ? Optional.empty() : question.search();
        if (subject.isMatched()) {
            settling.settle(
                    subject, new MatchDecision.Certain(subject.patientId().orElseThrow()));
        } else if (search.isEmpty()) {
            settling.settle(subject, PatientMatch.nothingToAskBy());
        }
        exchange.getMessage().setBody(search.orElse(null));
    }

    /** The EHR has answered the search; who carries no identifier of the subject may still be found by its index of patients. */
    public void decide(Exchange exchange) {
        InputSubject subject = exchange.getProperty(SUBJECT, InputSubject.class);
        if (gate.answered(subject.ehr())) {
            status.markUp(subject.ehr(), clock.instant());
        }
        PatientMatch question = exchange.getProperty(QUESTION, PatientMatch.class);
        MatchDecision found =
                question.decide(conversation.candidates(exchange.getMessage().getBody()));
        if (found instanceof MatchDecision.Uncertain nobody
                && nobody.reason() == Reason.UNMATCHED_PATIENT
                && question.further().isPresent()) {
            exchange.setProperty(NOBODY, nobody);
        } else {
            settling.settle(subject, found);
        }
    }

    /** Asks the EHR's own index of patients about a subject whom no identifier found, where the EHR has one. */
    public void operation(Exchange exchange) {
        MatchDecision nobody = exchange.getProperty(NOBODY, MatchDecision.class);
        if (nobody == null) {
            return;
        }
        InputSubject subject = exchange.getProperty(SUBJECT, InputSubject.class);
        GradedMatch match =
                exchange.getProperty(QUESTION, PatientMatch.class).further().orElseThrow();
        Object client = Clients.of(exchange.getContext(), subject.ehr());
        settling.settle(
                subject,
                match.question()
                        .flatMap(described -> operations.ask(subject.ehr(), client, described))
                        .map(match::decide)
                        .orElse(nobody));
    }

    /** The EHR refuses to say who that is; not an outage, so it will not say tomorrow either. */
    public void refused(Exchange exchange) {
        InputSubject subject = exchange.getProperty(SUBJECT, InputSubject.class);
        Failure failure = Failure.of(Failure.of(exchange, EhrException.class));
        Reason reason = failure.reason() == Reason.ACCESS_DENIED ? Reason.ACCESS_DENIED : Reason.REFUSED_BY_EHR;
        settling.settle(subject, new MatchDecision.Uncertain(reason, ""));
    }
}
