// SPDX-License-Identifier: Apache-2.0
package dev.stemgate.intake.hl7;

import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What HL7 table 0396 and its everyday variants call a code system, as the URI that FHIR has for it (HL7 Terminology, "Using codes";
 * HARD-CASES, HL7 v2). Names that are not here pass through, so that a site's aliases can know them; local ones (L, 99…) are qualified
 * by the source, since two sources mean different things by them.
 */
final class CodingSystems {

    private static final Pattern OID = Pattern.compile("[0-2](\\.(0|[1-9]\\d*)){3,}");
    private static final Pattern LOCAL = Pattern.compile("L|99[A-Z0-9]*");

    private static final Map<String, String> TABLE_0396 = Stream.of(
                    names("http://hl7.org/fhir/sid/icd-10", "I10", "ICD10", "ICD-10", "ICD-10-WHO"),
                    names("http://hl7.org/fhir/sid/icd-10-cm", "I10C", "ICD10CM", "ICD-10-CM", "ICD10-CM", "I10-CM"),
                    names("http://www.cms.gov/Medicare/Coding/ICD10", "I10P", "ICD10PCS", "ICD-10-PCS"),
                    names("http://fhir.de/CodeSystem/bfarm/icd-10-gm", "I10G", "ICD10GM", "ICD-10-GM"),
                    names(
                            "http://hl7.org/fhir/sid/icd-9-cm",
                            "I9",
                            "I9C",
                            "I9CDX",
                            "ICD9",
                            "ICD-9",
                            "ICD9CM",
                            "ICD-9-CM"),
                    names("urn:oid:2.16.840.1.113883.6.104", "I9CP"),
                    names(
                            "http://snomed.info/sct",
                            "SCT",
                            "SNM",
                            "SNOMED",
                            "SNOMEDCT",
                            "SNOMED-CT",
                            "SCT2",
                            "SNOMEDCT_US"),
                    names("http://www.nlm.nih.gov/research/umls/rxnorm", "RXN", "RXNORM"),
                    names("http://hl7.org/fhir/sid/ndc", "NDC"),
                    names("http://www.whocc.no/atc", "ATC", "WC", "WHOATC"),
                    names("http://loinc.org", "LN", "LOINC"))
            .flatMap(names -> names.entrySet().stream())
            .collect(Collectors.toUnmodifiableMap(Map.Entry::getKey, Map.Entry::getValue));

    private final String source;

    CodingSystems(String source) {
        this.source = source;
    }

    private static Map<String, String> names(String uri, String... names) {
        return Stream.of(names).collect(Collectors.toMap(name -> name, name -> uri));
    }

    /**
     * @param name CWE.3, or DG1-2
     * @param oid CWE.14, where the sender gives it
     * @return empty when neither says anything
     */
    String uri(String name, String oid) {
        String key = name.replace(" ", "").toUpperCase(Locale.ROOT);
        if (TABLE_0396.containsKey(key)) {
            return TABLE_0396.get(key);
        }
        if (OID.matcher(oid).matches()) {
            return "urn:oid:" + oid;
        }
        if (OID.matcher(key).matches()) {
            return "urn:oid:" + key;
        }
        return LOCAL.matcher(key).matches() ? "urn:stemgate:hl7v2:" + source + ":" + key : name.strip();
    }
}
