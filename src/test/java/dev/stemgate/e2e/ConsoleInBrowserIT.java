// SPDX-License-Identifier: Apache-2.0
package dev.stemgate.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.openqa.selenium.By;
import org.openqa.selenium.Dimension;
import org.openqa.selenium.Keys;
import org.openqa.selenium.OutputType;
import org.openqa.selenium.WebElement;
import org.openqa.selenium.chrome.ChromeDriver;
import org.openqa.selenium.interactions.Actions;
import org.openqa.selenium.logging.LogEntry;
import org.openqa.selenium.logging.LogType;
import org.openqa.selenium.support.ui.WebDriverWait;

/**
 * The console of a kept-running demo in a real Chromium: by keyboard alone, without scripts, in light and dark, wide and narrow. With
 * {@code -Dstemgate.screenshots=DIR} every page looked at is kept as a picture.
 */
class ConsoleInBrowserIT {

    private static final JsonMapper JSON = new JsonMapper();
    private static final Dimension DESKTOP = new Dimension(1280, 900);

    @TempDir
    static Path folder;

    private static StemgateProcess demo;
    private static URI base;

    @BeforeAll
    static void start() {
        Optional<String> missing = Chromium.missing();
        missing.ifPresent(cause -> System.out.println("SKIPPED ConsoleInBrowserIT: " + cause));
        assumeTrue(missing.isEmpty(), () -> missing.orElse(""));
        demo = StemgateProcess.start(folder, "demo", "--keep-running");
        demo.awaitError("; console: http://");
        Matcher address = Pattern.compile("; console: (http://\\S+)").matcher(demo.err());
        assertThat(address.find()).isTrue();
        base = URI.create(address.group(1));
    }

    @AfterAll
    static void stop() {
        if (demo != null) {
            demo.close();
        }
    }

    @Test
    void aLetterIsFoundAndResolvedByKeyboardAlone() throws IOException {
        ChromeDriver browser = Chromium.start(folder.resolve("keyboard"), true, false);
        try {
            browser.get(base.toString());
            new Actions(browser).sendKeys(Keys.TAB).perform();
            assertThat(focused(browser).getText()).isEqualTo("Skip to the content");
            assertThat(outlined(browser)).isTrue();
            tabTo(browser, "Dead letters").sendKeys(Keys.ENTER);
            await(browser, "/letters");
            chooseReason(browser, "wrong-version");
            until(browser, () -> browser.getCurrentUrl().contains("reason=wrong-version"));
            until(browser, () -> browser.findElement(By.id("tally")).getText().startsWith("1 letter"));
            String id = browser.findElement(By.cssSelector("#found tbody th a")).getText();
            tabTo(browser, id).sendKeys(Keys.ENTER);
            await(browser, "/letters/" + id);
            tabTo(browser, "Resolve …").sendKeys(Keys.ENTER);
            await(browser, "/resolve");
            tabToId(browser, "note").sendKeys("the vendor knows");
            tabTo(browser, "Resolve " + id).sendKeys(Keys.ENTER);
            until(browser, () -> browser.getCurrentUrl().endsWith("/letters/" + id));
            assertThat(browser.findElement(By.cssSelector("[role=status]")).getText())
                    .isEqualTo(id + " is resolved.");
            assertThat(browser.findElement(By.tagName("h1")).getText()).contains("resolved");
            assertThat(browser.findElement(By.tagName("main")).getText()).contains("the vendor knows");
            nothingWasViolatedAndNobodyElseAsked(browser);
        } finally {
            browser.quit();
        }
    }

    @Test
    void everyPageCanBeReadAndUsedWithoutScripts() throws IOException {
        ChromeDriver browser = Chromium.start(folder.resolve("plain"), false, false);
        try {
            browser.get(base.resolve("/letters?state=open").toString());
            assertThat(browser.executeScript("return typeof htmx")).isEqualTo("undefined");
            assertThat(browser.findElements(By.cssSelector("#found tbody tr"))).isNotEmpty();
            browser.findElement(By.cssSelector("#reason option[value=unreadable]"))
                    .click();
            browser.findElement(By.xpath("//button[text()='Filter']")).click();
            await(browser, "reason=unreadable");
            assertThat(browser.findElements(By.cssSelector("#found tbody tr")))
                    .as("one of the EHR, one of the dropped files")
                    .hasSize(2);
            browser.findElement(By.xpath("//*[@id='found']//tbody/tr[not(contains(., 'registry'))]//th//a"))
                    .click();
            assertThat(browser.findElement(By.tagName("pre")).getText()).contains("\"resourceType\": \"Condition\"");
            browser.get(base.resolve("/patients").toString());
            browser.findElement(By.id("patient")).sendKeys("demo-broken-date-01", Keys.ENTER);
            until(
                    browser,
                    () -> browser.getTitle().startsWith("Patient")
                            && !browser.findElements(By.cssSelector(".findings"))
                                    .isEmpty());
            assertThat(browser.getCurrentUrl()).doesNotContain("demo-broken");
            assertThat(browser.findElement(By.tagName("main")).getText())
                    .contains("Outcome:", "Ledger", "never a clearance");
        } finally {
            browser.quit();
        }
    }

