// SPDX-License-Identifier: Apache-2.0
package dev.stemgate.terminology;

import java.time.Duration;
import java.util.Collection;

/** A FHIR terminology server, asked for codes that no list knows. Implementations are thread-safe and throw nothing for a failed look-up. */
public interface TerminologyServer {

    /**
     * Asks where a code stands in the hierarchy of its system.
     *
     * @param code the code
     * @param roots codes of the same system; the answer is "no" only when each of them was asked for
     * @param within the time for all of it; when it is over the answer is "cannot say"
     */
    ServerAnswer ask(AskedCode code, Collection<String> roots, Duration within);

    /** Asks for all codes of a value set. @param url its canonical URL, possibly with a version after a bar */
    Expansion expand(String url);
}
