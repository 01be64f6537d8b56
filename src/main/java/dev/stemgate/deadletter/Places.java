// SPDX-License-Identifier: Apache-2.0
package dev.stemgate.deadletter;

import dev.stemgate.model.PatientKey;
import dev.stemgate.state.Database;
import dev.stemgate.state.PatientToken;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Takes patients' ids out of the places of letters: {@code Patient/123} becomes {@code Patient/#9f3c…}, {@code Condition?patient=123}
 * becomes {@code Condition?patient=#9f3c…}. A letter's place is metadata, which carries a keyed hash of the patient and no more
 * (CONTRACTS, Where PHI may be). Thread-safe; the installation's key is read on first use.
 */
final class Places {

    private static final Pattern PATIENT = Pattern.compile("(Patient/|[A-Za-z]+\\?patient=)([^#/?&\\s][^/?&\\s]*)");

    private final Database database;
    private volatile PatientToken token;

    Places(Database database) {
        this.database = database;
    }

    /** @param source name of the EHR that the place stands in */
    String shown(String source, String place) {
        Matcher matcher = PATIENT.matcher(place);
        return matcher.matches() ? matcher.group(1) + "#" + token(new PatientKey(source, matcher.group(2))) : place;
    }

    String token(PatientKey patient) {
        PatientToken known = token;
        if (known == null) {
            known = PatientToken.of(database);
            token = known;
        }
        return known.of(patient);
    }
}
