// SPDX-License-Identifier: Apache-2.0
package dev.stemgate.sandbox;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Optional;
import java.util.function.UnaryOperator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The forms that vendors give the next link of a page, and the way back from a token to the page. Thread-safe. */
final class PageLinks {

    /** Parameter that carries an opaque token. */
    static final String CONTINUE = "continue";

    /** A host that answers nobody (RFC 6761). */
    private static final String ELSEWHERE = "https://interface-engine.invalid/fhir";

    private static final Pattern NEXT = Pattern.compile("(\"relation\":\"next\",\"url\":\")([^\"?]*)\\?([^\"]*)(\")");
    private static final Pattern TOKEN = Pattern.compile("(?:^|&)" + CONTINUE + "=([A-Za-z0-9_-]+)");

    private final Manners manners;

    PageLinks(Manners manners) {
        this.manners = manners;
    }

    /** How the body of an answer is changed; empty when it stays as it is. */
    Optional<UnaryOperator<String>> change(ReceivedRequest request) {
        if (!request.method().equals("GET")) {
            return Optional.empty();
        }
        if (manners.has(Manner.FOREIGN_NEXT_LINK)) {
            return Optional.of(body -> NEXT.matcher(body).replaceAll("$1" + ELSEWHERE + "?$3$4"));
        }
        if (manners.has(Manner.CONTINUE_TOKEN)) {
            String type = request.type().isEmpty() ? "Patient" : request.type();
            return Optional.of(body -> NEXT.matcher(body).replaceAll(next -> token(type, next)));
        }
        return manners.has(Manner.RELATIVE_NEXT_LINK)
                ? Optional.of(body -> NEXT.matcher(body).replaceAll("$1?$3$4"))
                : Optional.empty();
    }

    /** The query of the page that a token stands for; empty for every other request. */
    static Optional<String> page(ReceivedRequest request) {
        Matcher token = TOKEN.matcher(request.query());
        return token.find()
                ? Optional.of(new String(Base64.getUrlDecoder().decode(token.group(1)), StandardCharsets.UTF_8))
                : Optional.empty();
    }

    private static String token(String type, java.util.regex.MatchResult next) {
        String token = Base64.getUrlEncoder()
                .withoutPadding()
                .encodeToString(next.group(3).getBytes(StandardCharsets.UTF_8));
        return Matcher.quoteReplacement(
                next.group(1) + next.group(2) + "/" + type + "?" + CONTINUE + "=" + token + next.group(4));
    }
}
