// SPDX-License-Identifier: Apache-2.0
package dev.stemgate.fhir.client;

import java.net.URI;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * The other names under which an EHR links to its own next pages, as one does behind a proxy (CAMEL-FHIR-TRAPS 15). Such a link is turned into
 * one to the configured origin; no link is ever followed to another host. Immutable.
 *
 * @param aliases {@code host} or {@code host:port}; none when every foreign link is refused
 */
public record PagingHosts(Set<String> aliases) {

    /** Every link to another host is refused. */
    public static final PagingHosts REFUSED = new PagingHosts(Set.of());

    public PagingHosts {
        aliases = aliases.stream().map(alias -> alias.toLowerCase(Locale.ROOT)).collect(Collectors.toUnmodifiableSet());
        aliases.forEach(alias -> {
            if (!alias.matches("(\\[[0-9a-f:]+\\]|[a-z0-9._-]+)(:\\d{1,5})?")) {
                throw new IllegalArgumentException("a paging host is 'host' or 'host:port'");
            }
        });
    }

    /** The same page at the configured origin; the link itself where it is not one of an alias, or leads past the base path. */
    URI settle(URI link, Origin origin) {
        if (aliases.isEmpty() || origin.covers(link) || !isAlias(link)) {
            return link;
        }
        String query = link.getRawQuery() == null ? "" : "?" + link.getRawQuery();
        return Optional.of(URI.create(origin.base().getScheme() + "://"
                        + origin.base().getRawAuthority() + link.getRawPath() + query))
                .filter(origin::covers)
                .orElse(link);
    }

    private boolean isAlias(URI link) {
        boolean web = "http".equalsIgnoreCase(link.getScheme()) || "https".equalsIgnoreCase(link.getScheme());
        if (!web || link.getHost() == null || link.getRawUserInfo() != null || link.getRawPath() == null) {
            return false;
        }
        String host = link.getHost().toLowerCase(Locale.ROOT);
        return aliases.contains(link.getPort() < 0 ? host : host + ":" + link.getPort());
    }
}
