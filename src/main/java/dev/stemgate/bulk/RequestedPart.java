// SPDX-License-Identifier: Apache-2.0
package dev.stemgate.bulk;

import dev.stemgate.bulk.spill.Segment.KindGap;
import dev.stemgate.model.Gap;
import dev.stemgate.model.RecordKind;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What an export lacks because it was not asked for: the parameters of the request that leave records, or parts of them, out (Bulk Data
 * Access IG, Query Parameters). A Patient who is left out is not screened; the others are whole.
 */
final class RequestedPart {

    private static final Pattern FILTERED = Pattern.compile("(?:^|,)\\s*([A-Za-z]+)\\?");
    private static final Set<RecordKind> OF_PATIENTS = EnumSet.complementOf(EnumSet.of(RecordKind.PATIENT));

    private RequestedPart() {}

    /** @param request address that the export was asked for with */
    static List<KindGap> gaps(String request) {
        List<KindGap> gaps = new ArrayList<>();
        int query = request.indexOf('?');
        for (String parameter :
                query < 0 ? new String[0] : request.substring(query + 1).split("[&#]")) {
            int equal = parameter.indexOf('=');
            String value = equal < 0 ? "" : decoded(parameter.substring(equal + 1));
            if (!value.isBlank()) {
                gaps.addAll(gaps(decoded(parameter.substring(0, equal)), value));
            }
        }
        return gaps;
    }

    private static List<KindGap> gaps(String parameter, String value) {
        return switch (parameter) {
            case "_since" -> gaps(OF_PATIENTS, "the export holds only what changed since a date (_since)");
            case "_until", "_till" ->
                gaps(OF_PATIENTS, "the export leaves out what changed after a date (" + parameter + ")");
            case "_elements" ->
                gaps(EnumSet.allOf(RecordKind.class), "the export holds only some elements of records (_elements)");
            case "_typeFilter" -> filtered(value);
            default -> List.of();
        };
    }

    private static List<KindGap> filtered(String value) {
        Set<RecordKind> kinds = EnumSet.noneOf(RecordKind.class);
        Matcher filter = FILTERED.matcher(value);
        boolean understood = false;
        while (filter.find()) {
            understood = true;
            kinds.addAll(ManifestFile.kinds(filter.group(1)));
        }
        if (!understood) {
            return gaps(OF_PATIENTS, "the export holds only some records (_typeFilter)");
        }
        kinds.remove(RecordKind.PATIENT);
        List<KindGap> gaps = new ArrayList<>();
        for (RecordKind kind : kinds) {
            gaps.addAll(
                    gaps(Set.of(kind), "the export holds only some records of " + kind.fhirType() + " (_typeFilter)"));
        }
        return gaps;
    }

    /** Every kind lacks the same. */
    static List<KindGap> gaps(Set<RecordKind> kinds, String detail) {
        Gap gap = new Gap(Gap.Cause.NOT_READ, detail);
        return kinds.stream().map(kind -> new KindGap(kind, gap)).toList();
    }

    /** An export that goes on in another manifest. */
    static List<KindGap> rest() {
        return gaps(OF_PATIENTS, "the export goes on in another manifest, which is not here");
    }

    private static String decoded(String text) {
        try {
            return URLDecoder.decode(text, StandardCharsets.UTF_8);
        } catch (IllegalArgumentException notEncoded) {
            return text;
        }
    }
}
