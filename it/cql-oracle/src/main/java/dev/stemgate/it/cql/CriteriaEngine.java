// SPDX-License-Identifier: Apache-2.0
package dev.stemgate.it.cql;

import ca.uhn.fhir.context.FhirContext;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;
import kotlin.Pair;
import org.cqframework.cql.cql2elm.CqlCompilerException;
import org.cqframework.cql.cql2elm.CqlCompilerOptions;
import org.cqframework.cql.cql2elm.LibraryManager;
import org.cqframework.cql.cql2elm.ModelManager;
import org.cqframework.cql.cql2elm.StringLibrarySourceProvider;
import org.hl7.elm.r1.ExpressionDef;
import org.hl7.elm.r1.FunctionDef;
import org.hl7.elm.r1.VersionedIdentifier;
import org.hl7.fhir.r4.model.Bundle;
import org.opencds.cqf.cql.engine.data.CompositeDataProvider;
import org.opencds.cqf.cql.engine.execution.CqlEngine;
import org.opencds.cqf.cql.engine.execution.Environment;
import org.opencds.cqf.cql.engine.execution.EvaluationParams;
import org.opencds.cqf.cql.engine.execution.EvaluationResult;
import org.opencds.cqf.cql.engine.fhir.model.R4FhirModelResolver;
import org.opencds.cqf.cql.engine.runtime.Date;

/**
 * The CQF engine with the three CQL libraries of this project, translated once. A criterion is a definition whose name is in
 * lower case, for instance {@code active-malignancy}. Not thread-safe.
 */
final class CriteriaEngine {

    private static final String FHIR = "http://hl7.org/fhir";
    private static final List<String> LIBRARIES = List.of("Dates", "Records", "Criteria");

    private final PatientRecord record = new PatientRecord();
    private final CqlEngine engine;
    private final VersionedIdentifier library = identifier("StemgateCriteria");
    private final List<String> criteria;
    private final Map<String, Object> parameters;
    private final ZonedDateTime evaluated;

    /**
     * @param asOf the evaluation date
     * @param plantedDays by how many days the acute window is made longer than MODEL says; 0 but for a planted fault
     * @throws IllegalStateException when a CQL library is missing or does not translate
     */
    CriteriaEngine(CodeRules rules, LocalDate asOf, int plantedDays) {
        ModelManager models = new ModelManager();
        LibraryManager libraries = new LibraryManager(models, new CqlCompilerOptions());
        libraries.getLibrarySourceLoader().registerProvider(new StringLibrarySourceProvider(sources()));
        this.criteria = criteria(libraries);
        CompositeDataProvider data =
                new CompositeDataProvider(new R4FhirModelResolver(FhirContext.forR4Cached()), record);
        Environment environment = new Environment(libraries, Map.of(FHIR, data), new ListedValueSets(rules));
        this.engine = new CqlEngine(environment, EnumSet.of(CqlEngine.Options.EnableExpressionCaching));
        this.parameters = Map.of("AsOf", new Date(asOf), "Planted days", plantedDays);
        this.evaluated = asOf.atStartOfDay(ZoneOffset.UTC);
    }

    /** The finding of every criterion, {@code present}, {@code possible}, {@code absent} or {@code unknown}, by criterion. */
    SortedMap<String, String> judge(String patient, Bundle bundle) {
        record.open(bundle);
        EvaluationParams.Builder params = new EvaluationParams.Builder();
        params.setContextParameter(new Pair<>("Patient", patient));
        params.setParameters(parameters);
        params.setEvaluationDateTime(evaluated);
        EvaluationParams.LibraryParams.Builder expressions = new EvaluationParams.LibraryParams.Builder();
        expressions.expressions(criteria);
        params.library(library, expressions.build());
        EvaluationResult result = engine.evaluate(params.build()).getOnlyResultOrThrow();
        SortedMap<String, String> findings = new TreeMap<>();
        for (String criterion : criteria) {
            findings.put(criterion, String.valueOf(result.get(criterion).getValue()));
        }
        return findings;
    }

    private List<String> criteria(LibraryManager libraries) {
        List<CqlCompilerException> faults = new ArrayList<>();
        List<ExpressionDef> definitions = libraries
                .resolveLibrary(library, faults)
                .getLibrary()
                .getStatements()
                .getDef();
        if (CqlCompilerException.hasErrors(faults)) {
            throw new IllegalStateException(faults.stream()
                    .map(fault -> fault.getLocator() + " " + fault.getMessage())
                    .collect(Collectors.joining("\n", "The CQL does not translate:\n", "")));
        }
        return definitions.stream()
                .filter(definition -> !(definition instanceof FunctionDef))
                .map(ExpressionDef::getName)
                .filter(name -> Character.isLowerCase(name.charAt(0)))
                .toList();
    }

    private static List<String> sources() {
        return LIBRARIES.stream().map(CriteriaEngine::source).toList();
    }

    private static String source(String name) {
        try (InputStream in = CriteriaEngine.class.getResourceAsStream("/cql/" + name + ".cql")) {
            if (in == null) {
                throw new IllegalStateException("No CQL library " + name);
            }
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new IllegalStateException("CQL library " + name + " cannot be read", e);
        }
    }

    private static VersionedIdentifier identifier(String name) {
        VersionedIdentifier identifier = new VersionedIdentifier();
        identifier.setId(name);
        identifier.setVersion("1");
        return identifier;
    }
}
