// SPDX-License-Identifier: Apache-2.0
package dev.stemgate.console;

import dev.stemgate.deadletter.LetterFilter;
import dev.stemgate.deadletter.LetterId;
import dev.stemgate.deadletter.LetterState;
import dev.stemgate.deadletter.Reason;
import dev.stemgate.model.PatientKey;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * What the list of letters was asked for, as its address says it: every word is checked, a patient is a handle of the session.
 *
 * @param state {@code open}, {@code replayed}, {@code resolved} or {@code any}
 * @param reason code of a reason; empty for any
 * @param source name of a source; empty for any
 * @param since one of {@link #SPANS}; empty for any time
 * @param handle stands for a patient; empty for any
 * @param patient whom the handle stands for
 * @param before only letters that came before this one
 * @param after only letters that came after this one
 */
record LetterQuery(
        String state,
        String reason,
        String source,
        String since,
        String handle,
        Optional<PatientKey> patient,
        Optional<LetterId> before,
        Optional<LetterId> after) {

    static final String ANY_STATE = "any";

    /** What can be chosen for the time in which a letter was last seen, in words. */
    static final Map<String, String> SPANS = new LinkedHashMap<>();

    private static final Map<String, Duration> LENGTHS = Map.of(
            "1h", Duration.ofHours(1),
            "12h", Duration.ofHours(12),
            "1d", Duration.ofDays(1),
            "7d", Duration.ofDays(7),
            "30d", Duration.ofDays(30));

    static {
        SPANS.put("1h", "last hour");
        SPANS.put("12h", "last 12 hours");
        SPANS.put("1d", "last day");
        SPANS.put("7d", "last 7 days");
        SPANS.put("30d", "last 30 days");
    }

    private static final int LONGEST_NAME = 200;

    /** @throws PageProblem for a word that is none of those that can be chosen */
    static LetterQuery of(Visit visit) {
        String state = visit.given("state").orElse(LetterState.OPEN.code());
        String reason = visit.text("reason");
        String since = visit.text("since");
        String source = visit.text("source");
        if (!state.equals(ANY_STATE) && stateOf(state).isEmpty()) {
            throw PageProblem.notUnderstood("'state' is open, replayed, resolved or any.");
        }
        if (!reason.isEmpty() && Reason.ofCode(reason).isEmpty()) {
            throw PageProblem.notUnderstood("There is no such reason.");
        }
        if (!since.isEmpty() && !SPANS.containsKey(since)) {
            throw PageProblem.notUnderstood("'since' is one of " + String.join(", ", SPANS.keySet()) + ".");
        }
        if (source.length() > LONGEST_NAME) {
            throw PageProblem.notUnderstood("There is no such source.");
        }
        String handle = visit.text("patient");
        Optional<PatientKey> patient =
                handle.isEmpty() ? Optional.empty() : visit.session().patient(handle);
        if (!handle.isEmpty() && patient.isEmpty()) {
            throw PageProblem.notFound(
                    "This address stood for a patient in a session that has ended. Look the patient up again.");
        }
        return new LetterQuery(
                state, reason, source, since, handle, patient, letter(visit, "before"), letter(visit, "after"));
    }

    private static Optional<LetterId> letter(Visit visit, String name) {
        return visit.given(name).map(LetterLinks::id);
    }

    private static Optional<LetterState> stateOf(String code) {
        return Arrays.stream(LetterState.values())
                .filter(state -> state.code().equals(code))
                .findFirst();
    }

    LetterFilter filter(Instant now) {
        return new LetterFilter(
                Reason.ofCode(reason),
                Optional.of(source).filter(name -> !name.isEmpty()),
                Optional.ofNullable(LENGTHS.get(since)).map(now::minus),
                patient,
                stateOf(state));
    }

    LetterQuery because(String other) {
        return new LetterQuery(state, other, source, since, handle, patient, Optional.empty(), Optional.empty());
    }

    LetterQuery ofAnybody() {
        return new LetterQuery(state, reason, source, since, "", Optional.empty(), Optional.empty(), Optional.empty());
    }

    LetterQuery before(LetterId letter) {
        return new LetterQuery(state, reason, source, since, handle, patient, Optional.of(letter), Optional.empty());
    }

    LetterQuery after(LetterId letter) {
        return new LetterQuery(state, reason, source, since, handle, patient, Optional.empty(), Optional.of(letter));
    }

    /** The address of this list. */
    String address() {
        Map<String, String> parts = new LinkedHashMap<>();
        parts.put("state", state);
        parts.put("reason", reason);
        parts.put("source", source);
        parts.put("since", since);
        parts.put("patient", handle);
        parts.put("before", before.map(LetterId::toString).orElse(""));
        parts.put("after", after.map(LetterId::toString).orElse(""));
        return "/letters?"
                + parts.entrySet().stream()
                        .filter(part -> !part.getValue().isEmpty())
                        .map(part -> part.getKey() + "=" + URLEncoder.encode(part.getValue(), StandardCharsets.UTF_8))
                        .collect(Collectors.joining("&"));
    }

    /** Without the patient. */
    @Override
    public String toString() {
        return String.format(Locale.ROOT, "LetterQuery[%s %s %s %s]", state, reason, source, since);
    }
}
