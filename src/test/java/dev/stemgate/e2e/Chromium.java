// SPDX-License-Identifier: Apache-2.0
package dev.stemgate.e2e;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.logging.Level;
import java.util.stream.Stream;
import org.openqa.selenium.chrome.ChromeDriver;
import org.openqa.selenium.chrome.ChromeDriverService;
import org.openqa.selenium.chrome.ChromeOptions;
import org.openqa.selenium.logging.LogType;
import org.openqa.selenium.logging.LoggingPreferences;

/** A headless Chromium of the machine, with a profile of its own and nothing that calls home. */
final class Chromium {

    private static final List<String> FLAGS = List.of(
            "--headless=new",
            "--no-sandbox",
            "--disable-gpu",
            "--disable-quic",
            "--no-first-run",
            "--disable-background-networking",
            "--disable-component-update",
            "--disable-sync",
            "--disable-dev-shm-usage",
            "--hide-scrollbars",
            "--lang=en");

    private Chromium() {}

    /** What of browser and driver this machine lacks; empty when both are there. */
    static Optional<String> missing() {
        return Stream.of(browser(), driver())
                .filter(file -> !Files.isExecutable(file))
                .map(file -> file + " is not there (Debian: apt-get install chromium chromium-driver)")
                .findFirst();
    }

    private static Path browser() {
        return Path.of(System.getProperty("stemgate.chromium", "/usr/bin/chromium"));
    }

    private static Path driver() {
        return Path.of(System.getProperty("stemgate.chromedriver", "/usr/bin/chromedriver"));
    }

    /** As narrow as a phone; a window of its own cannot be. */
    static void asPhone(ChromeDriver browser) {
        browser.executeCdpCommand(
                "Emulation.setDeviceMetricsOverride",
                Map.of("width", 390, "height", 844, "deviceScaleFactor", 1, "mobile", true));
    }

    static ChromeDriver start(Path profile, boolean scripts, boolean dark) throws IOException {
        ChromeOptions options = new ChromeOptions();
        options.setBinary(browser().toString());
        options.addArguments(FLAGS);
        options.addArguments("--user-data-dir=" + Files.createDirectories(profile));
        options.addArguments("--blink-settings=preferredColorScheme=" + (dark ? 0 : 1));
        LoggingPreferences logs = new LoggingPreferences();
        logs.enable(LogType.BROWSER, Level.ALL);
        logs.enable(LogType.PERFORMANCE, Level.ALL);
        options.setCapability("goog:loggingPrefs", logs);
        ChromeDriver driver = new ChromeDriver(
                new ChromeDriverService.Builder()
                        .usingDriverExecutable(driver().toFile())
                        .usingAnyFreePort()
                        .build(),
                options);
        driver.manage().timeouts().pageLoadTimeout(Duration.ofSeconds(30));
        if (!scripts) {
            driver.executeCdpCommand("Emulation.setScriptExecutionDisabled", Map.of("value", true));
        }
        return driver;
    }
}
