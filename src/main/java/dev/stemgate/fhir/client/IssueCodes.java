// SPDX-License-Identifier: Apache-2.0
package dev.stemgate.fhir.client;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.hl7.fhir.exceptions.FHIRException;
import org.hl7.fhir.r4.model.OperationOutcome.IssueType;

/** The codes of an OperationOutcome that may be shown: FHIR issue types and short numeric vendor codes, never a server's words. */
public final class IssueCodes {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Pattern VENDOR_CODE = Pattern.compile("\\d{1,6}");
    private static final Pattern TYPE_UNKNOWN = Pattern.compile(
            "(unknown|unsupported|not supported|not a known|invalid)[^.]{0,40}resource ?type"
                    + "|resource ?type[^.]{0,80}(unknown|unsupported|not supported)",
            Pattern.CASE_INSENSITIVE);

    private IssueCodes() {}

    /** The codes of a body; empty when it is not an OperationOutcome. */
    static List<String> of(byte[] body) {
        return of(tree(body));
    }

    /** The codes of an OperationOutcome as a tree. */
    public static List<String> of(JsonNode outcome) {
        List<String> codes = new ArrayList<>();
        for (JsonNode issue : outcome.path("issue")) {
            String type = issue.path("code").asText();
            if (known(type)) {
                codes.add(type);
            }
            for (JsonNode coding : issue.path("details").path("coding")) {
                String code = coding.path("code").asText();
                if (VENDOR_CODE.matcher(code).matches()) {
                    codes.add(code);
                }
            }
        }
        return codes.stream().distinct().toList();
    }

    /**
     * True when an OperationOutcome says that the resource type as such is unknown. A parameter that is not supported is another
     * matter: the type may be served, and must not count as absent.
     */
    static boolean saysTypeIsUnknown(byte[] body) {
        for (JsonNode issue : tree(body).path("issue")) {
            String words = issue.path("diagnostics").asText() + ". "
                    + issue.path("details").path("text").asText();
            if (TYPE_UNKNOWN.matcher(words).find()
                    && !words.toLowerCase(java.util.Locale.ROOT).contains("param")) {
                return true;
            }
        }
        return false;
    }

    private static boolean known(String type) {
        try {
            return !type.isEmpty() && IssueType.fromCode(type) != null;
        } catch (FHIRException unknown) {
            return false;
        }
    }

    private static JsonNode tree(byte[] body) {
        try {
            return JSON.readTree(body);
        } catch (IOException notJson) {
            return JSON.missingNode();
        }
    }
}
