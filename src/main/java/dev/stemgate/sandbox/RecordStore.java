// SPDX-License-Identifier: Apache-2.0
package dev.stemgate.sandbox;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.MissingNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.stemgate.sandbox.StoredVersion.Method;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Function;
import java.util.stream.Stream;

/**
 * What the sandbox server holds, for tests and for loading: resources can be put, changed and deleted behind the server's back,
 * and every version ever held can be read and counted. A second run that writes nothing leaves {@link #versionCount()} as it
 * was. Thread-safe: writes follow one another, reads see the last finished write.
 */
public final class RecordStore {

    private static final ObjectMapper JSON = new ObjectMapper();

    private final Clock clock;
    private final AtomicLong nextId = new AtomicLong(1000);
    private volatile Records records = new Records();
    private Instant lastWrite = Instant.EPOCH;
    private volatile Instant loadedUntil = Instant.EPOCH;

    RecordStore(Clock clock) {
        this.clock = clock;
    }

    /**
     * Creates the resource, or adds a version, under its own {@code resourceType} and {@code id}; {@code meta.versionId} and
     * {@code meta.lastUpdated} are set. Nothing is validated: published samples are what they are.
     *
     * @throws SandboxException when this is no JSON object with resourceType and id
     */
    public StoredVersion put(String json) {
        ObjectNode resource = tree(json)
                .filter(node -> node.hasNonNull("resourceType") && node.hasNonNull("id"))
                .orElseThrow(() -> new SandboxException("Not a JSON resource with resourceType and id"));
        return write(draft -> put(draft, resource));
    }

    /**
     * Keeps the text as it is, byte for byte, however broken, and answers it in searches for the patient.
     *
     * @param patientId logical id of the Patient under which searches find it, whatever its subject says
     * @param json what is answered; a text that is no JSON makes every page that holds it unreadable
     */
    public StoredVersion putRaw(String type, String id, String patientId, String json) {
        return write(draft -> {
            JsonNode node = tree(json).map(JsonNode.class::cast).orElse(MissingNode.getInstance());
            SearchValues values = SearchValues.of(type, node).underPatient(patientId);
            return add(draft, upcoming(draft, type, id, Method.PUT), json, values);
        });
    }

    /** Deletes; what is not there stays so. */
    public void delete(String type, String id) {
        write(draft -> draft.current(type, id).map(version -> delete(draft, type, id)));
    }

    /** The resource as it stands now; empty when it never was or is deleted. */
    public Optional<StoredVersion> current(String type, String id) {
        return records.current(type, id);
    }

    /** All resources of a type as they stand now, in the order in which they came. */
    public List<StoredVersion> current(String type) {
        return records.current(type).toList();
    }

    /** All versions of a resource, deletions too, oldest first. */
    public List<StoredVersion> versions(String type, String id) {
        return records.versions(type, id);
    }

    /** How many versions the server holds, of every type, deletions too. */
    public long versionCount() {
        return records.everyVersion().count();
    }

    /** How many versions the server holds of one type, deletions too. */
    public long versionCount(String type) {
        return records.everyVersion()
                .filter(version -> version.type().equals(type))
                .count();
    }

    /** What was written up to now was there before the server was. */
    synchronized void endOfLoading() {
        loadedUntil = lastWrite;
    }

    boolean isLoaded(StoredVersion version) {
        return !version.lastUpdated().isAfter(loadedUntil);
    }

    Instant now() {
        return clock.instant();
    }

    Records records() {
        return records;
    }

    /** Runs a write as a whole: its draft is published when it returns, and thrown away when it throws. */
    synchronized <T> T write(Function<Records, T> writing) {
        Records draft = records.draft();
        T result = writing.apply(draft);
        if (draft.added() > 0) {
            records = draft;
        }
        return result;
    }

    /** Puts many resources in one go, which is what loading a population needs. */
    void putAll(Stream<ObjectNode> resources) {
        write(draft -> {
            resources.forEach(resource -> put(draft, resource));
            return draft.added();
        });
    }

    /** An id that no resource of this server has. */
    String freshId(Records draft, String type) {
        String id = Long.toString(nextId.incrementAndGet());
        return draft.versions(type, id).isEmpty() ? id : freshId(draft, type);
    }

    /** The version to be written next. */
    synchronized StoredVersion upcoming(Records draft, String type, String id, Method method) {
        long version = draft.newest(type, id).map(StoredVersion::version).orElse(0L) + 1;
        return new StoredVersion(type, id, version, tick(), method, "", SearchValues.NONE);
    }

    /** Adds a prepared version with its text. */
    StoredVersion add(Records draft, StoredVersion upcoming, String json) {
        JsonNode node = tree(json).orElseThrow(() -> new SandboxException("Not a JSON resource"));
        return add(draft, upcoming, json, SearchValues.of(upcoming.type(), node));
    }

    StoredVersion delete(Records draft, String type, String id) {
        return add(draft, upcoming(draft, type, id, Method.DELETE), "", SearchValues.NONE);
    }

    private StoredVersion put(Records draft, ObjectNode resource) {
        StoredVersion upcoming = upcoming(
                draft, resource.get("resourceType").asText(), resource.get("id").asText(), Method.PUT);
        ObjectNode meta = resource.withObject("/meta");
        meta.put("versionId", Long.toString(upcoming.version()));
        meta.put("lastUpdated", upcoming.lastUpdated().toString());
        return add(draft, upcoming, resource.toString(), SearchValues.of(upcoming.type(), resource));
    }

    private static StoredVersion add(Records draft, StoredVersion upcoming, String json, SearchValues values) {
        StoredVersion version = new StoredVersion(
                upcoming.type(),
                upcoming.id(),
                upcoming.version(),
                upcoming.lastUpdated(),
                upcoming.method(),
                json,
                values);
        draft.add(version);
        return version;
    }

    /** Never the same instant twice, so that {@code _lastUpdated} tells any two writes apart. */
    private Instant tick() {
        Instant now = clock.instant().truncatedTo(ChronoUnit.MILLIS);
        lastWrite = now.isAfter(lastWrite) ? now : lastWrite.plusMillis(1);
        return lastWrite;
    }

    private static Optional<ObjectNode> tree(String json) {
        try {
            JsonNode node = JSON.readTree(json);
            return node instanceof ObjectNode object ? Optional.of(object) : Optional.empty();
        } catch (JsonProcessingException broken) {
            return Optional.empty();
        }
    }
}
