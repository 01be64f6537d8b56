// SPDX-License-Identifier: Apache-2.0
package dev.stemgate.console.access;

import java.net.URI;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/**
 * The addresses under which browsers reach the console. A request that names another host comes through a name that somebody else
 * controls (DNS rebinding), a change that comes from another origin from a page that somebody else wrote; both are refused. Immutable.
 */
public final class OwnAddresses {

    private final Set<String> hosts;
    private final Set<String> origins;

    private OwnAddresses(Set<String> hosts, Set<String> origins) {
        this.hosts = Set.copyOf(hosts);
        this.origins = Set.copyOf(origins);
    }

    /**
     * @param secure whether the console itself speaks TLS
     * @param host what it listens on
     * @param publicUrl what browsers are told, where that is another address
     */
    public static OwnAddresses of(boolean secure, String host, int port, boolean loopback, Optional<URI> publicUrl) {
        String scheme = secure ? "https" : "http";
        Set<String> hosts = new LinkedHashSet<>();
        Set<String> origins = new LinkedHashSet<>();
        List<String> names =
                loopback ? List.of("127.0.0.1", "localhost", "[::1]", bracketed(host)) : List.of(bracketed(host));
        for (String name : names) {
            String authority = (name + ":" + port).toLowerCase(Locale.ROOT);
            hosts.add(authority);
            origins.add(scheme + "://" + authority);
        }
        publicUrl.ifPresent(url -> {
            String authority = url.getRawAuthority().toLowerCase(Locale.ROOT);
            hosts.add(authority);
            origins.add(url.getScheme().toLowerCase(Locale.ROOT) + "://" + authority);
        });
        return new OwnAddresses(hosts, origins);
    }

    /** @param host the Host header as sent; empty when there was none */
    public boolean isOwnHost(String host) {
        return hosts.contains(host.toLowerCase(Locale.ROOT));
    }

    /**
     * Whether a change may come from there. Browsers send {@code Origin: null} with a form of a page whose Referrer-Policy is
     * {@code no-referrer} (Fetch, append a request Origin header); then Sec-Fetch-Site, which a page cannot forge, has to say that it was ours. A
     * program that sends neither header is no browser and can ride on nobody's session.
     *
     * @param origin the Origin header; empty when there was none
     * @param fetchSite the Sec-Fetch-Site header; empty when there was none
     */
    public boolean mayChange(String origin, String fetchSite) {
        boolean ownSite = fetchSite.equals("same-origin");
        if (origin.isEmpty()) {
            return fetchSite.isEmpty() || ownSite;
        }
        if (origin.equals("null")) {
            return ownSite;
        }
        return origins.contains(origin.toLowerCase(Locale.ROOT)) && (fetchSite.isEmpty() || ownSite);
    }

    private static String bracketed(String host) {
        return host.contains(":") && !host.startsWith("[") ? "[" + host + "]" : host;
    }
}
