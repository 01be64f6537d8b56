// SPDX-License-Identifier: Apache-2.0
package dev.stemgate.console;

import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Objects;

/**
 * An answer.
 *
 * @param status HTTP status
 * @param contentType with its charset; empty when there is no body
 * @param body the bytes
 * @param headers beyond those that every answer has
 */
record Reply(int status, String contentType, byte[] body, Map<String, String> headers) {

    Reply {
        Objects.requireNonNull(contentType, "contentType");
        Objects.requireNonNull(body, "body");
        headers = Map.copyOf(headers);
    }

    static Reply html(String text) {
        return html(200, text);
    }

    static Reply html(int status, String text) {
        return new Reply(status, "text/html; charset=utf-8", text.getBytes(StandardCharsets.UTF_8), Map.of());
    }

    /** After a change: the browser goes on with a GET, so that reloading repeats nothing. */
    static Reply seeOther(String path) {
        return new Reply(303, "", new byte[0], Map.of("Location", path));
    }

    /** Bytes as they are, always to be kept as a file of plain text: a browser never shows them as what they claim to be. */
    static Reply attachment(String fileName, byte[] bytes) {
        return new Reply(
                200,
                "text/plain; charset=utf-8",
                bytes,
                Map.of("Content-Disposition", "attachment; filename=\"" + fileName + "\""));
    }

    static Reply asset(String contentType, byte[] bytes) {
        return new Reply(200, contentType, bytes, Map.of("Cache-Control", "max-age=3600"));
    }

    static Reply plain(int status, String line) {
        return new Reply(status, "text/plain; charset=utf-8", (line + "\n").getBytes(StandardCharsets.UTF_8), Map.of());
    }
}
