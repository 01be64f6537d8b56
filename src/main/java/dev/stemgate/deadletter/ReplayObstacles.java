// SPDX-License-Identifier: Apache-2.0
package dev.stemgate.deadletter;

import dev.stemgate.model.PatientKey;
import java.util.List;
import java.util.Optional;

/** What certainly still stands in the way of a letter, and whose it is. Where it is not certain, a replay is allowed to try. */
final class ReplayObstacles {

    private static final String REREAD = " If the source has changed the record since, say so (--reread).";

    private final WorkList workList;
    private final DeadLetters letters;
    private final Corrections corrections;
    private final DeskPorts ports;

    ReplayObstacles(WorkList workList, DeadLetters letters, Corrections corrections, DeskPorts ports) {
        this.workList = workList;
        this.letters = letters;
        this.corrections = corrections;
        this.ports = ports;
    }

    /** One sentence, without personal data; empty when nothing certain hinders. */
    Optional<String> certain(DeadLetter letter, boolean reread) {
        if (letter.reason() == Reason.UNCLASSIFIED_CODE) {
            return unclassified(letter);
        }
        if (ports.reprocessing().knows(letter.source())) {
            return bytes(letter).flatMap(record -> ports.reprocessing().problem(letter, record));
        }
        boolean corrected = corrections.standing(letter).isPresent();
        if (!letter.reason().boundToContent() || corrected || reread) {
            return Optional.empty();
        }
        if (letter.reason() == Reason.UNRESOLVED_SUBJECT) {
            return Optional.of("The stored bytes do not say certainly whose they are; correct their subject." + REREAD);
        }
        return bytes(letter)
                .flatMap(record -> ports.records().problem(record))
                .map(problem -> "The stored bytes still cannot be read (" + problem + "); correct them." + REREAD);
    }

    private Optional<String> unclassified(DeadLetter letter) {
        boolean classified =
                workList.item(letter.id()).filter(ports.codes()::isClassified).isPresent();
        return classified
                ? Optional.empty()
                : Optional.of("Nobody has classified the code yet; use 'dead-letters assign-code' first.");
    }

    private Optional<byte[]> bytes(DeadLetter letter) {
        return corrections.standing(letter).or(() -> letters.payload(letter.id()));
    }

    /** Whom a replay of this letter screens again, in order of arrival; empty when that is not known. */
    List<PatientKey> patients(DeadLetter letter) {
        if (letter.reason() == Reason.UNCLASSIFIED_CODE) {
            return letters.waiting(letter.id());
        }
        Optional<PatientKey> subject = letters.patient(letter.id());
        if (subject.isPresent() || ports.reprocessing().knows(letter.source())) {
            return subject.stream().toList();
        }
        return bytes(letter)
                .flatMap(record -> ports.records().patientId(record))
                .map(id -> new PatientKey(letter.source(), id))
                .stream()
                .toList();
    }
}
