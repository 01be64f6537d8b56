// SPDX-License-Identifier: Apache-2.0
package dev.stemgate.route;

import dev.stemgate.sandbox.Fault;
import dev.stemgate.sandbox.FaultAction;
import dev.stemgate.sandbox.TransportFaults;
import java.time.Duration;
import java.util.Locale;
import java.util.Map;

/** What may befall a request, on every request that it concerns. */
enum MatrixTrouble {
    BUSY_SECONDS(TransportFaults.busyForSeconds(3)),
    BUSY_DATE(TransportFaults.busyUntilDate(Duration.ofSeconds(3))),
    ERROR_500(TransportFaults.status(500)),
    ERROR_503(TransportFaults.status(503)),
    TOKEN_EXPIRED(TransportFaults.tokenExpired()),
    HALF_ANSWER(TransportFaults.halfAnswer()),
    TRUNCATED(TransportFaults.truncated()),
    ANSWER_LOST(TransportFaults.answerLost()),
    SILENT(TransportFaults.slow(Duration.ofMillis(4500))),
    EMPTY(answer(200, "application/fhir+json", "")),
    LOGIN_PAGE(answer(200, "text/html", "<html><body>Please log in</body></html>")),
    ANOTHER_RESOURCE(answer(200, "application/fhir+json", "{\"resourceType\":\"Basic\",\"code\":{}}")),
    EMPTY_BUNDLE(answer(200, "application/fhir+json", "{\"resourceType\":\"Bundle\",\"type\":\"searchset\"}")),
    REFUSED_400(outcome(400, "error", "")),
    EXPIRED_400(outcome(400, "error", "4113")),
    DENIED_403(outcome(403, "error", "")),
    NOT_FOUND_404(outcome(404, "error", "")),
    GONE_410(TransportFaults.status(410)),
    CONFLICT_409(outcome(409, "error", "")),
    STALE_412(outcome(412, "error", "")),
    UNPROCESSABLE_422(outcome(422, "error", "")),
    REDIRECT_302(
            request -> new FaultAction.Answer(302, Map.of("Location", "https://elsewhere.invalid/fhir/Patient/x"), "")),
    FOREIGN_NEXT(request -> new FaultAction.Rewrite(body ->
            body.replaceAll("(\"relation\":\"next\",\"url\":\")[^\"]*", "$1https://elsewhere.invalid/fhir?page=2"))),
    CIRCLE(request -> new FaultAction.Rewrite(body -> body.replaceAll(
            "\"relation\":\"self\",\"url\":\"([^\"]*)\"",
            "\"relation\":\"self\",\"url\":\"$1\"},{\"relation\":\"next\",\"url\":\"$1\""))),
    MORE_MAY_EXIST(entry("warning", "4119")),
    HIDDEN(entry("information", "4130")),
    PARAMETER_IGNORED(entry("warning", "59100"));

    private final Fault fault;

    MatrixTrouble(Fault fault) {
        this.fault = fault;
    }

    Fault fault() {
        return fault;
    }

    /** Whether a request to this step can meet it at all. */
    boolean concerns(MatrixStep step) {
        boolean write = step == MatrixStep.WRITE;
        return switch (this) {
            case FOREIGN_NEXT, CIRCLE -> step == MatrixStep.COHORT || step == MatrixStep.CONDITION;
            case MORE_MAY_EXIST, HIDDEN, PARAMETER_IGNORED -> !write;
            // Beside a chart, "no medications" without a warning is an answer that nobody can tell from a true one.
            case EMPTY_BUNDLE -> !write && step != MatrixStep.STATEMENT && step != MatrixStep.REQUEST;
            case EXPIRED_400 -> step == MatrixStep.COHORT_PAGE || step == MatrixStep.CONDITION_PAGE;
            case SILENT -> write || step == MatrixStep.CONDITION;
            case CONFLICT_409, STALE_412 -> write;
            default -> true;
        };
    }

    /** Whether this cell is tried in every build: one trouble of each sort everywhere, and every trouble at a page and at the write. */
    boolean tells(MatrixStep step) {
        return switch (this) {
            case ERROR_500, TRUNCATED, DENIED_403, GONE_410 -> true;
            case FOREIGN_NEXT, CIRCLE -> true;
            case EMPTY_BUNDLE, HIDDEN ->
                step == MatrixStep.CONDITION || step == MatrixStep.CONDITION_PAGE || step == MatrixStep.PRIOR;
            default -> step == MatrixStep.CONDITION_PAGE || step == MatrixStep.WRITE;
        };
    }

    private static Fault answer(int status, String type, String body) {
        return request -> new FaultAction.Answer(status, Map.of("Content-Type", type), body);
    }

    private static Fault outcome(int status, String severity, String code) {
        return answer(status, "application/fhir+json", outcome(severity, code));
    }

    /** One entry more, at the end of the page. */
    private static Fault entry(String severity, String code) {
        String entry = "{\"resource\":" + outcome(severity, code) + ",\"search\":{\"mode\":\"outcome\"}}";
        return request -> new FaultAction.Rewrite(body -> body.contains("\"entry\":[")
                ? body.replaceFirst("\"entry\":\\[", "\"entry\":[" + entry + ",")
                : body.replaceFirst("\\}$", ",\"entry\":[" + entry + "]}"));
    }

    private static String outcome(String severity, String code) {
        String details = code.isEmpty()
                ? ""
                : ",\"details\":{\"coding\":[{\"system\":\"%s\",\"code\":\"%s\"}]}"
                        .formatted("urn:oid:1.2.840.114350.1.13.0.1.7.2.657369", code);
        return "{\"resourceType\":\"OperationOutcome\",\"issue\":[{\"severity\":\"%s\",\"code\":\"processing\"%s}]}"
                .formatted(severity, details);
    }

    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
