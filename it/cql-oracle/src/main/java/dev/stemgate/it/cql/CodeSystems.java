// SPDX-License-Identifier: Apache-2.0
package dev.stemgate.it.cql;

import java.util.Map;

/** The code systems that the oracle's data uses, by URI or OID; any other is known by its own name and in no list. */
final class CodeSystems {

    private static final Map<String, String> BY_URI = Map.ofEntries(
            Map.entry("http://snomed.info/sct", "snomed"),
            Map.entry("urn:oid:2.16.840.1.113883.6.96", "snomed"),
            Map.entry("http://www.nlm.nih.gov/research/umls/rxnorm", "rxnorm"),
            Map.entry("urn:oid:2.16.840.1.113883.6.88", "rxnorm"),
            Map.entry("http://www.whocc.no/atc", "atc"),
            Map.entry("http://hl7.org/fhir/sid/icd-10", "icd-10"),
            Map.entry("http://hl7.org/fhir/sid/icd-10-cm", "icd-10-cm"),
            Map.entry("urn:oid:2.16.840.1.113883.6.90", "icd-10-cm"),
            Map.entry("http://fhir.de/CodeSystem/bfarm/icd-10-gm", "icd-10-gm"),
            Map.entry("http://hl7.org/fhir/sid/icd-9-cm", "icd-9-cm"),
            Map.entry("urn:oid:2.16.840.1.113883.6.103", "icd-9-cm"));

    private CodeSystems() {}

    static String of(String uri) {
        return BY_URI.getOrDefault(uri.strip(), uri);
    }
}
