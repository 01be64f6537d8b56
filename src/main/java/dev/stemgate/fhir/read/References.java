// SPDX-License-Identifier: Apache-2.0
package dev.stemgate.fhir.read;

import dev.stemgate.fhir.client.Origin;
import dev.stemgate.model.ResourceRef;
import java.net.URI;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.hl7.fhir.r4.model.Resource;

/** References to records of one EHR: relative, or absolute to its own base. A reference to any other host leads nowhere. */
record References(Origin origin) {

    private static final Pattern RELATIVE =
            Pattern.compile("([A-Z][A-Za-z]+)/([A-Za-z0-9._-]+)(/_history/[A-Za-z0-9._-]+)?");

    /** The id of the record of this type that is meant; empty when it is another type, another host, or no such reference. */
    Optional<String> idOf(String reference, String type) {
        if (reference == null) {
            return Optional.empty();
        }
        return relative(reference.strip()).flatMap(path -> {
            Matcher matcher = RELATIVE.matcher(path);
            return matcher.matches() && matcher.group(1).equals(type)
                    ? Optional.of(matcher.group(2))
                    : Optional.empty();
        });
    }

    static ResourceRef refOf(Resource resource) {
        return new ResourceRef(
                resource.fhirType(),
                Concepts.text(resource.getIdElement().getIdPart()),
                Concepts.text(resource.getMeta().getVersionId()));
    }

    private Optional<String> relative(String reference) {
        if (!reference.contains(":")) {
            return Optional.of(reference);
        }
        return origin.resolve(reference)
                .filter(origin::covers)
                .filter(url -> url.getRawQuery() == null)
                .map((URI url) -> origin.pathBelow(url));
    }
}
