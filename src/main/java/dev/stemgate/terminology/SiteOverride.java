// SPDX-License-Identifier: Apache-2.0
package dev.stemgate.terminology;

import dev.stemgate.model.Code;
import java.util.Objects;

/**
 * The site's local map says, with a reason, that a code which the shipped lists match does not bear on a criterion, or less. It
 * is kept so that it can be shown: nothing is lowered silently.
 *
 * @param criterion id of the criterion that the lists match
 * @param code the coding; of a text, its display holds the words
 * @param reason the site's reason
 */
public record SiteOverride(String criterion, Code code, String reason) {

    public SiteOverride {
        Objects.requireNonNull(criterion, "criterion");
        Objects.requireNonNull(code, "code");
        Objects.requireNonNull(reason, "reason");
    }
}
