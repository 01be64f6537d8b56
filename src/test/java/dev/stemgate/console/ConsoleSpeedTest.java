// SPDX-License-Identifier: Apache-2.0
package dev.stemgate.console;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.OperatingSystemMXBean;
import java.lang.management.ManagementFactory;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** How long a person waits for a page when there are 100,000 dead letters and 50,000 screened patients. Prints what it measured. */
@Tag("full")
class ConsoleSpeedTest {

    private static final int LETTERS = Integer.getInteger("stemgate.bench.letters", 100_000);
    private static final int SCREENINGS = LETTERS / 2;
    private static final int TIMES = 15;
    private static final long MOST_MILLIS = 300;
    private static final OperatingSystemMXBean PROCESS =
            ManagementFactory.getPlatformMXBean(OperatingSystemMXBean.class);

    @TempDir
    Path folder;

    @Test
    void everyPageAnswersInUnder300MillisecondsAtTheMedian() {
        try (ConsoleFixture console = ConsoleFixture.in(folder)) {
            ManyLetters.seed(console.database(), LETTERS, SCREENINGS, console.now());
            Browser browser = console.browser();
            browser.get("/letters");
            Map<String, Long> medians = new LinkedHashMap<>();
            for (String path : new String[] {
                "/",
                "/letters",
                "/letters?state=any",
                "/letters?state=any&before=DL-050000",
                "/letters?before=DL-000200",
                "/letters?state=open&reason=unreadable",
                "/letters?state=open&reason=unreadable&source=south",
                "/letters?state=open&since=1d",
                "/letters?state=resolved&source=south",
                "/letters/DL-050002",
                "/letters/DL-050002/resolve",
                "/letters/DL-050002/replay",
                "/audit"
            }) {
                medians.put(path, median(console, browser, path));
            }
            assertThat(medians).allSatisfy((path, millis) -> assertThat(millis).isLessThan(MOST_MILLIS));
        }
    }

    /** The bridge goes on working, so that no database can answer from what it was asked before. */
    private static void aLetterComesAgain(ConsoleFixture console, long letter) {
        console.database().inTransaction(transaction -> {
            transaction.update("update patient_unit set claims = claims + 1 where unit_id = ?", letter);
            transaction.update(
                    "update screening_result set observation_version = ? where unit_id = ?", "v" + letter, letter);
            return transaction.update("update dead_letter set seen = seen + 1 where letter_id = ?", letter);
        });
    }

    private static long median(ConsoleFixture console, Browser browser, String path) {
        long[] millis = new long[TIMES];
        long[] worked = new long[TIMES];
        for (int i = 0; i < TIMES; i++) {
            aLetterComesAgain(console, i + 1);
            long before = PROCESS.getProcessCpuTime();
            long start = System.nanoTime();
            HttpResponse<String> answer = browser.get(path);
            millis[i] = (System.nanoTime() - start) / 1_000_000;
            worked[i] = (PROCESS.getProcessCpuTime() - before) / 1_000_000;
            assertThat(answer.statusCode()).as(path).isEqualTo(200);
        }
        Arrays.sort(millis);
        Arrays.sort(worked);
        System.out.printf(
                Locale.ROOT,
                "%6d ms median, %d ms of it processor time  %s%n",
                millis[TIMES / 2],
                worked[TIMES / 2],
                path);
        return millis[TIMES / 2];
    }
}
