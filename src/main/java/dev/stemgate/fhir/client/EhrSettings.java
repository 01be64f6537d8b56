// SPDX-License-Identifier: Apache-2.0
package dev.stemgate.fhir.client;

import java.net.URI;
import java.time.Duration;
import java.time.ZoneId;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.Consumer;

/**
 * What is configured for one EHR.
 *
 * @param name the hospital file's name; stands in logs and messages
 * @param baseUrl FHIR base; https, or http to loopback, or http anywhere when {@code allowPlainHttp}
 * @param authorization how requests are authorised
 * @param timeouts of the connection
 * @param limits of what is asked and accepted
 * @param zone the endpoint's zone: in it lies the day on which data is read; a dateTime is its literal local date
 * @param allowPlainHttp true where http beyond loopback was explicitly allowed
 * @param includeMedications asks for the Medications of a medication search with {@code _include}; off where the EHR does not know it
 * @param tls whom a secure connection trusts, and how the bridge shows who it is
 * @param requestsPerSecond the most that are sent; 0 for no limit
 * @param pagingHosts under which other names it links to its own next pages
 * @param extra header lines sent with each request (some vendors want a client id); never credentials
 */
public record EhrSettings(
        String name,
        URI baseUrl,
        Authorization authorization,
        Timeouts timeouts,
        Limits limits,
        ZoneId zone,
        boolean allowPlainHttp,
        boolean includeMedications,
        TlsSettings tls,
        double requestsPerSecond,
        PagingHosts pagingHosts,
        Map<String, String> extra) {

    private static final Set<String> NOT_EXTRA =
            Set.of("authorization", "proxy-authorization", "host", "cookie", "content-length", "transfer-encoding");

    public EhrSettings {
        Objects.requireNonNull(name, "name");
        Objects.requireNonNull(baseUrl, "baseUrl");
        Objects.requireNonNull(authorization, "authorization");
        Objects.requireNonNull(timeouts, "timeouts");
        Objects.requireNonNull(limits, "limits");
        Objects.requireNonNull(zone, "zone");
        Objects.requireNonNull(tls, "tls");
        Objects.requireNonNull(pagingHosts, "pagingHosts");
        extra = Map.copyOf(extra);
        if (!name.matches("[A-Za-z0-9][A-Za-z0-9._-]{0,63}")) {
            throw new IllegalArgumentException("an EHR's name is made of letters, digits, dots and dashes");
        }
        baseUrl = new Origin(baseUrl).base();
        checkScheme(name, baseUrl, allowPlainHttp);
        extra.forEach((header, value) -> checkExtra(name, header, value));
    }

    /** Connect timeout, and the longest silence while an answer is read (a whole answer may take ten times that). */
    public record Timeouts(Duration connect, Duration read) {
        public Timeouts {
            if (connect.isNegative() || connect.isZero() || read.isNegative() || read.isZero()) {
                throw new IllegalArgumentException("timeouts are longer than nothing");
            }
        }
    }

    /**
     * Caps.
     *
     * @param maxConnections at the same time to this EHR
     * @param maxPages of one search; a longer one is read short and says so
     * @param pageSize asked for with {@code _count}
     * @param maxBodyBytes of one answer, uncompressed
     */
    public record Limits(int maxConnections, int maxPages, int pageSize, int maxBodyBytes) {
        public Limits {
            if (maxConnections < 1 || maxPages < 1 || pageSize < 1 || maxBodyBytes < 1) {
                throw new IllegalArgumentException("limits are at least one");
            }
        }
    }

    /** With the usual timeouts (10 s, 60 s) and limits (8 connections, 1000 pages of 100, 64 MiB), UTC. */
    public static EhrSettings of(String name, URI baseUrl, Authorization authorization) {
        return new EhrSettings(
                name,
                baseUrl,
                authorization,
                new Timeouts(Duration.ofSeconds(10), Duration.ofSeconds(60)),
                new Limits(8, 1000, 100, 64 * 1024 * 1024),
                ZoneId.of("UTC"),
                false,
                true,
                TlsSettings.USUAL,
                0,
                PagingHosts.REFUSED,
                Map.of());
    }

    public EhrSettings withTimeouts(Timeouts changed) {
        return with(draft -> draft.timeouts = changed);
    }

    public EhrSettings withLimits(Limits changed) {
        return with(draft -> draft.limits = changed);
    }

    public EhrSettings withZone(ZoneId changed) {
        return with(draft -> draft.zone = changed);
    }

    public EhrSettings withTls(TlsSettings changed) {
        return with(draft -> draft.tls = changed);
    }

    /** @param perSecond the most requests a second; 0 for no limit */
    public EhrSettings withTraffic(double perSecond, PagingHosts hosts) {
        return with(draft -> {
            draft.requestsPerSecond = perSecond;
            draft.pagingHosts = hosts;
        });
    }

    public EhrSettings withIncludedMedications(boolean changed) {
        return with(draft -> draft.includeMedications = changed);
    }

    private EhrSettings with(Consumer<Draft> change) {
        Draft draft = new Draft(this);
        change.accept(draft);
        return draft.settings(this);
    }

    /** Where this EHR's requests may go. */
    public Origin origin() {
        return new Origin(baseUrl);
    }

    private static void checkScheme(String name, URI url, boolean allowPlainHttp) {
        if (!Origin.isSecureOrLoopback(url) && !(url.getScheme().equals("http") && allowPlainHttp)) {
            throw new IllegalArgumentException(
                    "base URL of " + name + ": https is needed (http only to loopback, or where it was allowed)");
        }
    }

    private static void checkExtra(String name, String header, String value) {
        if (!header.matches("[A-Za-z0-9-]+")
                || NOT_EXTRA.contains(header.toLowerCase(Locale.ROOT))
                || value.chars().anyMatch(Character::isISOControl)) {
            throw new IllegalArgumentException("extra header of " + name + " cannot be sent: " + header);
        }
    }

    /** What may be changed, while it is. */
    private static final class Draft {
        private Timeouts timeouts;
        private Limits limits;
        private ZoneId zone;
        private boolean includeMedications;
        private TlsSettings tls;
        private double requestsPerSecond;
        private PagingHosts pagingHosts;

        Draft(EhrSettings from) {
            timeouts = from.timeouts;
            limits = from.limits;
            zone = from.zone;
            includeMedications = from.includeMedications;
            tls = from.tls;
            requestsPerSecond = from.requestsPerSecond;
            pagingHosts = from.pagingHosts;
        }

        EhrSettings settings(EhrSettings from) {
            return new EhrSettings(
                    from.name,
                    from.baseUrl,
                    from.authorization,
                    timeouts,
                    limits,
                    zone,
                    from.allowPlainHttp,
                    includeMedications,
                    tls,
                    requestsPerSecond,
                    pagingHosts,
                    from.extra);
        }
    }
}
