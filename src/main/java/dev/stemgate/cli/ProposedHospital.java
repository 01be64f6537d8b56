// SPDX-License-Identifier: Apache-2.0
package dev.stemgate.cli;

import dev.stemgate.route.config.ConfigurationException;
import dev.stemgate.route.config.Hospital;
import dev.stemgate.route.config.HospitalFile;
import java.util.LinkedHashMap;
import java.util.Map;

/** A hospital file as it stands, with the parameters changed that would suit the server better. Secrets are named by file, as they were. */
final class ProposedHospital {

    private ProposedHospital() {}

    /** The whole file, ready to be saved; changed lines carry a comment. */
    static String text(Hospital hospital, Map<String, String> proposal) {
        Map<String, String> parameters = new LinkedHashMap<>(HospitalFile.parameters(hospital.file()));
        StringBuilder text = new StringBuilder();
        if (proposal.entrySet().stream().allMatch(entry -> entry.getValue().equals(parameters.get(entry.getKey())))) {
            return "The hospital file suits this server as it is.\n";
        }
        text.append("# Proposed for ")
                .append(hospital.ehr())
                .append(": ")
                .append(hospital.file().getFileName())
                .append('\n');
        text.append("- templatedRoute:\n    routeTemplateRef: hospital\n    routeId: hospital-")
                .append(hospital.ehr())
                .append("\n    parameters:\n");
        Map<String, String> all = new LinkedHashMap<>(parameters);
        all.putAll(proposal);
        all.forEach((name, value) -> {
            boolean changed = proposal.containsKey(name) && !value.equals(parameters.get(name));
            text.append("      - name: ").append(name).append('\n');
            text.append("        value: ").append(quoted(value));
            text.append(changed ? "  # " + was(parameters.get(name)) : "").append('\n');
        });
        return text.toString();
    }

    private static String was(String before) {
        return before == null ? "new" : "was " + before;
    }

    private static String quoted(String value) {
        if (value.indexOf('\n') >= 0) {
            throw new ConfigurationException("a parameter of a hospital file holds a line break");
        }
        return '"' + value.replace("\\", "\\\\").replace("\"", "\\\"") + '"';
    }
}
