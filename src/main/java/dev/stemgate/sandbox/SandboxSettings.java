// SPDX-License-Identifier: Apache-2.0
package dev.stemgate.sandbox;

import java.time.Clock;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;

/**
 * How a sandbox server is set up. Immutable; start from {@link #empty()} or {@link #demo(LocalDate)} and change with the
 * {@code with…} methods.
 *
 * @param port TCP port on 127.0.0.1; 0 lets the system choose a free one
 * @param pageSize entries of a page when the client asks for no {@code _count}; real servers are small too
 * @param maxPageSize the most that {@code _count} is honoured for
 * @param clock source of {@code meta.lastUpdated}
 * @param populations what is loaded at start, in order
 * @param servedTypes resource types that exist on this server; any other gives 404, as MedicationStatement does on large EHRs
 * @param accessDeniedTypes resource types that answer 403
 * @param staleVersion what a stale {@code If-Match} gets
 * @param manners in which this server differs from one that simply works
 */
public record SandboxSettings(
        int port,
        int pageSize,
        int maxPageSize,
        Clock clock,
        List<Population> populations,
        Set<String> servedTypes,
        Set<String> accessDeniedTypes,
        StaleVersion staleVersion,
        Set<Manner> manners) {

    /** The types served unless a setting says otherwise. */
    public static final Set<String> DEFAULT_TYPES = Collections.unmodifiableSet(new LinkedHashSet<>(List.of(
            "Patient",
            "Condition",
            "MedicationStatement",
            "MedicationRequest",
            "MedicationAdministration",
            "MedicationDispense",
            "Medication",
            "Observation",
            "Provenance",
            "Procedure",
            "AllergyIntolerance",
            "ServiceRequest",
            "DocumentReference",
            "Device",
            "Encounter",
            "Group",
            "Practitioner",
            "Organization")));

    /** What a stale {@code If-Match} gets. */
    public enum StaleVersion {
        /** 409, as HAPI JPA answers. */
        CONFLICT,
        /** 412, as the FHIR specification asks. */
        PRECONDITION_FAILED
    }

    public SandboxSettings {
        if (port < 0 || port > 65535) {
            throw new IllegalArgumentException("port " + port + " is not between 0 and 65535");
        }
        if (pageSize < 1 || maxPageSize < pageSize) {
            throw new IllegalArgumentException("page sizes must satisfy 1 <= pageSize <= maxPageSize");
        }
        Objects.requireNonNull(clock, "clock");
        populations = List.copyOf(populations);
        servedTypes = Collections.unmodifiableSet(new LinkedHashSet<>(servedTypes));
        accessDeniedTypes = Set.copyOf(accessDeniedTypes);
        Objects.requireNonNull(staleVersion, "staleVersion");
        manners = Set.copyOf(manners);
    }

    /** A server without a single resource, on a free port, pages of 10. */
    public static SandboxSettings empty() {
        return new SandboxSettings(
                0, 10, 200, Clock.systemUTC(), List.of(), DEFAULT_TYPES, Set.of(), StaleVersion.CONFLICT, Set.of());
    }

    /** The demo population, its relative dates counted from the given day, on a free port, pages of 10. */
    public static SandboxSettings demo(LocalDate asOf) {
        return empty().withPopulation(Population.demo(asOf));
    }

    public SandboxSettings withPort(int newPort) {
        return new SandboxSettings(
                newPort,
                pageSize,
                maxPageSize,
                clock,
                populations,
                servedTypes,
                accessDeniedTypes,
                staleVersion,
                manners);
    }

    public SandboxSettings withPageSize(int newPageSize) {
        return new SandboxSettings(
                port,
                newPageSize,
                Math.max(newPageSize, maxPageSize),
                clock,
                populations,
                servedTypes,
                accessDeniedTypes,
                staleVersion,
                manners);
    }

    public SandboxSettings withMaxPageSize(int newMaxPageSize) {
        return new SandboxSettings(
                port,
                pageSize,
                newMaxPageSize,
                clock,
                populations,
                servedTypes,
                accessDeniedTypes,
                staleVersion,
                manners);
    }

    public SandboxSettings withClock(Clock newClock) {
        return new SandboxSettings(
                port,
                pageSize,
                maxPageSize,
                newClock,
                populations,
                servedTypes,
                accessDeniedTypes,
                staleVersion,
                manners);
    }

    /** Loads one population more. */
    public SandboxSettings withPopulation(Population population) {
        List<Population> more = new ArrayList<>(populations);
        more.add(population);
        return new SandboxSettings(
                port, pageSize, maxPageSize, clock, more, servedTypes, accessDeniedTypes, staleVersion, manners);
    }

    public SandboxSettings withServedTypes(Set<String> types) {
        return new SandboxSettings(
                port, pageSize, maxPageSize, clock, populations, types, accessDeniedTypes, staleVersion, manners);
    }

    public SandboxSettings withAccessDeniedTypes(Set<String> types) {
        return new SandboxSettings(
                port, pageSize, maxPageSize, clock, populations, servedTypes, types, staleVersion, manners);
    }

    public SandboxSettings withStaleVersion(StaleVersion newStaleVersion) {
        return new SandboxSettings(
                port,
                pageSize,
                maxPageSize,
                clock,
                populations,
                servedTypes,
                accessDeniedTypes,
                newStaleVersion,
                manners);
    }

    public SandboxSettings withManners(Set<Manner> newManners) {
        return new SandboxSettings(
                port,
                pageSize,
                maxPageSize,
                clock,
                populations,
                servedTypes,
                accessDeniedTypes,
                staleVersion,
                newManners);
    }
}
