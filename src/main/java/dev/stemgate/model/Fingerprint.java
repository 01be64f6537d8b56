// SPDX-License-Identifier: Apache-2.0
package dev.stemgate.model;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
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
        feed(digest, "model " + screening.model().id() + " " + screening.model().version());
        feed(digest, "outcome " + screening.outcome().code() + " " + screening.qualifier());
        feed(digest, "changes " + day(screening.changesOn()));
        evidence(screening.criteria(), digest);
        feed(
                digest,
                screening.criteria().stream()
                        .map(result -> "finding " + result.id() + " "
                                + result.finding().code()));
        feed(digest, lines(screening.risks()));
        feed(digest, screening.reasons().stream().map(reason -> "reason " + reason));
        feed(digest, checks(screening.risks()));
        feed(digest, screening.toClassify().stream().map(Fingerprint::line).distinct());
        feed(
                digest,
                screening.securityLabels().stream()
                        .map(label -> "label " + label.system() + "|" + label.code())
                        .distinct());
        return new Fingerprint(HexFormat.of().formatHex(digest.digest()));
    }

    /** Lines in order. */
    private static void feed(MessageDigest digest, Stream<String> lines) {
        lines.sorted().forEach(line -> feed(digest, line));
    }

    private static void feed(MessageDigest digest, String line) {
        digest.update(line.getBytes(StandardCharsets.UTF_8));
        digest.update((byte) '\n');
    }

    /**
     * The lines of all criteria in order, each once. A line begins with the criterion, so the lines of one after the other are put in
     * order: there may be many. Evidence comes by record key, so they mostly are in order as they are made.
     */
    private static void evidence(List<CriterionResult> criteria, MessageDigest digest) {
        List<CriterionResult> ordered = new ArrayList<>(criteria);
        ordered.removeIf(result -> result.evidence().isEmpty());
        ordered.sort(Comparator.comparing(result -> result.id() + " "));
        for (CriterionResult result : ordered) {
            List<String> lines = new ArrayList<>(result.evidence().size());
            for (Evidence piece : result.evidence()) {
                lines.add(line(result, piece));
            }
            lines.sort(Comparator.naturalOrder());
            String last = "";
            for (String line : lines) {
                if (!line.equals(last)) {
                    feed(digest, line);
                }
                last = line;
            }
        }
    }

    private static String line(CriterionResult result, Evidence piece) {
        Code code = piece.code();
        return "evidence " + result.id() + " " + piece.ref().key() + " " + code.system() + "|" + code.code() + "|"
                + code.display() + " " + day(piece.date()) + " " + piece.status();
    }

    private static String day(Optional<?> date) {
        return date.isPresent() ? date.get().toString() : "-";
    }

    private static Stream<String> checks(RiskProfile risks) {
        return risks.checks().stream().map(check -> "check " + check.id() + " " + day(check.lastResultOn()));
    }

    private static Stream<String> lines(RiskProfile risks) {
        return Stream.of(
                        risks.hazards().stream().map(hazard -> "hazard " + line(hazard)),
                        risks.options().stream()
                                .map(option -> "option " + option.id() + " "
                                        + option.efficacy().code()),
                        risks.options().stream().flatMap(option -> option.hazards().stream()
                                .map(hazard -> "under " + option.id() + " " + line(hazard))),
                        checks(risks),
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
