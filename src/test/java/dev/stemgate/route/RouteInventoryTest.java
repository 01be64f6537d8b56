// SPDX-License-Identifier: Apache-2.0
package dev.stemgate.route;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.apache.camel.impl.DefaultCamelContext;
import org.apache.camel.model.CatchDefinition;
import org.apache.camel.model.ChoiceDefinition;
import org.apache.camel.model.ModelCamelContext;
import org.apache.camel.model.OnExceptionDefinition;
import org.apache.camel.model.ProcessorDefinition;
import org.apache.camel.model.RemoveHeadersDefinition;
import org.apache.camel.model.RouteConfigurationDefinition;
import org.apache.camel.model.RouteDefinition;
import org.apache.camel.model.RouteTemplateDefinition;
import org.apache.camel.model.SendDefinition;
import org.apache.camel.model.ToDynamicDefinition;
import org.apache.camel.model.TryDefinition;
import org.apache.camel.support.PluginHelper;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/**
 * Holds the YAML routes to the rules of the house. A misspelt error configuration would silently remove all error handling,
 * and a misspelt {@code direct:} would only show itself at run time, so both are checked over the loaded model.
 */
class RouteInventoryTest {

    private static final Path ROUTES = Path.of("routes");
    private static final int MOST_STEPS = 7;
    private static final int DEEPEST = 2;

    private static ModelCamelContext context;
    private static List<RouteDefinition> routes;

    @BeforeAll
    static void load() throws Exception {
        context = new DefaultCamelContext();
        for (Path file : routeFiles()) {
            PluginHelper.getRoutesLoader(context)
                    .loadRoutes(PluginHelper.getResourceLoader(context).resolveResource("file:" + file));
        }
        routes = new ArrayList<>(context.getRouteDefinitions());
        for (RouteTemplateDefinition template : context.getRouteTemplateDefinitions()) {
            routes.add(template.getRoute());
        }
    }

    @AfterAll
    static void close() throws Exception {
        context.close();
    }

    private static List<Path> routeFiles() throws IOException {
        try (Stream<Path> files = Files.list(ROUTES)) {
            return files.filter(file -> file.toString().endsWith(".camel.yaml"))
                    .sorted()
                    .toList();
        }
    }

    @Test
    void everyFileIsNumberedAndNamedForItsArea() throws IOException {
        assertThat(routeFiles())
                .hasSizeGreaterThanOrEqualTo(4)
                .allSatisfy(file -> assertThat(file.getFileName().toString()).matches("\\d\\d-[a-z-]+\\.camel\\.yaml"));
    }

    @Test
    void theRoutesAreTheseAndNoOthers() {
        assertThat(context.getRouteDefinitions())
                .extracting(RouteDefinition::getRouteId)
                .containsExactlyInAnyOrder(
                        "run-round",
                        "request-due",
                        "find-patients",
                        "read-cohort",
                        "resume-cohorts",
                        "resume-pending",
                        "screen-pending",
                        "screen-batch",
                        "pull-batch",
                        "read-list",
                        "read-bundles",
                        "write-batch",
                        "write-group",
                        "write-together",
                        "write-alone",
                        "screen-patient",
                        "pull-patient",
                        "read-kind",
                        "read-by-id",
                        "read-page",
                        "write-back",
                        "take-files",
                        "settle-files",
                        "match-subjects",
                        "match-subject",
                        "search-subject",
                        "write-result",
                        "read-prior",
                        "send-result",
                        "send-transaction",
                        "send-follow-ups",
                        "follow-merge",
                        "withdraw-result",
                        "settle-replays",
                        "reload-codes",
                        "clean-up");
        assertThat(context.getRouteTemplateDefinitions())
                .extracting(RouteTemplateDefinition::getId)
                .containsExactlyInAnyOrder("hospital", "file-source", "mllp-source");
    }

    @Test
    void everyRouteHasADescriptionAndAnErrorConfigurationThatExists() {
        List<String> known = context.getRouteConfigurationDefinitions().stream()
                .map(RouteConfigurationDefinition::getId)
                .toList();
        assertThat(known).containsExactlyInAnyOrder("called", "one-way", "answered");
        assertThat(routes).allSatisfy(route -> {
            assertThat(route.getDescriptionText()).isNotBlank();
            assertThat(known).contains(route.getRouteConfigurationId());
        });
    }

