// SPDX-License-Identifier: Apache-2.0
package dev.stemgate.console.access;

import dev.stemgate.model.PatientKey;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/**
 * One browser's stay: who logged in, the token that every change has to carry, and the handles that stand for patients in addresses, so
 * that no patient id gets into a browser's history or a proxy's log. Lives in memory only. Thread-safe.
 */
public final class Session {

    private static final int KEPT_PATIENTS = 2_000;

    private final String id;
    private final String user;
    private final Instant begun;
    private final String changeToken = RandomName.next();
    private final Map<PatientKey, String> handles = new LinkedHashMap<>(16, 0.75f, true);
    private final Map<String, PatientKey> patients = new LinkedHashMap<>();
    private Instant lastUsed;
    private String notice = "";

    Session(String id, String user, Instant now) {
        this.id = Objects.requireNonNull(id, "id");
        this.user = Objects.requireNonNull(user, "user");
        this.begun = now;
        this.lastUsed = now;
    }

    String id() {
        return id;
    }

    /** Who logged in; empty while nobody did. */
    public String user() {
        return user;
    }

    Instant begun() {
        return begun;
    }

    synchronized Instant lastUsed() {
        return lastUsed;
    }

    synchronized void used(Instant now) {
        lastUsed = now;
    }

    /** What every form of this session carries. */
    public String changeToken() {
        return changeToken;
    }

    public boolean isChangeToken(String sent) {
        return MessageDigest.isEqual(
                changeToken.getBytes(StandardCharsets.UTF_8), sent.getBytes(StandardCharsets.UTF_8));
    }

    /** What stands for the patient in addresses, for this session only. The patients asked for longest ago are forgotten. */
    public synchronized String handle(PatientKey patient) {
        String known = handles.get(patient);
        if (known != null) {
            return known;
        }
        if (handles.size() >= KEPT_PATIENTS) {
            PatientKey eldest = handles.keySet().iterator().next();
            patients.remove(handles.remove(eldest));
        }
        String made = RandomName.next();
        handles.put(patient, made);
        patients.put(made, patient);
        return made;
    }

    public synchronized Optional<PatientKey> patient(String handle) {
        return Optional.ofNullable(patients.get(handle));
    }

    /** To be shown once, on the next page. */
    public synchronized void say(String text) {
        notice = text;
    }

    public synchronized String takeNotice() {
        String text = notice;
        notice = "";
        return text;
    }
}