    @Test
    void pagesAreLabelledLegibleAndNotTooWideInLightAndDark() throws IOException {
        List<String> pages = List.of(
                "/",
                "/letters?state=any",
                "/letters/DL-000001",
                "/letters/DL-000001/replay",
                "/letters/DL-000001/correct",
                "/letters/DL-000005/assign",
                "/patients",
                "/audit",
                "/nothing");
        for (boolean dark : new boolean[] {false, true}) {
            ChromeDriver browser = Chromium.start(folder.resolve("looks-" + dark), true, dark);
            try {
                browser.manage().window().setSize(DESKTOP);
                for (String width : List.of("desktop", "phone")) {
                    if (width.equals("phone")) {
                        Chromium.asPhone(browser);
                    }
                    String manner = width + (dark ? "-dark" : "-light");
                    for (String page : pages) {
                        browser.get(base.resolve(page).toString());
                        look(browser, page, manner);
                    }
                    browser.get(base.resolve("/patients").toString());
                    browser.findElement(By.id("patient")).sendKeys("demo-broken-date-01", Keys.ENTER);
                    until(browser, () -> !browser.findElements(By.cssSelector(".findings"))
                            .isEmpty());
                    look(browser, "/patient", manner);
                }
            } finally {
                browser.quit();
            }
        }
    }

    private static void look(ChromeDriver browser, String page, String manner) throws IOException {
        assertThat(browser.executeScript("return matchMedia('(prefers-color-scheme: dark)').matches"))
                .isEqualTo(manner.endsWith("dark"));
        assertThat((List<?>) browser.executeScript(checks()))
                .as(page + " " + manner)
                .isEmpty();
        String pictures = System.getProperty("stemgate.screenshots", "");
        if (!pictures.isEmpty()) {
            String name = page.replaceAll("[^A-Za-z0-9]+", "-").replaceAll("^-|-$", "");
            Files.write(
                    Files.createDirectories(Path.of(pictures))
                            .resolve((name.isEmpty() ? "overview" : name) + "-" + manner + ".png"),
                    browser.getScreenshotAs(OutputType.BYTES));
        }
    }

    private static String checks() {
        try (InputStream in = ConsoleInBrowserIT.class.getResourceAsStream("/console/checks.js")) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void nothingWasViolatedAndNobodyElseAsked(ChromeDriver browser) throws IOException {
        List<String> said = new ArrayList<>();
        for (LogEntry entry : browser.manage().logs().get(LogType.BROWSER)) {
            said.add(entry.getMessage());
        }
        assertThat(said).as("the browser's console").isEmpty();
        List<String> asked = new ArrayList<>();
        for (LogEntry entry : browser.manage().logs().get(LogType.PERFORMANCE)) {
            JsonNode message = JSON.readTree(entry.getMessage()).path("message");
            boolean ofOurPage =
                    message.path("params").path("documentURL").asText().startsWith(base.toString());
            if (message.path("method").asText().equals("Network.requestWillBeSent") && ofOurPage) {
                asked.add(message.path("params").path("request").path("url").asText());
            }
        }
        assertThat(asked).isNotEmpty().allSatisfy(url -> assertThat(url).startsWith(base.toString()));
        assertThat(asked).anyMatch(url -> url.endsWith("/assets/htmx.js"));
    }

    private static void chooseReason(ChromeDriver browser, String reason) {
        WebElement select = tabToId(browser, "reason");
        select.sendKeys(reason.substring(0, 4));
    }

    private static WebElement tabTo(ChromeDriver browser, String text) {
        return tab(browser, text, element -> element.getText().equals(text));
    }

    private static WebElement tabToId(ChromeDriver browser, String id) {
        return tab(browser, id, element -> id.equals(element.getAttribute("id")));
    }

    private static WebElement tab(ChromeDriver browser, String what, java.util.function.Predicate<WebElement> wanted) {
        for (int i = 0; i < 60; i++) {
            new Actions(browser).sendKeys(Keys.TAB).perform();
            if (wanted.test(focused(browser))) {
                assertThat(outlined(browser))
                        .as("the focus on " + what + " is seen")
                        .isTrue();
                return focused(browser);
            }
        }
        throw new AssertionError("the keyboard does not reach " + what);
    }

    private static WebElement focused(ChromeDriver browser) {
        return browser.switchTo().activeElement();
    }

    private static boolean outlined(ChromeDriver browser) {
        return (Boolean)
                browser.executeScript(
                        "const s = getComputedStyle(document.activeElement); return s.outlineStyle !== 'none' && parseFloat(s.outlineWidth) >= 2");
    }

    private static void await(ChromeDriver browser, String address) {
        until(browser, () -> browser.getCurrentUrl().contains(address));
    }

    private static void until(ChromeDriver browser, java.util.function.BooleanSupplier condition) {
        new WebDriverWait(browser, Duration.ofSeconds(20)).until(any -> condition.getAsBoolean());
    }
}
