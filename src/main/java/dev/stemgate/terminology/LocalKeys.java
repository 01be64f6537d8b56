// SPDX-License-Identifier: Apache-2.0
package dev.stemgate.terminology;

import dev.stemgate.model.Code;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * By what a code is found in the local map: its code system under whatever URI, OID or name, and the code as the system writes it.
 * Immutable, thread-safe.
 */
final class LocalKeys {

    /** NDC is in no list, but it is known that it names drugs. */
    private static final Set<String> DRUG_SYSTEMS = Set.of("hl7.org/fhir/sid/ndc", "2.16.840.1.113883.6.69");

    private static final String TEXT = "text";

    /** @param system id or normalised URI of the code system; {@code text} for a text */
    record Key(Terminology.Domain domain, String system, String code) {}

    private final CodeSystemAliases aliases;

    private LocalKeys(CodeSystemAliases aliases) {
        this.aliases = aliases;
    }

    static LocalKeys of(CodeSystemAliases aliases) {
        return new LocalKeys(aliases);
    }

    static Key text(String text, Terminology.Domain domain) {
        return new Key(domain, TEXT, Words.phrase(text));
    }

    /** One key, or several when an ICD or ATC element holds several codes. */
    List<Key> of(String system, String code, Terminology.Domain domain) {
        Optional<CodeSystem> known = aliases.resolve(system);
        String id = known.map(CodeSystem::id).orElseGet(() -> "uri " + CodeSystemAliases.normalise(system));
        List<String> codes =
                known.map(one -> ClassificationCodes.read(code, one)).orElse(List.of());
        return (codes.isEmpty() ? List.of(code.strip()) : codes)
                .stream().map(one -> new Key(domain, id, one)).toList();
    }

    /** What the code system tells of its codes: RxNorm, ATC and NDC name drugs; ICD and LOINC never do. */
    Optional<Terminology.Domain> domainOf(String system) {
        if (DRUG_SYSTEMS.contains(CodeSystemAliases.normalise(system))) {
            return Optional.of(Terminology.Domain.DRUG);
        }
        return aliases.resolve(system).flatMap(one -> switch (one) {
            case RXNORM, ATC -> Optional.of(Terminology.Domain.DRUG);
            case ICD_10, ICD_10_CM, ICD_10_GM, ICD_9_CM, LOINC -> Optional.of(Terminology.Domain.CLINICAL);
            default -> Optional.empty();
        });
    }

    /** What a row says, else what its code system or the shipped lists tell. */
    Optional<Terminology.Domain> domainOf(LocalCode code, ExactTable listed) {
        if (code.domain().isPresent() || code.isText()) {
            return code.domain();
        }
        return domainOf(code.system()).or(() -> aliases.resolve(code.system())
                .flatMap(system -> listed.find(system, code.code()))
                .map(KnownCode::domain));
    }

    /** True when a row names this code, or the text of one that has no system. */
    boolean sameThing(LocalCode row, Code code) {
        Terminology.Domain any = Terminology.Domain.CLINICAL;
        boolean text = !code.hasCode() || code.system().isBlank();
        if (row.isText() || text) {
            return row.isText() && text && text(row.display(), any).equals(text(code.display(), any));
        }
        return of(code.system(), code.code(), any).containsAll(of(row.system(), row.code(), any));
    }
}
