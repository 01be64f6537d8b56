// SPDX-License-Identifier: Apache-2.0
package dev.stemgate.route;

import dev.stemgate.fhir.EhrConversation;
import dev.stemgate.fhir.PriorReading;
import dev.stemgate.fhir.write.Prior;
import dev.stemgate.fhir.write.PriorSearch;
import dev.stemgate.fhir.write.ResultForm;
import dev.stemgate.model.ModelVersion;
import dev.stemgate.state.ObservationVersion;
import dev.stemgate.state.Results;
import java.time.Clock;
import java.util.Optional;

/**
 * What a write has to replace: what the search found, else what this bridge remembers having written where the search cannot be trusted.
 * Nothing is taken for absent that was merely not shown. Thread-safe.
 */
final class PriorFinder {

    private final Results results;
    private final ModelVersion model;
    private final EhrConversation conversation;
    private final Clock clock;

    PriorFinder(Results results, ModelVersion model, EhrConversation conversation, Clock clock) {
        this.results = results;
        this.model = model;
        this.conversation = conversation;
        this.clock = clock;
    }

    /**
     * @param client the FHIR client of the EHR
     * @throws SeveralObservationsException when more than one stands there
     * @throws UncertainPriorException when none was found, and the server said that this need not be all
     */
    Optional<Prior> of(PatientWork work, Object client) {
        PriorReading reading = work.priorReading();
        Optional<Prior> found = found(work);
        if (found.isPresent()) {
            return found;
        }
        Optional<Prior> remembered =
                remembered(work, reading.isCertain()).map(written -> reread(work, client, written));
        if (remembered.isEmpty() && !reading.isCertain()) {
            throw new UncertainPriorException(work.hospital().ehr());
        }
        return remembered;
    }

    /** What the search found, and nothing else. */
    Optional<Prior> found(PatientWork work) {
        PriorSearch.Found found = work.priorReading().found();
        if (found instanceof PriorSearch.Found.Several) {
            throw new SeveralObservationsException(work.hospital().ehr());
        }
        return found instanceof PriorSearch.Found.One one ? Optional.of(one.prior()) : Optional.empty();
    }

    /**
     * What is to be withdrawn: what the search found, else what is remembered where the search cannot be trusted, read by its id.
     *
     * @throws UncertainPriorException when none was found, and the server said that this need not be all
     */
    Optional<Prior> toWithdraw(PatientWork work, Object client) {
        Optional<Prior> found = found(work);
        if (found.isPresent()) {
            return found;
        }
        boolean certain = work.priorReading().isCertain();
        Optional<Prior> remembered = remembered(work, certain)
                .map(written -> conversation.read(
                        client, Forms.of(conversation, work.hospital().writeBack()), written.id()));
        if (remembered.isEmpty() && !certain) {
            throw new UncertainPriorException(work.hospital().ehr());
        }
        return remembered;
    }

    /** Some EHRs find only later what was written (EHR-NOTES 3); until then, and where a search is uncertain, the id that the write gave is believed. */
    private Optional<ObservationVersion> remembered(PatientWork work, boolean onlyLately) {
        return results.lastWritten(work.unit().patient(), model.id())
                .filter(stored -> !onlyLately
                        || stored.recordedAt()
                                .isAfter(clock.instant()
                                        .minus(work.hospital().writing().indexLag())))
                .map(stored -> stored.observation())
                .filter(written -> !written.id().isEmpty()
                        && written.type().equals(Forms.type(work.hospital().writeBack())));
    }

    private Prior reread(PatientWork work, Object client, ObservationVersion written) {
        ResultForm form = Forms.of(conversation, work.hospital().writeBack());
        return form.written(written.id(), written.version())
                .orElseGet(() -> conversation.read(client, form, written.id()));
    }
}
