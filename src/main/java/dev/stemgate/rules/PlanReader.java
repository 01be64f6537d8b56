// SPDX-License-Identifier: Apache-2.0
package dev.stemgate.rules;

import dev.stemgate.model.Concept;
import dev.stemgate.model.MedicationFact.Intent;
import dev.stemgate.model.PlannedTherapy;
import dev.stemgate.model.Reading;
import dev.stemgate.model.ResourceRef;
import dev.stemgate.model.ServiceRequestFact;
import dev.stemgate.model.ServiceRequestFact.Status;
import dev.stemgate.rules.PlanVocabulary.Item;
import dev.stemgate.rules.Therapy.AtLeast;
import dev.stemgate.terminology.Terminology;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Reads the planned therapy out of ServiceRequests (MODEL §2, Scope and "Route and target"; §3, Other). Thread-safe. */
final class PlanReader {

    private static final Set<Status> COUNTS = EnumSet.of(Status.DRAFT, Status.ACTIVE, Status.ON_HOLD, Status.UNKNOWN);

    private final PlanVocabulary vocabulary;
    private final Terminology terminology;
    private final Set<String> mayRaise;

    PlanReader(PlanVocabulary vocabulary, Terminology terminology) {
        this.vocabulary = vocabulary;
        this.mayRaise = Set.copyOf(vocabulary.mayRaise());
        this.terminology = terminology;
    }

    /** @param reading how far they were read; a type that the EHR does not serve, or the site does not give, is no gap of the plan */
    Plan read(List<ServiceRequestFact> requests, Reading reading) {
        boolean whole = !(reading instanceof Reading.Incomplete);
        List<ServiceRequestFact> about = about(requests);
        if (about.isEmpty()) {
            return new Plan(Optional.empty(), List.of(), false, whole, mayRaise);
        }
        Set<String> products = new TreeSet<>();
        Set<String> routes = new TreeSet<>();
        Set<String> targets = new TreeSet<>();
        for (ServiceRequestFact request : about) {
            products.addAll(said(vocabulary.products(), whatOf(request)));
            routes.addAll(said(vocabulary.routes(), whatOf(request)));
            targets.addAll(targets(request));
        }
        List<ResourceRef> refs =
                about.stream().map(ServiceRequestFact::ref).distinct().collect(Collectors.toList());
        return new Plan(
                Optional.of(new PlannedTherapy(refs, List.copyOf(products), List.copyOf(routes), List.copyOf(targets))),
                atLeast(products, routes, targets),
                whole && about.stream().allMatch(this::isOutOfScope),
                whole,
                mayRaise);
    }

    private List<ServiceRequestFact> about(List<ServiceRequestFact> requests) {
        return requests.isEmpty()
                ? requests
                : requests.stream()
                        .distinct()
                        .filter(PlanReader::counts)
                        .filter(request -> whatOf(request).anyMatch(concept -> says(vocabulary.about(), concept)))
                        .sorted(Comparator.comparing(request -> request.ref().key()))
                        .collect(Collectors.toList());
    }

    private List<AtLeast> atLeast(Set<String> products, Set<String> routes, Set<String> targets) {
        List<AtLeast> all = new ArrayList<>();
        add(vocabulary.products(), products, all);
        add(vocabulary.routes(), routes, all);
        add(vocabulary.targets(), targets, all);
        return all;
    }

    private static void add(List<Item> items, Set<String> said, List<AtLeast> all) {
        items.stream().filter(item -> said.contains(item.id())).forEach(item -> all.addAll(item.atLeast()));
    }

    private Set<String> targets(ServiceRequestFact request) {
        Set<String> targets = said(vocabulary.targets(), Stream.concat(whatOf(request), request.bodySites().stream()));
        boolean elsewhere = request.bodySites().stream().anyMatch(site -> !site.isEmpty());
        return targets.isEmpty() && elsewhere ? Set.of(PlanVocabulary.OTHER_TARGET) : targets;
    }

    /** Only a request that is definite, and says why, is left unjudged: not-applicable shows no findings. */
    private boolean isOutOfScope(ServiceRequestFact request) {
        Set<String> products = said(vocabulary.products(), whatOf(request));
        return isDefinite(request)
                && !products.isEmpty()
                && vocabulary.outOfScope().products().containsAll(products)
                && request.reasons().stream()
                        .anyMatch(reason -> says(vocabulary.outOfScope().reason(), reason));
    }

    private Set<String> said(List<Item> items, Stream<Concept> concepts) {
        List<Concept> all = concepts.collect(Collectors.toList());
        Set<String> ids = items.stream()
                .filter(item -> all.stream().anyMatch(concept -> says(item.pattern(), concept)))
                .map(Item::id)
                .collect(Collectors.toCollection(TreeSet::new));
        items.stream()
                .filter(item -> item.unless().stream().anyMatch(ids::contains))
                .forEach(item -> ids.remove(item.id()));
        return ids;
    }

    private boolean says(PlanPattern pattern, Concept concept) {
        return pattern.matches(concept, terminology);
    }

    private static Stream<Concept> whatOf(ServiceRequestFact request) {
        return Stream.concat(Stream.of(request.code()), request.orderDetails().stream());
    }

    private static boolean counts(ServiceRequestFact request) {
        return COUNTS.contains(request.status()) && !request.doNotPerform();
    }

    private static boolean isDefinite(ServiceRequestFact request) {
        return request.status() != Status.UNKNOWN && request.intent() == Intent.ORDER;
    }
}
