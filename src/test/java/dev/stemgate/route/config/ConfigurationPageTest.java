// SPDX-License-Identifier: Apache-2.0
package dev.stemgate.route.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.stemgate.fhir.read.PatientSearches;
import dev.stemgate.route.BridgeFixture;
import dev.stemgate.terminology.ObservationQuestions;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code docs/configuration.md}, the route template and the code know the same keys. */
class ConfigurationPageTest {

    private static final URI ANY = URI.create("http://127.0.0.1:9/fhir");

    @TempDir
    Path folder;

    @Test
    void thePageListsEverySettingAndNoOther() throws IOException {
        Path settings = BridgeFixture.writeSettings(folder, ANY, "off", "");
        Files.writeString(settings, Files.readString(settings) + "nonsense: 1\n");
        assertThat(keysOfPage("## Settings")).isEqualTo(keysKnownToTheCode(settings, "nonsense"));
    }

    @Test
    void thePageAndTheTemplateListEveryHospitalParameterAndNoOther() throws IOException {
        Path settings = BridgeFixture.writeSettings(folder, ANY, "off", "- name: nonsense\n  value: 1");
        Set<String> known = keysKnownToTheCode(settings, "nonsense");
        assertThat(keysOfPage("## A hospital")).isEqualTo(known);
        assertThat(parametersOfTheTemplate("routes/10-trigger.camel.yaml")).isEqualTo(known);
    }

    @Test
    void thePageAndTheTemplateListEveryParameterOfASourceAndNoOther() throws IOException {
        Path settings = BridgeFixture.writeSettings(folder, ANY, "off", "");
        Path sources = Files.createDirectories(folder.resolve("sources"));
        Files.writeString(
                sources.resolve("drops.camel.yaml"),
                """
                - templatedRoute:
                    routeTemplateRef: file-source
                    routeId: source-drops
                    parameters:
                      - {name: source, value: drops}
                      - {name: ehr, value: %s}
                      - {name: folder, value: in}
                      - {name: nonsense, value: 1}
                """
                        .formatted(BridgeFixture.EHR));
        Set<String> known = keysKnownToTheCode(settings, "nonsense");
        assertThat(keysOfPage("## A source of files")).isEqualTo(known);
        assertThat(parametersOfTheTemplate("routes/40-files.camel.yaml")).isEqualTo(known);
    }

    @Test
    void theExampleSourceCanBeRead() {
        Path settings = BridgeFixture.writeSettings(folder, ANY, "off", "");
        ConfigurationException otherHospital =
                catchThrowableOfType(ConfigurationException.class, () -> new SourceReader(
                                new SettingsReader(Path.of("").toAbsolutePath())
                                        .read(settings)
                                        .hospitals())
                        .read(Path.of("docs/examples/source.camel.yaml")));
        assertThat(otherHospital)
                .as("all but the hospital, which the test does not have, is right")
                .hasMessageContaining("'ehr' names no hospital");
    }

    @Test
    void theExampleHospitalCanBeRead() {
        Path hospital = Path.of("docs/examples/hospital.camel.yaml");
        ConfigurationException missingToken = catchThrowableOfType(
                ConfigurationException.class,
                () -> new HospitalReader(java.time.ZoneId.of("Europe/Vienna")).read(hospital));
        assertThat(missingToken)
                .as("all but the secret, which is not in the repository, is right")
                .hasMessageContaining("st-anna-token")
                .hasMessageContaining("secret file cannot be read");
    }

    @Test
    void thePageSaysWhatOnePatientCosts() throws IOException {
        Path settings = BridgeFixture.writeSettings(
                folder, ANY, "off", "- name: alsoRead\n  value: MedicationAdministration, MedicationDispense");
        Hospital hospital =
                new SettingsReader(Path.of("").toAbsolutePath()).read(settings).hospital(BridgeFixture.EHR);
        Map<String, Integer> asked = new TreeMap<>();
        PatientSearches.forPatient(
                        "1",
                        hospital.fhirSettings(),
                        hospital.kindsRead().plan(ObservationQuestions.read(Path.of("model"))))
                .forEach(search -> asked.merge(search.kind().fhirType(), 1, Integer::sum));

        Map<String, Integer> stated = new TreeMap<>();
        String page = Files.readString(Path.of("docs/configuration.md"));
        String section = page.substring(page.indexOf("### What one patient costs"));
        for (String row : section.lines().filter(line -> line.startsWith("| ")).toList()) {
            List<String> types = Arrays.stream(row.split("\\|")[1].strip().split(", "))
                    .filter(asked::containsKey)
                    .toList();
            String cost = row.split("\\|")[2].strip();
            boolean each = cost.endsWith(" each");
            types.forEach(
                    type -> stated.put(type, Integer.parseInt(cost.replace(" each", "")) / (each ? 1 : types.size())));
        }
        assertThat(stated).isEqualTo(asked);
    }

    @Test
    void theExampleOfASmartHospitalCanBeRead() {
        Path hospital = Path.of("docs/examples/hospital-smart.camel.yaml");
        ConfigurationException missingKey = catchThrowableOfType(
                ConfigurationException.class,
                () -> new HospitalReader(java.time.ZoneId.of("Europe/Vienna")).read(hospital));
        assertThat(missingKey)
                .as("all but the key, which is not in the repository, is right")
                .hasMessageContaining("st-josef.jwk")
                .hasMessageContaining("check path and permissions");
    }

    /** The error for an unknown key lists the known ones. */
    private static Set<String> keysKnownToTheCode(Path settings, String unknown) {
        ConfigurationException refusal = catchThrowableOfType(
                ConfigurationException.class,
                () -> new SettingsReader(Path.of("").toAbsolutePath()).read(settings));
        assertThat(refusal)
                .hasMessageContaining("unknown key '" + unknown + "'")
                .hasMessageMatching(".*\\.yaml:\\d+: .*");
        String known = refusal.getMessage().substring(refusal.getMessage().indexOf("known here: ") + 12);
        return new TreeSet<>(Arrays.asList(known.split(", ")));
    }

    private static Set<String> keysOfPage(String heading) throws IOException {
        String page = Files.readString(Path.of("docs/configuration.md"));
        String section = page.substring(page.indexOf(heading) + heading.length());
        section = section.substring(0, section.indexOf("\n## "));
        Set<String> keys = new TreeSet<>();
        for (String row : section.lines().filter(line -> line.startsWith("| `")).toList()) {
            Matcher matcher = Pattern.compile("`([^`]+)`").matcher(row.split("\\|")[1]);
            while (matcher.find()) {
                keys.add(matcher.group(1));
            }
        }
        return keys;
    }

    private static Set<String> parametersOfTheTemplate(String file) throws IOException {
        List<String> lines = Files.readAllLines(Path.of(file));
        Set<String> names = new TreeSet<>();
        for (String line : lines) {
            Matcher matcher = Pattern.compile("      - name: (\\w+)").matcher(line);
            if (matcher.matches()) {
                names.add(matcher.group(1));
            }
        }
        return names;
    }
}
