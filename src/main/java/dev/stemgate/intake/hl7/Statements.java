// SPDX-License-Identifier: Apache-2.0
package dev.stemgate.intake.hl7;

import java.util.ArrayList;
import java.util.List;

/** All that a message says about its patient, in its order. Thread-safe. */
final class Statements {

    private final DiagnosisSegment diagnoses;
    private final ProblemSegment problems;
    private final PharmacyOrder orders;

    Statements(CodingSystems systems, Hl7Settings settings) {
        diagnoses = new DiagnosisSegment(systems, settings);
        problems = new ProblemSegment(systems);
        orders = new PharmacyOrder(systems);
    }

    /** A diagnosis in an order or a problem message is read as one too; orders only where orders are sent. */
    List<Statement> of(Message message, MessageKind kind, Visit visit) {
        List<Statement> all = new ArrayList<>();
        for (Segment segment : message.segments()) {
            switch (segment.name()) {
                case "DG1" -> all.add(diagnoses.read(segment, visit));
                case "PRB" ->
                    all.add(problems.read(segment, visit, kind == MessageKind.PROBLEMS ? message.event() : ""));
                default -> {
                    // Nothing else of a message bears on a condition; orders are read as groups below.
                }
            }
        }
        if (kind == MessageKind.ORDERS) {
            OrderGroup.of(message).forEach(group -> all.add(orders.read(group, visit)));
        }
        return all;
    }
}
