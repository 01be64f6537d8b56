// SPDX-License-Identifier: Apache-2.0
package dev.stemgate.rules;

import dev.stemgate.model.ModelVersion;
import dev.stemgate.terminology.Role;
import dev.stemgate.terminology.Terminology;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * The contraindication and risk model as loaded: criteria in the order of MODEL §2, parameters, policies. Immutable and
 * thread-safe.
 */
public final class Model {

    private final String id;
    private final String release;
    private final String contentHash;
    private final Parameters parameters;
    private final Policies policies;
    private final Therapy therapy;
    private final List<Criterion> criteria;
    private final EvidenceModel evidence;
    private final ModelVersion version;

    Model(
            String id,
            String release,
            String contentHash,
            Parameters parameters,
            Policies policies,
            Therapy therapy,
            List<Criterion> criteria,
            EvidenceModel evidence) {
        this.id = Objects.requireNonNull(id, "id");
        this.release = Objects.requireNonNull(release, "release");
        this.contentHash = Objects.requireNonNull(contentHash, "contentHash");
        this.parameters = Objects.requireNonNull(parameters, "parameters");
        this.policies = Objects.requireNonNull(policies, "policies");
        this.therapy = Objects.requireNonNull(therapy, "therapy");
        this.criteria = List.copyOf(criteria);
        this.evidence = Objects.requireNonNull(evidence, "evidence");
        this.version = new ModelVersion(id, release, ContentHash.of(List.of(contentHash, policies.toString())));
    }

    public ModelVersion version() {
        return version;
    }

    public Parameters parameters() {
        return parameters;
    }

    public Policies policies() {
        return policies;
    }

    /** Hazards, therapy options and plan of MODEL §2. */
    Therapy therapy() {
        return therapy;
    }

    /** Ids of all hazards in the order in which they are shown. */
    public List<String> hazards() {
        return therapy.hazards().stream().map(Therapy.HazardKind::id).toList();
    }

    /** All criteria of MODEL §2 in its order, also those that are not evaluated. */
    public List<Criterion> criteria() {
        return criteria;
    }

    /**
     * True when a rule of some criterion reads such a code. A code of the site that no rule reads would be classified and bear on
     * nothing, which would clear it silently.
     *
     * @param list the criterion in whose list the code stands
     * @param domain whether it is a drug
     * @param role how it stands to the criterion
     * @param classes its classes
     */
    public boolean reads(String list, Terminology.Domain domain, Role role, Set<String> classes) {
        return criteria.stream().anyMatch(criterion -> criterion.reads(list, domain, role, classes));
    }

    /** How Observations and allergies are read, and which checks are recommended. */
    EvidenceModel evidence() {
        return evidence;
    }

    /** This model under the policies of a site; its version differs where the policies differ. */
    public Model with(Policies ofSite) {
        return new Model(id, release, contentHash, parameters, ofSite, therapy, criteria, evidence);
    }

    /**
     * This model where a criterion that reads codes but has none is not evaluated: it must never be published as absent
     * (CONTRACTS, Conditions of code).
     *
     * @param listed ids of the criteria for which the terminology has at least one code
     */
    public Model withCodesFor(Set<String> listed) {
        List<Criterion> limited = criteria.stream()
                .map(criterion -> criterion.hasCodes(listed) ? criterion : criterion.notEvaluated())
                .collect(Collectors.toList());
        return new Model(id, release, contentHash, parameters, policies, therapy, limited, evidence);
    }
}
