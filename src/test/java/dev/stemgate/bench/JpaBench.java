// SPDX-License-Identifier: Apache-2.0
package dev.stemgate.bench;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.stemgate.it.JpaServerProcess;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * Stemgate against a naive client on a HAPI FHIR JPA server, in one run: requests for each patient, wall time, CPU time of the server. Every
 * client has patients of its own that are alike, and all write the same Observation and Provenance.
 *
 * <p>Arguments: how many patients (1000), the folder in which {@code it/jpa-server} is built (this one).
 */
public final class JpaBench {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String THREE_KINDS =
            "notAvailable: MedicationRequest, Observation, Procedure, AllergyIntolerance, ServiceRequest";
    private static final int WARM_UP = 100;
    /** All that the clients load stays in the server's memory, as its database does. */
    private static final List<String> SERVER_JVM = List.of("-Xmx5g", "-XX:+UseSerialGC");

    private final JpaServerProcess server;
    private final FhirHttp direct;
    private final int patients;

    private JpaBench(JpaServerProcess server, int patients) {
        this.server = server;
        this.direct = new FhirHttp(server.baseUrl());
        this.patients = patients;
    }

    public static void main(String[] args) throws Exception {
        int patients = args.length > 0 ? Integer.parseInt(args[0]) : 1000;
        Path project = Path.of(args.length > 1 ? args[1] : "").toAbsolutePath();
        try (JpaServerProcess server = JpaServerProcess.start(project, SERVER_JVM)) {
            new JpaBench(server, patients).run();
        }
        System.exit(0);
    }

    private void run() throws Exception {
        Machine.describe();
        System.out.printf(
                "%-34s %9s %9s %9s %9s %10s%n", "client", "patients", "requests", "per pat.", "wall s", "server CPU s");
        List<String> templates = bridge("warm-up", new BenchPopulation("Warm", Math.min(WARM_UP, patients)), false);
        naive("warm-up", new BenchPopulation("Warmer", Math.min(WARM_UP, patients)), "Warm", templates, 4, false);
        templates = bridge("stemgate, all kinds", new BenchPopulation("Alpha", patients), true);
        bridge("stemgate, the same three kinds", new BenchPopulation("Beta", patients), true, THREE_KINDS);
        bridge("stemgate, one by one", new BenchPopulation("Gamma", patients), true, THREE_KINDS, "batch: off");
        naive("naive, one thread", new BenchPopulation("Delta", patients), "Alpha", templates, 1, true);
        naive("naive, four threads", new BenchPopulation("Epsilon", patients), "Alpha", templates, 4, true);
    }

    private List<String> bridge(String name, BenchPopulation population, boolean shown, String... more)
            throws Exception {
        try (CountingRelay relay = new CountingRelay(server.baseUrl());
                BridgeRun bridge = new BridgeRun(relay.baseUrl(), "Patient?family:exact=" + population.name(), more)) {
            direct.load(population.resources());
            Measure measure = new Measure(relay);
            long written = bridge.round();
            measure.print(name, written, shown);
            if (written != population.size()) {
                throw new IllegalStateException(written + " were written of " + population.size());
            }
        }
        return written(population);
    }

    private void naive(
            String name, BenchPopulation population, String like, List<String> templates, int threads, boolean shown)
            throws Exception {
        direct.load(population.resources());
        List<String> transactions = templates.stream()
                .map(template -> template.replace(like + "-", population.name() + "-"))
                .toList();
        try (CountingRelay relay = new CountingRelay(server.baseUrl())) {
            Measure measure = new Measure(relay);
            new NaiveClient(new FhirHttp(relay.baseUrl()), population, transactions).run(threads);
            measure.print(name, population.size(), shown);
        }
    }

    /** What stands on the server for each patient, as a transaction that would create it anew. */
    private List<String> written(BenchPopulation population) throws Exception {
        Map<String, ObjectNode> provenances = new HashMap<>();
        List<String> transactions = new ArrayList<>();
        for (int number = 0; number < population.size(); number++) {
            String id = population.id(number);
            JsonNode found = JSON.readTree(direct.get("Observation?patient=" + id
                    + "&code=https://stemgate.dev/fhir/CodeSystem/screening%7C&_revinclude=Provenance:target"));
            ObjectNode bundle =
                    JSON.createObjectNode().put("resourceType", "Bundle").put("type", "transaction");
            for (JsonNode entry : found.path("entry")) {
                ObjectNode resource = (ObjectNode) entry.path("resource");
                String type = resource.path("resourceType").asText();
                ObjectNode sent = bundle.withArray("entry").addObject();
                sent.put("fullUrl", "urn:uuid:" + java.util.UUID.nameUUIDFromBytes((type + id).getBytes()));
                resource.remove(List.of("id", "meta"));
                if (type.equals("Observation")) {
                    ((ObjectNode) resource.path("identifier").path(0)).put("value", id);
                } else {
                    ((ObjectNode) resource.path("target").path(0))
                            .put(
                                    "reference",
                                    "urn:uuid:" + java.util.UUID.nameUUIDFromBytes(("Observation" + id).getBytes()));
                }
                sent.set("resource", resource);
                sent.putObject("request").put("method", "POST").put("url", type);
            }
            if (bundle.path("entry").size() != 2) {
                throw new IllegalStateException("not one Observation and one Provenance of " + id);
            }
            transactions.add(bundle.toString().replaceAll("/_history/\\d+", ""));
        }
        return transactions;
    }

    private final class Measure {
        private final CountingRelay relay;
        private final long requests;
        private final double cpu;
        private final long begun;

        Measure(CountingRelay relay) {
            this.relay = relay;
            this.requests = relay.requests();
            this.cpu = Machine.cpuSeconds(server.pid());
            this.begun = System.nanoTime();
        }

        void print(String name, long done, boolean shown) {
            double wall = (System.nanoTime() - begun) / 1e9;
            long sent = relay.requests() - requests;
            double used = Machine.cpuSeconds(server.pid()) - cpu;
            if (shown) {
                System.out.printf(
                        Locale.ROOT,
                        "%-34s %9d %9d %9.3f %9.2f %10.2f%n",
                        name,
                        done,
                        sent,
                        (double) sent / done,
                        wall,
                        used);
            }
        }
    }
}
