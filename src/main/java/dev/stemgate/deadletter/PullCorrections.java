// SPDX-License-Identifier: Apache-2.0
package dev.stemgate.deadletter;

import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * The corrections of one EHR during one pull: gives the corrected bytes of a record that came exactly as it was corrected, and learns
 * which corrected record came with other content. Thread-confined.
 */
public final class PullCorrections {

    private final Corrections corrections;
    private final String ehr;
    private final Map<String, Long> byHash;
    private final Map<String, String> hashByPlace;
    private final Set<String> applied = new HashSet<>();
    private final Map<String, Set<String>> seen = new HashMap<>();

    PullCorrections(Corrections corrections, String ehr, Map<String, Long> byHash, Map<String, String> hashByPlace) {
        this.corrections = corrections;
        this.ehr = ehr;
        this.byHash = byHash;
        this.hashByPlace = hashByPlace;
    }

    /**
     * To be asked for every record that comes.
     *
     * @param place resource key without version
     * @param contentHash SHA-256 of the bytes received
     * @return the corrected bytes: personal data
     */
    public Optional<byte[]> correctionOf(String place, String contentHash) {
        if (byHash.isEmpty()) {
            return Optional.empty();
        }
        String shown = corrections.shownPlace(ehr, place);
        if (hashByPlace.containsKey(shown)) {
            seen.computeIfAbsent(shown, key -> new HashSet<>()).add(contentHash);
        }
        Long number = byHash.get(contentHash);
        if (number == null) {
            return Optional.empty();
        }
        applied.add(contentHash);
        return Optional.of(corrections.bytes(number));
    }

    /** How many records were given as corrected so far. */
    public int count() {
        return applied.size();
    }

    /**
     * To be called once when the pull is through: notes what was applied, ends what the source has changed, and settles the letters of what
     * is read as it was corrected.
     *
     * @param unreadable hashes of the bytes that came and could not be read, corrected or not
     */
    public void settle(Set<String> unreadable, Instant now) {
        List<Long> used = applied.stream()
                .filter(hash -> !unreadable.contains(hash))
                .map(byHash::get)
                .toList();
        if (!used.isEmpty()) {
            corrections.applied(used, now);
        }
        seen.forEach((place, hashes) -> {
            String corrected = hashByPlace.get(place);
            if (!hashes.contains(corrected)) {
                corrections.outdated(byHash.get(corrected), now);
            }
        });
    }
}
