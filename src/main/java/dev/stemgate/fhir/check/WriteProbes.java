// SPDX-License-Identifier: Apache-2.0
package dev.stemgate.fhir.check;

import dev.stemgate.fhir.write.ScreeningIdentity;
import dev.stemgate.model.PatientKey;
import java.util.UUID;
import org.hl7.fhir.r4.model.CapabilityStatement.SystemRestfulInteraction;
import org.hl7.fhir.r4.model.CapabilityStatement.TypeRestfulInteraction;

/** Can a result be written, and found again. */
final class WriteProbes {

    private final Asker asker;
    private final Findings findings;

    WriteProbes(Asker asker, Findings findings) {
        this.asker = asker;
        this.findings = findings;
    }

    /** A search for an identifier that nothing carries finds nothing, unless the parameter is ignored. */
    void identifier(String ehr) {
        ScreeningIdentity nobody = ScreeningIdentity.of(
                new PatientKey(ehr, "nobody"), UUID.randomUUID().toString());
        Attempt attempt = asker.search(nobody.searchUrl());
        if (!(attempt instanceof Attempt.Answered answered)) {
            findings.fails(
                    "our Observation by identifier",
                    attempt.seen(),
                    "What was written cannot be found again, so nothing is written: use writeBack 'file' or 'off'.");
            findings.propose("writeBack", "file");
        } else if (!answered.records("Observation").isEmpty()) {
            findings.fails(
                    "our Observation by identifier",
                    "the parameter is ignored: other Observations are found",
                    "What was written cannot be found again reliably: use writeBack 'file' or 'off'.");
            findings.propose("writeBack", "file");
        } else {
            findings.works("our Observation by identifier", answered.seen(), "Read before each write.");
        }
    }

    /** What is declared about writing; whether it is true tells only a write. */
    void declared(Capabilities capabilities) {
        boolean create = capabilities.allows("Observation", TypeRestfulInteraction.CREATE);
        if (create) {
            findings.works(
                    "writing an Observation",
                    "create" + (capabilities.allows("Observation", TypeRestfulInteraction.UPDATE) ? " and update" : "")
                            + " declared",
                    "Some servers declare this and take vital signs only: try it with --try-write PATIENT.");
        } else {
            findings.fails(
                    "writing an Observation",
                    "create is not declared",
                    "Results cannot be written as Observations: use writeBack 'document-reference', 'file' or 'off'.");
            findings.propose("writeBack", documents(capabilities) ? "document-reference" : "file");
        }
        transactions(capabilities);
        if (capabilities.conditionalCreate("Observation")) {
            findings.works("conditional create", "declared", "A second Observation is never made, not even in a race.");
        } else {
            findings.limited(
                    "conditional create",
                    "not declared",
                    "The intent is stored before each write; after a crash the bridge waits, reads, and only then writes.");
        }
    }

    private void transactions(Capabilities capabilities) {
        if (capabilities.allows(SystemRestfulInteraction.TRANSACTION)) {
            findings.works("transaction", "declared", "Observation and Provenance are written together.");
        } else {
            findings.limited(
                    "transaction",
                    "not declared",
                    "The Observation is written first, its Provenance after it, until it is there.");
            findings.propose("transactions", "no");
        }
    }

    private static boolean documents(Capabilities capabilities) {
        return capabilities.allows("DocumentReference", TypeRestfulInteraction.CREATE);
    }
}
