// SPDX-License-Identifier: Apache-2.0
package dev.stemgate.fhir.client;

import java.net.URI;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;

/**
 * The one place to which an EHR's requests may go: scheme, host, port and base path (DESIGN, invariant 4). Immutable.
 *
 * @param base the base URL, normalised: lower-case host, no slash at its end, no query
 */
public record Origin(URI base) {

    public Origin {
        Objects.requireNonNull(base, "base");
        if (base.getHost() == null || base.getScheme() == null) {
            throw new IllegalArgumentException("a base URL names a scheme and a host");
        }
        if (base.getRawUserInfo() != null || base.getRawQuery() != null || base.getRawFragment() != null) {
            throw new IllegalArgumentException("a base URL holds neither credentials nor a query nor a fragment");
        }
        String path = base.getRawPath() == null ? "" : base.getRawPath().replaceAll("/+$", "");
        if (devious(path)) {
            throw new IllegalArgumentException("a base URL holds no dot segments and no encoded slashes");
        }
        String authority = base.getHost().toLowerCase(Locale.ROOT) + (base.getPort() < 0 ? "" : ":" + base.getPort());
        base = URI.create(base.getScheme().toLowerCase(Locale.ROOT) + "://" + authority + path);
    }

    /** True when what is sent to this URL cannot be overheard: https, or this very machine. */
    static boolean isSecureOrLoopback(URI url) {
        String host = url.getHost();
        if (host == null || url.getScheme() == null || url.getRawUserInfo() != null || url.getRawFragment() != null) {
            return false;
        }
        boolean loopback =
                host.equalsIgnoreCase("localhost") || host.matches("127(\\.\\d{1,3}){3}") || host.equals("[::1]");
        return url.getScheme().equalsIgnoreCase("https") || url.getScheme().equalsIgnoreCase("http") && loopback;
    }

    /** True when the URL has the same scheme, host and port; its path may be any. */
    boolean sharesServerWith(URI url) {
        return url.getScheme() != null
                && url.getHost() != null
                && url.getRawUserInfo() == null
                && url.getScheme().equalsIgnoreCase(base.getScheme())
                && url.getHost().equalsIgnoreCase(base.getHost())
                && port(url) == port(base);
    }

    /** True when a request to this URL stays at the EHR and below its base path. */
    public boolean covers(URI url) {
        if (url.getScheme() == null || url.getHost() == null || url.getRawUserInfo() != null) {
            return false;
        }
        String path = url.getRawPath() == null ? "" : url.getRawPath();
        return url.getScheme().equalsIgnoreCase(base.getScheme())
                && url.getHost().equalsIgnoreCase(base.getHost())
                && port(url) == port(base)
                && !devious(path)
                && (path.equals(base.getRawPath()) || path.startsWith(base.getRawPath() + "/"));
    }

    /** As {@link #covers(URI)}, for text; what is not a URL is not covered. */
    public boolean covers(String url) {
        return parse(url).filter(this::covers).isPresent();
    }

    /**
     * A link as a server writes it (absolute, relative to the base, with blanks or bars in its token), made absolute.
     * Empty when it is no URL at all. The result is not yet checked: see {@link #covers(URI)}.
     */
    public Optional<URI> resolve(String link) {
        return parse(link).map(URI.create(base + "/")::resolve);
    }

    /**
     * What stands behind the base path, without a slash at its beginning: {@code Condition}, {@code Patient/1}, or nothing.
     *
     * @param url a URL that is covered
     */
    public String pathBelow(URI url) {
        String below = url.getRawPath().substring(base.getRawPath().length());
        return below.startsWith("/") ? below.substring(1) : below;
    }

    private static Optional<URI> parse(String link) {
        StringBuilder escaped = new StringBuilder();
        for (byte b : link.strip().getBytes(java.nio.charset.StandardCharsets.UTF_8)) {
            if (b <= ' ' || "\"<>\\^`{|}".indexOf(b) >= 0) {
                escaped.append(String.format("%%%02X", b & 0xff));
            } else {
                escaped.append((char) b);
            }
        }
        try {
            return Optional.of(URI.create(escaped.toString()));
        } catch (IllegalArgumentException notAUrl) {
            return Optional.empty();
        }
    }

    private static boolean devious(String path) {
        String lower = path.toLowerCase(Locale.ROOT);
        return lower.contains("%2e")
                || lower.contains("%2f")
                || lower.contains("%5c")
                || lower.matches("(.*/)?\\.\\.?(/.*)?");
    }

    private static int port(URI url) {
        if (url.getPort() >= 0) {
            return url.getPort();
        }
        return url.getScheme().equalsIgnoreCase("https") ? 443 : 80;
    }
}