    @Test
    void aDirectRouteIsNamedByItsEndpoint() {
        assertThat(routes.stream().filter(route -> uri(route).startsWith("direct:")))
                .isNotEmpty()
                .allSatisfy(route -> assertThat(uri(route)).isEqualTo("direct:" + route.getRouteId()));
    }

    @Test
    void everyDirectTargetExistsAndEveryDirectRouteIsCalled() {
        TreeSet<String> targets = new TreeSet<>();
        TreeSet<String> served = new TreeSet<>();
        for (RouteDefinition route : routes) {
            collectTargets(steps(route), targets);
            if (uri(route).startsWith("direct:")) {
                served.add(uri(route));
            }
        }
        assertThat(targets.stream().filter(target -> target.startsWith("direct:")))
                .containsExactlyInAnyOrderElementsOf(served);
        assertThat(targets.stream().filter(target -> target.startsWith("fhir:")))
                .as("the EHR's operations stand in the YAML")
                .hasSizeGreaterThanOrEqualTo(3);
    }

    @Test
    void noRouteIsLongOrDeep() {
        assertThat(routes).allSatisfy(route -> {
            assertThat(steps(route)).as(route.getRouteId()).hasSizeLessThanOrEqualTo(MOST_STEPS);
            assertThat(depth(steps(route))).as(route.getRouteId()).isLessThanOrEqualTo(DEEPEST + 1);
        });
    }

    @Test
    void everyWayInBeginsByRemovingHeaders() {
        assertThat(routes.stream().filter(route -> !uri(route).startsWith("direct:")))
                .hasSizeGreaterThanOrEqualTo(2)
                .allSatisfy(route -> assertThat(steps(route).get(0))
                        .isInstanceOfSatisfying(RemoveHeadersDefinition.class, step -> assertThat(step.getPattern())
                                .isEqualTo("*")));
    }

    @Test
    void noRoutePollsFhirOrCarriesCredentials() throws IOException {
        assertThat(routes).noneMatch(route -> uri(route).startsWith("fhir:"));
        for (Path file : routeFiles()) {
            assertThat(Files.readString(file))
                    .doesNotContain("accessToken=", "password=", "log=true", "extraParameters");
        }
    }

    /** Without the error handling that the route's configuration put before them. */
    private static List<ProcessorDefinition<?>> steps(RouteDefinition route) {
        return route.getOutputs().stream()
                .filter(step -> !(step instanceof OnExceptionDefinition))
                .toList();
    }

    private static String uri(RouteDefinition route) {
        return route.getInput().getEndpointUri();
    }

    private static void collectTargets(List<ProcessorDefinition<?>> steps, TreeSet<String> into) {
        for (ProcessorDefinition<?> step : steps) {
            if (step instanceof SendDefinition<?> send) {
                into.add(send.getEndpointUri().split("\\?")[0]);
            } else if (step instanceof ToDynamicDefinition dynamic) {
                into.add(dynamic.getUri());
            }
            collectTargets(children(step), into);
        }
    }

    private static int depth(List<ProcessorDefinition<?>> steps) {
        return steps.stream()
                .mapToInt(step -> children(step).isEmpty() ? 1 : 1 + depth(children(step)))
                .max()
                .orElse(0);
    }

    /** The steps inside a step; a choice's or a try's branches are one level, not two. */
    private static List<ProcessorDefinition<?>> children(ProcessorDefinition<?> step) {
        List<ProcessorDefinition<?>> children = new ArrayList<>();
        if (step instanceof ChoiceDefinition choice) {
            choice.getWhenClauses().forEach(when -> children.addAll(when.getOutputs()));
            if (choice.getOtherwise() != null) {
                children.addAll(choice.getOtherwise().getOutputs());
            }
        } else if (step instanceof TryDefinition attempt) {
            for (ProcessorDefinition<?> output : attempt.getOutputs()) {
                children.addAll(output instanceof CatchDefinition caught ? caught.getOutputs() : List.of(output));
            }
        } else {
            children.addAll(step.getOutputs());
        }
        return children;
    }
}
