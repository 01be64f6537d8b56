// SPDX-License-Identifier: Apache-2.0
package dev.stemgate.route.config;

/** How patients of files and messages are found at an EHR, beside the search by identifier that always comes first. */
public enum MatchBy {
    /** By {@code Patient/$match} too where the EHR declares it. */
    AUTO,
    /** By the search alone. */
    IDENTIFIER,
    /** By {@code Patient/$match} too, whatever the EHR declares. */
    OPERATION
}
