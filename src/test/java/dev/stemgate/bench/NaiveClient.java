// SPDX-License-Identifier: Apache-2.0
package dev.stemgate.bench;

import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;

/**
 * What somebody writes in an afternoon: for each patient three searches (Patient, Condition, MedicationStatement), then one transaction that
 * creates the result. It judges nothing, and is handed what it writes.
 */
final class NaiveClient {

    private final FhirHttp http;
    private final BenchPopulation population;
    private final List<String> transactions;

    /** @param transactions what is to be written for each patient, by number */
    NaiveClient(FhirHttp http, BenchPopulation population, List<String> transactions) {
        this.http = http;
        this.population = population;
        this.transactions = transactions;
    }

    void run(int threads) throws Exception {
        ExecutorService pool = Executors.newFixedThreadPool(threads);
        try {
            List<Future<?>> all = IntStream.range(0, population.size())
                    .<Future<?>>mapToObj(number -> pool.submit(() -> one(number)))
                    .toList();
            for (Future<?> one : all) {
                one.get();
            }
        } finally {
            pool.shutdown();
        }
    }

    private void one(int number) {
        String id = population.id(number);
        http.get("Patient?_id=" + id);
        http.get("Condition?patient=" + id + "&_count=100");
        http.get("MedicationStatement?patient=" + id + "&_count=100");
        http.transaction(transactions.get(number));
    }
}
