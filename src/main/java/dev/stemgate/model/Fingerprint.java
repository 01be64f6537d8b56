// SPDX-License-Identifier: Apache-2.0
package dev.stemgate.model;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;

/**
 * What decides whether a screening differs from the last one (CONTRACTS, "What differs means"): outcome, findings, evidence
 * (record key, code, clinical date, status), hazards, therapy options, recommended checks, planned therapy, reasons, the first date at which a finding can change by
 * itself, and the model version. Not in it: the evaluation date, the 30-day cap, version ids, order, and how a piece of evidence weighs on the day.
 *
 * @param value hexadecimal SHA-256
 */
public record Fingerprint(String value) {

    public Fingerprint {
        Objects.requireNonNull(value, "value");
    }

    public static Fingerprint of(Screening screening) {
        MessageDigest digest = sha256();
        Stream.of(
                        Stream.of("model " + screening.model().id() + " "
                                + screening.model().version()),
                        Stream.of("outcome " + screening.outcome().code() + " " + screening.qualifier()),
                        Stream.of("changes "
                                + screening.changesOn().map(Object::toString).orElse("-")),
                        evidence(screening.criteria()),
                        screening.criteria().stream()
                                .map(result -> "finding " + result.id() + " "
                                        + result.finding().code())
                                .sorted(),
                        lines(screening.risks()).sorted(),
                        screening.reasons().stream()
                                .map(reason -> "reason " + reason)
                                .sorted(),
                        screening.risks().checks().stream()
                                .map(check -> "check " + check.id() + " "
                                        + check.lastResultOn()
                                                .map(Object::toString)
                                                .orElse("-"))
                                .sorted(),
                        screening.toClassify().stream()
                                .map(Fingerprint::line)
                                .distinct()
                                .sorted(),
                        screening.securityLabels().stream()
                                .map(label -> "label " + label.system() + "|" + label.code())
                                .distinct()
                                .sorted())
                .flatMap(lines -> lines)
                .forEach(line -> {
                    digest.update(line.getBytes(StandardCharsets.UTF_8));
                    digest.update((byte) '\n');
                });
        return new Fingerprint(HexFormat.of().formatHex(digest.digest()));
    }

    /** The lines of all criteria in order. A line begins with the criterion, so the lines of one after the other are put in order: there may be many. */
    private static Stream<String> evidence(List<CriterionResult> criteria) {
        return criteria.stream()
                .sorted(Comparator.comparing(result -> result.id() + " "))
                .flatMap(result -> result.evidence().stream()
                        .map(piece -> line(result, piece))
                        .sorted()
                        .distinct());
    }

    private static String line(CriterionResult result, Evidence piece) {
        return String.join(
                " ",
                "evidence",
                result.id(),
                piece.ref().key(),
                piece.code().system() + "|" + piece.code().code() + "|"
                        + piece.code().display(),
                piece.date().map(Object::toString).orElse("-"),
                piece.status());
    }

    private static Stream<String> lines(RiskProfile risks) {
        return Stream.of(
                        risks.hazards().stream().map(hazard -> "hazard " + line(hazard)),
                        risks.options().stream()
                                .map(option -> "option " + option.id() + " "
                                        + option.efficacy().code()),
                        risks.options().stream().flatMap(option -> option.hazards().stream()
                                .map(hazard -> "under " + option.id() + " " + line(hazard))),
                        risks.checks().stream()
                                .map(check -> "check " + check.id() + " "
                                        + check.lastResultOn()
                                                .map(Object::toString)
                                                .orElse("-")),
                        risks.planned().stream()
                                .map(planned -> "planned "
                                        + planned.requests().stream()
                                                .map(ResourceRef::key)
                                                .toList() + " " + planned.products() + " " + planned.routes() + " "
                                        + planned.targets()))
                .flatMap(lines -> lines);
    }

    private static String line(Hazard hazard) {
        return hazard.id() + " " + hazard.level().code() + " " + hazard.criteria();
    }

    private static String line(UnclassifiedCode code) {
        return "classify " + code.ref().key() + " " + code.code().system() + "|"
                + code.code().code() + "|" + code.code().display();
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }
}
