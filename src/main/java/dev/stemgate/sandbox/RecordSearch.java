// SPDX-License-Identifier: Apache-2.0
package dev.stemgate.sandbox;

import ca.uhn.fhir.rest.api.QualifiedParamList;
import ca.uhn.fhir.rest.param.DateRangeParam;
import ca.uhn.fhir.rest.server.exceptions.InvalidRequestException;
import ca.uhn.fhir.util.UrlUtil;
import dev.stemgate.sandbox.SearchValues.Value;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;

/**
 * One search over one type: every parameter must hold, of the values after one parameter any. What the server does not know is
 * refused with 400, as HAPI JPA does. Immutable.
 */
final class RecordSearch {

    /** Parameters that shape the answer and select nothing; HAPI's server acts on them. */
    private static final Set<String> RESULT_PARAMETERS =
            Set.of("_count", "_format", "_pretty", "_summary", "_total", "_include", "_sort");

    private static final Comparator<StoredVersion> BY_TIME =
            Comparator.comparing(StoredVersion::lastUpdated).thenComparing(StoredVersion::id);

    private final List<Predicate<StoredVersion>> criteria = new ArrayList<>();
    private final List<String> includes = new ArrayList<>();
    private Comparator<StoredVersion> order = (one, other) -> 0;

    private RecordSearch() {}

    /**
     * @param parameters as on the URL, values decoded
     * @throws InvalidRequestException for an unknown parameter or value
     */
    static RecordSearch of(String type, Map<String, String[]> parameters) {
        RecordSearch search = new RecordSearch();
        parameters.forEach((name, values) -> {
            for (String value : values) {
                search.add(type, name, value);
            }
        });
        return search;
    }

    /** Whether a type can be searched by a parameter, or its answer shaped by it. */
    static boolean knows(String type, String name) {
        return name.equals("_id")
                || name.equals("_lastUpdated")
                || RESULT_PARAMETERS.contains(name)
                || SearchParameter.of(type).containsKey(name);
    }

    /** From a conditional URL: {@code identifier=…}, {@code Type?identifier=…} or the same with a base. */
    static RecordSearch conditional(String type, String url) {
        String query = url.substring(url.indexOf('?') + 1);
        Map<String, String[]> parameters = UrlUtil.parseQueryString(query);
        if (parameters.isEmpty()) {
            throw new InvalidRequestException("A conditional operation needs at least one search parameter");
        }
        return of(type, parameters);
    }

    boolean matches(StoredVersion candidate) {
        return criteria.stream().allMatch(criterion -> criterion.test(candidate));
    }

    Comparator<StoredVersion> order() {
        return order;
    }

    boolean includesMedication() {
        return !includes.isEmpty();
    }

    private void add(String type, String name, String value) {
        if (name.equals("_id")) {
            Set<String> ids = Set.of(value.split(","));
            criteria.add(candidate -> ids.contains(candidate.id()));
        } else if (name.equals("_lastUpdated")) {
            criteria.add(lastUpdated(value));
        } else if (name.equals("_include")) {
            include(type, value);
        } else if (name.equals("_sort")) {
            order = sort(value);
        } else if (!RESULT_PARAMETERS.contains(name)) {
            SearchParameter parameter = SearchParameter.of(type).get(name);
            if (parameter == null) {
                throw new InvalidRequestException("Unknown search parameter \"" + name + "\" for resource type \""
                        + type + "\". Valid search parameters for this search are: "
                        + SearchParameter.of(type).keySet().stream().sorted().toList());
            }
            List<Predicate<Value>> alternatives = Arrays.stream(value.split(","))
                    .map(item -> test(parameter.kind(), item))
                    .toList();
            criteria.add(candidate -> candidate.values().get(name).stream()
                    .anyMatch(held -> alternatives.stream().anyMatch(alternative -> alternative.test(held))));
        }
    }

    private static Predicate<Value> test(SearchParameter.Kind kind, String asked) {
        return switch (kind) {
            case TOKEN -> {
                int bar = asked.indexOf('|');
                String code = asked.substring(bar + 1);
                String system = bar < 0 ? "" : asked.substring(0, bar);
                yield held -> (code.isEmpty() || held.value().equals(code))
                        && (bar < 0 || held.system().equals(system));
            }
            case REFERENCE -> {
                int slash = asked.lastIndexOf('/');
                String id = asked.substring(slash + 1);
                String prefix = slash < 0 ? "" : asked.substring(0, slash);
                String type = prefix.substring(prefix.lastIndexOf('/') + 1);
                yield held -> held.value().equals(id)
                        && (type.isEmpty() || held.system().equals(type));
            }
            case TEXT -> {
                String start = asked.toLowerCase(Locale.ROOT);
                yield held -> held.value().toLowerCase(Locale.ROOT).startsWith(start);
            }
        };
    }

    private static Predicate<StoredVersion> lastUpdated(String value) {
        DateRangeParam range = new DateRangeParam();
        range.setValuesAsQueryTokens(null, "_lastUpdated", List.of(QualifiedParamList.singleton(value)));
        Instant from = range.getLowerBound() == null
                ? Instant.MIN
                : range.getLowerBoundAsInstant().toInstant();
        Instant to = range.getUpperBound() == null
                ? Instant.MAX
                : range.getUpperBoundAsInstant().toInstant();
        return candidate -> !candidate.lastUpdated().isBefore(from)
                && !candidate.lastUpdated().isAfter(to);
    }

    private void include(String type, String value) {
        if (!SearchParameter.of(type).containsKey("medication") || !value.equals(type + ":medication")) {
            throw new InvalidRequestException("Invalid _include parameter value: \"" + value + "\"");
        }
        includes.add(value);
    }

    private static Comparator<StoredVersion> sort(String value) {
        return switch (value) {
            case "_id" -> Comparator.comparing(StoredVersion::id);
            case "-_id" -> Comparator.comparing(StoredVersion::id).reversed();
            case "_lastUpdated" -> BY_TIME;
            case "-_lastUpdated" -> BY_TIME.reversed();
            default -> throw new InvalidRequestException("Unknown _sort parameter value \"" + value + "\"");
        };
    }
}
