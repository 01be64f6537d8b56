// SPDX-License-Identifier: Apache-2.0
package dev.stemgate.bench;

import dev.stemgate.console.Browser;
import dev.stemgate.console.ConsoleFixture;
import dev.stemgate.console.ManyLetters;
import dev.stemgate.deadletter.DeadLetters;
import dev.stemgate.deadletter.NewDeadLetter;
import dev.stemgate.deadletter.Reason;
import dev.stemgate.model.Outcome;
import dev.stemgate.model.PatientKey;
import dev.stemgate.state.Database;
import dev.stemgate.state.EntryCounts;
import dev.stemgate.state.Judgement;
import dev.stemgate.state.Ledger;
import dev.stemgate.state.ObservationVersion;
import dev.stemgate.state.PatientUnit;
import dev.stemgate.state.Results;
import dev.stemgate.state.Screenings;
import dev.stemgate.state.TestDatabase;
import dev.stemgate.state.Trigger;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * How long a person waits for each page of the console when there are 100,000 dead letters and half as many screened patients and records
 * of files. Between
 * two requests the bridge goes on working, so that no database can answer from what it was asked before. The pages are asked in turn,
 * round by round, so that what disturbs the machine disturbs all of them.
 *
 * <p>Arguments: letters (100000), rounds (60), {@code h2} or {@code postgresql} (h2).
 */
public final class DeskBench {

    private static final int WARM_UPS = 10;
    private static final PatientKey PATIENT = new PatientKey("north", "bench-4711");

    private final ConsoleFixture console;
    private final Browser browser;

    private DeskBench(ConsoleFixture console) {
        this.console = console;
        this.browser = console.browser();
    }

    public static void main(String[] args) throws Exception {
        int letters = args.length > 0 ? Integer.parseInt(args[0]) : 100_000;
        int rounds = args.length > 1 ? Integer.parseInt(args[1]) : 60;
        TestDatabase kind = TestDatabase.valueOf(args.length > 2 ? args[2].toUpperCase(Locale.ROOT) : "H2");
        Machine.describe();
        Path folder = Files.createTempDirectory("stemgate-desk-bench");
        try (ConsoleFixture console = ConsoleFixture.of(kind.open(folder))) {
            long begun = System.nanoTime();
            DeskBench bench = new DeskBench(console);
            bench.fill(letters);
            System.out.printf(
                    Locale.ROOT,
                    "%s, %d letters, %d screenings and as many records of files, made in %.0f s; %d rounds after %d to warm up%n",
                    kind,
                    letters,
                    letters / 2,
                    (System.nanoTime() - begun) / 1e9,
                    rounds,
                    WARM_UPS);
            bench.run(letters, rounds);
        } finally {
            TemporaryFolder.delete(folder);
        }
        Machine.describe();
        System.exit(0);
    }

    private void fill(int letters) {
        Database database = console.database();
        Instant now = console.now();
        ManyLetters.seed(database, letters, letters / 2, now);
        database.inTransaction(transaction -> {
            transaction.update("alter table dead_letter alter column letter_id restart with " + (letters + 1));
            return transaction.update(
                    "alter table patient_unit alter column unit_id restart with " + (letters / 2 + 1));
        });
        ManyRecords.seed(database, letters / 2, now);
        Ledger ledger = new Ledger(database);
        ledger.request(PATIENT, Trigger.MANUAL, now);
        PatientUnit unit = ledger.claim(PATIENT.ehr(), 1, "bench", now, Duration.ofMinutes(5))
                .get(0);
        new Results(database, ledger)
                .finishWritten(
                        unit,
                        Judgement.of(Screenings.of(PATIENT, Screenings.DAY, Outcome.CAUTION), now),
                        ObservationVersion.NONE,
                        EntryCounts.NONE,
                        now);
        DeadLetters desk = new DeadLetters(database, ledger);
        for (int i = 0; i < 20; i++) {
            desk.put(
                    NewDeadLetter.of(
                            PATIENT.ehr(),
                            "Condition/bench-" + i,
                            Optional.of(PATIENT),
                            Reason.UNREADABLE,
                            "{\"resourceType\":\"Condition\"".getBytes(StandardCharsets.UTF_8),
                            "application/fhir+json"),
                    now);
        }
    }

    private void run(int letters, int rounds) {
        Map<String, String> pages = pages(letters);
        Map<String, Waits> waits = new LinkedHashMap<>();
        Map<String, Waits> worked = new LinkedHashMap<>();
        for (int round = -WARM_UPS; round < rounds; round++) {
            for (Map.Entry<String, String> page : pages.entrySet()) {
                work(round + WARM_UPS + 1);
                Waits all = waits.computeIfAbsent(page.getKey(), name -> new Waits());
                Waits cpu = worked.computeIfAbsent(page.getKey(), name -> new Waits());
                Effort effort = new Effort();
                effort.begin();
                int status = browser.get(page.getValue()).statusCode();
                effort.end();
                if (round >= 0) {
                    all.add(effort.wallSeconds());
                    cpu.add(effort.cpuSeconds());
                }
                if (status != 200) {
                    throw new IllegalStateException(page.getKey() + " answers " + status);
                }
            }
        }
        System.out.printf("%-30s %10s %10s %10s %15s%n", "page", "median ms", "90th ms", "most ms", "CPU median ms");
        waits.forEach((name, all) -> System.out.printf(
                Locale.ROOT,
                "%-30s %10.1f %10.1f %10.1f %15.1f%n",
                name,
                all.millis(0.5),
                all.millis(0.9),
                all.millis(1),
                worked.get(name).millis(0.5)));
    }

    private Map<String, String> pages(int letters) {
        String middle = String.format(Locale.ROOT, "DL-%06d", letters / 2 + 2);
        browser.get("/patients");
        String patient = browser.post("/patients", Map.of("ehr", PATIENT.ehr(), "patient", PATIENT.patientId()))
                .headers()
                .firstValue("Location")
                .orElseThrow();
        String handle = patient.substring("/patients/".length());
        Map<String, String> pages = new LinkedHashMap<>();
        pages.put("overview", "/");
        pages.put("list, open", "/letters");
        pages.put("list, in any state", "/letters?state=any");
        pages.put("list, in the middle", "/letters?state=any&before=" + middle);
        pages.put("list, last page", "/letters?before=DL-000060");
        pages.put("list, of a reason", "/letters?state=open&reason=unreadable");
        pages.put("list, of a reason and source", "/letters?state=open&reason=unreadable&source=south");
        pages.put("list, resolved, of a source", "/letters?state=resolved&source=south");
        pages.put("list, of the last day", "/letters?state=open&since=1d");
        pages.put("list, of a patient", "/letters?state=any&patient=" + handle);
        pages.put("letter", "/letters/" + middle);
        pages.put("resolve a letter", "/letters/" + middle + "/resolve");
        pages.put("replay a letter, dry run", "/letters/" + middle + "/replay");
        pages.put("patient", patient);
        pages.put("audit", "/audit");
        return pages;
    }

    /** What a bridge at work changes: a letter comes again, a patient's unit is claimed, a result is written anew. */
    private void work(long number) {
        console.database().inTransaction(transaction -> {
            transaction.update("update patient_unit set claims = claims + 1 where unit_id = ?", number);
            transaction.update(
                    "update screening_result set observation_version = ? where unit_id = ?", "v" + number, number);
            return transaction.update("update dead_letter set seen = seen + 1 where letter_id = ?", number);
        });
    }
}
