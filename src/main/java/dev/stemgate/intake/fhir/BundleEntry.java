// SPDX-License-Identifier: Apache-2.0
package dev.stemgate.intake.fhir;

import java.util.Objects;

/**
 * One entry of a Bundle, taken apart but not parsed.
 *
 * @param fullUrl empty when missing
 * @param method of its request; empty when there is none
 * @param url of its request; empty when there is none
 * @param resource as JSON; empty when it holds none
 */
@SuppressWarnings("ArrayRecordComponent")
record BundleEntry(String fullUrl, String method, String url, byte[] resource) {

    BundleEntry {
        Objects.requireNonNull(fullUrl, "fullUrl");
        Objects.requireNonNull(method, "method");
        Objects.requireNonNull(url, "url");
        Objects.requireNonNull(resource, "resource");
    }

    boolean holdsResource() {
        return resource.length > 0;
    }
}
