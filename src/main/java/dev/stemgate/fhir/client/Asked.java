// SPDX-License-Identifier: Apache-2.0
package dev.stemgate.fhir.client;

import java.net.URI;
import java.util.Locale;
import java.util.regex.Pattern;

/**
 * What a request asks for, read from its verb and path.
 *
 * @param verb GET, POST, PUT, DELETE, PATCH
 * @param path below the base, for instance {@code Condition} or {@code Patient/1}
 */
record Asked(String verb, String path) {

    private static final Pattern TYPE = Pattern.compile("[A-Z][A-Za-z]+(/_search)?");
    private static final Pattern RECORD = Pattern.compile("([A-Z][A-Za-z]+)/[^/$_][^/]*(/_history/[^/]+)?");

    static Asked of(String verb, URI url, Origin origin) {
        return new Asked(verb.toUpperCase(Locale.ROOT), origin.pathBelow(url));
    }

    /** A search of a type as a whole: the only place where 404 means that the type is not served. */
    boolean searchesType() {
        return TYPE.matcher(path).matches() && (verb.equals("GET") || path.endsWith("/_search"));
    }

    boolean readsRecord() {
        return verb.equals("GET") && RECORD.matcher(path).matches();
    }

    /** A Patient by its id: it is handed on like one that a search has found, with the bytes that came. */
    boolean readsPatient() {
        return readsRecord() && type().equals("Patient");
    }

    /** The resource type of a search or a read. */
    String type() {
        return path.split("/", 2)[0];
    }

    /** A transaction or batch, in which the bridge writes. */
    boolean sendsTransaction() {
        return verb.equals("POST") && path.isEmpty();
    }

    boolean writes() {
        return !verb.equals("GET") && !path.endsWith("_search") && !asksWhoThatIs();
    }

    /** {@code Patient/$match}, which is sent as a POST and changes nothing. */
    private boolean asksWhoThatIs() {
        return path.equals("Patient/$match");
    }

    /** A search, a page, or a transaction is answered with a Bundle. */
    boolean expectsBundle() {
        return path.isEmpty() && !verb.equals("PATCH")
                || searchesType()
                || verb.equals("GET") && !readsRecord() && !path.equals("metadata") && !path.contains("$");
    }

    /** The type that a read must give, or a Bundle, since some page links look like a read; any for everything else. */
    boolean accepts(String resourceType) {
        if (expectsBundle() || asksWhoThatIs()) {
            return resourceType.equals("Bundle");
        }
        return !readsRecord() || resourceType.equals("Bundle") || path.startsWith(resourceType + "/");
    }
}
