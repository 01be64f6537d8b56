// SPDX-License-Identifier: Apache-2.0
package dev.stemgate.intake.fhir;

import dev.stemgate.intake.Limits;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Optional;

/** Takes one entry of a JSON Bundle apart; an entry that is not wrapped is its own resource (HARD-CASES, Bundles). */
final class EntryJson {

    private EntryJson() {}

    /** Empty when it is no object, or says the same thing twice. */
    static Optional<BundleEntry> of(byte[] entry, Limits limits) {
        JsonBytes json = new JsonBytes(entry, limits);
        try {
            return new Keys(entry).read(json);
        } catch (IOException impossible) {
            throw new UncheckedIOException("reading from memory failed", impossible);
        }
    }

    /** The keys of one entry that matter. Thread-confined. */
    private static final class Keys {
        private final byte[] entry;
        private String fullUrl = "";
        private byte[] request = new byte[0];
        private byte[] resource = new byte[0];
        private boolean unwrapped;
        private boolean twice;

        Keys(byte[] entry) {
            this.entry = entry;
        }

        Optional<BundleEntry> read(JsonBytes json) throws IOException {
            if (!each(json, this::take) || twice) {
                return Optional.empty();
            }
            String[] asked = {"", ""};
            JsonBytes inner = new JsonBytes(request, Limits.DEFAULT);
            each(inner, (name, from) -> {
                switch (name) {
                    case "method" -> asked[0] = from.text();
                    case "url" -> asked[1] = from.text();
                    default -> from.value();
                }
            });
            return Optional.of(new BundleEntry(fullUrl, asked[0], asked[1], unwrapped ? entry : resource));
        }

        private void take(String name, JsonBytes json) throws IOException {
            switch (name) {
                case "fullUrl" -> fullUrl = json.text();
                case "request" -> request = json.value().bytes();
                case "resource" -> {
                    twice |= resource.length > 0;
                    resource = json.value().bytes();
                }
                case "resourceType" -> {
                    unwrapped = true;
                    json.value();
                }
                default -> json.value();
            }
        }
    }

    /** What is done with the value of a key; it has to take the value. */
    @FunctionalInterface
    interface Taker {
        void take(String name, JsonBytes json) throws IOException;
    }

    /** Goes through the keys of an object. @return false when it is none, or breaks off */
    static boolean each(JsonBytes json, Taker taker) throws IOException {
        if (!json.take('{')) {
            return false;
        }
        if (json.take('}')) {
            return true;
        }
        do {
            String name = json.text();
            if (name.isEmpty() || !json.take(':')) {
                return false;
            }
            taker.take(name, json);
        } while (json.take(','));
        return json.take('}');
    }
}
