// SPDX-License-Identifier: Apache-2.0
package dev.stemgate.console;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** The style sheet, the icon and htmx, read once from the jar. Nothing is ever fetched from elsewhere. Immutable. */
final class Assets {

    private static final String HTMX = "META-INF/resources/webjars/htmx.org/2.0.4/dist/htmx.min.js";

    private final Map<String, Reply> byPath = new HashMap<>();

    Assets() {
        add("/assets/console.css", "text/css; charset=utf-8", "console/assets/console.css");
        add("/assets/icon.svg", "image/svg+xml", "console/assets/icon.svg");
        add("/assets/htmx.js", "text/javascript; charset=utf-8", HTMX);
    }

    Optional<Reply> find(String path) {
        return Optional.ofNullable(byPath.get(path));
    }

    private void add(String path, String contentType, String resource) {
        try (InputStream in = Assets.class.getClassLoader().getResourceAsStream(resource)) {
            if (in == null) {
                throw new IllegalStateException("the jar lacks " + resource);
            }
            byPath.put(path, Reply.asset(contentType, in.readAllBytes()));
        } catch (IOException e) {
            throw new UncheckedIOException("the jar's " + resource + " cannot be read", e);
        }
    }
}
